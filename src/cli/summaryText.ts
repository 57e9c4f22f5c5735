import { NOTES } from '../core/export/report';
import { sharedSummary } from '../core/export/sharedSummary';
import { HIDDEN_WORDS } from '../core/export/tables';
import type { Assessment } from '../core/insights/assessment';
import { scoreTerms } from '../core/insights/assessment';
import { DEFAULT_SERVER_SORT } from '../core/insights/filter';
import { ServerFields, sortServers } from '../core/insights/serverQuery';
import { HIDDEN, isHidden } from '../core/insights/sharing';
import { SoftwareFields } from '../core/insights/softwareQuery';
import { softwareOfServers, summarise } from '../core/insights/summary';
import type { Problem } from '../core/inventory/problem';
import { SEVERITIES } from '../core/match/verdict';
import { feedsLine } from './feedsLine';
import { grouped } from './grouped';
import { printable, textTable } from './output';

const TOP_SERVERS = 20;
/** Ids written out in a line. */
const LISTED = 3;

/** The estate on one screen. */
export function* summaryText(assessment: Assessment, problems: readonly Problem[]): Generator<string> {
  const { estate, servers, knowledge, asOf } = assessment;
  const fields = new ServerFields(assessment);
  const rows = sortServers(fields, estate.servers.map((_, row) => row), DEFAULT_SERVER_SORT);
  const summary = sharedSummary(assessment, summarise(fields, new SoftwareFields(assessment), rows, softwareOfServers(assessment, rows)));
  const { hidden = [] } = assessment;
  const [hideVulnerabilities, hideUpdates] = [isHidden(assessment, 'vulnerabilities'), isHidden(assessment, 'updates')];

  yield `As of ${asOf}. ${feedsLine(knowledge)}.\n\n`;
  yield `${count(summary.servers, 'server')}, ${summary.serversAtRisk} at risk; ${summary.software} distinct software, ${summary.softwareAtRisk} at risk; ${summary.vulnerabilities === HIDDEN ? 'CVEs hidden' : count(summary.vulnerabilities, 'distinct CVE')}\n`;
  for (const part of hidden) yield `${HIDDEN_WORDS[part]}\n`;
  yield* textTable(['Risk', 'Servers', 'Unknown'], Object.entries(summary.risks).map(([risk, of]) => [risk.replaceAll('-', ' '), of === HIDDEN ? HIDDEN : of.servers, of === HIDDEN ? HIDDEN : of.unknown]));
  yield '\n';
  const { levels } = summary;
  yield* textTable(['Highest severity', 'Servers'], SEVERITIES.map((severity) => [severity, levels === HIDDEN ? HIDDEN : levels[severity]]));

  if (assessment.unrecordedCves.length > 0) {
    yield `\nNot in the NVD data, so not counted: ${count(assessment.unrecordedCves.length, 'CVE')} that distributions’ advisories affirm for these servers (${listed(assessment.unrecordedCves)}).\n`;
  }
  const shown = rows.filter((row) => servers.score[row] > 0).slice(0, TOP_SERVERS);
  if (shown.length > 0) {
    yield '\n';
    yield* textTable(
      ['Score', 'Server', 'Operating system', 'OS ended', 'Software ended', 'CVEs', 'Updates', 'No security', 'No patching'],
      shown.map((row) => {
        const terms = scoreTerms(assessment, row);
        const server = estate.servers[row];
        return [
          servers.score[row], cut(server.name, 32), cut(`${server.os.name} ${server.os.version}`.trim(), 40),
          flag(terms.osEndOfSupport), flag(terms.softwareEndOfSupport), hideVulnerabilities ? HIDDEN : (terms.vulnerabilities ?? '?'), hideUpdates ? HIDDEN : (terms.pendingUpdates ?? '?'),
          flag(terms.missingSecuritySoftware), flag(terms.missingPatchManagement),
        ];
      }),
    );
    const more = summary.serversAtRisk - shown.length;
    if (more > 0) yield `… and ${count(more, 'more server')} at risk.\n`;
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  yield `\n${problems.length === 0 ? 'No problems with the inventories or feeds.' : `${count(problems.length, 'problem')} with the inventories or feeds, ${count(errors, 'error')}.`}\n`;
  for (const line of NOTES) yield `${line}\n`;
}

function flag(value: 0 | 1 | null): string {
  return value === null ? '?' : value === 1 ? 'yes' : '';
}

function count(number: number, what: string): string {
  return `${grouped(number)} ${what}${number === 1 ? '' : 's'}`;
}

function listed(ids: readonly string[]): string {
  return ids.length <= LISTED ? ids.join(', ') : `${ids.slice(0, LISTED).join(', ')} and ${grouped(ids.length - LISTED)} more`;
}

function cut(text: string, length: number): string {
  const plain = printable(text);
  return plain.length <= length ? plain : `${plain.slice(0, length - 1)}…`;
}
