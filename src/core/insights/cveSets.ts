import type { MatchIndex } from '../match/matchIndex';
import type { SplitMatches } from './assessment';

/** Above the severity in a word's trait. */
export const EXPLOITED = 1 << 3;
export const TRAITS = 1 << 4;

const WORD_SHIFT = 5;
const BIT_MASK = 31;

/**
 * CVEs as bits of words, each given its place when it is first seen. Those of a word share severity and whether they are exploited, and
 * mostly a product: so a software's CVEs are a few words, and one look at a word counts many of them.
 */
export class CvePlaces {
  /** Severity and `EXPLOITED` by word. The first word stays empty. */
  readonly traits: Uint8Array;
  /** Words given out, and one. */
  words = 1;
  /** Word and bit by CVE; 0 for one not seen. */
  private readonly places: Uint32Array;
  /** The place that the next CVE of a trait gets; at the beginning of a word none is open. */
  private readonly next = new Uint32Array(TRAITS);

  constructor(private readonly index: Pick<MatchIndex, 'cveCount' | 'severity' | 'kev'>) {
    this.places = new Uint32Array(index.cveCount);
    // Each trait's last word may be open.
    this.traits = new Uint8Array((index.cveCount >>> WORD_SHIFT) + TRAITS + 2);
  }

  /** `placeOf` of a CVE that was seen; 0 for any other. */
  knownPlaceOf(cve: number): number {
    return this.places[cve] ?? 0;
  }

  /** The word in the high bits, the bit in the low five. */
  placeOf(cve: number): number {
    const known = this.places[cve];
    if (known !== 0) return known;
    const trait = this.index.severity[cve] | (this.index.kev[cve] > 0 ? EXPLOITED : 0);
    let place = this.next[trait];
    if ((place & BIT_MASK) === 0) {
      this.traits[this.words] = trait;
      place = this.words++ << WORD_SHIFT;
    }
    this.next[trait] = place + 1;
    return (this.places[cve] = place);
  }
}

/** What a subject matches, told apart by verdict; CVE indexes, each list distinct. */
export type VerdictLists = Pick<SplitMatches, 'affected' | 'possible' | 'unknownVersion'>;

const NONE = new Uint32Array(0);
/** The set without CVEs. */
export const EMPTY_SET = 0;

/**
 * What many subjects match, as words and masks in one column: going over thousands of servers, small columns all over memory cost more
 * than what is in them. Subjects that match the same share one set, as versions between two fixes do: five of six, in a big estate.
 */
export class CveSets {
  /** Pairs of a word and the bits of it that are in the set. */
  entries = new Int32Array(1 << 12);
  /** Per set where its affected, possible and unknown-version CVEs begin, each list ending where the next begins; three entries a set and one. */
  starts = new Uint32Array(1 << 10);
  /** Per set how many CVEs are affected. */
  sizes = new Uint32Array(1 << 9);
  count = 0;
  /** By set, what was added. */
  private readonly added: VerdictLists[] = [];
  private readonly hashes: number[] = [];
  /** Sets by hash with linear probing, each as its number and one; 0 is free. */
  private slots = new Uint32Array(1 << 10);
  private length = 0;
  /** Of the list being added: bits by word, and the words that have some. */
  private readonly masks: Int32Array;
  private readonly touched: Uint32Array;

  constructor(private readonly places: CvePlaces) {
    this.masks = new Int32Array(places.traits.length);
    this.touched = new Uint32Array(places.traits.length);
    this.clear();
  }

  /** The number of the set of some lists, which are kept and must not change. */
  add(lists: VerdictLists): number {
    const { affected, possible, unknownVersion } = lists;
    const hash = hashOf(affected, possible.length * 31 + unknownVersion.length);
    let slot = hash & (this.slots.length - 1);
    for (; this.slots[slot] !== 0; slot = (slot + 1) & (this.slots.length - 1)) {
      const set = this.slots[slot] - 1;
      if (this.hashes[set] === hash && isSame(this.added[set], lists)) return set;
    }
    const set = this.count++;
    this.added[set] = lists;
    this.hashes[set] = hash;
    this.slots[slot] = set + 1;
    if (this.count * 2 > this.slots.length) this.widen();
    const at = set * 3;
    if (at + 3 >= this.starts.length) this.starts = grown(this.starts, new Uint32Array(this.starts.length * 2));
    if (set >= this.sizes.length) this.sizes = grown(this.sizes, new Uint32Array(this.sizes.length * 2));
    this.sizes[set] = affected.length;
    this.starts[at + 1] = this.append(affected);
    this.starts[at + 2] = this.append(possible);
    this.starts[at + 3] = this.append(unknownVersion);
    return set;
  }

  /** The set of CVEs that are affected. */
  addAffected(affected: Uint32Array): number {
    return this.add({ affected, possible: NONE, unknownVersion: NONE });
  }

  /** Writes a value at each set that has the CVE among its affected ones. One pass over the pairs: looking into every set by itself reads all over memory. */
  markAffectedBy(cve: number, marks: Uint8Array, value: number): void {
    const { entries, starts } = this;
    const place = this.places.knownPlaceOf(cve);
    if (place === 0) return;
    const word = place >>> WORD_SHIFT;
    const bit = 1 << (place & BIT_MASK);
    for (let set = 0, at = 0; set < this.count; set++, at += 3) {
      for (let pair = starts[at]; pair < starts[at + 1]; pair += 2) if (entries[pair] === word && entries[pair + 1] & bit) marks[set] = value;
    }
  }

  /** The affected CVEs of a set. */
  affectedOf(set: number): Uint32Array {
    return this.added[set].affected;
  }

  /** Pairs that all sets have. */
  get pairs(): number {
    return this.length / 2;
  }

  /** Forgets all sets but the empty one. */
  clear(): void {
    this.count = this.length = 0;
    this.added.length = this.hashes.length = 0;
    this.slots.fill(0);
    this.addAffected(NONE);
  }

  private widen(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    const last = this.slots.length - 1;
    for (let set = 0; set < this.count; set++) {
      let slot = this.hashes[set] & last;
      while (this.slots[slot] !== 0) slot = (slot + 1) & last;
      this.slots[slot] = set + 1;
    }
  }

  private append(cves: Uint32Array): number {
    const { masks, touched } = this;
    let words = 0;
    for (let at = 0; at < cves.length; at++) {
      const place = this.places.placeOf(cves[at]);
      const word = place >>> WORD_SHIFT;
      if (masks[word] === 0) touched[words++] = word;
      masks[word] |= 1 << (place & BIT_MASK);
    }
    while (this.length + 2 * words > this.entries.length) this.entries = grown(this.entries, new Int32Array(this.entries.length * 2));
    for (let at = 0; at < words; at++) {
      const word = touched[at];
      this.entries[this.length++] = word;
      this.entries[this.length++] = masks[word];
      masks[word] = 0;
    }
    return this.length;
  }
}

/** Multiplied with the golden ratio's bits at each step (Knuth, The Art of Computer Programming 6.4). */
function hashOf(cves: Uint32Array, seed: number): number {
  let hash = seed;
  for (let at = 0; at < cves.length; at++) hash = Math.imul(hash ^ cves[at], 0x9e37_79b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 16);
}

function isSame(a: VerdictLists, b: VerdictLists): boolean {
  return isEqual(a.affected, b.affected) && isEqual(a.possible, b.possible) && isEqual(a.unknownVersion, b.unknownVersion);
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function grown<Column extends Uint32Array | Int32Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}
