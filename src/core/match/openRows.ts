import type { FeedReader } from './feedReader';
import { NODE_NEGATED } from './matchTables';
import type { Name } from './names';
import { verdictOf } from './outcome';
import type { RowMatching } from './rowMatching';
import type { SubjectJudge } from './subjectJudge';
import { VerdictCode } from './verdict';

/** No version stands higher: positions are twice a rank. */
const HIGHEST = 0x7fff_ffff;

/**
 * The rows of one product that name no single version, prepared for every name that differs in nothing but its version:
 * as intervals of positions with what they come to inside. Software of one product then costs a pass over two columns of numbers,
 * where judging row by row reads all over the feed's.
 */
export class OpenRows {
  /** Positions that are inside, both ends included. */
  readonly lowest: Int32Array;
  readonly highest: Int32Array;
  readonly outcomes: Uint32Array;
  readonly cves: Uint32Array;
  readonly rows: Uint32Array;
  /** 1 where the outcome depends on the rest of the server. */
  readonly conditioned: Uint8Array;
  /** Rows that more than the version's position decides, to be judged one by one. */
  readonly others: Uint32Array;

  /** `name` is any of those names. */
  constructor(feed: FeedReader, matching: RowMatching, judge: SubjectJudge, name: Name) {
    const { tables } = feed;
    const lowest: number[] = [];
    const highest: number[] = [];
    const outcomes: number[] = [];
    const cves: number[] = [];
    const rows: number[] = [];
    const conditioned: number[] = [];
    const others: number[] = [];
    for (let row = tables.productRows[name.product]!; row < tables.productExactRows[name.product]!; row++) {
      const node = tables.rowNode[row]!;
      if (tables.rowVulnerable[row] === 0 || tables.nodeFlags[node]! & NODE_NEGATED) continue;
      const interval = judge.intervalOf(row, name);
      if (!interval) {
        others.push(row);
        continue;
      }
      const cve = feed.cveOf(row);
      const outcome = matching.capBySource(interval.outcome, cve);
      if (verdictOf(outcome) === VerdictCode.notAffected || interval.lowest > interval.highest) continue;
      lowest.push(interval.lowest);
      highest.push(Math.min(interval.highest, HIGHEST));
      outcomes.push(outcome);
      cves.push(cve);
      rows.push(row);
      conditioned.push(matching.isConditioned(node, outcome) ? 1 : 0);
    }
    this.lowest = Int32Array.from(lowest);
    this.highest = Int32Array.from(highest);
    this.outcomes = Uint32Array.from(outcomes);
    this.cves = Uint32Array.from(cves);
    this.rows = Uint32Array.from(rows);
    this.conditioned = Uint8Array.from(conditioned);
    this.others = Uint32Array.from(others);
  }

  get length(): number {
    return this.rows.length + this.others.length;
  }
}
