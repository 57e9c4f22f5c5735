import type { MatchIndex } from '../match/matchIndex';
import { SEVERITIES } from '../match/verdict';
import type { ServerColumns } from './assessment';

const SEVERITY_COUNT = SEVERITIES.length;
const SEVERITY_NONE = SEVERITIES.indexOf('none');

/**
 * Counts distinct CVEs of one server after another; a stamp per CVE says who saw it last, so nothing is cleared.
 * A CVE counts once, under its best verdict: give all that are affected, then all that are possible, then those of unknown version.
 */
export class CveCounter {
  private readonly stamps: Uint32Array;
  private readonly counts = new Uint32Array(SEVERITY_COUNT);
  /** Stamps of CVEs that the index lacks, by number; few, so they grow as they come. */
  private readonly unrecordedStamp: number[] = [];
  /** Distinct ones of all servers. */
  readonly unrecordedNumbers: number[] = [];
  private unrecordedCount = 0;
  private stamp = 0;
  private total = 0;
  private exploitedCount = 0;
  private possibleCount = 0;
  private unknownCount = 0;

  constructor(private readonly index: MatchIndex) {
    this.stamps = new Uint32Array(index.cveCount);
  }

  start(): void {
    this.stamp++;
    this.counts.fill(0);
    this.total = this.exploitedCount = this.possibleCount = this.unknownCount = this.unrecordedCount = 0;
  }

  affected(cves: ArrayLike<number>): void {
    const { stamps, stamp, counts } = this;
    const { severity, kev } = this.index;
    for (let i = 0; i < cves.length; i++) {
      const cve = cves[i];
      if (stamps[cve] === stamp) continue;
      stamps[cve] = stamp;
      this.total++;
      counts[severity[cve]]++;
      if (kev[cve] > 0) this.exploitedCount++;
    }
  }

  possible(cves: ArrayLike<number>): void {
    this.possibleCount += this.countNew(cves);
  }

  unknownVersion(cves: ArrayLike<number>): void {
    this.unknownCount += this.countNew(cves);
  }

  private countNew(cves: ArrayLike<number>): number {
    const { stamps, stamp } = this;
    let count = 0;
    for (let i = 0; i < cves.length; i++) {
      if (stamps[cves[i]] === stamp) continue;
      stamps[cves[i]] = stamp;
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
    columns.vulnerabilities[server] = this.total;
    columns.exploited[server] = this.exploitedCount;
    columns.possible[server] = this.possibleCount;
    columns.unknownVersion[server] = this.unknownCount;
    columns.unrecorded[server] = this.unrecordedCount;
    columns.bySeverity.set(this.counts, server * SEVERITY_COUNT);
    const highest = this.counts.findIndex((count) => count > 0);
    columns.level[server] = highest === -1 ? SEVERITY_NONE : highest;
  }
}
