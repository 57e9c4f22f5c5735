import { READ_LIMITS } from '../reader';
import { type CellFlaw, type CellTable, CELL_BYTES, HASH_PRIME, HASH_SEED, hashBytes } from './cellTable';
import { RepeatedRows } from './repeatedRows';
import { utf16Length } from './utf8';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Bytes of an unfinished row beyond which its long cells are cut while they still arrive. */
const UNFINISHED_ROW_BYTES = 1_048_576;
/** Bytes that remain of a cell cut that way: more than a table keeps, so it still counts as too long. */
const CUT_CELL_BYTES = CELL_BYTES + 4_096;
/** Lines that one quoted cell may span; beyond them its quote counts as unclosed. */
export const QUOTED_LINES = 1_000;
const INCOMPLETE = -1;

export interface CsvShape {
  /** Candidate delimiters as ASCII codes; the one most frequent in the first row is it, and the first of them if none is there. */
  readonly delimiters: readonly number[];
  /** Whether `"` quotes cells. */
  readonly quotes: boolean;
}

/** A place in the file, 1-based, columns in UTF-16 code units. `endColumn` is absent when the cell spans lines. */
export interface CellPlace {
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
}

/** Something wrong with the cell at `cell` of the row. */
export interface RowFlaw {
  readonly kind: Exclude<CellFlaw, ''> | 'quote' | 'long';
  readonly cell: number;
}

/** Bytes cut out of the unfinished row. */
interface Cut {
  readonly at: number;
  readonly units: number;
  readonly lines: number;
}

/**
 * RFC 4180 rows from UTF-8 bytes in chunks, cells as numbers of a `CellTable`. LF, CRLF and CR end a row; blank lines are passed over.
 * Tolerant: a quote inside an unquoted cell is text; text behind a closing quote belongs to the cell;
 * a quote that does not close (none up to the end of the file or over `QUOTED_LINES` lines, or the next one stands inside a later line's cell) is text, and a flaw.
 *
 * A row lies whole in the work buffer when it is told, which keeps cells contiguous and places cheap to find.
 */
export class CsvRows {
  /** Cells of the row; may exceed `READ_LIMITS.columns`, of which only those are in `ids`. */
  count = 0;
  readonly ids = new Int32Array(READ_LIMITS.columns);
  /** 1-based line of the row's first character. */
  line = 1;
  /** What is wrong with cells of this row; empty most of the time. */
  readonly flaws: RowFlaw[] = [];
  /** Columns set to 1 are not interned any more and read as empty. */
  readonly skip = new Uint8Array(READ_LIMITS.columns);
  delimiter = 0;
  private repeats: RepeatedRows | undefined;
  private again: (value: number) => boolean = () => false;
  /** Where the row that is told ends: at its line break. */
  private rowEnd = 0;
  /** Columns whose last cell in `ids` was not quoted, so that the same bytes are the same cell. */
  private readonly plain = new Uint8Array(READ_LIMITS.columns);

  private readonly starts = new Int32Array(READ_LIMITS.columns);
  private readonly ends = new Int32Array(READ_LIMITS.columns);
  private buffer = new Uint8Array(1 << 16);
  private view = new DataView(this.buffer.buffer);
  private length = 0;
  private rowStart = 0;
  private rescanAt = 0;
  private afterCr = false;
  private innerLines = 0;
  private cuts: Cut[] = [];
  private droppedCells = 0;
  private scratch = new Uint8Array(1 << 12);
  /** The cell that `quoted` read, or the unfinished one: from, to (or how far it was understood), number. */
  private cellStart = 0;
  private cellEnd = 0;
  private cellId = 0;
  private cellQuoted = false;

  constructor(
    private readonly table: CellTable,
    private readonly shape: CsvShape,
    private readonly row: () => void,
  ) {}

  write(utf8: Uint8Array): void {
    if (utf8.length === 0) return;
    if (this.length + utf8.length > this.buffer.length) this.makeRoom(utf8.length);
    this.buffer.set(utf8, this.length);
    this.length += utf8.length;
    if (this.length - this.rowStart >= this.rescanAt) this.scan(false);
  }

  end(): void {
    this.scan(true);
  }

  /**
   * From now on a row that begins with the bytes of the row before, for `beginningColumns` cells, and ends with the bytes of a row that
   * `remember` was called in, is told to `again` with what was remembered, and not to `row`. It has no places, and only the `ids` of its
   * beginning and of `columns` are right. When `again` gives false the row is read and told as every other one.
   */
  expectRepeats(beginningColumns: number, columns: readonly number[], again: (value: number) => boolean): void {
    this.repeats = new RepeatedRows(beginningColumns, columns);
    this.again = again;
  }

  /** To be called in `row`: whatever ends like this row, after the same beginning, means `value`. */
  remember(value: number): void {
    if (this.isPlain()) this.repeats?.remember(this.ids, this.view, this.rowEnd, value);
  }

  /** Where cell `index` of the current row stands, its quotes left out. */
  place(index: number): CellPlace {
    const known = Math.min(index, this.count - 1, READ_LIMITS.columns - 1);
    const start = this.placeOf(this.starts[known]!);
    const end = this.placeOf(this.ends[known]!);
    return start.line === end.line ? { ...start, endColumn: end.column } : start;
  }

  private placeOf(offset: number): CellPlace {
    let line = this.line;
    let lineStart = this.rowStart;
    for (let at = this.rowStart; at < offset; at++) {
      const byte = this.buffer[at]!;
      if (byte === LF || (byte === CR && this.buffer[at + 1] !== LF)) {
        line++;
        lineStart = at + 1;
      }
    }
    let column = utf16Length(this.buffer, lineStart, offset) + 1;
    for (const cut of this.cuts) {
      if (cut.at >= offset) continue;
      line += cut.lines;
      if (cut.at >= lineStart) column += cut.units;
    }
    return { line, column };
  }

  private makeRoom(bytes: number): void {
    const rest = this.length - this.rowStart;
    if (rest + bytes <= this.buffer.length) {
      this.buffer.copyWithin(0, this.rowStart, this.length);
    } else {
      const larger = new Uint8Array(Math.max(this.buffer.length * 2, rest + bytes));
      larger.set(this.buffer.subarray(this.rowStart, this.length));
      this.buffer = larger;
      this.view = new DataView(larger.buffer);
    }
    if (this.cuts.length > 0) this.cuts = this.cuts.map((cut) => ({ ...cut, at: cut.at - this.rowStart }));
    this.length = rest;
    this.rowStart = 0;
  }

  private scan(final: boolean): void {
    if (this.delimiter === 0 && !this.findDelimiter(final)) return;
    const { buffer, table, ids, starts, ends, skip, plain, delimiter } = this;
    const { quotes } = this.shape;
    const end = this.length;
    const highest = Math.max(delimiter, CR);
    while (this.rowStart < end) {
      let at = this.rowStart;
      if (this.afterCr) {
        this.afterCr = false;
        if (buffer[at] === LF) {
          this.rowStart++;
          continue;
        }
      }
      // The row before may have been the header, after which rows may repeat.
      const { repeats } = this;
      if (repeats !== undefined && this.cuts.length === 0) {
        const rowEnd = repeats.find(this.view, at, end);
        if (rowEnd >= 0) {
          repeats.fill(ids);
          if (this.again(repeats.value)) {
            this.endRow(rowEnd);
            continue;
          }
        }
      }
      let count = 0;
      let complete = false;
      const beginningColumns = repeats === undefined ? -1 : repeats.beginningColumns;
      let beginningEnd = -1;
      this.innerLines = 0;
      if (this.flaws.length > 0) this.dropFlaws();
      for (;;) {
        if (count === beginningColumns) beginningEnd = at;
        let start = at;
        let stop: number;
        let id = 0;
        if (quotes && at < end && buffer[at] === QUOTE) {
          at = this.quoted(at, end, final, count);
          if (at === INCOMPLETE) break;
          start = this.cellStart;
          stop = this.cellEnd;
          id = this.cellId;
          if (count < READ_LIMITS.columns) plain[count] = 0;
        } else if (count < READ_LIMITS.columns && plain[count] === 1 && (stop = table.endOfRepeat(ids[count]!, buffer, at, end)) >= 0 && isCellEnd(buffer[stop]!, delimiter)) {
          // Rows of one server repeat most of their cells: comparing is half the work of hashing and finding them.
          id = ids[count]!;
          at = stop;
        } else {
          let hash = HASH_SEED;
          while (at < end) {
            const byte = buffer[at]!;
            if (byte <= highest && (byte === delimiter || byte === LF || byte === CR)) break;
            hash = Math.imul(hash ^ byte, HASH_PRIME);
            at++;
          }
          stop = at;
          if (at === end && !final) {
            this.cellStart = start;
            this.cellEnd = end;
            this.cellQuoted = false;
            break;
          }
          if (start !== stop && count < READ_LIMITS.columns && skip[count] === 0) {
            id = table.intern(buffer, start, stop, hash);
            plain[count] = 1;
          }
        }
        if (table.flaw !== '') this.noteFlaw(count);
        if (count < READ_LIMITS.columns) {
          ids[count] = id;
          starts[count] = start;
          ends[count] = stop;
          if (stop - start > READ_LIMITS.cellLength && (id === 0 || table.isCut(id))) this.flaws.push({ kind: 'long', cell: count });
        }
        count++;
        if (at < end && buffer[at] === delimiter) {
          at++;
          continue;
        }
        complete = true;
        break;
      }
      if (!complete) {
        this.keepUnfinished(count);
        return;
      }
      this.finishRow(at, count, beginningEnd);
    }
    this.rescanAt = 0;
  }

  private finishRow(at: number, count: number, beginningEnd: number): void {
    this.rowEnd = at;
    if (count > 1 || this.ids[0] !== 0 || this.ends[0]! > this.starts[0]! || this.innerLines > 0) {
      this.count = count + this.droppedCells;
      this.row();
    }
    this.repeats?.begin(this.view, this.rowStart, this.isPlain() ? beginningEnd : -1);
    this.line += this.innerLines;
    for (const cut of this.cuts) this.line += cut.lines;
    if (this.cuts.length > 0) this.cuts = [];
    this.droppedCells = 0;
    this.flaws.length = 0;
    this.endRow(at);
  }

  /** Whether the same bytes would be the same row again. */
  private isPlain(): boolean {
    return this.flaws.length === 0 && this.innerLines === 0 && this.cuts.length === 0;
  }

  private endRow(at: number): void {
    this.afterCr = at < this.length && this.buffer[at] === CR;
    this.line++;
    this.rowStart = Math.min(at + 1, this.length);
  }

  /** An unfinished row is looked at again only when it has doubled, so that a long one costs no more than its length. */
  private keepUnfinished(count: number): void {
    if (this.length - this.rowStart > UNFINISHED_ROW_BYTES) this.shrinkRow(count);
    const rest = this.length - this.rowStart;
    this.rescanAt = rest + Math.min(rest, UNFINISHED_ROW_BYTES);
  }

  /** Cuts the middle out of the cell that does not end, and forgets whole cells beyond the limit of columns. */
  private shrinkRow(count: number): void {
    if (count > READ_LIMITS.columns) {
      // The cells from the limit on were never kept; the unfinished one goes on behind the last kept one's delimiter.
      const from = this.ends[READ_LIMITS.columns - 1]! + (this.buffer[this.ends[READ_LIMITS.columns - 1]!] === QUOTE ? 2 : 1);
      if (from < this.cellStart) {
        this.cutOut(from, this.cellStart);
        this.droppedCells += count - READ_LIMITS.columns;
        return;
      }
    }
    let from = this.cellStart + (this.cellQuoted ? 1 : 0);
    const keep = Math.min(from + CUT_CELL_BYTES, this.cellEnd);
    if (this.cellQuoted) while (from < keep) from += this.buffer[from] === QUOTE ? 2 : 1;
    else from = keep;
    if (from < this.cellEnd) this.cutOut(from, this.cellEnd);
  }

  private cutOut(from: number, to: number): void {
    let lines = 0;
    for (let at = from; at < to; at++) {
      const byte = this.buffer[at];
      // A CRLF that the cut splits is counted by the half that stays.
      if (byte === LF ? at > from || this.buffer[at - 1] !== CR : byte === CR && this.buffer[at + 1] !== LF) lines++;
    }
    this.cuts.push({ at: from, units: lines > 0 ? 0 : utf16Length(this.buffer, from, to), lines });
    this.buffer.copyWithin(from, to, this.length);
    this.length -= to - from;
  }

  /**
   * Reads the quoted cell that opens at `open`; gives the position behind it, or INCOMPLETE.
   * A quote that does not close counts as text and the cell as unquoted.
   */
  private quoted(open: number, end: number, final: boolean, cell: number): number {
    const { buffer, delimiter } = this;
    let at = open + 1;
    let hash = HASH_SEED;
    let lines = 0;
    let doubled = 0;
    for (;;) {
      while (at < end) {
        const byte = buffer[at]!;
        if (byte === QUOTE) break;
        if (byte === LF ? buffer[at - 1] !== CR || at === open + 1 : byte === CR) lines++;
        hash = Math.imul(hash ^ byte, HASH_PRIME);
        at++;
      }
      if (lines > QUOTED_LINES) return this.unclosed(open, end, cell);
      if (at >= end - 1 && !final) {
        this.cellStart = open;
        this.cellEnd = at;
        this.cellQuoted = true;
        return INCOMPLETE;
      }
      if (at >= end) return this.unclosed(open, end, cell);
      const next = at + 1 < end ? buffer[at + 1]! : LF;
      if (next !== QUOTE) {
        if (next === delimiter || next === LF || next === CR) break;
        if (lines > 0) return this.unclosed(open, end, cell);
        return this.tailed(open, at, end, final, cell);
      }
      hash = Math.imul(hash ^ QUOTE, HASH_PRIME);
      doubled++;
      at += 2;
    }
    this.cellStart = open + 1;
    this.cellEnd = at;
    this.innerLines += lines;
    if (cell >= READ_LIMITS.columns || this.skip[cell] === 1) this.cellId = 0;
    else if (doubled === 0) this.cellId = this.table.intern(buffer, open + 1, at, hash);
    else this.cellId = this.internUnquoted(open + 1, at, at);
    return at + 1;
  }

  /** Text behind the closing quote at `close` belongs to the cell. */
  private tailed(open: number, close: number, end: number, final: boolean, cell: number): number {
    let at = close + 1;
    while (at < end && !this.endsCell(this.buffer[at]!)) at++;
    this.cellStart = open + 1;
    this.cellEnd = at;
    if (at === end && !final) {
      // The tail is unquoted text: seen as such, its middle may be cut.
      this.cellStart = open;
      this.cellEnd = close;
      this.cellQuoted = true;
      return INCOMPLETE;
    }
    this.cellId = cell >= READ_LIMITS.columns || this.skip[cell] === 1 ? 0 : this.internUnquoted(open + 1, close, at);
    return at;
  }

  private unclosed(open: number, end: number, cell: number): number {
    let at = open + 1;
    while (at < end && !this.endsCell(this.buffer[at]!)) at++;
    this.flaws.push({ kind: 'quote', cell });
    this.cellStart = open + 1;
    this.cellEnd = at;
    this.cellId =
      cell >= READ_LIMITS.columns || this.skip[cell] === 1 ? 0 : this.table.intern(this.buffer, open + 1, at, hashBytes(this.buffer, open + 1, at));
    return at;
  }

  private endsCell(byte: number): boolean {
    return byte === this.delimiter || byte === LF || byte === CR;
  }

  /** The cell whose quoted part is [start, close) and whose tail ends at `stop`: doubled quotes are one, the closing one is none. */
  private internUnquoted(start: number, close: number, stop: number): number {
    const longest = Math.min(stop - start, CUT_CELL_BYTES);
    if (this.scratch.length < longest) this.scratch = new Uint8Array(longest);
    let to = 0;
    for (let at = start; at < stop && to < longest; at++) {
      if (at === close) continue;
      this.scratch[to++] = this.buffer[at]!;
      if (at < close && this.buffer[at] === QUOTE) at++;
    }
    return this.table.intern(this.scratch, 0, to, hashBytes(this.scratch, 0, to));
  }

  private noteFlaw(cell: number): void {
    const kind = this.table.flaw;
    this.table.flaw = '';
    if (kind !== '') this.flaws.push({ kind, cell });
  }

  /** A row that is scanned again finds its quotes and long cells again, but a cell is new only once. */
  private dropFlaws(): void {
    const lasting = this.flaws.filter((flaw) => flaw.kind === 'nul' || flaw.kind === 'encoding');
    this.flaws.length = 0;
    this.flaws.push(...lasting);
  }

  private findDelimiter(final: boolean): boolean {
    const found = delimiterOf(this.buffer, this.length, this.shape, final || this.length >= READ_LIMITS.headBytes);
    if (found === 0) {
      this.rescanAt = this.length * 2;
      return false;
    }
    this.delimiter = found;
    return true;
  }
}

function isCellEnd(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === LF || byte === CR;
}

/** Lines before the header that Excel (`sep=;`) and Windows PowerShell (`#TYPE …`) write. */
export function isPreamble(firstCell: string): boolean {
  return /^"?(#TYPE |sep=)/i.test(firstCell);
}

/** The delimiter of the first row in `bytes[0, length)`, as an ASCII code; 0 while that row is not complete and `whole` is false. */
export function delimiterOf(bytes: ArrayLike<number>, length: number, shape: CsvShape, whole: boolean): number {
  const counts = new Map(shape.delimiters.map((code) => [code, 0]));
  let inQuotes = false;
  let lineStart = 0;
  let ended = false;
  for (let at = 0; at < length && !ended; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE && shape.quotes) inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (byte === LF || byte === CR) {
      const first = String.fromCharCode(...Array.from({ length: Math.min(8, at - lineStart) }, (_, i) => bytes[lineStart + i]!));
      if (at > lineStart && !isPreamble(first)) ended = true;
      else for (const code of shape.delimiters) counts.set(code, 0);
      lineStart = at + 1;
    } else if (counts.has(byte)) counts.set(byte, counts.get(byte)! + 1);
  }
  if (!ended && !whole) return 0;
  let best = shape.delimiters[0]!;
  for (const code of shape.delimiters) if (counts.get(code)! > counts.get(best)!) best = code;
  return best;
}
