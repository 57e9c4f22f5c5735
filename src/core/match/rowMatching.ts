import { ColumnPool } from './columnPool';
import { CONFIGURATION_SOURCES } from './cveRecord';
import type { FeedReader } from './feedReader';
import type { SubjectMatches } from './matcher';
import { ATTRIBUTE_COUNT } from './matchTables';
import type { Name } from './names';
import { nodeHasConditions } from './nodeConditions';
import { NODE_CVE_SHIFT, RowTrait } from './nodeFacts';
import { asksForFamily, atMostPossible, verdictOf, type Outcome } from './outcome';
import { Saying, SAYING_ATTRIBUTES_SHIFT, SAYING_MASK } from './preparedRows';
import { EQUAL, SAID, type RowJudge } from './rowJudge';
import type { SubjectJudge } from './subjectJudge';
import { VerdictCode } from './verdict';

/** What one subject matches by itself, with the rows behind what is conditional. */
export interface Matched extends SubjectMatches {
  /** Where each conditional CVE's pivots begin in the two columns below; one more entry than CVEs. */
  readonly pivotStarts: Uint32Array;
  /** Rows of the subject's products whose outcome is stronger than what the CVE is without any condition. */
  readonly pivotRows: Uint32Array;
  readonly pivotOutcomes: Uint32Array;
}

const EMPTY = new Uint32Array(0);
export const NOTHING_MATCHED: Matched = {
  cves: EMPTY, verdicts: new Uint8Array(0), conditional: EMPTY, pivotStarts: new Uint32Array(1), pivotRows: EMPTY, pivotOutcomes: EMPTY,
};

const CNA = CONFIGURATION_SOURCES.indexOf('cna');

/** Goes over the rows of a subject's products: the part of matching that looks at no server. */
export class RowMatching {
  private readonly pool = new ColumnPool();

  // One subject's answers. Per CVE the strongest verdict and one, without conditions and with them; 0 is not seen.
  private readonly alone: Uint8Array;
  private readonly conditioned: Uint8Array;
  /** The CVEs seen, in the order of sight. */
  private readonly seen: Uint32Array;
  private count = 0;
  /** Triples of CVE, row and outcome. */
  private pivots = new Uint32Array(1 << 10);
  private pivotsEnd = 0;
  /** By attributes what a row of the name's own version comes to, and the name that it was worked out for: hundreds of rows have a few attributes. */
  private readonly equalOutcomes: Uint32Array;
  private readonly equalNames: Uint32Array;
  private equalName = 0;
  /** By CVE its place among the conditional ones, while their pivots are sorted. */
  private readonly places: Uint32Array;

  constructor(
    private readonly feed: FeedReader,
    private readonly rows: RowJudge,
  ) {
    const cves = feed.tables.cveNumber.length;
    this.alone = new Uint8Array(cves);
    this.conditioned = new Uint8Array(cves);
    this.seen = new Uint32Array(cves);
    this.places = new Uint32Array(cves);
    this.equalOutcomes = new Uint32Array(feed.tables.attributes.length / ATTRIBUTE_COUNT);
    this.equalNames = new Uint32Array(this.equalOutcomes.length);
  }

  match(judge: SubjectJudge): Matched {
    this.count = this.pivotsEnd = 0;
    for (const name of judge.subject.names) {
      if (judge.skipsOtherVersions(name)) {
        this.takeOpenRows(judge, name);
        this.takeEqualRows(judge, name);
      } else this.judgeRows(judge, name);
    }
    return this.count === 0 ? NOTHING_MATCHED : this.collect();
  }

  /** Whether a pivot's outcome depends on more than its subject. */
  isConditioned(node: number, outcome: Outcome): boolean {
    return asksForFamily(outcome) || nodeHasConditions(this.feed.tables, node);
  }

  /** A row's outcome as far as its record is to be believed: what only the CNA says affirms nothing. */
  capBySource(outcome: Outcome, cve: number): Outcome {
    return this.feed.tables.source[cve] === CNA ? atMostPossible(outcome, 'cna-data-only') : outcome;
  }

  /** The rows that name no single version: where their bounds hold our version. */
  private takeOpenRows(judge: SubjectJudge, name: Name): void {
    const { productRows, prepared } = this.feed.tables;
    const { productOpenRows, openLowest, openHighest, openFacts, openSayings } = prepared;
    const { position, product } = name;
    const start = productOpenRows[product]!;
    const end = productOpenRows[product + 1]!;
    const firstRow = productRows[product]!;
    for (let at = start; at < end; at++) {
      if (position < openLowest[at]! || position > openHighest[at]!) continue;
      const row = firstRow + at - start;
      const said = openSayings[at]!;
      const saying = said & SAYING_MASK;
      const outcome = saying === Saying.judged ? judge.judge(row, name) : judge.capped(this.rows.withOwnAttributes(SAID[saying]!, said >>> SAYING_ATTRIBUTES_SHIFT, name));
      this.take(openFacts[at]!, row, outcome);
    }
  }

  /** The rows of the name's own version. */
  private takeEqualRows(judge: SubjectJudge, name: Name): void {
    const { productRows, rowNode, rowCriteria, rowVulnerable, criteriaAttributes, prepared } = this.feed.tables;
    const { productExacts, exactRow, nodeFacts } = prepared;
    const { product } = name;
    const place = this.feed.placeOfExact(product, name.position);
    if (place < 0) return;
    const end = place + 1 < productExacts[product + 1]! ? exactRow[place + 1]! : productRows[product + 1]!;
    const { equalOutcomes, equalNames } = this;
    const current = ++this.equalName;
    for (let row = exactRow[place]!; row < end; row++) {
      if (rowVulnerable[row] === 0) continue;
      const attributes = criteriaAttributes[rowCriteria[row]!]!;
      if (equalNames[attributes] !== current) {
        equalNames[attributes] = current;
        equalOutcomes[attributes] = judge.capped(this.rows.withOwnAttributes(EQUAL, attributes, name));
      }
      this.take(nodeFacts[rowNode[row]!]!, row, equalOutcomes[attributes]!);
    }
  }

  private judgeRows(judge: SubjectJudge, name: Name): void {
    const { productRows, rowNode, rowVulnerable, prepared } = this.feed.tables;
    const end = productRows[name.product + 1]!;
    for (let row = productRows[name.product]!; row < end; row++) {
      if (rowVulnerable[row] === 0) continue;
      // Most rows end here; what follows reads all over the columns.
      const outcome = judge.judge(row, name);
      if (verdictOf(outcome) !== VerdictCode.notAffected) this.take(prepared.nodeFacts[rowNode[row]!]!, row, outcome);
    }
  }

  /** Notes what a row comes to. */
  private take(facts: number, row: number, judged: Outcome): void {
    if (verdictOf(judged) === VerdictCode.notAffected || facts & RowTrait.negated) return;
    const outcome = facts & RowTrait.fromCna ? atMostPossible(judged, 'cna-data-only') : judged;
    const { alone, conditioned } = this;
    const cve = facts >>> NODE_CVE_SHIFT;
    if (alone[cve] === 0 && conditioned[cve] === 0) this.seen[this.count++] = cve;
    const isConditioned = (facts & RowTrait.conditioned) !== 0 || asksForFamily(outcome);
    if (isConditioned) this.addPivot(cve, row, outcome);
    const kept = isConditioned ? conditioned : alone;
    const verdict = verdictOf(outcome) + 1;
    if (kept[cve]! < verdict) kept[cve] = verdict;
  }

  private addPivot(cve: number, row: number, outcome: Outcome): void {
    if (this.pivotsEnd + 3 > this.pivots.length) {
      const larger = new Uint32Array(2 * this.pivots.length);
      larger.set(this.pivots);
      this.pivots = larger;
    }
    this.pivots[this.pivotsEnd++] = cve;
    this.pivots[this.pivotsEnd++] = row;
    this.pivots[this.pivotsEnd++] = outcome;
  }

  private collect(): Matched {
    const { alone, conditioned, count, pool, seen } = this;
    sortRuns(seen, count, this.places);
    const words = pool.takeWords(count);
    const bytes = pool.takeBytes(count);
    let decided = 0;
    for (let at = 0; at < count; at++) {
      const verdict = alone[seen[at]!]!;
      if (verdict === 0) continue;
      words[decided] = seen[at]!;
      bytes[decided++] = verdict - 1;
    }
    const cves = pool.keepWords(words, decided);
    const verdicts = pool.keepBytes(bytes, decided);
    const { conditional, pivotStarts, pivotRows, pivotOutcomes } = this.pivotsEnd === 0 ? NOTHING_MATCHED : this.conditionalColumns();
    for (let at = 0; at < count; at++) alone[seen[at]!] = conditioned[seen[at]!] = 0;
    return { cves, verdicts, conditional, pivotStarts, pivotRows, pivotOutcomes };
  }

  private conditionalColumns(): ConditionalColumns {
    const { alone, conditioned, count, pool, seen } = this;
    const words = pool.takeWords(count);
    let open = 0;
    for (let at = 0; at < count; at++) {
      const cve = seen[at]!;
      if (conditioned[cve]! > alone[cve]!) words[open++] = cve;
    }
    const conditional = pool.keepWords(words, open);
    return open === 0 ? NOTHING_MATCHED : this.pivotColumns(conditional);
  }

  /** The pivots that are stronger than what their CVE is without conditions, in the order of the conditional CVEs. */
  private pivotColumns(conditional: Uint32Array): ConditionalColumns {
    const { pivots, pivotsEnd, places, alone, conditioned, pool } = this;
    for (let at = 0; at < conditional.length; at++) places[conditional[at]!] = at;
    const isKept = (at: number) => conditioned[pivots[at]!]! > alone[pivots[at]!]! && verdictOf(pivots[at + 2]!) + 1 > alone[pivots[at]!]!;
    // Filled so that each entry is the end of its CVE's pivots at first and their beginning at last.
    const pivotStarts = pool.takeWords(conditional.length + 1).fill(0);
    for (let at = 0; at < pivotsEnd; at += 3) if (isKept(at)) pivotStarts[places[pivots[at]!]!]!++;
    for (let at = 1; at < pivotStarts.length; at++) pivotStarts[at]! += pivotStarts[at - 1]!;
    const pivotRows = pool.takeWords(pivotStarts[conditional.length]!);
    const pivotOutcomes = pool.takeWords(pivotRows.length);
    for (let at = pivotsEnd - 3; at >= 0; at -= 3) {
      if (!isKept(at)) continue;
      const place = --pivotStarts[places[pivots[at]!]!]!;
      pivotRows[place] = pivots[at + 1]!;
      pivotOutcomes[place] = pivots[at + 2]!;
    }
    return { conditional, pivotStarts, pivotRows, pivotOutcomes };
  }
}

type ConditionalColumns = Pick<Matched, 'conditional' | 'pivotStarts' | 'pivotRows' | 'pivotOutcomes'>;

/** Sorts the beginning of a column that mostly is one or two ascending runs. */
function sortRuns(column: Uint32Array, count: number, scratch: Uint32Array): void {
  let second = 1;
  while (second < count && column[second - 1]! < column[second]!) second++;
  if (second >= count) return;
  let end = second + 1;
  while (end < count && column[end - 1]! < column[end]!) end++;
  if (end < count) {
    column.subarray(0, count).sort();
    return;
  }
  // The second run waits aside, and the two are merged from their ends.
  const waiting = count - second;
  for (let at = 0; at < waiting; at++) scratch[at] = column[second + at]!;
  for (let to = count - 1, first = second - 1, next = waiting - 1; next >= 0; to--) {
    column[to] = first >= 0 && column[first]! > scratch[next]! ? column[first--]! : scratch[next--]!;
  }
}
