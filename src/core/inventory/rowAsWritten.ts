import { FORMATS } from './formats';
import type { FormatId } from './model';

/** Cells of a row that are shown; no export has more columns that say something in one row. */
const MAX_CELLS = 100;
/** Characters of a cell that are shown. */
const MAX_VALUE_LENGTH = 500;

/** A cell as its file has it; `name` is '' where the format gives cells no names, and the value then the whole line. */
export interface WrittenCell {
  readonly name: string;
  readonly value: string;
}

/**
 * Everything that a row of a file says, the columns included that mean nothing to the reader; empty cells are left out.
 * @param header the beginning of the file's text, in which its header stands
 * @param text the file's text from the row's line on, as much as is at hand
 * @param column 1-based, where the row begins in its line
 */
export function rowAsWritten(format: FormatId, header: string, text: string, column: number): readonly WrittenCell[] {
  const offset = Math.min(column - 1, text.length);
  const cells = FORMATS.find(({ id }) => id === format)?.cells(text, offset, header) ?? [];
  const named = cells.flatMap(({ name = '', value = '' }) => (name === '' || value === '' ? [] : [{ name, value: cut(value) }]));
  if (named.length > 0) return named.slice(0, MAX_CELLS);
  const line = /^[^\r\n]*/.exec(text.slice(offset))![0].trim();
  return line === '' ? [] : [{ name: '', value: cut(line) }];
}

function cut(value: string): string {
  return value.length <= MAX_VALUE_LENGTH ? value : `${value.slice(0, MAX_VALUE_LENGTH)}…`;
}
