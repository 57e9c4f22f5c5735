import { decodeUtf8, putCodePoint } from './utf8';

/** Bytes handed on at once, so that a whole file in one chunk does not need a second one in memory. */
const SLICE_BYTES = 262_144;
/** What stands for half a surrogate pair: no UTF-8 has this byte, so the strict decoder reports it at its place. */
const INVALID_BYTE = 0xff;

/** Bytes by which UTF-16 without a mark is told: two ASCII characters, each with its zero. */
const UNMARKED_BYTES = 4;

type Encoding = 'unknown' | 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * The encoding front end of every reader: takes a file's bytes in chunks and hands UTF-8 without byte order mark to `sink`,
 * in slices that the next call may overwrite. UTF-16 is recognised by its mark, or by two ASCII characters at its beginning; everything else is taken as UTF-8.
 */
export class TextBytes {
  /** Bytes taken so far. */
  bytes = 0;
  private encoding: Encoding = 'unknown';
  private readonly start: number[] = [];
  private half = -1;
  private high = -1;
  private out = new Uint8Array(0);

  constructor(private readonly sink: (utf8: Uint8Array) => void) {}

  write(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    let from = 0;
    while (this.encoding === 'unknown' && from < chunk.length) {
      this.start.push(chunk[from++]!);
      this.decide(false);
    }
    for (; from < chunk.length; from += SLICE_BYTES) this.pass(chunk.subarray(from, from + SLICE_BYTES));
  }

  end(): void {
    if (this.encoding === 'unknown') this.decide(true);
    if (this.half >= 0 || this.high >= 0) this.sink(Uint8Array.of(INVALID_BYTE));
  }

  /** Looks at the first bytes as soon as they are enough to tell, and passes on those that are no mark. */
  private decide(atEnd: boolean): void {
    const [first, second, third] = this.start;
    let mark = 0;
    if (first === 0xff && second === 0xfe) [this.encoding, mark] = ['utf-16le', 2];
    else if (first === 0xfe && second === 0xff) [this.encoding, mark] = ['utf-16be', 2];
    else if (first === 0xef && second === 0xbb && third === 0xbf) [this.encoding, mark] = ['utf-8', 3];
    else if (this.start.length >= UNMARKED_BYTES && isUnmarked(this.start, 1)) this.encoding = 'utf-16le';
    else if (this.start.length >= UNMARKED_BYTES && isUnmarked(this.start, 0)) this.encoding = 'utf-16be';
    else if (atEnd || !(couldBeMark(this.start) || couldBeUnmarked(this.start))) this.encoding = 'utf-8';
    if (this.encoding !== 'unknown' && this.start.length > mark) this.pass(Uint8Array.from(this.start.slice(mark)));
  }

  private pass(bytes: Uint8Array): void {
    if (this.encoding === 'utf-8') this.sink(bytes);
    else this.transcode(bytes, this.encoding === 'utf-16be');
  }

  private transcode(bytes: Uint8Array, bigEndian: boolean): void {
    // Two bytes make at most three; a pending half and a pending surrogate add at most one unit and one invalid byte.
    const room = bytes.length * 2 + 8;
    if (this.out.length < room) this.out = new Uint8Array(room);
    let at = 0;
    for (const byte of bytes) {
      if (this.half < 0) {
        this.half = byte;
        continue;
      }
      const unit = bigEndian ? (this.half << 8) | byte : (byte << 8) | this.half;
      this.half = -1;
      at = this.putUnit(at, unit);
    }
    this.sink(this.out.subarray(0, at));
  }

  private putUnit(at: number, unit: number): number {
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (this.high >= 0) {
      const high = this.high;
      this.high = -1;
      if (isLow) return putCodePoint(this.out, at, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
      this.out[at++] = INVALID_BYTE;
    }
    if (unit >= 0xd800 && unit <= 0xdbff) {
      this.high = unit;
      return at;
    }
    if (isLow) {
      this.out[at++] = INVALID_BYTE;
      return at;
    }
    return putCodePoint(this.out, at, unit);
  }
}

/** The text of a file, or of its first bytes: UTF-8 with or without mark, UTF-16 with mark; invalid sequences become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const parts: Uint8Array[] = [];
  const front = new TextBytes((utf8) => parts.push(utf8.slice()));
  front.write(bytes);
  front.end();
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return decodeUtf8(whole, 0, whole.length).text;
}

function couldBeMark(start: readonly number[]): boolean {
  const [first, second] = start;
  if (start.length === 1) return first === 0xff || first === 0xfe || first === 0xef;
  return start.length === 2 && first === 0xef && second === 0xbb;
}

/** Whether the zeros of UTF-16's ASCII characters stand at the places `zero`, 2 + `zero`. */
function isUnmarked(start: readonly number[], zero: 0 | 1): boolean {
  return start.every((byte, at) => (at % 2 === zero ? byte === 0 : byte > 0 && byte < 0x80));
}

function couldBeUnmarked(start: readonly number[]): boolean {
  return start.length < UNMARKED_BYTES && (isUnmarked(start, 0) || isUnmarked(start, 1));
}
