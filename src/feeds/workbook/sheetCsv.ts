import type { SheetRow } from './sheetCells';

/** Characters gathered before they are handed on. */
const CHUNK_LENGTH = 256 * 1024;
/** Excel's last row. A row number beyond it is made up, and filling up to it would take for ever. */
const MAX_ROW = 1_048_576;

/**
 * A sheet's rows as CSV for the readers of tables, so that a sheet and a CSV of the same columns read the same. Each row stands in the
 * line of its number, so a line break inside a cell becomes a blank; empty rows are empty lines.
 */
export async function* sheetCsv(rows: AsyncIterable<SheetRow>): AsyncGenerator<string> {
  let text = '';
  let line = 1;
  for await (const { number, cells } of rows) {
    if (number > MAX_ROW) continue;
    if (number > line) text += '\n'.repeat(number - line);
    // Rows out of order are no more than odd: they keep their content and lose their number.
    line = Math.max(number, line) + 1;
    text += `${cells.map(csvCell).join(',')}\n`;
    if (text.length < CHUNK_LENGTH) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function csvCell(text: string): string {
  const plain = /[\r\n]/.test(text) ? text.replace(/\r\n|[\r\n]/g, ' ') : text;
  return /[",;\t]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
