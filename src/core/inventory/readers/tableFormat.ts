import { foldHeader, resolveColumns, type Column, type Field } from '../columns';
import type { CellField, InventoryFormat, RowCell } from '../reader';
import { readHeader, readTextRow } from '../text/csvText';
import { CSV_SHAPE, TableReading, type TableFormat } from './tableReading';

const CELL_FIELDS: Readonly<Partial<Record<Field, CellField>>> = {
  server: 'server', fqdn: 'fqdn', osName: 'os', osVersion: 'osVersion', osBuild: 'osBuild', lastSeen: 'lastSeen',
  software: 'software', feature: 'software', publisher: 'publisher', version: 'version', cpe: 'cpe', purl: 'purl',
  updateId: 'update', updateTitle: 'update',
};

/** An inventory format that is a CSV with a header; `recognise` sees the file's name in lower case and the folded headers. */
export function tableFormat(
  format: TableFormat & { readonly label: string; readonly expects: string },
  recognise: (fileName: string, headers: ReadonlySet<string>, columns: readonly Column[]) => 0 | 1 | 2,
): InventoryFormat {
  let known: { readonly header: string; readonly delimiter: string; readonly columns: readonly Column[] } | undefined;
  const columnsOf = (header: string): NonNullable<typeof known> => {
    if (known?.header !== header) {
      const found = readHeader(header, CSV_SHAPE);
      const names = found?.row.cells.map((cell) => cell.text) ?? [];
      known = { header, delimiter: found?.delimiter ?? ',', columns: resolveColumns(names, format.headers) };
    }
    return known;
  };
  return {
    id: format.id,
    label: format.label,
    expects: format.expects,
    recognise(fileName, head) {
      // A JSON file that was cut short looks like a table of one odd row.
      if (/^\uFEFF?\s*[[{<]/.test(head)) return 0;
      const found = readHeader(head, CSV_SHAPE);
      if (!found) return 0;
      const names = found.row.cells.map((cell) => cell.text);
      return recognise(fileName.toLowerCase(), new Set(names.map(foldHeader)), resolveColumns(names, format.headers));
    },
    companions: () => [],
    open: (context) => new TableReading(format, context),
    cells(text, offset, header) {
      const { delimiter, columns } = columnsOf(header);
      const { cells } = readTextRow(text, offset, delimiter, CSV_SHAPE.quotes);
      return cells.slice(0, columns.length).map((cell, index): RowCell => {
        const written = text.slice(cell.start, cell.end);
        const start = cell.start + (written.length - written.trimStart().length);
        const { field, header: name } = columns[index]!;
        return { field: CELL_FIELDS[field] ?? 'other', start, end: Math.max(start, cell.start + written.trimEnd().length), name, value: cell.text.trim() };
      });
    },
  };
}
