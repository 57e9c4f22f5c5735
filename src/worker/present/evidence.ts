import { REASON_WORDS } from '../../core/export/reasonWords';
import { formatCpe } from '../../core/identify/cpe';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import type { Assessment } from '../../core/insights/assessment';
import { explainFinding, OS_SUBJECT, subjectOf } from '../../core/insights/findings';
import type { AdvisoryEvidence, MatchEvidence } from '../../core/match/matcher';
import { CONFIGURATION_SOURCES, type ConfigurationSource } from '../../core/match/cveRecord';
import type { CveDetails } from '../../core/match/knowledge';
import type { Verdict } from '../../core/match/verdict';
import type { EvidenceModel, EvidenceStep } from '../../protocol/viewModels';
import { NO_DECISIONS, type Decisions } from '../../workspace/decisions';
import { presentFeeds } from './frame';
import { rowLabel } from './paths';
import { setAsideStep } from './setAside';
import { sourceLabel, sourceOf } from './vulnerabilities';
import { SEVERITY_WORDS, VERDICT_WORDS } from './words';
import { parseRange } from './range';

/** Why a CVE is (or is not) found on a software or the OS of a server, step by step (features R15). */
export function presentEvidence(assessment: Assessment, server: number, software: number, cve: number, decisions: Decisions = NO_DECISIONS): EvidenceModel {
  const details = assessment.knowledge.details(cve);
  const { description, references } = assessment.knowledge.text(cve);
  const evidence = explainFinding(assessment, server, software, cve);
  const aside = assessment.setAside.of(server, software, cve);
  const verdict = aside !== undefined && evidence.verdict !== 'not-affected' ? 'suppressed' : evidence.verdict;
  const steps = [
    ...(aside === undefined ? [] : [setAsideStep(aside, decisions)]),
    rowStep(assessment, server, software),
    identityStep(assessment, server, software, evidence),
    rangeStep(assessment, server, software, evidence),
    ...conditionSteps(assessment, server, evidence),
    feedStep(assessment, details, cve),
    severityStep(details),
  ];
  const severity = details.metrics[0]?.severity ?? 'unknown';
  return {
    ref: { cve: details.id, software },
    cve: details.id,
    verdict,
    verdictLabel: VERDICT_WORDS[verdict],
    counts: verdict === 'affected' ? 'counts 1 in the score' : verdict === 'suppressed' ? `not counted in the score. Without the statement: ${VERDICT_WORDS[evidence.verdict]}` : `not counted in the score. ${REASON_WORDS[evidence.reason]}`,
    description,
    severity,
    steps,
    references,
    plain: plainText(assessment, server, details, verdict, steps),
  };
}

function rowStep(assessment: Assessment, server: number, software: number): EvidenceStep {
  const { estate } = assessment;
  const subject = subjectOf(assessment, server, software);
  const { os } = estate.servers[server];
  return {
    ...EMPTY_STEP,
    title: 'Inventory row',
    code: subject.software
      ? [subject.software.name, [subject.software.publisher, subject.software.version].filter(Boolean).join(' · ')].filter(Boolean)
      : [[os.name, os.version, os.build].filter(Boolean).join(' ')],
    target: subject.row ? sourceOf(assessment, subject.row) : null,
    targetLabel: subject.row ? rowLabel(estate.files[subject.row.file], subject.row.line) : '',
  };
}

function identityStep(assessment: Assessment, server: number, software: number, evidence: MatchEvidence): EvidenceStep {
  const { identity } = subjectOf(assessment, server, software);
  const cpe = evidence.cpe || (identity.cpes.length > 0 ? formatCpe(identity.cpes[0]) : '');
  const { advisory } = evidence;
  return {
    ...EMPTY_STEP,
    title: 'Identity',
    note: `confidence: ${advisory ? evidence.confidence : identity.confidence}`,
    text: advisory
      ? `A package of the distribution, which its advisories for ${advisory.ecosystem} call ${advisory.package}.`
      : cpe === '' ? 'This name stands for nothing in the vulnerability feed.' : `Decided by ${ruleWords(identity.rule)}.`,
    code: cpe === '' ? [] : [cpe],
  };
}

function rangeStep(assessment: Assessment, server: number, software: number, evidence: MatchEvidence): EvidenceStep {
  const { identity } = subjectOf(assessment, server, software);
  const version = software === OS_SUBJECT ? assessment.identities.os[assessment.identities.osOf[server]].identity.build || identity.version : identity.version;
  const inside = evidence.verdict === 'affected' || evidence.verdict === 'possibly-affected';
  if (evidence.advisory?.id) return advisoryStep(evidence, evidence.advisory, version);
  return {
    ...EMPTY_STEP,
    title: 'Criteria and range',
    note: evidence.criteria === '' ? '' : inside ? 'matches' : 'does not match',
    text: [evidence.range && `Range: ${evidence.range}.`, evidence.fixedIn && `Fixed in ${evidence.fixedIn}.`, REASON_WORDS[evidence.reason]].filter(Boolean).join(' '),
    code: evidence.criteria === '' ? [] : [evidence.criteria],
    range: parseRange(evidence.range, version),
  };
}

/** The distribution's own advisory in the place of NVD's criteria. */
function advisoryStep(evidence: MatchEvidence, { id, ecosystem, package: name, range }: AdvisoryEvidence, version: string): EvidenceStep {
  return {
    ...EMPTY_STEP,
    title: 'Distribution’s advisory',
    note: evidence.verdict === 'affected' ? 'matches' : evidence.verdict === 'not-affected' ? 'does not match' : '',
    text: [
      range === '' ? 'It names the package and no version of it.' : `Range: ${range}.`,
      evidence.fixedIn ? `Fixed in ${evidence.fixedIn}.` : range === '' ? '' : 'It names no fixed version.',
      REASON_WORDS[evidence.reason],
    ].filter(Boolean).join(' '),
    code: [`${id} · ${ecosystem} · ${name}`],
    range: parseRange(range, version),
  };
}

function conditionSteps(assessment: Assessment, server: number, evidence: MatchEvidence): EvidenceStep[] {
  const { estate, identities } = assessment;
  return evidence.conditions.map((condition, i): EvidenceStep => {
    const id = condition.software === -1 ? OS_SUBJECT : estate.installs.software[estate.installs.offsets[server] + condition.software];
    const partner = condition.state === 'met' && condition.by !== '' ? subjectOf(assessment, server, id) : null;
    const os = identities.os[identities.osOf[server]].identity.label;
    return {
      ...EMPTY_STEP,
      title: i === 0 ? 'And, on the same server' : 'And',
      note: { met: 'met', 'not-met': 'not met', undecided: 'undecided' }[condition.state],
      text:
        condition.state === 'met' ? `Met by ${partner?.label ?? (condition.by || os)}.`
        : condition.state === 'not-met' ? 'Nothing on this server fulfils it.'
        : 'The inventory does not say, so the finding is possible, not certain.',
      code: [condition.criteria],
      target: partner?.row ? sourceOf(assessment, partner.row) : null,
      targetLabel: partner?.row ? rowLabel(estate.files[partner.row.file], partner.row.line) : '',
    };
  });
}

/** Who says which products a record concerns, where it is not NVD itself. */
const CONFIGURATION_WORDS: Readonly<Record<ConfigurationSource, string>> = {
  nvd: '',
  overlay: 'Which products it concerns comes from the overlay folder of records, since NVD has not said so.',
  cna: 'Which products it concerns is the word of the CNA that assigned the id, since NVD has not said so.',
};

function feedStep(assessment: Assessment, details: CveDetails, cve: number): EvidenceStep {
  const nvd = presentFeeds(assessment.knowledge, assessment.today).find(({ label }) => label === 'NVD');
  const { kev, epss } = details;
  return {
    ...EMPTY_STEP,
    title: 'Feed and record',
    note: nvd?.ageDays === null || nvd === undefined ? '' : nvd.ageDays === 0 ? 'of today' : `${nvd.ageDays} d old`,
    text: [
      `NVD ${nvd?.text ?? ''}; record ${details.vulnStatus || 'without status'}, last modified ${details.lastModified.slice(0, 10)}.`,
      CONFIGURATION_WORDS[CONFIGURATION_SOURCES[assessment.matcher.index.source[cve]] ?? 'nvd'],
      kev ? `Known exploited since ${kev.dateAdded}${kev.ransomware ? ', also by ransomware' : ''}${kev.dueDate ? `; CISA’s due date ${kev.dueDate}` : ''}.` : 'Not listed as known exploited.',
      epss === null ? '' : `EPSS ${(epss * 100).toFixed(1)} %.`,
    ].filter(Boolean).join(' '),
    target: { view: 'record', cve: details.id },
    targetLabel: `${details.id} at NVD`,
  };
}

function severityStep(details: CveDetails): EvidenceStep {
  const [metric, ...others] = details.metrics;
  if (!metric) return { ...EMPTY_STEP, title: 'Severity', text: 'The record has no CVSS metric, so its severity is unknown.' };
  return {
    ...EMPTY_STEP,
    title: 'Severity',
    note: 'metric and source',
    text: [
      `${metric.score.toFixed(1)} ${SEVERITY_WORDS[metric.severity]}, CVSS ${metric.version}, ${sourceLabel(metric.source)}, ${metric.type}.`,
      others.length === 0 ? '' : `Also given: ${others.map((other) => `${other.score.toFixed(1)} CVSS ${other.version}, ${sourceLabel(other.source)}`).join('; ')}.`,
    ].filter(Boolean).join(' '),
    code: [metric.vector],
  };
}

function plainText(assessment: Assessment, server: number, details: CveDetails, verdict: Verdict, steps: readonly EvidenceStep[]): string {
  return [
    `${details.id} on ${assessment.estate.servers[server].name}: ${VERDICT_WORDS[verdict]} (as of ${assessment.asOf})`,
    ...steps.map((step, i) => [
      `${i + 1}. ${step.title}${step.note ? ` (${step.note})` : ''}`,
      ...step.code.map((line) => `   ${line}`),
      ...(step.text ? [`   ${step.text}`] : []),
      ...(step.target?.view === 'source' ? [`   ${step.target.file}:${step.target.line}:${step.target.column}`] : []),
    ].join('\n')),
  ].join('\n');
}

const EMPTY_STEP: EvidenceStep = { title: '', note: '', text: '', code: [], target: null, targetLabel: '', range: null };
