import { READ_LIMITS } from '../reader';
import { decodeUtf8, encodeUtf8 } from './utf8';

/** Start value of `hashBytes`; loops that hash while they scan begin with it (FNV-1a, 32 bits). */
export const HASH_SEED = 0x811c9dc5 | 0;
/** Multiplier of `hashBytes`. */
export const HASH_PRIME = 0x01000193;

/** Bytes of a cell that are kept: a UTF-16 code unit takes at most three of UTF-8. */
export const CELL_BYTES = READ_LIMITS.cellLength * 3;

/** Slots looked at before a cell goes to the overflow map: a crafted file must not turn look-ups into walks. */
const LONGEST_PROBE = 32;

/** What was wrong with the bytes of a new cell. */
export type CellFlaw = '' | 'nul' | 'encoding';

/** The hash that `CellTable.intern` wants; a loop over the bytes may compute it on its own way. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, HASH_PRIME);
  return hash;
}

/**
 * The distinct cells of a file, each once, by number. An inventory repeats few values millions of times;
 * bytes are compared in place and copied only when new, and a text is made only when somebody asks for it.
 * Cell 0 is the empty one.
 */
export class CellTable {
  /** Distinct cells so far. */
  size = 1;
  /** What was wrong with the last cell that `intern` added; the caller reports it and sets it back to ''. */
  flaw: CellFlaw = '';

  private arena = new Uint8Array(1 << 16);
  private used = 0;
  private starts = new Uint32Array(1 << 10);
  private ends = new Uint32Array(1 << 10);
  private hashes = new Int32Array(1 << 10);
  private cleaned = new Int32Array(1 << 10).fill(-1);
  private slots = new Int32Array(1 << 11);
  private mask = (1 << 11) - 1;
  private readonly overflow = new Map<string, number>();
  private readonly texts: (string | undefined)[] = [''];

  constructor() {
    this.cleaned[0] = 0;
  }

  /** The number of the cell `bytes[start, end)`; bytes beyond `CELL_BYTES` do not count. `hash` is `hashBytes` of it. */
  intern(bytes: Uint8Array, start: number, end: number, hash: number): number {
    let length = end - start;
    if (length === 0) return 0;
    if (length > CELL_BYTES) length = CELL_BYTES;
    let slot = spread(hash) & this.mask;
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const id = this.slots[slot]!;
      if (id === 0) return this.add(bytes, start, length, hash, slot);
      if (this.hashes[id] === hash && this.holds(id, bytes, start, length)) return id;
      slot = (slot + 1) & this.mask;
    }
    const key = bytesKey(bytes, start, start + length);
    const known = this.overflow.get(key);
    if (known !== undefined) return known;
    const id = this.add(bytes, start, length, hash, -1);
    // The addition may have grown the slots and found a place.
    if (!this.placed(id)) this.overflow.set(key, id);
    return id;
  }

  /** Where `bytes` from `start` on stop being this cell, which must be followed by at least one more byte; -1 when they are another. */
  endOfRepeat(id: number, bytes: Uint8Array, start: number, end: number): number {
    const own = this.starts[id]!;
    const length = this.ends[id]! - own;
    if (length === 0 || length >= CELL_BYTES || start + length >= end) return -1;
    const arena = this.arena;
    // Backwards, because names that differ mostly differ at their ends.
    for (let i = length - 1; i >= 0; i--) if (arena[own + i] !== bytes[start + i]) return -1;
    return start + length;
  }

  internText(text: string): number {
    const bytes = encodeUtf8(text);
    return this.intern(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  }

  /** The cell's text as written, cut at `READ_LIMITS.cellLength`; invalid UTF-8 shows as U+FFFD. */
  text(id: number): string {
    let text = this.texts[id];
    if (text === undefined) {
      text = cut(decodeUtf8(this.arena, this.starts[id]!, this.ends[id]!).text);
      this.texts[id] = text;
    }
    return text;
  }

  /** The number of the cell that has this one's text without surrounding blanks and control characters. */
  clean(id: number): number {
    const known = this.cleaned[id]!;
    return known >= 0 ? known : this.cleanSlowly(id);
  }

  /** `text(clean(id))`. */
  cleanText(id: number): string {
    return this.text(this.clean(id));
  }

  /** Whether the cell holds more than `READ_LIMITS.cellLength` code units, of which only those are kept. */
  isCut(id: number): boolean {
    const bytes = this.ends[id]! - this.starts[id]!;
    if (bytes <= READ_LIMITS.cellLength) return false;
    return bytes >= CELL_BYTES || decodeUtf8(this.arena, this.starts[id]!, this.ends[id]!).text.length > READ_LIMITS.cellLength;
  }

  private cleanSlowly(id: number): number {
    const text = this.text(id);
    const cleanText = cleanedText(text);
    const clean = cleanText === text ? id : this.internText(cleanText);
    this.cleaned[id] = clean;
    this.cleaned[clean] = clean;
    return clean;
  }

  private holds(id: number, bytes: Uint8Array, start: number, length: number): boolean {
    const own = this.starts[id]!;
    if (this.ends[id]! - own !== length) return false;
    const arena = this.arena;
    for (let i = 0; i < length; i++) {
      if (arena[own + i] !== bytes[start + i]) return false;
    }
    return true;
  }

  private add(bytes: Uint8Array, start: number, length: number, hash: number, slot: number): number {
    const id = this.size++;
    if (id >= this.starts.length) this.growCells();
    if (this.used + length > this.arena.length) this.growArena(length);
    let flaw: CellFlaw = '';
    let ascii = true;
    for (let i = 0; i < length; i++) {
      const byte = bytes[start + i]!;
      this.arena[this.used + i] = byte;
      if (byte === 0) flaw = 'nul';
      else if (byte >= 0x80) ascii = false;
    }
    this.starts[id] = this.used;
    this.ends[id] = this.used += length;
    this.hashes[id] = hash;
    // A cell that was cut may end inside a character, which is not the file's fault.
    if (!ascii && flaw === '' && length < CELL_BYTES && decodeUtf8(bytes, start, start + length).invalidAt >= 0) flaw = 'encoding';
    if (flaw !== '') this.flaw = flaw;
    if (slot >= 0) this.slots[slot] = id;
    if (this.size * 2 > this.slots.length) this.growSlots();
    return id;
  }

  private growCells(): void {
    const size = this.starts.length * 2;
    this.starts = grown(this.starts, new Uint32Array(size));
    this.ends = grown(this.ends, new Uint32Array(size));
    this.hashes = grown(this.hashes, new Int32Array(size));
    this.cleaned = grown(this.cleaned, new Int32Array(size).fill(-1));
  }

  private growArena(length: number): void {
    this.arena = grown(this.arena, new Uint8Array(Math.max(this.arena.length * 2, this.used + length)));
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    this.mask = this.slots.length - 1;
    this.overflow.clear();
    for (let id = 1; id < this.size; id++) {
      if (!this.place(id)) this.overflow.set(bytesKey(this.arena, this.starts[id]!, this.ends[id]!), id);
    }
  }

  private place(id: number): boolean {
    let slot = spread(this.hashes[id]!) & this.mask;
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      if (this.slots[slot] === 0) {
        this.slots[slot] = id;
        return true;
      }
      slot = (slot + 1) & this.mask;
    }
    return false;
  }

  private placed(id: number): boolean {
    let slot = spread(this.hashes[id]!) & this.mask;
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      if (this.slots[slot] === id) return true;
      slot = (slot + 1) & this.mask;
    }
    return false;
  }
}

/** Text as the inventory keeps it: control characters are blanks, and none stand at the ends. */
export function cleanedText(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

/** Cut at `READ_LIMITS.cellLength` without splitting a surrogate pair. */
function cut(text: string): string {
  if (text.length <= READ_LIMITS.cellLength) return text;
  const last = text.charCodeAt(READ_LIMITS.cellLength - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? READ_LIMITS.cellLength - 1 : READ_LIMITS.cellLength);
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function bytesKey(bytes: Uint8Array, start: number, end: number): string {
  let key = '';
  for (let at = start; at < end; at++) key += String.fromCharCode(bytes[at]!);
  return key;
}

function grown<T extends Uint8Array | Uint32Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
