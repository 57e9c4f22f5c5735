import { bitCount } from '../cveCounter';
import type { CvePlaces, CveSets } from '../cveSets';

const NO_ENTRY = -1;
const FIRST_ENTRIES = 1 << 10;
const ENTRY_FIELDS = 5;
const FROM = 1;
const TO = 2;
const SIZE = 3;
const NEXT = 4;
/** Owners are numbers from -2 on. */
const OWNER_SHIFT = 2;

/**
 * The affected CVEs of one server after another, each known with whom it comes from, to tell what goes with an owner and what another owner
 * has too. Add all of a server, `finish`, then ask.
 */
export class ServerCves {
  /** Bits seen, and those that a second owner has or that were counted. */
  private readonly once: Int32Array;
  private readonly again: Int32Array;
  private readonly scratch: Int32Array;
  private readonly mine: Int32Array;
  /** By owner: the first of its entries on this server; valid with this server's stamp. */
  private readonly first: Int32Array;
  private readonly firstStamp: Uint32Array;
  /** The same of what an owner will have. */
  private readonly firstAfter: Int32Array;
  private readonly afterStamp: Uint32Array;
  private readonly afterOwners: number[] = [];
  private readonly openStamp: Uint32Array;
  private stamp = 0;
  private owners = new Int32Array(FIRST_ENTRIES);
  private ownerCount = 0;
  /** Of each entry `ENTRY_FIELDS` numbers: in whose column its pairs of word and mask stand, from and to, how many CVEs they are, and the owner's next entry. */
  private entries = new Int32Array(FIRST_ENTRIES * ENTRY_FIELDS);
  private length = 0;
  private readonly touched: number[] = [];
  private readonly touchedMine: number[] = [];

  /** @param sets where subjects stand; `add` names one by its position */
  constructor(private readonly places: CvePlaces, private readonly sets: readonly CveSets[], owners: number) {
    this.once = new Int32Array(places.traits.length);
    this.again = new Int32Array(places.traits.length);
    this.scratch = new Int32Array(places.traits.length);
    this.mine = new Int32Array(places.traits.length);
    this.firstAfter = new Int32Array(owners);
    this.afterStamp = new Uint32Array(owners);
    this.openStamp = new Uint32Array(owners);
    this.first = new Int32Array(owners + OWNER_SHIFT);
    this.firstStamp = new Uint32Array(owners + OWNER_SHIFT);
  }

  start(): void {
    this.stamp++;
    this.once.fill(0, 0, this.places.words);
    this.again.fill(0, 0, this.places.words);
    this.ownerCount = this.length = this.afterOwners.length = 0;
  }

  /** The affected CVEs of a set. */
  add(sets: number, set: number, owner: number): void {
    const entry = this.entryOf(sets, set);
    if (entry === NO_ENTRY) return;
    const slot = owner + OWNER_SHIFT;
    if (this.firstStamp[slot] === this.stamp) this.entries[entry + NEXT] = this.first[slot];
    else {
      this.firstStamp[slot] = this.stamp;
      if (this.ownerCount === this.owners.length) this.owners = grown(this.owners);
      this.owners[this.ownerCount++] = owner;
    }
    this.first[slot] = entry;
  }

  /** What an owner from 0 on will have in place of what it has. */
  addAfter(sets: number, set: number, owner: number): void {
    const entry = this.entryOf(sets, set);
    if (entry === NO_ENTRY) return;
    if (this.afterStamp[owner] === this.stamp) this.entries[entry + NEXT] = this.firstAfter[owner];
    else {
      this.afterStamp[owner] = this.stamp;
      this.afterOwners.push(owner);
    }
    this.firstAfter[owner] = entry;
  }

  /** Counting does not tell what goes with an owner on this server. */
  leaveOpen(owner: number): void {
    this.openStamp[owner] = this.stamp;
  }

  private entryOf(sets: number, set: number): number {
    const { starts, sizes } = this.sets[sets];
    const from = starts[set * 3];
    const to = starts[set * 3 + 1];
    if (from === to) return NO_ENTRY;
    const entry = this.length;
    this.length += ENTRY_FIELDS;
    if (this.length > this.entries.length) this.entries = grown(this.entries);
    const { entries } = this;
    entries[entry] = sets;
    entries[entry + FROM] = from;
    entries[entry + TO] = to;
    entries[entry + SIZE] = sizes[set];
    entries[entry + NEXT] = NO_ENTRY;
    return entry;
  }

  /**
   * Adds to the points of each owner from 0 on its CVEs that nobody else on the server has; and to what is cleared, where that is not left
   * open, the same less what it alone will have.
   */
  finish(points: Uint32Array, cleared: Float64Array): void {
    const { once, again, owners, ownerCount, first, entries } = this;
    for (let i = 0; i < ownerCount; i++) {
      const start = first[owners[i] + OWNER_SHIFT];
      const hasOne = entries[start + NEXT] === NO_ENTRY;
      // What two entries of one owner have is not somebody else's: all of them are looked at before one is put in.
      for (let entry = start; entry !== NO_ENTRY; entry = entries[entry + NEXT]) {
        const column = this.sets[entries[entry]].entries;
        const to = entries[entry + TO];
        for (let at = entries[entry + FROM]; at < to; at += 2) {
          const word = column[at];
          const mask = column[at + 1];
          const before = once[word];
          if (before & mask) again[word] |= before & mask;
          if (hasOne) once[word] = before | mask;
        }
      }
      for (let entry = hasOne ? NO_ENTRY : start; entry !== NO_ENTRY; entry = entries[entry + NEXT]) {
        const column = this.sets[entries[entry]].entries;
        const to = entries[entry + TO];
        for (let at = entries[entry + FROM]; at < to; at += 2) once[column[at]] |= column[at + 1];
      }
    }
    for (let i = 0; i < ownerCount; i++) {
      const owner = owners[i];
      if (owner < 0) continue;
      const isOpen = this.openStamp[owner] === this.stamp;
      const hasAfter = !isOpen && this.afterStamp[owner] === this.stamp;
      const count = this.take(owner, hasAfter);
      points[owner] += count;
      if (!isOpen) cleared[owner] += hasAfter ? count - this.left(owner) : count;
    }
    // Software out of support without CVEs may become something that has some.
    for (const owner of this.afterOwners) {
      if (this.firstStamp[owner + OWNER_SHIFT] !== this.stamp && this.openStamp[owner] !== this.stamp) cleared[owner] -= this.left(owner);
    }
  }

  /** What an owner that was taken will have and nobody else has. */
  private left(owner: number): number {
    const { once, mine, scratch, touched, entries } = this;
    let count = 0;
    for (let entry = this.firstAfter[owner]; entry !== NO_ENTRY; entry = entries[entry + NEXT]) {
      const column = this.sets[entries[entry]].entries;
      const to = entries[entry + TO];
      for (let at = entries[entry + FROM]; at < to; at += 2) {
        const word = column[at];
        const fresh = column[at + 1] & (~once[word] | mine[word]) & ~scratch[word];
        if (fresh === 0) continue;
        if (scratch[word] === 0) touched.push(word);
        scratch[word] |= fresh;
        count += bitCount(fresh);
      }
    }
    this.clear(scratch, touched);
    this.clear(mine, this.touchedMine);
    return count;
  }

  private clear(bits: Int32Array, touched: number[]): void {
    for (const word of touched) bits[word] = 0;
    touched.length = 0;
  }

  /** After `finish`, once for each owner below 0: the CVEs that only this owner has. */
  takeCleared(owner: number): number {
    return this.firstStamp[owner + OWNER_SHIFT] === this.stamp ? this.take(owner, false) : 0;
  }

  private take(owner: number, keepsBits: boolean): number {
    const { again, entries, mine } = this;
    const start = this.first[owner + OWNER_SHIFT];
    if (!keepsBits && entries[start + NEXT] === NO_ENTRY) return this.ofOne(start);
    let count = 0;
    for (let entry = start; entry !== NO_ENTRY; entry = entries[entry + NEXT]) {
      const column = this.sets[entries[entry]].entries;
      const to = entries[entry + TO];
      for (let at = entries[entry + FROM]; at < to; at += 2) {
        const word = column[at];
        const left = column[at + 1] & ~again[word];
        if (left === 0) continue;
        // Nobody else has it, so nobody else misses it, and the owner's next entry does not count it again.
        again[word] |= left;
        count += bitCount(left);
        if (!keepsBits) continue;
        if (mine[word] === 0) this.touchedMine.push(word);
        mine[word] |= left;
      }
    }
    return count;
  }

  /** Most owners have one entry, and most of it nobody else has: what is not to be counted is counted off. */
  private ofOne(entry: number): number {
    const { again, entries } = this;
    const column = this.sets[entries[entry]].entries;
    const to = entries[entry + TO];
    let count = entries[entry + SIZE];
    for (let at = entries[entry + FROM]; at < to; at += 2) {
      const both = column[at + 1] & again[column[at]];
      if (both !== 0) count -= bitCount(both);
    }
    return count;
  }

  /** After `finish`: the CVEs of a set that no other owner has, when they were not taken. */
  onlyIn(sets: number, set: number): number {
    const { entries, starts } = this.sets[sets];
    const { again } = this;
    let count = 0;
    for (let at = starts[set * 3]; at < starts[set * 3 + 1]; at += 2) {
      const left = entries[at + 1] & ~again[entries[at]];
      if (left !== 0) count += bitCount(left);
    }
    return count;
  }

  /** Distinct CVEs of the owners that are not left out. */
  without(isLeftOut: (owner: number) => boolean): number {
    const { scratch, touched, entries } = this;
    let count = 0;
    for (let i = 0; i < this.ownerCount; i++) {
      if (isLeftOut(this.owners[i])) continue;
      for (let entry = this.first[this.owners[i] + OWNER_SHIFT]; entry !== NO_ENTRY; entry = entries[entry + NEXT]) {
        const column = this.sets[entries[entry]].entries;
        for (let at = entries[entry + FROM]; at < entries[entry + TO]; at += 2) {
          const word = column[at];
          const fresh = column[at + 1] & ~scratch[word];
          if (fresh === 0) continue;
          if (scratch[word] === 0) touched.push(word);
          scratch[word] |= fresh;
          count += bitCount(fresh);
        }
      }
    }
    this.clear(scratch, touched);
    return count;
  }
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
