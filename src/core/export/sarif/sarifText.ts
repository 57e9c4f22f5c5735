import type { ExportContext } from '../exportContext';
import { PRODUCT_NAME } from '../exportContext';
import { FindingReports } from '../findingReports';
import { NOTES } from '../report';
import type { ExportSelection } from '../selection';
import { HIDDEN_WORDS } from '../tables';
import { counted, grouped } from '../words';
import { SARIF_MOST_RESULTS, worstFindings, type SarifFinding, type SarifFindings } from './sarifFindings';
import { SOURCE_ROOT, sarifResult } from './sarifResults';
import { checkRule, cveRule, type SarifRule } from './sarifRules';

/** Results whose explanation is made between two chunks. */
const RESULTS_A_CHUNK = 200;

/**
 * A selection as SARIF 2.1.0 (OASIS) in chunks, one run: a rule for each CVE and each check that is found, a result for each affected
 * software, or operating system, of each server. What is only possible is counted in a notification. At most `most` results, the worst
 * ones, and a notification says how many are left out. An empty chunk is a turn for others.
 */
export function* sarifText(selection: ExportSelection, context: ExportContext, most = SARIF_MOST_RESULTS): Generator<string> {
  const search = worstFindings(selection, most);
  let step = search.next();
  while (!step.done) {
    yield '';
    step = search.next();
  }
  const found = step.value;
  if (found.omitted > 0) selection.onBounded?.();
  const { assessment } = selection;
  const rules = rulesOf(selection, found.findings);
  const places = new Map(rules.map(({ id }, index) => [id, index]));
  yield `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{\n"tool":${JSON.stringify({
    driver: {
      name: PRODUCT_NAME, version: context.productVersion, semanticVersion: context.productVersion,
      fullDescription: { text: NOTES.join(' ') }, rules,
    },
  })},\n`;
  yield `"automationDetails":{"id":"inventory-insights/"},\n"columnKind":"utf16CodeUnits",\n"originalUriBaseIds":${JSON.stringify({ [SOURCE_ROOT]: { description: { text: 'The folder of the workspace or repository that holds the inventories.' } } })},\n`;
  yield `"invocations":${JSON.stringify([{ executionSuccessful: true, endTimeUtc: context.madeAt, toolExecutionNotifications: notifications(selection, context, found, most) }])},\n`;
  yield `"properties":${JSON.stringify({ asOf: assessment.asOf, servers: selection.serverRows.length, results: found.findings.length, omitted: found.omitted, possible: found.possible, ...(assessment.hidden?.length ? { hidden: assessment.hidden } : {}) })},\n"results":[`;
  const around = { assessment, reports: new FindingReports(assessment), fileUri: context.fileUri, ruleIndex: (id: string) => places.get(id) ?? -1 };
  let chunk = '';
  for (const [at, one] of found.findings.entries()) {
    chunk += `${at === 0 ? '\n' : ',\n'}${JSON.stringify(sarifResult(around, one))}`;
    if (at % RESULTS_A_CHUNK !== RESULTS_A_CHUNK - 1) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}]}]}\n`;
}

/** In the order in which results first name them: the worst first. */
function rulesOf({ assessment: { knowledge } }: ExportSelection, findings: readonly SarifFinding[]): readonly SarifRule[] {
  const rules = new Map<number | string, SarifRule>();
  for (const found of findings) {
    const key = found.kind === 'cve' ? found.finding.cve : found.check;
    if (rules.has(key)) continue;
    rules.set(key, found.kind === 'cve' ? cveRule(knowledge.details(found.finding.cve), knowledge.text(found.finding.cve)) : checkRule(found.check));
  }
  return [...rules.values()];
}

function notifications({ assessment }: ExportSelection, { filterText }: ExportContext, { omitted, possible }: SarifFindings, most: number): readonly object[] {
  const { asOf, knowledge, hidden = [] } = assessment;
  const say = (id: string, level: 'note' | 'warning', text: string): object => ({ descriptor: { id }, level, message: { text: text.replace(/[\\[\]]/g, '\\$&').replace(/[{}]/g, '$&$&') } });
  return [
    say('basis', 'note', `As of ${asOf}; feeds: ${knowledge.feeds.map(({ name, revision, fetchedAt, starter }) => `${name} ${starter ? 'starter ' : ''}${revision || fetchedAt.slice(0, 10)}`).join(', ')}. ${NOTES.join(' ')}`),
    ...(filterText === '' ? [] : [say('filter', 'note', `Only what this filter shows: ${filterText}`)]),
    ...hidden.map((part) => say('hidden', 'warning', HIDDEN_WORDS[part])),
    ...(omitted === 0 ? [] : [say('omitted', 'warning', `Only the worst ${grouped(most)} results are here, as many as GitHub takes in one run; ${counted(omitted, 'other')} left out. Export with a narrower filter, or as JSON.`)]),
    ...(possible === 0 ? [] : [say('possible', 'note', `${counted(possible, 'finding')} that ${possible === 1 ? 'is' : 'are'} possible, not certain, ${possible === 1 ? 'is' : 'are'} no ${possible === 1 ? 'result' : 'results'}; the CSV and JSON exports list them.`)]),
  ];
}
