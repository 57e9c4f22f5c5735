import { REASON_WORDS } from '../../core/export/reasonWords';
import { formatCpe } from '../../core/identify/cpe';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import type { Assessment } from '../../core/insights/assessment';
import { explainFinding, OS_SUBJECT, subjectOf } from '../../core/insights/findings';
import type { WrittenCell } from '../../core/inventory/rowAsWritten';
import type { AdvisoryEvidence, MatchEvidence } from '../../core/match/matcher';
import { CONFIGURATION_SOURCES, type ConfigurationSource } from '../../core/match/cveRecord';
import type { CveDetails } from '../../core/match/knowledge';
import type { EvidenceModel, EvidenceStep } from '../../protocol/models/evidence';
import { NO_DECISIONS, type Decisions } from '../../workspace/decisions';
import { LANGUAGE, t } from '../l10n';
import { presentFeeds } from './frame';
import { rowLabel } from './paths';
import { setAsideStep } from './setAside';
import { EMPTY_STEP, rowStep, trailText } from './trail';
import { sourceLabel, sourceOf } from './vulnerabilities';
import { SEVERITY_WORDS, VERDICT_WORDS, confidenceWord, decimal } from './words';
import { parseRange } from './range';

/**
 * Why a CVE is (or is not) found on a software or the OS of a server, step by step (features R15).
 * @param written the inventory row as its file has it
 */
export function presentEvidence(assessment: Assessment, server: number, software: number, cve: number, decisions: Decisions = NO_DECISIONS, written: readonly WrittenCell[] = []): EvidenceModel {
  const details = assessment.knowledge.details(cve);
  const { description, references } = assessment.knowledge.text(cve);
  const evidence = explainFinding(assessment, server, software, cve);
  const aside = assessment.setAside.of(server, software, cve);
  const verdict = aside !== undefined && evidence.verdict !== 'not-affected' ? 'suppressed' : evidence.verdict;
  const steps = [
    ...(aside === undefined ? [] : [setAsideStep(aside, decisions)]),
    rowStep(assessment, server, software, written),
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
    counts: verdict === 'affected' ? t('counts 1 in the score') : verdict === 'suppressed' ? t('not counted in the score. Without the statement: {0}', VERDICT_WORDS[evidence.verdict]) : t('not counted in the score. {0}', reasonOf(evidence)),
    description,
    severity,
    steps,
    references,
    plain: trailText(t('{0} on {1}: {2} (as of {3})', details.id, assessment.estate.servers[server].name, VERDICT_WORDS[verdict], assessment.asOf), steps),
  };
}

function identityStep(assessment: Assessment, server: number, software: number, evidence: MatchEvidence): EvidenceStep {
  const { identity } = subjectOf(assessment, server, software);
  const cpe = evidence.cpe || (identity.cpes.length > 0 ? formatCpe(identity.cpes[0]) : '');
  const { advisory } = evidence;
  return {
    ...EMPTY_STEP,
    title: t('Identity'),
    note: t('confidence: {0}', confidenceWord(advisory ? evidence.confidence : identity.confidence)),
    text: advisory
      ? t('A package of the distribution, which its advisories for {0} call {1}.', advisory.ecosystem, advisory.package)
      : cpe === '' ? t('This name stands for nothing in the vulnerability feed.') : t('Decided by {0}.', ruleWords(identity.rule, LANGUAGE)),
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
    title: t('Criteria and range'),
    note: evidence.criteria === '' ? '' : inside ? t('matches') : t('does not match'),
    text: [evidence.range && t('Range: {0}.', evidence.range), evidence.fixedIn && t('Fixed in {0}.', evidence.fixedIn), reasonOf(evidence)].filter(Boolean).join(' '),
    code: evidence.criteria === '' ? [] : [evidence.criteria],
    range: parseRange(evidence.range, version),
  };
}

/** The distribution's own advisory in the place of NVD's criteria. */
function advisoryStep(evidence: MatchEvidence, { id, ecosystem, package: name, range }: AdvisoryEvidence, version: string): EvidenceStep {
  return {
    ...EMPTY_STEP,
    title: t('Distribution’s advisory'),
    note: evidence.verdict === 'affected' ? t('matches') : evidence.verdict === 'not-affected' ? t('does not match') : '',
    text: [
      range === '' ? t('It names the package and no version of it.') : t('Range: {0}.', range),
      evidence.fixedIn ? t('Fixed in {0}.', evidence.fixedIn) : range === '' ? '' : t('It names no fixed version.'),
      reasonOf(evidence),
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
      title: i === 0 ? t('And, on the same server') : t('And'),
      note: { met: t('met'), 'not-met': t('not met'), undecided: t('undecided') }[condition.state],
      text:
        condition.state === 'met' ? t('Met by {0}.', partner?.label ?? (condition.by || os))
        : condition.state === 'not-met' ? t('Nothing on this server fulfils it.')
        : t('The inventory does not say, so the finding is possible, not certain.'),
      code: [condition.criteria],
      target: partner?.row ? sourceOf(assessment, partner.row) : null,
      targetLabel: partner?.row ? rowLabel(estate.files[partner.row.file], partner.row.line) : '',
    };
  });
}

/** Who says which products a record concerns, where it is not NVD itself. */
const CONFIGURATION_WORDS: Readonly<Record<ConfigurationSource, string>> = {
  nvd: '',
  overlay: t('Which products it concerns comes from the overlay folder of records, since NVD has not said so.'),
  cna: t('Which products it concerns is the word of the CNA that assigned the id, since NVD has not said so.'),
};

function feedStep(assessment: Assessment, details: CveDetails, cve: number): EvidenceStep {
  const nvd = presentFeeds(assessment.knowledge, assessment.today).find(({ label }) => label === 'NVD');
  const { kev, epss } = details;
  return {
    ...EMPTY_STEP,
    title: t('Feed and record'),
    note: nvd?.ageDays === null || nvd === undefined ? '' : nvd.ageDays === 0 ? t('of today') : t('{0} d old', nvd.ageDays),
    text: [
      t('NVD {0}; record {1}, last modified {2}.', nvd?.text ?? '', details.vulnStatus || t('without status'), details.lastModified.slice(0, 10)),
      CONFIGURATION_WORDS[CONFIGURATION_SOURCES[assessment.matcher.index.source[cve]] ?? 'nvd'],
      kev ? `${kev.ransomware ? t('Known exploited since {0}, also by ransomware', kev.dateAdded) : t('Known exploited since {0}', kev.dateAdded)}${kev.dueDate ? t('; CISA’s due date {0}', kev.dueDate) : ''}.` : t('Not listed as known exploited.'),
      epss === null ? '' : t('EPSS {0} %.', decimal(epss * 100, 1)),
    ].filter(Boolean).join(' '),
    target: { view: 'record', cve: details.id },
    targetLabel: t('{0} at NVD', details.id),
  };
}

function severityStep(details: CveDetails): EvidenceStep {
  const [metric, ...others] = details.metrics;
  if (!metric) return { ...EMPTY_STEP, title: t('Severity'), text: t('The record has no CVSS metric, so its severity is unknown.') };
  return {
    ...EMPTY_STEP,
    title: t('Severity'),
    note: t('metric and source'),
    text: [
      `${decimal(metric.score, 1)} ${SEVERITY_WORDS[metric.severity]}, CVSS ${metric.version}, ${sourceLabel(metric.source)}, ${metric.type}.`,
      others.length === 0 ? '' : t('Also given: {0}.', others.map((other) => `${decimal(other.score, 1)} CVSS ${other.version}, ${sourceLabel(other.source)}`).join('; ')),
    ].filter(Boolean).join(' '),
    code: [metric.vector],
  };
}

function reasonOf({ reason }: MatchEvidence): string {
  return LANGUAGE.word(REASON_WORDS[reason]);
}
