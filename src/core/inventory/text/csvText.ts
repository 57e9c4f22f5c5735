import { READ_LIMITS } from '../reader';
import { type CsvShape, delimiterOf, isPreamble, QUOTED_LINES } from './csvRows';

/** A cell in a text: UTF-16 offsets, end exclusive, its quotes left out. */
export interface TextCell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface TextRow {
  readonly cells: readonly TextCell[];
  /** Offset behind the row's line break. */
  readonly next: number;
}

/** One row of a text in memory, by the same rules as `CsvRows`. */
export function readTextRow(text: string, offset: number, delimiter: string, quotes: boolean): TextRow {
  const cells: TextCell[] = [];
  let at = offset;
  for (;;) {
    const cell = (quotes && text[at] === '"' ? quotedCell(text, at, delimiter) : undefined) ?? plainCell(text, at, delimiter, quotes);
    cells.push(cell.cell);
    at = cell.next;
    if (text[at] !== delimiter) break;
    at++;
  }
  return { cells, next: text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length) };
}

/** The first row that is neither blank nor preamble, and its delimiter; undefined when there is none. */
export function readHeader(text: string, shape: CsvShape): { readonly delimiter: string; readonly row: TextRow; readonly text: string } | undefined {
  const codes = charCodes(text);
  const delimiter = String.fromCharCode(delimiterOf(codes, codes.length, shape, true));
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const row = readTextRow(text, at, delimiter, shape.quotes);
    const first = row.cells[0]!.text;
    if (!isPreamble(first) && row.cells.some((cell) => cell.text.trim() !== '')) {
      return { delimiter, row, text: text.slice(at, row.next).replace(/\r?\n$|\r$/, '') };
    }
    at = row.next;
  }
  return undefined;
}

function plainCell(text: string, start: number, delimiter: string, quotes: boolean): { cell: TextCell; next: number } {
  const from = quotes && text[start] === '"' ? start + 1 : start;
  const end = cellEnd(text, from, delimiter);
  return { cell: { start: from, end, text: text.slice(from, end) }, next: end };
}

/** Undefined when the quote does not close. */
function quotedCell(text: string, open: number, delimiter: string): { cell: TextCell; next: number } | undefined {
  let at = open + 1;
  let content = '';
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    content += text.slice(at, quote);
    const next = text[quote + 1];
    if (next === '"') {
      content += '"';
      at = quote + 2;
      continue;
    }
    const lines = content.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (lines > QUOTED_LINES) return undefined;
    const ends = next === undefined || next === delimiter || next === '\n' || next === '\r';
    if (!ends && lines > 0) return undefined;
    const end = ends ? quote : cellEnd(text, quote + 1, delimiter);
    const tail = ends ? '' : text.slice(quote + 1, end);
    return { cell: { start: open + 1, end, text: content + tail }, next: ends ? quote + 1 : end };
  }
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function charCodes(text: string): Uint16Array {
  const codes = new Uint16Array(Math.min(text.length, READ_LIMITS.headBytes));
  for (let at = 0; at < codes.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}
