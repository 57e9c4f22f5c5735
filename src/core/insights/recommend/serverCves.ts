import { bitCount } from '../cveCounter';
import type { CvePlaces, CveSets } from '../cveSets';

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
  /** Bits seen, and those that a second owner has or that were counted. */
  private readonly once: Int32Array;
  private readonly again: Int32Array;
  private readonly scratch: Int32Array;
  /** By owner: the first of its entries on this server; valid with this server's stamp. */
  private readonly first: Int32Array;
  private readonly firstStamp: Uint32Array;
  private stamp = 0;
  private owners = new Int32Array(FIRST_ENTRIES);
  private ownerCount = 0;
  /** Of each entry `ENTRY_FIELDS` numbers: in whose column its pairs of word and mask stand, from and to, and the owner's next entry. */
  private entries = new Int32Array(FIRST_ENTRIES * ENTRY_FIELDS);
  private length = 0;
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
    this.ownerCount = this.length = 0;
  }

  /** The affected CVEs of a set. */
  add(sets: number, set: number, owner: number): void {
    const { starts } = this.sets[sets];
    const from = starts[set * 3];
    const to = starts[set * 3 + 1];
    if (from === to) return;
    const entry = this.length;
    if (entry + ENTRY_FIELDS > this.entries.length) this.entries = grown(this.entries);
    const { entries } = this;
    const slot = owner + OWNER_SHIFT;
    entries[entry] = sets;
    entries[entry + FROM] = from;
    entries[entry + TO] = to;
    if (this.firstStamp[slot] === this.stamp) entries[entry + NEXT] = this.first[slot];
    else {
      entries[entry + NEXT] = NO_ENTRY;
      this.firstStamp[slot] = this.stamp;
      if (this.ownerCount === this.owners.length) this.owners = grown(this.owners);
      this.owners[this.ownerCount++] = owner;
    }
    this.first[slot] = entry;
    this.length += ENTRY_FIELDS;
  }

  /** Adds to the points of each owner from 0 on its CVEs that nobody else on the server has. */
  finish(points: Uint32Array): void {
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
    for (let i = 0; i < ownerCount; i++) if (owners[i] >= 0) points[owners[i]] += this.takeCleared(owners[i]);
  }

  /** After `finish`, once for each owner below 0: the CVEs that only this owner has. */
  takeCleared(owner: number): number {
    if (this.firstStamp[owner + OWNER_SHIFT] !== this.stamp) return 0;
    const { again, entries } = this;
    let count = 0;
    for (let entry = this.first[owner + OWNER_SHIFT]; entry !== NO_ENTRY; entry = entries[entry + NEXT]) {
      const column = this.sets[entries[entry]].entries;
      const to = entries[entry + TO];
      for (let at = entries[entry + FROM]; at < to; at += 2) {
        const word = column[at];
        const left = column[at + 1] & ~again[word];
        if (left === 0) continue;
        // Nobody else has it, so nobody else misses it, and the owner's next entry does not count it again.
        again[word] |= left;
        count += bitCount(left);
      }
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
    for (const word of touched) scratch[word] = 0;
    touched.length = 0;
    return count;
  }
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
