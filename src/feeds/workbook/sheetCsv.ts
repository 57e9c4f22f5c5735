import type { SheetRow } from './sheetCells';

/** Characters gathered before they are handed on. */
const CHUNK_LENGTH = 256 * 1024;
/** Excel's last row. A number beyond it is made up, and filling up to it would take for ever: such a row follows the one before. */
const MAX_ROW = 1_048_576;

/**
 * A sheet's rows as CSV for the readers of tables, so that a sheet and a CSV of the same columns read the same. Each row stands in the
 * line of its number, so a line break inside a cell becomes a blank; empty rows are empty lines. Sheets leave out the empty cells at
 * the end of a row, which are no fault of it.
 */
export async function* sheetCsv(rows: AsyncIterable<SheetRow>): AsyncGenerator<string> {
  let text = '';
  let line = 1;
  let width = 0;
  for await (const { number, cells } of rows) {
    const place = number > MAX_ROW ? line : number;
    if (place > line) text += '\n'.repeat(place - line);
    // Rows out of order are no more than odd: they keep their content and lose their number.
    line = Math.max(place, line) + 1;
    if (width === 0) width = cells.length;
    text += `${cells.map(csvCell).join(',')}${cells.length > 0 && cells.length < width ? ','.repeat(width - cells.length) : ''}\n`;
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
