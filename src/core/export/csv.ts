export type CsvValue = string | number | boolean | null | undefined;

export interface CsvOptions {
  /** Begin with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean;
}

/** Characters joined before a chunk is handed out. */
const CHUNK_LENGTH = 65_536;

/**
 * A table as CSV text in chunks of about 64 K characters: RFC 4180, commas, CRLF after every row, the header first.
 * null and undefined are empty cells. Safe to open in a spreadsheet, see `csvCell`.
 */
export function* writeCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>, options: CsvOptions = {}): Generator<string> {
  let chunk = (options.byteOrderMark ? '\uFEFF' : '') + csvRow(header);
  for (const row of rows) {
    chunk += csvRow(row);
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/**
 * One cell. Text that a spreadsheet would take for a formula (beginning with `=`, `+`, `-`, `@` or their full-width forms, also behind
 * blanks, or with a tab or carriage return) gets a leading apostrophe unless it is a plain number (OWASP, "CSV Injection");
 * control characters become blanks, so that a row is one line; semicolons are quoted too, because some locales split at them.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = isFormula(value) ? `'${value}` : value;
  // eslint-disable-next-line no-control-regex
  const text = safe.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return /[",;]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvRow(row: readonly CsvValue[]): string {
  const cells = row.map(csvCell);
  // A row of one empty cell would be a blank line, which readers pass over.
  return `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\r\n`;
}

function isFormula(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (!/^[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/.test(text)) return false;
  return !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}
