import { writeCsv } from './csv';
import { cyclonedxText } from './cyclonedx/cyclonedxText';
import type { ExportContext } from './exportContext';
import type { ExportFormat } from './exportFormat';
import { htmlText } from './html/htmlText';
import { jsonText } from './json/jsonText';
import { markdownText } from './markdown/markdownText';
import { reportOf } from './report';
import { sarifText } from './sarif/sarifText';
import type { ExportSelection } from './selection';
import { findingsTable, serversTable, softwareTable, type Table, type TableKind } from './tables';

export interface ExportOptions {
  /** Of CSV, the one table that it is. */
  readonly table: TableKind;
  /** In JSON, every finding with its evidence. */
  readonly findings: boolean;
  /** Hears of each row of a CSV. */
  readonly onRow?: () => void;
}

/** A selection in a format of text, in chunks; an empty chunk is a turn for others. */
export function exportText(selection: ExportSelection, format: Exclude<ExportFormat, 'xlsx'>, context: ExportContext, { table, findings, onRow }: ExportOptions): Iterable<string> {
  switch (format) {
    case 'csv': {
      const { header, rows } = tableOf(selection, table);
      return writeCsv(header, onRow ? eachTold(rows, onRow) : rows);
    }
    case 'json': return jsonText(reportOf(selection, { findings, problems: context.problems, filterText: context.filterText }));
    case 'sarif': return sarifText(selection, context);
    case 'cyclonedx': return cyclonedxText(selection, context);
    case 'markdown': return markdownText(selection, context);
    case 'html': return htmlText(selection, context);
  }
}

function tableOf({ assessment, serverRows, softwareRows, onServer }: ExportSelection, table: TableKind): Table {
  let done = 0;
  const told = (rows: readonly number[]): Iterable<number> => (onServer ? eachTold(rows, () => onServer(++done)) : rows);
  switch (table) {
    case 'servers': return serversTable(assessment, told(serverRows));
    case 'software': return softwareTable(assessment, told(softwareRows));
    case 'findings': return findingsTable(assessment, told(serverRows));
  }
}

/** The same, and somebody hears of each when the next is asked for. */
function* eachTold<T>(elements: Iterable<T>, tell: () => void): Generator<T> {
  for (const element of elements) {
    yield element;
    tell();
  }
}
