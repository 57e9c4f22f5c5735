import type { SharedSummary } from '../sharedSummary';
import { sharedSummary } from '../sharedSummary';
import { compareUpdates, subjectOf, type Finding } from '../../insights/findings';
import { SERVER_RISKS } from '../../insights/filter';
import { HIDDEN, isHidden } from '../../insights/sharing';
import { summarise } from '../../insights/summary';
import { plainDateOfEpochDays } from '../../inventory/plainDate';
import { SEVERITIES } from '../../match/verdict';
import type { ExportContext } from '../exportContext';
import { PRODUCT_NAME } from '../exportContext';
import { RISK_WORDS } from '../outline';
import { NOTES } from '../report';
import { findingsOfSelection, type ExportSelection } from '../selection';
import { HIDDEN_WORDS, serversTable, softwareTable, type Cell, type Table } from '../tables';
import { grouped } from '../words';
import { SHEET_MOST_ROWS, type ColumnKind, type Sheet, type SheetColumn } from './sheetXml';

/** Findings of the sheet: more make a workbook that spreadsheet programs open in minutes, if at all; the summary says how many are left out. */
export const XLSX_MOST_FINDINGS = 500_000;
/** Without the header. */
const MOST_ROWS = SHEET_MOST_ROWS - 1;
/** Columns that every row of a CSV carries and the summary sheet says once. */
const PROVENANCE_COLUMNS = 3;

/** What became of the rows of the long sheets, told by the summary when they are written. */
interface Written {
  readonly sheet: string;
  rows: number;
  servers: number;
  isWhole: boolean;
}

/** The workbook of a selection: summary, servers, software, findings and, of servers, pending updates. */
export function assessmentSheets(selection: ExportSelection, context: ExportContext, mostFindings = XLSX_MOST_FINDINGS): readonly Sheet[] {
  const { assessment, serverRows, softwareRows } = selection;
  const findings: Written = { sheet: 'Findings', rows: 0, servers: 0, isWhole: true };
  const updates: Written = { sheet: 'Updates', rows: 0, servers: 0, isWhole: true };
  const withUpdates = selection.of === 'servers';
  return [
    { name: 'Summary', isPage: true, columns: [{ title: '', kind: 'text', width: 44 }, { title: '', kind: 'count', width: 24 }, { title: '', kind: 'count', width: 24 }], rows: summaryRows(selection, context, withUpdates ? [findings, updates] : [findings]) },
    sheetOf('Servers', serversTable(assessment, serverRows)),
    sheetOf('Software', softwareTable(assessment, softwareRows)),
    { name: findings.sheet, columns: FINDING_COLUMNS, rows: findingRows(selection, findings, Math.min(mostFindings, MOST_ROWS)) },
    ...(withUpdates ? [{ name: updates.sheet, columns: UPDATE_COLUMNS, rows: updateRows(selection, updates) }] : []),
  ];
}

function sheetOf(name: string, { header, rows }: Table): Sheet {
  return { name, columns: header.slice(0, -PROVENANCE_COLUMNS).map(columnOf), rows: withoutProvenance(rows) };
}

function* withoutProvenance(rows: Table['rows']): Generator<readonly Cell[]> {
  for (const row of rows) yield row.slice(0, -PROVENANCE_COLUMNS);
}

/** Columns by what their titles say; anything else is text. */
const KINDS: readonly (readonly [RegExp, ColumnKind, number])[] = [
  [/ends$|extended until$|^Last seen$|^Released$/i, 'date', 13],
  [/^(Risk score|Vulnerabilities|Pending critical.*|Critical|High|Medium|Low|None|Unknown|Possibly affected|Known exploited|Servers)$/, 'count', 11],
  [/^(OS end of support|Software end of support|Missing .*)$/, 'number', 11],
  [/^(Server|Software|FQDN|Operating system|CPE|Tags)$/, 'text', 32],
];

function columnOf(title: string): SheetColumn {
  const [, kind, width] = KINDS.find(([pattern]) => pattern.test(title)) ?? [/$/, 'text', 18];
  return { title, kind, width: Math.max(width, Math.min(title.length + 4, 22)) };
}

const FINDING_COLUMNS: readonly SheetColumn[] = [
  ['Server', 'text', 28], ['Software', 'text', 32], ['Version', 'text', 18], ['CVE', 'text', 17], ['Verdict', 'text', 17], ['Severity', 'text', 11], ['CVSS score', 'rating', 12],
  ['Known exploited', 'text', 17], ['EPSS', 'share', 10], ['Published', 'date', 12], ['Environment', 'text', 16], ['Site', 'text', 14], ['File', 'text', 30], ['Row', 'number', 9],
].map(([title, kind, width]) => ({ title, kind, width }) as SheetColumn);

const UPDATE_COLUMNS: readonly SheetColumn[] = [
  ['Server', 'text', 28], ['Update', 'text', 22], ['Title', 'text', 50], ['Class', 'text', 11], ['Classification', 'text', 18], ['Released', 'date', 12], ['Environment', 'text', 16], ['Site', 'text', 14], ['File', 'text', 30], ['Row', 'number', 9],
].map(([title, kind, width]) => ({ title, kind, width }) as SheetColumn);

function* findingRows(selection: ExportSelection, written: Written, most: number): Generator<readonly Cell[]> {
  const { assessment } = selection;
  if (isHidden(assessment, 'vulnerabilities')) {
    yield FINDING_COLUMNS.map(() => HIDDEN);
    return;
  }
  for (const { server, findings } of findingsOfSelection(selection)) {
    // A server's findings stay together.
    if (written.rows + findings.length > most) {
      written.isWhole = false;
      selection.onBounded?.();
      return;
    }
    written.rows += findings.length;
    written.servers++;
    yield* rowsOfServer(selection, server, findings);
  }
}

/** Facts of the match index only: what each CVE's record says besides would be asked for a hundred thousand times. */
function* rowsOfServer({ assessment }: ExportSelection, server: number, findings: readonly Finding[]): Generator<readonly Cell[]> {
  const { estate, matcher: { index } } = assessment;
  const { name, environment, site } = estate.servers[server];
  const subjects = new Map<number, readonly [software: string, version: string, file: string | null, row: number | null]>();
  for (const { software, cve, verdict } of findings) {
    let subject = subjects.get(software);
    if (!subject) {
      const { software: entry, label, identity, row } = subjectOf(assessment, server, software);
      subject = [entry?.name ?? label, entry?.version ?? (identity.version || estate.servers[server].os.version), row && (estate.files[row.file]?.file ?? null), row && row.line];
      subjects.set(software, subject);
    }
    const [score, epss] = [index.score[cve]!, index.epss[cve]!];
    yield [
      name, subject[0], subject[1], index.cveId(cve), verdict, SEVERITIES[index.severity[cve]!]!, score === 255 ? null : score / 10, index.kev[cve]! > 0 ? 'yes' : 'no',
      epss === 65535 ? null : epss / 10_000, plainDateOfEpochDays(index.published[cve]!), environment, site, subject[2], subject[3],
    ];
  }
}

function* updateRows({ assessment, serverRows, onBounded }: ExportSelection, written: Written): Generator<readonly Cell[]> {
  const { estate } = assessment;
  if (isHidden(assessment, 'updates')) {
    yield UPDATE_COLUMNS.map(() => HIDDEN);
    return;
  }
  for (const server of serverRows) {
    const { name, environment, site, pendingUpdates } = estate.servers[server];
    if (pendingUpdates === null) continue;
    if (written.rows + pendingUpdates.length > MOST_ROWS) {
      written.isWhole = false;
      onBounded?.();
      return;
    }
    written.rows += pendingUpdates.length;
    written.servers++;
    for (const { id, title, class: updateClass, classification, releasedOn, row } of [...pendingUpdates].sort(compareUpdates)) {
      yield [name, id, title, updateClass, classification, releasedOn, environment, site, estate.files[row.file]?.file ?? null, row.line];
    }
  }
}

/** Label, value, second value; a row of one is a heading. Asked for after the other sheets. */
function* summaryRows(selection: ExportSelection, { title, filterText, madeAt, productVersion, problems }: ExportContext, long: readonly Written[]): Generator<readonly Cell[]> {
  const { assessment, servers, software, serverRows, softwareRows } = selection;
  const { estate, knowledge, hidden = [] } = assessment;
  const summary: SharedSummary = sharedSummary(assessment, summarise(servers, software, serverRows, softwareRows));
  yield [title];
  yield ['As of', assessment.asOf];
  yield ['Made', `${madeAt.slice(0, 16).replace('T', ' ')} UTC`];
  yield ['By', `${PRODUCT_NAME} ${productVersion}`];
  yield ['Filter', filterText === '' ? (serverRows.length === estate.servers.length && selection.of === 'servers' ? 'none: the whole estate' : 'a part of the estate') : filterText];
  for (const part of hidden) yield ['Hidden', HIDDEN_WORDS[part]];
  for (const { sheet, rows, servers: done, isWhole } of long) {
    if (!isWhole) yield [`Sheet ${sheet}`, `Bounded: ${grouped(rows)} rows, those of the first ${grouped(done)} of ${grouped(serverRows.length)} servers. Narrow the filter for the others, or export as CSV.`];
  }
  yield ['Servers'];
  yield ['', 'Servers', 'Not known for'];
  yield ['Servers', summary.servers];
  yield ['At risk', summary.serversAtRisk];
  for (const risk of SERVER_RISKS) {
    const one = summary.risks[risk];
    yield one === HIDDEN ? [RISK_WORDS[risk], HIDDEN, HIDDEN] : [RISK_WORDS[risk], one.servers, one.unknown];
  }
  const { levels } = summary;
  for (const severity of SEVERITIES) yield [`Highest severity ${severity}`, levels === HIDDEN ? HIDDEN : levels[severity]];
  yield ['Known exploited vulnerabilities', summary.serversExploited];
  yield ['Software'];
  yield ['Distinct software', summary.software];
  yield ['At risk', summary.softwareAtRisk];
  yield ['End of support', summary.softwareEnded];
  yield ['Vulnerable', summary.softwareVulnerable];
  yield ['Distinct CVEs', summary.vulnerabilities];
  yield ['What could be judged'];
  yield ['Software identified', summary.coverage.softwareIdentified];
  yield ['Versions understood', summary.coverage.versionsUnderstood];
  yield ['Servers with a software list', summary.coverage.serversWithSoftwareData];
  yield ['Servers with an update list', summary.coverage.serversWithUpdateData];
  yield ['Stale servers', summary.coverage.serversStale];
  yield ['Problems of inventories and feeds', problems.length];
  yield ['Feeds'];
  yield ['', 'Revision', 'Records'];
  for (const feed of knowledge.feeds) yield [`${feed.name}${feed.starter ? ' (starter)' : ''}`, feed.revision || feed.fetchedAt.slice(0, 10), feed.records];
  yield ['Notes'];
  // The first of two cells, so that it is no heading.
  for (const note of NOTES) yield [note, null];
}
