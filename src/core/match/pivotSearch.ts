import { formatCpe } from '../identify/cpe';
import type { Confidence } from '../identify/identity';
import { targetFamily } from './cpeRelation';
import { fixedInText, rangeText } from './evidenceText';
import type { FeedReader } from './feedReader';
import type { ConditionEvidence, MatchEvidence, VerdictReason } from './matcher';
import { nodeHasConditions } from './nodeConditions';
import { NODE_AND, NODE_INCOMPLETE, NODE_NEGATED } from './matchTables';
import type { Name } from './names';
import { familyOf, isLowered, reasonOf, verdictOf, type Outcome } from './outcome';
import { NO_PLATFORM, type PlatformNodes } from './platformNodes';
import type { RowMatching } from './rowMatching';
import { Held, type ServerConditions } from './serverConditions';
import type { SubjectJudge } from './subjectJudge';
import { VerdictCode, VERDICTS } from './verdict';

/** A vulnerable row that names the subject's product, and what it comes to on the server. */
interface Pivot {
  readonly row: number;
  readonly name: Name | undefined;
  readonly outcome: Outcome;
  /** How far what stands beside it holds. */
  readonly held: number;
  readonly verdict: number;
}

const NO_PIVOT: Pivot = { row: -1, name: undefined, outcome: 0, held: Held.yes, verdict: VerdictCode.notAffected };

/** Finds the row of one record that decides about a subject on a server, and tells its trail. */
export class PivotSearch {
  constructor(
    private readonly feed: FeedReader,
    private readonly matching: RowMatching,
    private readonly platforms: PlatformNodes,
  ) {}

  explain(cve: number, judge: SubjectJudge, conditions: ServerConditions): MatchEvidence {
    const pivot = this.strongest(cve, judge, conditions);
    const { confidence } = judge.subject;
    if (!pivot.name) {
      return { verdict: 'not-affected', reason: 'product-not-listed', confidence, cpe: '', criteria: '', range: '', fixedIn: '', conditions: [] };
    }
    return {
      verdict: VERDICTS[pivot.verdict]!,
      reason: reasonOfPivot(pivot),
      confidence: isLowered(pivot.outcome) ? oneLower(confidence) : confidence,
      cpe: formatCpe(pivot.name.cpe),
      criteria: this.feed.criteriaText(pivot.row),
      range: rangeText(this.feed, pivot.row),
      fixedIn: fixedInText(this.feed, pivot.row),
      conditions: this.conditionsBeside(pivot, conditions),
    };
  }

  /** `fixedIn` of `explain`. */
  fixedIn(cve: number, judge: SubjectJudge, conditions: ServerConditions): string {
    const pivot = this.strongest(cve, judge, conditions);
    return pivot.name ? fixedInText(this.feed, pivot.row) : '';
  }

  /** What stands beside a row under an AND, the node's other rows and the configuration's other nodes: yes, open or no. */
  heldBeside(row: number, conditions: ServerConditions): number {
    const { tables } = this.feed;
    const node = tables.rowNode[row]!;
    const configuration = tables.nodeConfiguration[node]!;
    let held: number = Held.yes;
    const flags = tables.nodeFlags[node]!;
    if (flags & NODE_AND) {
      if (flags & NODE_INCOMPLETE) held = Held.open;
      for (let at = tables.nodeRows[node]!; at < tables.nodeRows[node + 1]! && held !== Held.no; at++) {
        if (tables.nodeRowList[at] !== row) held = Math.min(held, conditions.holdsRow(tables.nodeRowList[at]!));
      }
    }
    if (tables.configurationIsAnd[configuration]) {
      for (let other = tables.configurationNodes[configuration]!; other < tables.configurationNodes[configuration + 1]! && held !== Held.no; other++) {
        if (other !== node) held = Math.min(held, conditions.holdsNode(other));
      }
    }
    return held;
  }

  /** `platformBeside` of each row. */
  platformsBeside(rows: Uint32Array): Int32Array {
    const platforms = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at++) platforms[at] = this.platformBeside(rows[at]!);
    return platforms;
  }

  /** Where nothing but one node of operating systems stands beside a row, as nearly everywhere, the number of its platforms; else `NO_PLATFORM`. */
  private platformBeside(row: number): number {
    const { tables } = this.feed;
    const node = tables.rowNode[row]!;
    const configuration = tables.nodeConfiguration[node]!;
    const first = tables.configurationNodes[configuration]!;
    if (tables.nodeFlags[node]! & NODE_AND || !tables.configurationIsAnd[configuration] || tables.configurationNodes[configuration + 1]! - first !== 2) return NO_PLATFORM;
    return this.platforms.numberOf(node === first ? first + 1 : first);
  }

  /** The rows that `heldBeside` may ask about. */
  forEachBeside(row: number, visit: (row: number) => void): void {
    const { tables } = this.feed;
    const node = tables.rowNode[row]!;
    const configuration = tables.nodeConfiguration[node]!;
    const visitNode = (other: number) => {
      for (let at = tables.nodeRows[other]!; at < tables.nodeRows[other + 1]!; at++) {
        if (tables.nodeRowList[at] !== row) visit(tables.nodeRowList[at]!);
      }
    };
    if (tables.nodeFlags[node]! & NODE_AND) visitNode(node);
    if (!tables.configurationIsAnd[configuration]) return;
    for (let other = tables.configurationNodes[configuration]!; other < tables.configurationNodes[configuration + 1]!; other++) {
      if (other !== node) visitNode(other);
    }
  }

  /** The products of a record's vulnerable rows, in their order. */
  productsOf(cve: number): ReadonlySet<number> {
    const { tables } = this.feed;
    const products = new Set<number>();
    const [first, end] = this.nodesOf(cve);
    for (let node = first; node < end; node++) {
      if (tables.nodeFlags[node]! & NODE_NEGATED) continue;
      for (let at = tables.nodeRows[node]!; at < tables.nodeRows[node + 1]!; at++) {
        const row = tables.nodeRowList[at]!;
        if (tables.rowVulnerable[row]) products.add(this.feed.productOfRow(row));
      }
    }
    return products;
  }

  /** `Matcher.productsOfConditions`: those of all rows that stand under an AND, the pivots among them. */
  productsOfConditions(cve: number): Uint32Array | undefined {
    const { tables } = this.feed;
    const products = new Set<number>();
    let isConditioned = false;
    const [first, end] = this.nodesOf(cve);
    for (let node = first; node < end; node++) {
      const hasConditions = nodeHasConditions(tables, node);
      if (hasConditions) isConditioned = true;
      for (let at = tables.nodeRows[node]!; at < tables.nodeRows[node + 1]!; at++) {
        const row = tables.nodeRowList[at]!;
        if (hasConditions) products.add(this.feed.productOfRow(row));
        else isConditioned ||= targetFamily(this.feed.targetSoftware(row)) !== undefined;
      }
    }
    return isConditioned ? Uint32Array.from(products) : undefined;
  }

  /** First node and end of a record; none for a number that is no CVE's. */
  private nodesOf(cve: number): readonly [first: number, end: number] {
    const { cveConfigurations, configurationNodes } = this.feed.tables;
    return [configurationNodes[cveConfigurations[cve] ?? 0] ?? 0, configurationNodes[cveConfigurations[cve + 1] ?? 0] ?? 0];
  }

  /** The strongest pivot of a CVE; without one, the row that came nearest. */
  private strongest(cve: number, judge: SubjectJudge, conditions: ServerConditions): Pivot {
    const { tables } = this.feed;
    let best = NO_PIVOT;
    const [first, end] = this.nodesOf(cve);
    for (let node = first; node < end; node++) {
      if (tables.nodeFlags[node]! & NODE_NEGATED) continue;
      for (let at = tables.nodeRows[node]!; at < tables.nodeRows[node + 1]!; at++) {
        const row = tables.nodeRowList[at]!;
        if (!tables.rowVulnerable[row]) continue;
        const product = this.feed.productOfRow(row);
        for (const name of judge.subject.names) {
          if (name.product !== product) continue;
          const pivot = this.pivotAt(cve, row, name, judge, conditions);
          if (isStronger(pivot, best)) best = pivot;
          if (best.verdict === VerdictCode.affected && !isLowered(best.outcome)) return best;
        }
      }
    }
    return best;
  }

  private pivotAt(cve: number, row: number, name: Name, judge: SubjectJudge, conditions: ServerConditions): Pivot {
    const outcome = this.matching.capBySource(judge.judge(row, name), cve);
    let held: number = Held.yes;
    if (verdictOf(outcome) !== VerdictCode.notAffected && this.matching.isConditioned(this.feed.tables.rowNode[row]!, outcome)) {
      const family = familyOf(outcome);
      held = Math.min(this.heldBeside(row, conditions), family === undefined ? Held.yes : conditions.holdsFamily(family));
    }
    return { row, name, outcome, held, verdict: Math.min(verdictOf(outcome), held) };
  }

  private conditionsBeside({ row, outcome }: Pivot, conditions: ServerConditions): readonly ConditionEvidence[] {
    const { tables } = this.feed;
    const node = tables.rowNode[row]!;
    const configuration = tables.nodeConfiguration[node]!;
    const trail: ConditionEvidence[] = [];
    const family = familyOf(outcome);
    if (family !== undefined) trail.push(conditions.explainFamily(family, row));
    if (tables.nodeFlags[node]! & NODE_AND) {
      for (const other of tables.nodeRowList.subarray(tables.nodeRows[node]!, tables.nodeRows[node + 1]!)) {
        if (other !== row) trail.push(conditions.explainRow(other, false));
      }
    }
    if (tables.configurationIsAnd[configuration]) {
      for (let other = tables.configurationNodes[configuration]!; other < tables.configurationNodes[configuration + 1]!; other++) {
        if (other !== node) trail.push(...conditions.explainNode(other));
      }
    }
    return trail;
  }
}

/** A stronger verdict first, then a surer one; of what is not affected, the row that came nearest, so that it can be told why not. */
function isStronger(a: Pivot, b: Pivot): boolean {
  if (!b.name) return true;
  if (a.verdict !== b.verdict) return a.verdict > b.verdict;
  if (a.verdict === VerdictCode.notAffected) return nearness(reasonOfPivot(a)) > nearness(reasonOfPivot(b));
  return isLowered(b.outcome) && !isLowered(a.outcome);
}

const BY_NEARNESS: readonly VerdictReason[] = ['product-not-listed', 'attribute-differs', 'version-outside-range', 'os-patched-after', 'condition-not-met'];

/** How near a reason that rules out came to a finding; the higher, the nearer. */
export function nearness(reason: VerdictReason): number {
  return BY_NEARNESS.indexOf(reason);
}

function reasonOfPivot({ outcome, held }: Pivot): VerdictReason {
  const own = verdictOf(outcome);
  if (held >= own || own === VerdictCode.notAffected) return reasonOf(outcome);
  return held === Held.no ? 'condition-not-met' : 'condition-undecided';
}

function oneLower(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : 'low';
}
