import { READ_LIMITS } from '../reader';
import { type CellFlaw, type CellTable, CELL_BYTES, HASH_PRIME, HASH_SEED, hashBytes } from './cellTable';
import { decodeUtf8, putCodePoint } from './utf8';

/** What the tokeniser tells; places are 1-based, columns in UTF-16 code units. Keys, texts and numbers (as written) are cells of the table. */
export interface JsonEvents {
  open(isArray: boolean, line: number, column: number): void;
  close(): void;
  key(cell: number, line: number, column: number): void;
  text(cell: number, line: number, column: number): void;
  number(cell: number, line: number, column: number): void;
  literal(value: boolean | null, line: number, column: number): void;
  /** The text is not JSON here. After a `fatal` one nothing more is told. */
  syntax(message: string, line: number, column: number, fatal: boolean): void;
  flaw(kind: Exclude<CellFlaw, ''> | 'long', line: number, column: number): void;
}

type State = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'after' | 'done' | 'string' | 'escape' | 'unicode' | 'word' | 'dead';

/** Bytes of a string kept while it arrives: a little more than a cell, so that a longer one is known to be longer. */
const STRING_BYTES = CELL_BYTES + 4;
const WORD_BYTES = 64;
const REPLACEMENT = 0xfffd;

/**
 * RFC 8259 JSON from UTF-8 bytes in chunks, as events with places. Nothing but the current string is kept.
 * A trailing comma and a missing one are reported and read over; any other error ends the reading, since what follows cannot be trusted.
 * With `manyRoots` an object may follow the one that ended: JSON Lines, an object a line.
 */
export class JsonTokens {
  private state: State = 'value';
  private depth = 0;
  private readonly isArray = new Uint8Array(READ_LIMITS.jsonDepth + 1);
  private isKey = false;

  private line = 1;
  /** Bytes before the current chunk, of the current line's start, and of the last CR. */
  private base = 0;
  private lineStart = 0;
  private lastCr = -2;
  /** Bytes of the line so far beyond its UTF-16 code units. */
  private surplus = 0;

  private tokenLine = 1;
  private tokenColumn = 1;
  private readonly scratch = new Uint8Array(STRING_BYTES + 8);
  private scratched = 0;
  private isLong = false;
  private inScratch = false;
  private unicode = 0;
  private digits = 0;
  private highSurrogate = 0;
  private commaLine = 0;
  private commaColumn = 0;

  constructor(
    private readonly table: CellTable,
    private readonly events: JsonEvents,
    private readonly manyRoots = false,
  ) {}

  /** Whether anything but blanks was read. */
  get isEmpty(): boolean {
    return this.state === 'value' && this.depth === 0;
  }

  write(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && this.state !== 'dead') at = this.state === 'string' ? this.stringPart(bytes, at) : this.step(bytes, at);
    this.base += bytes.length;
  }

  /** No more bytes; an unfinished value is an error here. */
  end(): void {
    if (this.state === 'word') this.endWord();
    if (this.state === 'done' || this.state === 'dead' || this.isEmpty) return;
    if (this.state === 'string' || this.state === 'escape' || this.state === 'unicode') {
      this.fail('The file ends inside a text; its closing quote is missing.', this.tokenLine, this.tokenColumn);
    } else {
      const open = this.depth > 0 ? (this.isArray[this.depth] === 1 ? '"]"' : '"}"') : 'a value';
      this.fail(`The file ends too early: ${open} is missing.`, this.line, this.column(0));
    }
  }

  private column(at: number): number {
    return this.base + at - this.lineStart - this.surplus + 1;
  }

  /** One byte outside plain string text; gives the position to go on at. */
  private step(bytes: Uint8Array, at: number): number {
    const byte = bytes[at]!;
    switch (this.state) {
      case 'escape':
        this.escape(byte, at);
        return at + 1;
      case 'unicode':
        this.unicodeDigit(byte, at);
        return at + 1;
      case 'word':
        if (isWordByte(byte)) {
          if (this.scratched < WORD_BYTES) this.scratch[this.scratched] = byte;
          this.scratched++;
          return at + 1;
        }
        this.endWord();
        return at;
      default:
        break;
    }
    if (byte === 0x20 || byte === 0x09) return at + 1;
    if (byte === 0x0a || byte === 0x0d) {
      const position = this.base + at;
      if (byte === 0x0d || this.lastCr !== position - 1) this.line++;
      if (byte === 0x0d) this.lastCr = position;
      this.lineStart = position + 1;
      this.surplus = 0;
      return at + 1;
    }
    this.structure(byte, at);
    if (byte >= 0x80) this.countWide(byte);
    return at + 1;
  }

  private structure(byte: number, at: number): void {
    const state = this.state;
    const column = this.column(at);
    switch (byte) {
      case 0x22: // "
        if (state === 'after' && this.depth > 0) this.missingComma(at);
        this.isKey = this.state === 'key' || this.state === 'key-or-close';
        if (!this.isKey && !this.wantsValue()) break;
        this.begin(at);
        this.state = 'string';
        return;
      case 0x7b: // {
      case 0x5b: // [
        if (state === 'after' && this.depth > 0 && this.isArray[this.depth] === 1) this.missingComma(at);
        if (state === 'done' && this.manyRoots && byte === 0x7b) this.state = 'value';
        if (!this.wantsValue()) break;
        if (this.depth === READ_LIMITS.jsonDepth) {
          this.fail(`Values are nested deeper than ${READ_LIMITS.jsonDepth} levels; the rest is not read.`, this.line, column);
          return;
        }
        this.isArray[++this.depth] = byte === 0x5b ? 1 : 0;
        this.state = byte === 0x5b ? 'value-or-close' : 'key-or-close';
        this.events.open(byte === 0x5b, this.line, column);
        return;
      case 0x7d: // }
      case 0x5d: {
        // ]
        const matches = this.depth > 0 && this.isArray[this.depth] === (byte === 0x5d ? 1 : 0);
        const trailing = matches && (state === 'key' || (state === 'value' && byte === 0x5d));
        if (trailing) this.events.syntax('The comma has nothing after it.', this.commaLine, this.commaColumn, false);
        if (!trailing && !(matches && (state === 'after' || state === 'key-or-close' || state === 'value-or-close'))) break;
        this.depth--;
        this.state = this.depth === 0 ? 'done' : 'after';
        this.events.close();
        return;
      }
      case 0x2c: // ,
        if (state !== 'after' || this.depth === 0) break;
        this.commaLine = this.line;
        this.commaColumn = column;
        this.state = this.isArray[this.depth] === 1 ? 'value' : 'key';
        return;
      case 0x3a: // :
        if (state !== 'colon') break;
        this.state = 'value';
        return;
      default:
        if (byte === 0) {
          this.events.flaw('nul', this.line, column);
          return;
        }
        if (!isWordByte(byte) || !this.wantsValue()) break;
        this.begin(at);
        this.scratch[0] = byte;
        this.scratched = 1;
        this.state = 'word';
        return;
    }
    this.fail(`Expected ${this.expected()} but found ${shown(byte)}.`, this.line, column);
  }

  private wantsValue(): boolean {
    return this.state === 'value' || this.state === 'value-or-close';
  }

  private expected(): string {
    switch (this.state) {
      case 'key':
      case 'key-or-close':
        return 'a name in double quotes or "}"';
      case 'colon':
        return '":"';
      case 'after':
        return this.isArray[this.depth] === 1 ? '"," or "]"' : '"," or "}"';
      case 'done':
        return 'the end of the file';
      default:
        return 'a value';
    }
  }

  private missingComma(at: number): void {
    this.events.syntax('A comma is missing before this.', this.line, this.column(at), false);
    this.state = this.isArray[this.depth] === 1 ? 'value' : 'key';
  }

  private begin(at: number): void {
    this.tokenLine = this.line;
    this.tokenColumn = this.column(at);
    this.scratched = 0;
    this.isLong = false;
    this.inScratch = false;
    this.highSurrogate = 0;
  }

  /** Plain text of a string up to its end, an escape or the end of the chunk. */
  private stringPart(bytes: Uint8Array, from: number): number {
    let at = from;
    let hash = HASH_SEED;
    let byte = 0;
    while (at < bytes.length) {
      byte = bytes[at]!;
      if (byte === 0x22 || byte === 0x5c || byte < 0x20) break;
      if (byte >= 0x80) this.countWide(byte);
      hash = Math.imul(hash ^ byte, HASH_PRIME);
      at++;
    }
    if (at === bytes.length) {
      this.keep(bytes, from, at);
      return at;
    }
    if (byte === 0x22) {
      if (!this.inScratch) {
        this.isLong = at - from > CELL_BYTES;
        this.endString(this.table.intern(bytes, from, at, hash));
      } else {
        this.keep(bytes, from, at);
        this.endHighSurrogate();
        this.endString(this.table.intern(this.scratch, 0, this.scratched, hashBytes(this.scratch, 0, this.scratched)));
      }
      return at + 1;
    }
    this.keep(bytes, from, at);
    if (byte === 0x5c) {
      this.state = 'escape';
    } else if (byte === 0x0a || byte === 0x0d) {
      this.fail('The text is not closed before the end of its line; a quote is missing.', this.tokenLine, this.tokenColumn);
    } else {
      if (byte === 0) this.events.flaw('nul', this.line, this.column(at));
      else this.events.syntax('A control character stands unescaped in a text.', this.line, this.column(at), false);
      this.putByte(0x20);
    }
    return at + 1;
  }

  private endString(cell: number): void {
    const { table, events, tokenLine, tokenColumn } = this;
    if (table.flaw !== '') {
      events.flaw(table.flaw, tokenLine, tokenColumn);
      table.flaw = '';
    }
    if (this.isLong || table.isCut(cell)) events.flaw('long', tokenLine, tokenColumn);
    if (this.isKey) {
      this.state = 'colon';
      events.key(cell, tokenLine, tokenColumn);
    } else {
      this.endValue();
      events.text(cell, tokenLine, tokenColumn);
    }
  }

  private endValue(): void {
    this.state = this.depth === 0 ? 'done' : 'after';
  }

  private endWord(): void {
    const { events, tokenLine, tokenColumn } = this;
    const word = decodeUtf8(this.scratch, 0, Math.min(this.scratched, WORD_BYTES)).text;
    if (word === 'true' || word === 'false' || word === 'null') {
      this.endValue();
      events.literal(word === 'null' ? null : word === 'true', tokenLine, tokenColumn);
    } else if (this.scratched <= WORD_BYTES && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
      this.endValue();
      events.number(this.table.internText(word), tokenLine, tokenColumn);
    } else {
      this.fail(`Expected a value but found ${JSON.stringify(word)}; text needs double quotes.`, tokenLine, tokenColumn);
    }
  }

  private escape(byte: number, at: number): void {
    this.state = 'string';
    this.inScratch = true;
    const plain = ESCAPES.get(byte);
    if (byte === 0x75) {
      this.state = 'unicode';
      this.unicode = 0;
      this.digits = 0;
    } else if (plain !== undefined) {
      this.endHighSurrogate();
      this.putByte(plain);
    } else {
      this.fail('The backslash is not followed by one of " \\ / b f n r t u.', this.line, this.column(at) - 1);
    }
  }

  private unicodeDigit(byte: number, at: number): void {
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66 ? (byte | 0x20) - 0x57 : -1;
    if (digit < 0) {
      this.fail('\\u is not followed by four hexadecimal digits.', this.line, this.column(at));
      return;
    }
    this.unicode = this.unicode * 16 + digit;
    if (++this.digits < 4) return;
    this.state = 'string';
    const unit = this.unicode;
    if (this.highSurrogate !== 0 && unit >= 0xdc00 && unit <= 0xdfff) {
      const point = 0x10000 + ((this.highSurrogate - 0xd800) << 10) + (unit - 0xdc00);
      this.highSurrogate = 0;
      this.putPoint(point);
      return;
    }
    this.endHighSurrogate();
    if (unit >= 0xd800 && unit <= 0xdbff) this.highSurrogate = unit;
    else this.putPoint(unit >= 0xdc00 && unit <= 0xdfff ? REPLACEMENT : unit);
  }

  private endHighSurrogate(): void {
    if (this.highSurrogate === 0) return;
    this.highSurrogate = 0;
    this.putPoint(REPLACEMENT);
  }

  private keep(bytes: Uint8Array, from: number, to: number): void {
    this.inScratch = true;
    if (from === to) return;
    this.endHighSurrogate();
    const room = STRING_BYTES - this.scratched;
    const length = Math.min(room, to - from);
    if (length < to - from) this.isLong = true;
    this.scratch.set(bytes.subarray(from, from + length), this.scratched);
    this.scratched += length;
  }

  private putByte(byte: number): void {
    if (this.scratched < STRING_BYTES) this.scratch[this.scratched++] = byte;
    else this.isLong = true;
  }

  private putPoint(point: number): void {
    if (this.scratched < STRING_BYTES) this.scratched = putCodePoint(this.scratch, this.scratched, point);
    else this.isLong = true;
  }

  /** A continuation byte is no column; a lead of four bytes makes two. */
  private countWide(byte: number): void {
    if ((byte & 0xc0) === 0x80) this.surplus++;
    else if (byte >= 0xf0) this.surplus--;
  }

  private fail(message: string, line: number, column: number): void {
    this.state = 'dead';
    this.events.syntax(message, line, column, true);
  }
}

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x22, 0x22], [0x5c, 0x5c], [0x2f, 0x2f], [0x62, 0x08], [0x66, 0x0c], [0x6e, 0x0a], [0x72, 0x0d], [0x74, 0x09],
]);

function isWordByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) || byte === 0x2b || byte === 0x2d || byte === 0x2e || byte === 0x5f;
}

function shown(byte: number): string {
  if (byte < 0x20) return 'a control character';
  // Its other bytes may be in the next chunk.
  return byte < 0x80 ? JSON.stringify(String.fromCharCode(byte)) : 'a character that may only stand in a text';
}
