import { bitCount } from '../cveCounter';
import type { CvePlaces, CveSets } from '../cveSets';

const WORD_SHIFT = 5;
const BIT_MASK = 31;
const NO_ENTRY = -1;
const FIRST_ENTRIES = 1 << 10;
const ENTRY_FIELDS = 4;
const FROM = 1;
const TO = 2;
const NEXT = 3;
/** Owners are numbers from -2 on. */
const OWNER_SHIFT = 2;

/**
 * The affected CVEs of one server after another, each known with whom it comes from, to tell what goes with an owner and what another owner
 * has too. Add all of a server, `finish`, then ask.
 */
export class ServerCves {
  /** Bits seen, and those that a second owner has. */
  private readonly once: Int32Array;
  private readonly again: Int32Array;
  private readonly scratch: Int32Array;
  /** By owner: the first of its entries on this server; valid with this server's stamp. */
  private readonly first: Int32Array;
  private readonly firstStamp: Uint32Array;
  private stamp = 0;
  private owners = new Int32Array(FIRST_ENTRIES);
  private ownerCount = 0;
  /** Of each entry `ENTRY_FIELDS` numbers: which column its pairs of word and mask stand in, from and to, and the owner's next entry. */
  private entries = new Int32Array(FIRST_ENTRIES * ENTRY_FIELDS);
  private count = 0;
  /** Pairs of owners with several entries, merged, and of single CVEs. */
  private merged = new Int32Array(1 << 12);
  private mergedLength = 0;
  private readonly touched: number[] = [];

  /** @param sets where subjects stand; `add` names one by its position */
  constructor(private readonly places: CvePlaces, private readonly sets: readonly CveSets[], owners: number) {
    this.once = new Int32Array(places.traits.length);
    this.again = new Int32Array(places.traits.length);
    this.scratch = new Int32Array(places.traits.length);
    this.first = new Int32Array(owners + OWNER_SHIFT);
    this.firstStamp = new Uint32Array(owners + OWNER_SHIFT);
  }

  start(): void {
    this.stamp++;
    this.once.fill(0, 0, this.places.words);
    this.again.fill(0, 0, this.places.words);
    this.ownerCount = this.count = this.mergedLength = 0;
  }

  /** The affected CVEs of a subject of a set. */
  add(set: number, subject: number, owner: number): void {
    const { starts } = this.sets[set];
    this.put(set, starts[subject * 3], starts[subject * 3 + 1], owner);
  }

  addOne(cve: number, owner: number): void {
    const place = this.places.placeOf(cve);
    const at = this.emit(place >>> WORD_SHIFT, 1 << (place & BIT_MASK));
    this.put(this.sets.length, at, at + 2, owner);
  }

  private put(column: number, from: number, to: number, owner: number): void {
    if (from === to) return;
    const entry = this.newEntry(column, from, to);
    const slot = owner + OWNER_SHIFT;
    if (this.firstStamp[slot] !== this.stamp) {
      this.firstStamp[slot] = this.stamp;
      if (this.ownerCount === this.owners.length) this.owners = grown(this.owners);
      this.owners[this.ownerCount++] = owner;
    } else this.entries[entry + NEXT] = this.first[slot];
    this.first[slot] = entry;
  }

  private newEntry(column: number, from: number, to: number): number {
    const entry = this.count++ * ENTRY_FIELDS;
    if (entry + ENTRY_FIELDS > this.entries.length) this.entries = grown(this.entries);
    this.entries[entry] = column;
    this.entries[entry + FROM] = from;
    this.entries[entry + TO] = to;
    this.entries[entry + NEXT] = NO_ENTRY;
    return entry;
  }

  private columnOf(entry: number): Int32Array {
    const column = this.entries[entry];
    return column === this.sets.length ? this.merged : this.sets[column].entries;
  }

  private emit(word: number, mask: number): number {
    if (this.mergedLength + 2 > this.merged.length) this.merged = grown(this.merged);
    const at = this.mergedLength;
    this.merged[this.mergedLength++] = word;
    this.merged[this.mergedLength++] = mask;
    return at;
  }

  /** Counts; calls back for each owner from 0 on with its CVEs that nobody else on the server has. */
  finish(take: (owner: number, count: number) => void): void {
    const { once, again, owners, ownerCount } = this;
    for (let i = 0; i < ownerCount; i++) this.mergeEntries(owners[i]);
    for (let i = 0; i < ownerCount; i++) {
      const entry = this.first[owners[i] + OWNER_SHIFT];
      const column = this.columnOf(entry);
      const to = this.entries[entry + TO];
      for (let at = this.entries[entry + FROM]; at < to; at += 2) {
        const word = column[at];
        const mask = column[at + 1];
        const before = once[word];
        const both = before & mask;
        if (both !== 0) again[word] |= both;
        if (both !== mask) once[word] = before | mask;
      }
    }
    for (let i = 0; i < ownerCount; i++) if (owners[i] >= 0) take(owners[i], this.clearedBy(owners[i]));
  }

  /** After `finish`: the CVEs that only this owner has. */
  clearedBy(owner: number): number {
    if (this.firstStamp[owner + OWNER_SHIFT] !== this.stamp) return 0;
    const entry = this.first[owner + OWNER_SHIFT];
    return this.notAgain(this.columnOf(entry), this.entries[entry + FROM], this.entries[entry + TO]);
  }

  /** After `finish`: the CVEs of a subject that no other owner has. */
  onlyIn(set: number, subject: number): number {
    const { entries, starts } = this.sets[set];
    return this.notAgain(entries, starts[subject * 3], starts[subject * 3 + 1]);
  }

  /** After `finish`: distinct CVEs of the owners that are not left out. */
  without(isLeftOut: (owner: number) => boolean): number {
    const { scratch, touched } = this;
    let count = 0;
    for (let i = 0; i < this.ownerCount; i++) {
      if (isLeftOut(this.owners[i])) continue;
      const entry = this.first[this.owners[i] + OWNER_SHIFT];
      const column = this.columnOf(entry);
      for (let at = this.entries[entry + FROM]; at < this.entries[entry + TO]; at += 2) {
        const word = column[at];
        const fresh = column[at + 1] & ~scratch[word];
        if (fresh === 0) continue;
        if (scratch[word] === 0) touched.push(word);
        scratch[word] |= fresh;
        count += bitCount(fresh);
      }
    }
    this.clearScratch();
    return count;
  }

  private notAgain(column: Int32Array, from: number, to: number): number {
    const { again } = this;
    let count = 0;
    for (let at = from; at < to; at += 2) {
      const left = column[at + 1] & ~again[column[at]];
      if (left !== 0) count += bitCount(left);
    }
    return count;
  }

  /** Several entries of one owner become one, so that a CVE that two of them have is not taken for somebody else's too. */
  private mergeEntries(owner: number): void {
    const slot = owner + OWNER_SHIFT;
    let entry = this.first[slot];
    if (this.entries[entry + NEXT] === NO_ENTRY) return;
    const { scratch, touched } = this;
    for (; entry !== NO_ENTRY; entry = this.entries[entry + NEXT]) {
      const column = this.columnOf(entry);
      for (let at = this.entries[entry + FROM]; at < this.entries[entry + TO]; at += 2) {
        const word = column[at];
        if (scratch[word] === 0) touched.push(word);
        scratch[word] |= column[at + 1];
      }
    }
    const from = this.mergedLength;
    for (const word of touched) this.emit(word, scratch[word]);
    this.clearScratch();
    this.first[slot] = this.newEntry(this.sets.length, from, this.mergedLength);
  }

  private clearScratch(): void {
    for (const word of this.touched) this.scratch[word] = 0;
    this.touched.length = 0;
  }
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
