/** Longest beginning and ending of a row that are remembered. */
const MAX_PART_BYTES = 4_096;
/** Bytes of remembered endings; 80,000 distinct software have about 6 MB. A table with more says something else in every row. */
const MAX_RECORD_BYTES = 32 * 1024 * 1024;
/** Slots looked at for an ending: a crafted file must not turn look-ups into walks. */
const LONGEST_PROBE = 32;
/** Odd, with its bits well spread. */
const HASH_PRIME = 0x85ebca6b | 0;
const LF = 10;
const CR = 13;
const WORD = 4;
/** A word of bytes that are no control characters up to SI, LF and CR among them; and the high bit of each byte. */
const LEAST_TEXT = 0x10101010;
const HIGH_BITS = 0x80808080 | 0;

/** A slot is two numbers: the ending's hash, and where its record stands and one more (0: free). */
const SLOT = 2;
/** A record is the length of the ending, the row's value, its cells, and the bytes of the ending; all but these are words. */
const VALUE_AT = WORD;
const CELLS_AT = 2 * WORD;

/**
 * A list of installs says the same over and over: a row begins with the bytes of the row before (its server) and ends with the bytes of
 * some earlier row (its software). Such a row means what those two meant, so its cells need not be looked for one by one. Bytes are
 * compared four at a time.
 *
 * Sound because a row is read from left to right: the same bytes up to a line break are the same cells, unless a quote is still open
 * there. Rows with flaws or with line breaks inside cells are therefore never remembered.
 */
export class RepeatedRows {
  /** What the row that `find` found was remembered with. */
  value = 0;
  private readonly beginning = new DataView(new ArrayBuffer(MAX_PART_BYTES));
  /** -1: no row may repeat it. */
  private beginningLength = -1;

  private slots = new Int32Array(SLOT << 10);
  private mask = (1 << 10) - 1;
  private size = 0;
  private records = new DataView(new ArrayBuffer(1 << 16));
  private used = 0;
  /** Where in a record the bytes begin. */
  private readonly bytesAt: number;
  /** The record that `find` found. */
  private found = 0;
  /** The ending that `find` looked for in vain; its end is -1 when it looked for none. */
  private soughtHash = 0;
  private soughtStart = 0;
  private soughtEnd = -1;

  /** The first `beginningColumns` cells are a row's beginning; of the others those in `columns` are given back. */
  constructor(
    readonly beginningColumns: number,
    private readonly columns: readonly number[],
  ) {
    this.bytesAt = CELLS_AT + columns.length * WORD;
  }

  /** Where the row at `start` ends, when it begins like the row before and ends like one that was remembered; else -1. */
  find(bytes: DataView, start: number, end: number): number {
    this.soughtEnd = -1;
    const length = this.beginningLength;
    if (length < 0 || start + length >= end || !isSame(this.beginning, 0, bytes, start, length)) return -1;
    const from = start + length;
    let at = from;
    let hash = 0;
    let other = 0;
    // Two words at a time, in two hashes that do not wait for each other; what may be a line break is looked at by itself.
    for (const last = end - 2 * WORD; at <= last; at += 2 * WORD) {
      const first = bytes.getInt32(at, true);
      const second = bytes.getInt32(at + WORD, true);
      if (((((first - LEAST_TEXT) & ~first) | ((second - LEAST_TEXT) & ~second)) & HIGH_BITS) !== 0 && (holdsLineBreak(first) || holdsLineBreak(second))) break;
      hash = Math.imul(hash ^ first, HASH_PRIME);
      hash ^= hash >>> 15;
      other = Math.imul(other ^ second, HASH_PRIME);
      other ^= other >>> 15;
    }
    hash = Math.imul(hash ^ (other << 7) ^ (other >>> 25), HASH_PRIME);
    if (at <= end - WORD) {
      const word = bytes.getInt32(at, true);
      if (!holdsLineBreak(word)) {
        hash = Math.imul(hash ^ word, HASH_PRIME);
        at += WORD;
      }
    }
    for (; at < end; at++) {
      const byte = bytes.getUint8(at);
      if (byte === LF || byte === CR) break;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
      hash ^= hash >>> 15;
    }
    if (at === end || at - from > MAX_PART_BYTES) return -1;
    const slot = this.slotOf(hash, bytes, from, at - from);
    if (slot >= 0 && this.slots[slot + 1] !== 0) {
      this.found = this.slots[slot + 1]! - 1;
      this.value = this.records.getInt32(this.found + VALUE_AT, true);
      return at;
    }
    this.soughtHash = hash;
    this.soughtStart = from;
    this.soughtEnd = at;
    return -1;
  }

  /** Gives back the cells of the row that was found. */
  fill(ids: Int32Array): void {
    for (let place = 0; place < this.columns.length; place++) ids[this.columns[place]!] = this.records.getInt32(this.found + CELLS_AT + place * WORD, true);
  }

  /** Remembers the row that `find` looked for in vain, unless it ended elsewhere: it means `value` and has these cells. */
  remember(ids: Int32Array, bytes: DataView, rowEnd: number, value: number): void {
    if (rowEnd !== this.soughtEnd) return;
    const length = this.soughtEnd - this.soughtStart;
    const size = Math.ceil((this.bytesAt + length) / WORD) * WORD;
    if (this.used + size > MAX_RECORD_BYTES) return;
    const slot = this.slotOf(this.soughtHash, bytes, this.soughtStart, length);
    if (slot < 0) return;
    if (this.used + size > this.records.byteLength) this.growRecords();
    const { records, used } = this;
    records.setInt32(used, length, true);
    records.setInt32(used + VALUE_AT, value, true);
    for (let place = 0; place < this.columns.length; place++) records.setInt32(used + CELLS_AT + place * WORD, ids[this.columns[place]!]!, true);
    for (let i = 0; i < length; i++) records.setUint8(used + this.bytesAt + i, bytes.getUint8(this.soughtStart + i));
    this.slots[slot] = this.soughtHash;
    this.slots[slot + 1] = used + 1;
    this.used += size;
    if (++this.size * 2 > this.mask) this.growSlots();
  }

  /** The row that was read begins with `bytes[start, end)`; an `end` before `start` says that no row may repeat its beginning. */
  begin(bytes: DataView, start: number, end: number): void {
    this.beginningLength = end < start || end - start > MAX_PART_BYTES ? -1 : end - start;
    for (let i = 0; i < this.beginningLength; i++) this.beginning.setUint8(i, bytes.getUint8(start + i));
  }

  /** The slot of these bytes, or the free one that is theirs; -1 when too many others are in the way. */
  private slotOf(hash: number, bytes: DataView, start: number, length: number): number {
    const { slots, mask, records, bytesAt } = this;
    let place = hash & mask;
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const slot = place * SLOT;
      const record = slots[slot + 1]! - 1;
      if (record < 0 || (slots[slot] === hash && records.getInt32(record, true) === length && isSame(records, record + bytesAt, bytes, start, length))) return slot;
      place = (place + 1) & mask;
    }
    return -1;
  }

  private growRecords(): void {
    const larger = new Uint8Array(this.records.byteLength * 2);
    larger.set(new Uint8Array(this.records.buffer));
    this.records = new DataView(larger.buffer);
  }

  private growSlots(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    this.mask = this.mask * 2 + 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      let place = old[from]! & this.mask;
      // All are different, so the next free slot is right; an ending whose slot is too far away is forgotten.
      for (let probe = 0; probe < LONGEST_PROBE; probe++) {
        if (this.slots[place * SLOT + 1] === 0) {
          this.slots[place * SLOT] = old[from]!;
          this.slots[place * SLOT + 1] = old[from + 1]!;
          break;
        }
        place = (place + 1) & this.mask;
      }
    }
  }
}

function isSame(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  let i = 0;
  for (; i + WORD <= length; i += WORD) if (a.getInt32(atA + i, true) !== b.getInt32(atB + i, true)) return false;
  for (; i < length; i++) if (a.getUint8(atA + i) !== b.getUint8(atB + i)) return false;
  return true;
}

/** Whether one of the word's four bytes is LF or CR: what subtracting 1 from a byte borrows reaches its high bit only when it was 0. */
function holdsLineBreak(word: number): boolean {
  const lf = word ^ 0x0a0a0a0a;
  const cr = word ^ 0x0d0d0d0d;
  return ((((lf - 0x01010101) & ~lf) | ((cr - 0x01010101) & ~cr)) & 0x80808080) !== 0;
}
