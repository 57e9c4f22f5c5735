import type { MatchIndex } from '../match/matchIndex';
import { SEVERITIES } from '../match/verdict';
import type { ServerColumns } from './assessment';

const SEVERITY_COUNT = SEVERITIES.length;
const SEVERITY_NONE = SEVERITIES.indexOf('none');

// The low bits of a mark: six severities and a flag. The rest is the stamp; small marks stay in the processor's cache, and are wiped when stamps run out.
const TRAIT_BITS = 4;
const TRAITS = (1 << TRAIT_BITS) - 1;
const EXPLOITED = 1 << 3;
const MAX_STAMP = (1 << (16 - TRAIT_BITS)) - 1;

/**
 * Counts distinct CVEs of one server after another; a stamp per CVE says who saw it last, so nothing is cleared.
 * A CVE counts once, under its best verdict: give all that are affected, then all that are possible, then those of unknown version.
 */
export class CveCounter {
  /** Per CVE the stamp and, in the low bits, its severity and whether it is exploited: one look into memory says all. */
  private readonly marks: Uint16Array;
  /** Affected CVEs by those low bits. */
  private readonly byTrait = new Uint32Array(1 << TRAIT_BITS);
  private readonly counts = new Uint32Array(SEVERITY_COUNT);
  /** Stamps of CVEs that the index lacks, by number; few, so they grow as they come. */
  private readonly unrecordedStamp: number[] = [];
  /** Distinct ones of all servers. */
  readonly unrecordedNumbers: number[] = [];
  private unrecordedCount = 0;
  private stamp = 0;
  private possibleCount = 0;
  private unknownCount = 0;

  constructor(index: MatchIndex) {
    this.marks = Uint16Array.from(index.severity, (severity, cve) => severity | (index.kev[cve] > 0 ? EXPLOITED : 0));
  }

  start(): void {
    if (++this.stamp > MAX_STAMP) {
      for (let cve = 0; cve < this.marks.length; cve++) this.marks[cve] &= TRAITS;
      // Not `fill`: a CVE that was never seen has no entry.
      this.unrecordedStamp.forEach((_, number) => (this.unrecordedStamp[number] = 0));
      this.stamp = 1;
    }
    this.byTrait.fill(0);
    this.possibleCount = this.unknownCount = this.unrecordedCount = 0;
  }

  /** The CVEs from a place in a column up to another. */
  affected(cves: ArrayLike<number>, from = 0, to = cves.length): void {
    const { marks, byTrait, stamp } = this;
    for (let i = from; i < to; i++) {
      const mark = marks[cves[i]];
      if (mark >>> TRAIT_BITS === stamp) continue;
      const trait = mark & TRAITS;
      marks[cves[i]] = (stamp << TRAIT_BITS) | trait;
      byTrait[trait]++;
    }
  }

  possible(cves: ArrayLike<number>, from = 0, to = cves.length): void {
    this.possibleCount += this.countNew(cves, from, to);
  }

  unknownVersion(cves: ArrayLike<number>, from = 0, to = cves.length): void {
    this.unknownCount += this.countNew(cves, from, to);
  }

  private countNew(cves: ArrayLike<number>, from: number, to: number): number {
    const { marks, stamp } = this;
    let count = 0;
    for (let i = from; i < to; i++) {
      const mark = marks[cves[i]];
      if (mark >>> TRAIT_BITS === stamp) continue;
      marks[cves[i]] = (stamp << TRAIT_BITS) | (mark & TRAITS);
      count++;
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
