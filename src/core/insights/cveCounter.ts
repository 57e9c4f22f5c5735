import { SEVERITIES } from '../match/verdict';
import type { ServerColumns } from './assessment';
import { EXPLOITED, TRAITS, type CvePlaces, type CveSets } from './cveSets';

const SEVERITY_COUNT = SEVERITIES.length;
const SEVERITY_NONE = SEVERITIES.indexOf('none');

/**
 * Counts distinct CVEs of one server after another, as bits of the words that `CvePlaces` gave them.
 * A CVE counts once, under its best verdict: give all that are affected, then all that are possible, then those of unknown version.
 */
export class CveCounter {
  /** The bits seen on the server, by word. */
  private readonly seen: Int32Array;
  /** Affected CVEs by the trait of their word. */
  private readonly byTrait = new Uint32Array(TRAITS);
  private readonly counts = new Uint32Array(SEVERITY_COUNT);
  /** Stamps of CVEs that the index lacks, by number; few, so they grow as they come. */
  private readonly unrecordedStamp: number[] = [];
  /** Distinct ones of all servers. */
  readonly unrecordedNumbers: number[] = [];
  private unrecordedCount = 0;
  private stamp = 0;
  private possibleCount = 0;
  private unknownCount = 0;

  constructor(private readonly places: CvePlaces) {
    this.seen = new Int32Array(places.traits.length);
  }

  start(): void {
    this.stamp++;
    this.seen.fill(0, 0, this.places.words);
    this.byTrait.fill(0);
    this.possibleCount = this.unknownCount = this.unrecordedCount = 0;
  }

  /** The affected CVEs of the first sets of a list; writes those that have others too into `others`, from a place on, and gives where they end. */
  affected({ entries, starts }: CveSets, list: Uint32Array, count: number, others: Uint32Array, from: number): number {
    const { seen, byTrait } = this;
    const { traits } = this.places;
    let end = from;
    for (let i = 0; i < count; i++) {
      const first = list[i] * 3;
      const to = starts[first + 1];
      for (let at = starts[first]; at < to; at += 2) {
        const word = entries[at];
        const before = seen[word];
        const fresh = entries[at + 1] & ~before;
        if (fresh === 0) continue;
        seen[word] = before | fresh;
        byTrait[traits[word]] += bitCount(fresh);
      }
      if (starts[first + 3] > to) others[end++] = list[i];
    }
    return end;
  }

  possible({ entries, starts }: CveSets, set: number): void {
    this.possibleCount += this.countNew(entries, starts[set * 3 + 1], starts[set * 3 + 2]);
  }

  unknownVersion({ entries, starts }: CveSets, set: number): void {
    this.unknownCount += this.countNew(entries, starts[set * 3 + 2], starts[set * 3 + 3]);
  }

  private countNew(entries: Int32Array, from: number, to: number): number {
    const { seen } = this;
    let count = 0;
    for (let at = from; at < to; at += 2) {
      const before = seen[entries[at]];
      const fresh = entries[at + 1] & ~before;
      if (fresh === 0) continue;
      seen[entries[at]] = before | fresh;
      count += bitCount(fresh);
    }
    return count;
  }

  unrecorded(numbers: Uint32Array): void {
    for (const number of numbers) {
      const before = this.unrecordedStamp[number];
      if (before === this.stamp) continue;
      if (before === undefined) this.unrecordedNumbers.push(number);
      this.unrecordedStamp[number] = this.stamp;
      this.unrecordedCount++;
    }
  }

  finish(columns: ServerColumns, server: number): void {
    const { byTrait, counts } = this;
    let total = 0;
    let exploited = 0;
    counts.fill(0);
    for (let trait = 0; trait < TRAITS; trait++) {
      const count = byTrait[trait];
      if (count === 0) continue;
      total += count;
      if (trait & EXPLOITED) exploited += count;
      counts[trait & ~EXPLOITED] += count;
    }
    columns.vulnerabilities[server] = total;
    columns.exploited[server] = exploited;
    columns.possible[server] = this.possibleCount;
    columns.unknownVersion[server] = this.unknownCount;
    columns.unrecorded[server] = this.unrecordedCount;
    columns.bySeverity.set(counts, server * SEVERITY_COUNT);
    const highest = total === 0 ? -1 : counts.findIndex((count) => count > 0);
    columns.level[server] = highest === -1 ? SEVERITY_NONE : highest;
  }
}

/** Bits that are set, added up in ever wider fields. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
