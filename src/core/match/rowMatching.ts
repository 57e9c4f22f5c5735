import { CONFIGURATION_SOURCES } from './cveRecord';
import type { FeedReader } from './feedReader';
import type { SubjectMatches } from './matcher';
import { NODE_AND, NODE_INCOMPLETE, NODE_NEGATED } from './matchTables';
import type { Name } from './names';
import { OpenRows } from './openRows';
import { atMostPossible, familyOf, verdictOf, type Outcome } from './outcome';
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
/** Rows kept in prepared form, over all products: about 60 MB, twice what the whole of NVD has. */
const MAX_PREPARED_ROWS = 2_000_000;

/** Goes over the rows of a subject's products: the part of matching that looks at no server. */
export class RowMatching {
  /** By product and kind of name; null where one was asked for once, since most products are. */
  private readonly prepared = new Map<string, OpenRows | null>();
  private preparedRows = 0;

  // One subject's answers. Per CVE the strongest verdict and one, without conditions and with them; 0 is not seen.
  private readonly alone: Uint8Array;
  private readonly conditioned: Uint8Array;
  /** The CVEs seen, in the order of sight. */
  private readonly seen: Uint32Array;
  private count = 0;
  private pivots: number[] = [];

  constructor(private readonly feed: FeedReader) {
    const cves = feed.tables.cveNumber.length;
    this.alone = new Uint8Array(cves);
    this.conditioned = new Uint8Array(cves);
    this.seen = new Uint32Array(cves);
  }

  match(judge: SubjectJudge): Matched {
    const { productRows, productExactRows } = this.feed.tables;
    this.count = 0;
    this.pivots = [];
    for (const name of judge.subject.names) {
      const start = productRows[name.product]!;
      const exact = productExactRows[name.product]!;
      const end = productRows[name.product + 1]!;
      if (!judge.skipsOtherVersions(name)) this.judgeRows(start, end, judge, name);
      else {
        const open = this.openRows(judge, name);
        if (open) this.takeOpenRows(open, judge, name);
        else this.judgeRows(start, exact, judge, name);
        const [from, to] = this.feed.rowsOfVersion(exact, end, name.position);
        this.judgeRows(from, to, judge, name);
      }
    }
    return this.count === 0 ? NOTHING_MATCHED : this.collect();
  }

  /** Whether a pivot's outcome depends on more than its subject. */
  isConditioned(node: number, outcome: Outcome): boolean {
    return familyOf(outcome) !== undefined || this.hasConditions(node);
  }

  /** Whether something stands beside a node's row under an AND. */
  hasConditions(node: number): boolean {
    const { tables } = this.feed;
    const configuration = tables.nodeConfiguration[node]!;
    if (tables.configurationIsAnd[configuration] && tables.configurationNodes[configuration + 1]! - tables.configurationNodes[configuration]! > 1) return true;
    const flags = tables.nodeFlags[node]!;
    return (flags & NODE_AND) !== 0 && (tables.nodeRows[node + 1]! - tables.nodeRows[node]! > 1 || (flags & NODE_INCOMPLETE) !== 0);
  }

  /** A row's outcome as far as its record is to be believed: what only the CNA says affirms nothing. */
  capBySource(outcome: Outcome, cve: number): Outcome {
    return this.feed.tables.source[cve] === CNA ? atMostPossible(outcome, 'cna-data-only') : outcome;
  }

  private judgeRows(start: number, end: number, judge: SubjectJudge, name: Name): void {
    const { rowVulnerable } = this.feed.tables;
    for (let row = start; row < end; row++) {
      if (rowVulnerable[row] === 0) continue;
      // Most rows end here; what follows reads all over the columns.
      const outcome = judge.judge(row, name);
      if (verdictOf(outcome) !== VerdictCode.notAffected) this.take(row, outcome);
    }
  }

  private take(row: number, outcome: Outcome): void {
    const { rowNode, nodeFlags, nodeConfiguration, configurationCve } = this.feed.tables;
    const node = rowNode[row]!;
    // A row inside a negation speaks of what is not there.
    if (nodeFlags[node]! & NODE_NEGATED) return;
    const cve = configurationCve[nodeConfiguration[node]!]!;
    this.note(cve, row, this.capBySource(outcome, cve), this.isConditioned(node, outcome));
  }

  private note(cve: number, row: number, outcome: Outcome, isConditioned: boolean): void {
    const { alone, conditioned } = this;
    if (alone[cve] === 0 && conditioned[cve] === 0) this.seen[this.count++] = cve;
    if (isConditioned) this.pivots.push(cve, row, outcome);
    const kept = isConditioned ? conditioned : alone;
    const verdict = verdictOf(outcome) + 1;
    if (kept[cve]! < verdict) kept[cve] = verdict;
  }

  /** Prepared rows for names of this kind, once it shows that there are several. */
  private openRows(judge: SubjectJudge, name: Name): OpenRows | undefined {
    const key = `${name.product} ${judge.kind} ${name.attributes}`;
    const known = this.prepared.get(key);
    if (known) return known;
    if (known === undefined || this.preparedRows > MAX_PREPARED_ROWS) {
      if (this.prepared.size > MAX_PREPARED_ROWS) this.prepared.clear();
      this.prepared.set(key, null);
      return undefined;
    }
    const made = new OpenRows(this.feed, this, judge, name);
    this.preparedRows += made.length;
    this.prepared.set(key, made);
    return made;
  }

  private takeOpenRows(open: OpenRows, judge: SubjectJudge, name: Name): void {
    const { lowest, highest } = open;
    const { position } = name;
    for (let at = 0; at < lowest.length; at++) {
      if (position >= lowest[at]! && position <= highest[at]!) this.note(open.cves[at]!, open.rows[at]!, open.outcomes[at]!, open.conditioned[at] === 1);
    }
    for (const row of open.others) {
      const outcome = judge.judge(row, name);
      if (verdictOf(outcome) !== VerdictCode.notAffected) this.take(row, outcome);
    }
  }

  private collect(): Matched {
    const { alone, conditioned, count, pivots } = this;
    const seen = this.seen.subarray(0, count);
    let isSorted = true;
    for (let at = 1; at < count && isSorted; at++) isSorted = seen[at - 1]! < seen[at]!;
    if (!isSorted) seen.sort();
    let decided = 0;
    let open = 0;
    for (let at = 0; at < count; at++) {
      const cve = seen[at]!;
      if (alone[cve] !== 0) decided++;
      if (conditioned[cve]! > alone[cve]!) open++;
    }
    const cves = new Uint32Array(decided);
    const verdicts = new Uint8Array(decided);
    const conditional = open === 0 ? EMPTY : new Uint32Array(open);
    decided = open = 0;
    for (let at = 0; at < count; at++) {
      const cve = seen[at]!;
      if (alone[cve] !== 0) {
        cves[decided] = cve;
        verdicts[decided++] = alone[cve]! - 1;
      }
      if (conditioned[cve]! > alone[cve]!) conditional[open++] = cve;
    }
    const matched = { cves, verdicts, conditional, ...(open === 0 ? NO_PIVOTS : pivotColumns(conditional, pivots, alone)) };
    for (let at = 0; at < count; at++) alone[seen[at]!] = conditioned[seen[at]!] = 0;
    return matched;
  }
}

const NO_PIVOTS = { pivotStarts: NOTHING_MATCHED.pivotStarts, pivotRows: EMPTY, pivotOutcomes: EMPTY };

/** Triples of CVE, row and outcome as columns in the order of the conditional CVEs. */
function pivotColumns(conditional: Uint32Array, pivots: readonly number[], alone: Uint8Array): typeof NO_PIVOTS {
  const places = new Map<number, number>();
  conditional.forEach((cve, at) => places.set(cve, at));
  const counts = new Uint32Array(conditional.length + 1);
  const isKept = (at: number) => places.has(pivots[at]!) && verdictOf(pivots[at + 2]!) + 1 > alone[pivots[at]!]!;
  for (let at = 0; at < pivots.length; at += 3) if (isKept(at)) counts[places.get(pivots[at]!)! + 1]!++;
  for (let at = 1; at < counts.length; at++) counts[at]! += counts[at - 1]!;
  const next = counts.slice();
  const pivotRows = new Uint32Array(counts[conditional.length]!);
  const pivotOutcomes = new Uint32Array(pivotRows.length);
  for (let at = 0; at < pivots.length; at += 3) {
    if (!isKept(at)) continue;
    const place = next[places.get(pivots[at]!)!]!++;
    pivotRows[place] = pivots[at + 1]!;
    pivotOutcomes[place] = pivots[at + 2]!;
  }
  return { pivotStarts: counts, pivotRows, pivotOutcomes };
}
