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
  /** Of no meaning; it keeps `touch` from being nothing. */
  protected touched = 0;
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

  /**
   * Reads a little of each subject. Their sets lie all over memory, and what is asked for in one go arrives together, where counting one
   * after the other would wait for each.
   */
  touch({ entries, starts }: CveSets, subjects: readonly number[]): void {
    let bits = 0;
    for (let at = 0; at < subjects.length; at++) bits |= entries[starts[subjects[at] * 3]];
    this.touched = bits;
  }

  /** The affected CVEs of a subject; true when it has others too. */
  affected({ entries, starts }: CveSets, subject: number): boolean {
    const { seen, byTrait } = this;
    const { traits } = this.places;
    const to = starts[subject * 3 + 1];
    for (let at = starts[subject * 3]; at < to; at += 2) {
      const word = entries[at];
      const before = seen[word];
      const fresh = entries[at + 1] & ~before;
      if (fresh === 0) continue;
      seen[word] = before | fresh;
      byTrait[traits[word]] += bitCount(fresh);
    }
    return starts[subject * 3 + 3] > to;
  }

  possible({ entries, starts }: CveSets, subject: number): void {
    this.possibleCount += this.countNew(entries, starts[subject * 3 + 1], starts[subject * 3 + 2]);
  }

  unknownVersion({ entries, starts }: CveSets, subject: number): void {
    this.unknownCount += this.countNew(entries, starts[subject * 3 + 2], starts[subject * 3 + 3]);
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
    let total = 0;
    let exploited = 0;
    this.counts.fill(0);
    this.byTrait.forEach((count, trait) => {
      if (count === 0) return;
      total += count;
      if (trait & EXPLOITED) exploited += count;
      this.counts[trait & ~EXPLOITED] += count;
    });
    columns.vulnerabilities[server] = total;
    columns.exploited[server] = exploited;
    columns.possible[server] = this.possibleCount;
    columns.unknownVersion[server] = this.unknownCount;
    columns.unrecorded[server] = this.unrecordedCount;
    columns.bySeverity.set(this.counts, server * SEVERITY_COUNT);
    const highest = this.counts.findIndex((count) => count > 0);
    columns.level[server] = highest === -1 ? SEVERITY_NONE : highest;
  }
}

/** Bits that are set, added up in ever wider fields. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
