import type { Assessment } from '../insights/assessment';
import { scoreTerms } from '../insights/assessment';
import { SERVER_RISKS, type ServerRisk } from '../insights/filter';
import { compareCves } from '../insights/findings';
import { forEachAffected, forEachAffectedByOs } from '../insights/matchesOn';
import { serversWithCve } from '../insights/serversWithCve';
import { HIDDEN, isHidden, scoreNote } from '../insights/sharing';
import { summarise } from '../insights/summary';
import { SEVERITIES } from '../match/verdict';
import type { Steps } from '../steps';
import { PRODUCT_NAME, type ExportContext } from './exportContext';
import { plainText } from './plainText';
import { NOTES } from './report';
import type { ExportSelection } from './selection';
import { sharedSummary, type SharedSummary } from './sharedSummary';
import { HIDDEN_WORDS, type Cell } from './tables';
import { counted, grouped, supportWords } from './words';

/** A column of numbers stands to the right, their thousands apart. */
export interface OutlineColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}

export interface OutlineTable {
  readonly heading: string;
  readonly columns: readonly OutlineColumn[];
  /** null is not known. */
  readonly rows: readonly (readonly Cell[])[];
  /** What is not shown, or why there is nothing; '' for a whole table. */
  readonly note: string;
}

/** What a report for people says, before it is Markdown or HTML. Its texts are plain and may hold anything. */
export interface ReportOutline {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** The numbers that come first. */
  readonly cards: readonly { readonly label: string; readonly value: Cell; readonly of: string }[];
  readonly tables: readonly OutlineTable[];
  readonly notes: readonly string[];
}

/** Rows of each kind of table, and characters of a cell. */
export interface OutlineLimits {
  readonly servers: number;
  readonly software: number;
  readonly cves: number;
  readonly cellLength: number;
}

export const RISK_WORDS: Readonly<Record<ServerRisk, string>> = {
  'os-end-of-support': 'Operating system end of support',
  'software-end-of-support': 'Software end of support',
  vulnerabilities: 'Known vulnerabilities',
  'pending-updates': 'Pending critical or security updates',
  'missing-security-software': 'Missing security software',
  'missing-patch-management': 'Missing patch management',
};

/** The outline of a selection; pauses between CVEs, each of which asks for its servers. */
export function* reportOutline(selection: ExportSelection, context: ExportContext, limits: OutlineLimits): Steps<ReportOutline> {
  const { assessment, servers, software, serverRows, softwareRows, of } = selection;
  const summary = sharedSummary(assessment, summarise(servers, software, serverRows, softwareRows));
  const { hidden = [], estate } = assessment;
  const cut = (text: string): string => plainText(text, limits.cellLength);
  const vulnerabilities = yield* vulnerabilitiesTable(selection, limits, cut);
  return {
    title: `${cut(context.title) || 'Inventory'}: ${of === 'software' ? 'software risks' : 'server risks'}`,
    facts: [
      ['As of', assessment.asOf],
      ['Servers', serverRows.length === estate.servers.length ? `${grouped(serverRows.length)}, the whole estate` : `${grouped(serverRows.length)} of ${grouped(estate.servers.length)}`],
      ...(context.filterText === '' ? [] : [['Filter', cut(context.filterText)] as const]),
      ['Feeds', assessment.knowledge.feeds.map(({ name, revision, fetchedAt, starter }) => `${name} ${starter ? 'starter ' : ''}${revision || fetchedAt.slice(0, 10)}`).join(', ') || 'none'],
      ['Made', `${context.madeAt.slice(0, 16).replace('T', ' ')} UTC by ${PRODUCT_NAME} ${context.productVersion}`],
      ...hidden.map((part) => ['Hidden', HIDDEN_WORDS[part]] as const),
    ],
    cards: cardsOf(summary),
    tables: [...(of === 'servers' ? [risksTable(summary), serversTable(selection, limits, cut)] : []), vulnerabilities, softwareTable(selection, limits, cut), coverageTable(summary, context)],
    notes: NOTES,
  };
}

function cardsOf(summary: SharedSummary): ReportOutline['cards'] {
  const servers = `of ${counted(summary.servers, 'server')}`;
  return [
    { label: 'Servers at risk', value: summary.serversAtRisk, of: servers },
    { label: 'Servers with critical vulnerabilities', value: summary.serversWithCritical, of: servers },
    { label: 'Servers with known exploited vulnerabilities', value: summary.serversExploited, of: servers },
    { label: 'Software at risk', value: summary.softwareAtRisk, of: `of ${grouped(summary.software)}` },
    { label: 'Distinct vulnerabilities', value: summary.vulnerabilities, of: 'CVEs' },
  ];
}

function risksTable({ risks }: SharedSummary): OutlineTable {
  return {
    heading: 'Risks', note: '',
    columns: [{ title: 'Risk' }, { title: 'Servers', isNumber: true }, { title: 'Not known for', isNumber: true }],
    rows: SERVER_RISKS.map((risk) => {
      const one = risks[risk];
      return one === HIDDEN ? [RISK_WORDS[risk], HIDDEN, HIDDEN] : [RISK_WORDS[risk], one.servers, one.unknown];
    }),
  };
}

function serversTable({ assessment, serverRows, servers }: ExportSelection, limits: OutlineLimits, cut: (text: string) => string): OutlineTable {
  const shown = serverRows.slice(0, limits.servers);
  const [hideVulnerabilities, hideUpdates] = [isHidden(assessment, 'vulnerabilities'), isHidden(assessment, 'updates')];
  const partial = scoreNote(assessment);
  return {
    heading: 'Servers',
    note: boundedNote(shown.length, serverRows.length, 'server'),
    columns: [
      { title: 'Server' }, { title: 'Operating system' }, { title: 'OS support' }, { title: partial === '' ? 'Score' : `Score (${partial})`, isNumber: true }, { title: 'CVEs', isNumber: true }, { title: 'Critical', isNumber: true },
      { title: 'Exploited', isNumber: true }, { title: 'Updates', isNumber: true }, { title: 'Security software' }, { title: 'Patch management' }, { title: 'Environment' }, { title: 'Criticality' },
    ],
    rows: shown.map((row) => {
      const { name, key, environment } = assessment.estate.servers[row];
      const terms = scoreTerms(assessment, row);
      const number = (value: number): Cell => (hideVulnerabilities ? HIDDEN : terms.vulnerabilities === null ? null : value);
      return [
        cut(name) || cut(key), cut(servers.os[row]) || null, supportWords(assessment.os[assessment.identities.osOf[row]].support), assessment.servers.score[row],
        number(terms.vulnerabilities ?? 0), number(assessment.servers.bySeverity[row * SEVERITIES.length]), number(assessment.servers.exploited[row]), hideUpdates ? HIDDEN : terms.pendingUpdates,
        presence(terms.missingSecuritySoftware), presence(terms.missingPatchManagement), cut(environment) || null, assessment.decided.criticality[row] || null,
      ];
    }),
  };
}

function presence(missing: 0 | 1 | null): Cell {
  return missing === null ? null : missing === 1 ? 'missing' : 'present';
}

function softwareTable({ assessment, software, softwareRows }: ExportSelection, limits: OutlineLimits, cut: (text: string) => string): OutlineTable {
  const atRisk = softwareRows.filter((row) => software.isAtRisk(row));
  const shown = atRisk.slice(0, limits.software);
  const hides = isHidden(assessment, 'vulnerabilities');
  return {
    heading: 'Software at risk',
    note: shown.length === 0 ? 'None of the software is at risk as far as it could be judged.' : boundedNote(shown.length, atRisk.length, 'software', 'software'),
    columns: [{ title: 'Software' }, { title: 'Version' }, { title: 'Publisher' }, { title: 'Support' }, { title: 'CVEs', isNumber: true }, { title: 'Exploited', isNumber: true }, { title: 'Servers', isNumber: true }],
    rows: shown.map((row) => {
      const { name, version, publisher } = assessment.estate.software[row];
      const number = (value: number): Cell => (hides ? HIDDEN : software.isJudged(row) ? value : null);
      return [
        cut(name), cut(version) || null, cut(publisher) || null, supportWords(assessment.software.support[row]),
        number(assessment.software.affected[row].length), number(assessment.software.exploited[row]), assessment.software.servers[row],
      ];
    }),
  };
}

function* vulnerabilitiesTable(selection: ExportSelection, limits: OutlineLimits, cut: (text: string) => string): Steps<OutlineTable> {
  const { assessment, of, serverRows, softwareRows } = selection;
  const heading = 'Vulnerabilities';
  const columns: readonly OutlineColumn[] = [
    { title: 'CVE' }, { title: 'Severity' }, { title: 'CVSS', isNumber: true }, { title: 'Source' }, { title: 'Exploited' }, { title: 'EPSS', isNumber: true },
    { title: of === 'servers' ? 'Servers' : 'Software', isNumber: true }, { title: 'Description' },
  ];
  if (isHidden(assessment, 'vulnerabilities')) return { heading, columns, rows: [columns.map(() => HIDDEN)], note: HIDDEN_WORDS.vulnerabilities };
  const chosen = new Set(serverRows);
  const rows: Cell[][] = [];
  let total = 0;
  for (const cve of candidates(selection)) {
    if (rows.length === limits.cves) {
      total++;
      continue;
    }
    const count = of === 'servers'
      ? serversWithCve(assessment, cve).reduce((sum, server) => sum + (chosen.has(server) ? 1 : 0), 0)
      : softwareRows.reduce((sum, row) => sum + (assessment.software.affected[row].includes(cve) ? 1 : 0), 0);
    yield;
    if (count === 0) continue;
    total++;
    const { id, metrics, kev, epss } = assessment.knowledge.details(cve);
    const metric = metrics[0];
    rows.push([
      id, metric?.severity ?? 'unknown', metric ? metric.score.toFixed(1) : null, metric ? `CVSS ${metric.version}, ${cut(metric.source)}` : null, kev ? (kev.ransomware ? 'yes, ransomware' : 'yes') : 'no',
      epss === null ? null : `${(epss * 100).toFixed(1)} %`, count, cut(assessment.knowledge.text(cve).description) || null,
    ]);
  }
  return { heading, columns, rows, note: total === 0 ? 'No known vulnerability was found in what could be judged.' : rows.length < total ? `The worst ${grouped(rows.length)}; the CSV, Excel and JSON exports have all.` : '' };
}

/** CVEs that affect something of the selection, the worst first; perhaps some that do so on other servers only. */
function candidates({ assessment, of, serverRows, softwareRows }: ExportSelection): readonly number[] {
  const cves = new Set<number>();
  const take = (cve: number): void => void cves.add(cve);
  if (of === 'software') for (const row of softwareRows) assessment.software.affected[row].forEach(take);
  else {
    forEachAffected(assessment, serverRows, softwareRows, take);
    forEachAffectedByOs(assessment, serverRows, take);
    for (const row of serverRows) assessment.servers.throughCondition.get(row)?.forEach(take);
    for (const position of osOf(assessment, serverRows)) assessment.os[position].beside.affected.forEach(take);
  }
  return [...cves].sort(compareCves(assessment.matcher.index));
}

function osOf({ identities }: Assessment, serverRows: readonly number[]): Set<number> {
  return new Set(serverRows.map((row) => identities.osOf[row]));
}

function coverageTable({ coverage, servers, software }: SharedSummary, { problems }: ExportContext): OutlineTable {
  return {
    heading: 'What could be judged', note: '',
    columns: [{ title: 'What' }, { title: 'Count', isNumber: true }, { title: 'Of', isNumber: true }],
    rows: [
      ['Software identified', coverage.softwareIdentified, software],
      ['Versions understood', coverage.versionsUnderstood, coverage.softwareIdentified],
      ['Servers with a software list', coverage.serversWithSoftwareData, servers],
      ['Servers with an update list', coverage.serversWithUpdateData, servers],
      ['Stale servers', coverage.serversStale, servers],
      ['Problems of inventories and feeds', problems.length, null],
    ],
  };
}

function boundedNote(shown: number, total: number, one: string, many = `${one}s`): string {
  return shown === total ? '' : `The first ${grouped(shown)} of ${counted(total, one, many)}; the CSV, Excel and JSON exports have all.`;
}
