import type { Assessment } from '../../insights/assessment';
import { scoreTerms } from '../../insights/assessment';
import { subjectOf, type Finding } from '../../insights/findings';
import type { RowRef } from '../../inventory/model';
import type { FindingReports } from '../findingReports';
import { plainText } from '../plainText';
import { REASON_WORDS } from '../reasonWords';
import { counted, ratingWords, supportWords } from '../words';
import { fingerprint } from './fingerprint';
import type { SarifCheck, SarifFinding } from './sarifFindings';
import { LEVEL_OF } from './sarifRules';

/** Names are cut in messages, which people read. */
const MOST_NAME = 200;
const MOST_REASON = 1_000;

/** A result object (SARIF 2.1.0 §3.27), written once. */
export type SarifResult = Readonly<Record<string, unknown>>;

export interface SarifSurroundings {
  readonly assessment: Assessment;
  readonly reports: FindingReports;
  readonly fileUri: (file: string) => string;
  readonly ruleIndex: (id: string) => number;
}

export function sarifResult(around: SarifSurroundings, found: SarifFinding): SarifResult {
  return found.kind === 'cve' ? cveResult(around, found.finding) : checkResult(around, found.check, found.server, found.software);
}

function cveResult(around: SarifSurroundings, finding: Finding): SarifResult {
  const { assessment, reports } = around;
  const { knowledge, matcher } = assessment;
  const details = knowledge.details(finding.cve);
  const subject = subjectOf(assessment, finding.server, finding.software);
  const evidence = reports.explain(finding);
  const metric = details.metrics[0];
  const fix = evidence.fixedIn === '' ? '' : ` Fixed in ${plainText(evidence.fixedIn, MOST_NAME)}.`;
  return {
    ...common(around, details.id, finding.server, finding.software, subject.row),
    level: LEVEL_OF[metric?.severity ?? 'unknown'],
    message: { text: messageText(`${plainText(subject.label, MOST_NAME)} on ${serverName(assessment, finding.server)} is affected by ${details.id} (${ratingWords(details)}).${fix} ${REASON_WORDS[evidence.reason]}`) },
    ...(matcher.index.score[finding.cve] === 255 ? {} : { rank: matcher.index.score[finding.cve] }),
    ...(finding.verdict === 'suppressed' ? { suppressions: [suppression(assessment, finding)] } : {}),
    properties: {
      verdict: finding.verdict, confidence: evidence.confidence, severity: metric?.severity ?? 'unknown', knownExploited: details.kev !== null, epss: details.epss,
      fixedIn: evidence.fixedIn, reason: evidence.reason, cpe: evidence.cpe, criteria: evidence.criteria, range: evidence.range, identityRule: subject.identity.rule,
    },
  };
}

/** Who set a finding aside, and why (SARIF 2.1.0 §3.35). */
function suppression({ setAside }: Assessment, { server, software, cve }: Finding): object {
  const said = setAside.of(server, software, cve)?.suppression;
  const why = said ? plainText([said.status.replaceAll('_', ' '), said.justification.replaceAll('_', ' '), said.impact, said.action, said.note, said.until === null ? '' : `until ${said.until}`].filter(Boolean).join('; '), MOST_REASON) : '';
  return { kind: 'external', status: 'accepted', ...(why === '' ? {} : { justification: why }) };
}

function checkResult(around: SarifSurroundings, check: SarifCheck, server: number, software: number): SarifResult {
  const { assessment } = around;
  const { label, row } = subjectOf(assessment, server, software);
  const [name, what] = [serverName(assessment, server), plainText(label, MOST_NAME) || 'its operating system'];
  const texts: Readonly<Record<SarifCheck, () => string>> = {
    'os-end-of-support': () => `Support of ${what} on ${name} ${supportWords(assessment.os[assessment.identities.osOf[server]].support)}.`,
    'software-end-of-support': () => `Support of ${what} on ${name} ${supportWords(assessment.software.support[software])}.`,
    'pending-updates': () => `${counted(scoreTerms(assessment, server).pendingUpdates ?? 0, 'critical or security update')} pending on ${name}.`,
    'missing-security-software': () => `${name} has no security software in its software list.`,
    'missing-patch-management': () => `${name} has no patch-management software in its software list.`,
  };
  return {
    ...common(around, check, server, software, row),
    level: check === 'os-end-of-support' ? 'error' : 'warning',
    message: { text: messageText(texts[check]()) },
  };
}

/** Rule, place and fingerprint. The fingerprint rests on server, software and rule, so that a row that moves stays the same result. */
function common({ assessment, fileUri, ruleIndex }: SarifSurroundings, ruleId: string, server: number, software: number, row: RowRef | null): SarifResult {
  const { key, name } = assessment.estate.servers[server];
  const entry = assessment.estate.software[software];
  const print = fingerprint([ruleId, key, entry ? `${entry.name}\n${entry.publisher}\n${entry.version}` : '']);
  return {
    ruleId,
    ruleIndex: ruleIndex(ruleId),
    locations: [{
      ...(row ? { physicalLocation: placeOf(assessment, fileUri, row) } : {}),
      logicalLocations: [{ name: plainText(name, MOST_NAME) || key, fullyQualifiedName: key, kind: 'resource' }],
    }],
    // The second name is the one that GitHub compares; it is a line's hash for tools that read source code.
    partialFingerprints: { 'inventoryInsights/v1': print, primaryLocationLineHash: `${print}:1` },
  };
}

function placeOf({ estate }: Assessment, fileUri: (file: string) => string, { file, line, column }: RowRef): object {
  const uri = fileUri(estate.files[file]?.file ?? '');
  return {
    artifactLocation: /^[a-z][a-z0-9+.-]*:/i.test(uri) ? { uri } : { uri, uriBaseId: SOURCE_ROOT },
    region: { startLine: Math.max(1, line), ...(column > 0 ? { startColumn: column } : {}) },
  };
}

/** The folder that relative places are relative to; readers take their workspace or repository for it. */
export const SOURCE_ROOT = '%SRCROOT%';

function serverName({ estate }: Assessment, server: number): string {
  return plainText(estate.servers[server].name, MOST_NAME) || estate.servers[server].key;
}

/** Brackets are links and braces are placeholders in a message (SARIF 2.1.0 §3.11.5, §3.11.6). */
function messageText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
}
