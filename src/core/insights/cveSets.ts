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

/**
 * What many subjects match, as words and masks in one column: going over thousands of servers, small columns all over memory cost more
 * than what is in them.
 */
export class CveSets {
  /** Pairs of a word and the bits of it that are in the set. */
  entries = new Int32Array(1 << 12);
  /** Per subject where its affected, possible and unknown-version CVEs begin, each list ending where the next begins; three entries a subject and one. */
  starts = new Uint32Array(1 << 10);
  count = 0;
  private length = 0;
  /** Of the list being added: bits by word, and the words that have some. */
  private readonly masks: Int32Array;
  private readonly touched: Uint32Array;

  constructor(private readonly places: CvePlaces) {
    this.masks = new Int32Array(places.traits.length);
    this.touched = new Uint32Array(places.traits.length);
  }

  /** Adds a subject; gives its number. */
  add({ affected, possible, unknownVersion }: Pick<SplitMatches, 'affected' | 'possible' | 'unknownVersion'>): number {
    const at = this.count++ * 3;
    if (at + 3 >= this.starts.length) this.starts = grown(this.starts, new Uint32Array(this.starts.length * 2));
    this.starts[at + 1] = this.append(affected);
    this.starts[at + 2] = this.append(possible);
    this.starts[at + 3] = this.append(unknownVersion);
    return this.count - 1;
  }

  /** Pairs that all subjects have. */
  get pairs(): number {
    return this.length / 2;
  }

  /** Forgets all subjects. */
  clear(): void {
    this.count = this.length = 0;
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

function grown<Column extends Uint32Array | Int32Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}
