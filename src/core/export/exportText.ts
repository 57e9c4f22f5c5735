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
}

/** A selection in a format of text, in chunks; an empty chunk is a turn for others. */
export function exportText(selection: ExportSelection, format: Exclude<ExportFormat, 'xlsx'>, context: ExportContext, { table, findings }: ExportOptions): Iterable<string> {
  switch (format) {
    case 'csv': {
      const { header, rows } = tableOf(selection, table);
      return writeCsv(header, rows);
    }
    case 'json': return jsonText(reportOf(selection, { findings, problems: context.problems, filterText: context.filterText }));
    case 'sarif': return sarifText(selection, context);
    case 'cyclonedx': return cyclonedxText(selection, context);
    case 'markdown': return markdownText(selection, context);
    case 'html': return htmlText(selection, context);
  }
}

function tableOf({ assessment, serverRows, softwareRows }: ExportSelection, table: TableKind): Table {
  switch (table) {
    case 'servers': return serversTable(assessment, serverRows);
    case 'software': return softwareTable(assessment, softwareRows);
    case 'findings': return findingsTable(assessment, serverRows);
  }
}
