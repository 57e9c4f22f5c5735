import type { FeedReader } from './feedReader';
import { NODE_CVE_SHIFT, RowTrait } from './nodeFacts';
import type { RowJudge } from './rowJudge';

/** No version stands higher: positions are twice a rank. */
const HIGHEST = 0x7fff_ffff;
const FIRST_LENGTH = 1 << 14;

/** Beside the traits of a row's node: more than the version's position decides, so it is judged for each name. */
export const JUDGED = 8;

/**
 * Rows that name no single version, prepared product by product for all names that have a position: as intervals of positions with
 * what they come to inside, in columns of their own. Software of a product then costs a pass over two columns of numbers, where judging
 * row by row reads all over the feed's.
 */
export class OpenRows {
  /** Positions that are inside, both ends included. */
  lowest = new Int32Array(FIRST_LENGTH);
  highest = new Int32Array(FIRST_LENGTH);
  /** Before attributes and the identity are looked at. */
  outcomes = new Uint8Array(FIRST_LENGTH);
  /** `RowTrait` and `JUDGED`. */
  traits = new Uint8Array(FIRST_LENGTH);
  attributes = new Uint32Array(FIRST_LENGTH);
  cves = new Uint32Array(FIRST_LENGTH);
  rows = new Uint32Array(FIRST_LENGTH);
  private length = 0;
  /** By product, and one; 0 for a product that is not prepared. */
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;

  constructor(
    private readonly feed: FeedReader,
    private readonly judge: RowJudge,
    /** `nodeFacts`. */
    private readonly facts: Uint32Array,
  ) {
    this.starts = new Uint32Array(feed.tables.productExactRows.length);
    this.ends = new Uint32Array(feed.tables.productExactRows.length);
  }

  /** Where the rows of a product begin; they end at `endOf`. */
  startOf(product: number): number {
    if (this.starts[product] === 0) this.prepare(product);
    return this.starts[product]! - 1;
  }

  endOf(product: number): number {
    return this.ends[product]!;
  }

  private prepare(product: number): void {
    const { tables } = this.feed;
    this.starts[product] = this.length + 1;
    this.grow(tables.productExactRows[product]! - tables.productRows[product]!);
    for (let row = tables.productRows[product]!; row < tables.productExactRows[product]!; row++) {
      if (tables.rowVulnerable[row] === 0) continue;
      const facts = this.facts[tables.rowNode[row]!]!;
      if (facts & RowTrait.negated) continue;
      const interval = this.judge.intervalOf(row);
      if (interval && interval.lowest > interval.highest) continue;
      const at = this.length++;
      this.lowest[at] = interval?.lowest ?? 0;
      this.highest[at] = Math.min(interval?.highest ?? HIGHEST, HIGHEST);
      this.outcomes[at] = interval?.outcome ?? 0;
      this.traits[at] = (facts & (RowTrait.conditioned | RowTrait.fromCna)) | (interval ? 0 : JUDGED);
      this.attributes[at] = tables.criteriaAttributes[tables.rowCriteria[row]!]!;
      this.cves[at] = facts >>> NODE_CVE_SHIFT;
      this.rows[at] = row;
    }
    this.ends[product] = this.length;
  }

  private grow(rows: number): void {
    if (this.length + rows <= this.rows.length) return;
    const length = Math.max(2 * this.rows.length, this.length + rows);
    this.lowest = grown(this.lowest, new Int32Array(length));
    this.highest = grown(this.highest, new Int32Array(length));
    this.outcomes = grown(this.outcomes, new Uint8Array(length));
    this.traits = grown(this.traits, new Uint8Array(length));
    this.attributes = grown(this.attributes, new Uint32Array(length));
    this.cves = grown(this.cves, new Uint32Array(length));
    this.rows = grown(this.rows, new Uint32Array(length));
  }
}

function grown<Column extends Uint8Array | Uint32Array | Int32Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}
