import { bitCount } from '../cveCounter';
import type { CvePlaces, CveSets } from '../cveSets';
import type { AffectedOn } from './affectedOn';

/** Sets that can be marked before the column grows. */
const FIRST_MARKS = 1 << 12;

/**
 * How many CVEs came and went between two states of one server after another. Most of a server is as it was: only what stands in a set
 * that the other state lacks can have changed, and where there is none nothing is counted at all.
 */
export class ChangedCves {
  added = 0;
  fixed = 0;
  /** Bits by word: of sets that both states have, and of what only one has. */
  private readonly common: Int32Array;
  private readonly old: Int32Array;
  private readonly recent: Int32Array;
  private readonly touchedOld: number[] = [];
  private readonly touchedRecent: number[] = [];
  /** By set, the comparison in which the state had it. */
  private inOld = new Uint32Array(FIRST_MARKS);
  private inRecent = new Uint32Array(FIRST_MARKS);
  private stamp = 0;

  constructor(private readonly places: CvePlaces, private readonly shared: CveSets) {
    this.common = new Int32Array(places.traits.length);
    this.old = new Int32Array(places.traits.length);
    this.recent = new Int32Array(places.traits.length);
  }

  /** Compares the servers taken last; undefined where there is none. */
  compare(before: AffectedOn | undefined, after: AffectedOn | undefined): void {
    this.added = this.fixed = 0;
    const stamp = ++this.stamp;
    while (this.inOld.length < this.shared.count) {
      this.inOld = grown(this.inOld);
      this.inRecent = grown(this.inRecent);
    }
    const { inOld, inRecent, common, old, recent, touchedOld, touchedRecent } = this;
    if (before) for (const set of before.sets) inOld[set] = stamp;
    if (after) for (const set of after.sets) inRecent[set] = stamp;
    if (before) this.putOnly(before, inRecent, old, touchedOld);
    if (after) this.putOnly(after, inOld, recent, touchedRecent);
    if (touchedOld.length === 0 && touchedRecent.length === 0) return;

    common.fill(0, 0, this.places.words);
    if (before && after) {
      const { entries, starts } = this.shared;
      for (const set of before.sets) {
        if (inRecent[set] !== stamp) continue;
        for (let at = starts[set * 3]; at < starts[set * 3 + 1]; at += 2) common[entries[at]] |= entries[at + 1];
      }
    }
    for (const word of touchedRecent) this.added += bitCount(recent[word] & ~(common[word] | old[word]));
    for (const word of touchedOld) this.fixed += bitCount(old[word] & ~(common[word] | recent[word]));
    for (const word of touchedRecent) recent[word] = 0;
    for (const word of touchedOld) old[word] = 0;
    touchedOld.length = touchedRecent.length = 0;
  }

  /** What stands in sets that the other state lacks. */
  private putOnly({ sets, single }: AffectedOn, inOther: Uint32Array, bits: Int32Array, touched: number[]): void {
    const { entries, starts } = this.shared;
    const { stamp } = this;
    for (const set of sets) {
      if (inOther[set] === stamp) continue;
      for (let at = starts[set * 3]; at < starts[set * 3 + 1]; at += 2) put(entries[at], entries[at + 1]);
    }
    for (const cve of single) {
      const place = this.places.placeOf(cve);
      put(place >>> 5, 1 << (place & 31));
    }

    function put(word: number, mask: number): void {
      if (bits[word] === 0) touched.push(word);
      bits[word] |= mask;
    }
  }
}

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}
