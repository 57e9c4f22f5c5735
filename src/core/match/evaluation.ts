import { formatCpe } from '../identify/cpe';
import type { Confidence, SoftwareIdentity } from '../identify/identity';
import { fixedInText, rangeText } from './evidenceText';
import { FeedReader } from './feedReader';
import type { ConditionEvidence, MatchEvidence, Matcher, OsSubject, ServerSubjects, SubjectMatches, VerdictReason } from './matcher';
import type { MatchIndex } from './matchIndex';
import { NODE_AND, NODE_INCOMPLETE, NODE_NEGATED, type MatchTables } from './matchTables';
import { osSubject, softwareSubject, type Name } from './names';
import { familyOf, isLowered, reasonOf, verdictOf, type Outcome } from './outcome';
import { RowJudge } from './rowJudge';
import { Held, OsProducts, ServerConditions } from './serverConditions';
import { SubjectJudge } from './subjectJudge';
import { VerdictCode, VERDICTS, type Verdict } from './verdict';

/**
 * Identities against configurations (NVD developers' page, "cpe_match"; the product's rules stand in `docs/architecture.md`).
 *
 * A CVE is reported on a subject for a vulnerable row that the subject itself matches, the pivot, in a node that is not negated.
 * The pivot's outcome counts as far as what stands beside it under an AND holds on the whole server; alternatives under an OR
 * are other pivots. So a partner can lower what is said of a subject and never raise it.
 */
export class Evaluation implements Matcher {
  private readonly feed: FeedReader;
  private readonly rows: RowJudge;
  private readonly osProducts: OsProducts;
  private readonly softwareJudges = new WeakMap<SoftwareIdentity, SubjectJudge>();
  private readonly osJudges = new WeakMap<OsSubject, SubjectJudge>();
  private readonly servers = new WeakMap<ServerSubjects, ServerConditions>();
  /** Per CVE, while one subject is matched: the strongest verdict and one, by itself and with conditions. 0 is not seen. */
  private readonly alone: Uint8Array;
  private readonly conditioned: Uint8Array;
  /** The CVEs seen for it. */
  private readonly touched: Uint32Array;

  constructor(
    readonly index: MatchIndex,
    private readonly tables: MatchTables,
  ) {
    this.feed = new FeedReader(tables);
    this.rows = new RowJudge(this.feed);
    this.osProducts = new OsProducts(this.feed);
    this.alone = new Uint8Array(index.cveCount);
    this.conditioned = new Uint8Array(index.cveCount);
    this.touched = new Uint32Array(index.cveCount);
  }

  matchSoftware(identity: SoftwareIdentity): SubjectMatches {
    return this.match(this.softwareJudge(identity));
  }

  matchOs(os: OsSubject): SubjectMatches {
    return this.match(this.osJudge(os));
  }

  judgeOnServer(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): Verdict {
    return VERDICTS[this.evaluate(cve, this.judgeOf(subject), this.conditionsOf(server)).verdict]!;
  }

  explain(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): MatchEvidence {
    const judge = this.judgeOf(subject);
    const conditions = this.conditionsOf(server);
    return this.evidenceOf(this.evaluate(cve, judge, conditions), judge, conditions);
  }

  private match(judge: SubjectJudge): SubjectMatches {
    const { alone, conditioned, touched } = this;
    const { productRows, productExactRows } = this.tables;
    const { names } = judge.subject;
    let count = 0;
    for (const name of names) {
      const exact = productExactRows[name.product]!;
      const end = productRows[name.product + 1]!;
      count = this.matchRows(productRows[name.product]!, judge.skipsOtherVersions(name) ? exact : end, judge, name, count);
      if (judge.skipsOtherVersions(name)) {
        const [from, to] = this.feed.rowsOfVersion(exact, end, name.position);
        count = this.matchRows(from, to, judge, name, count);
      }
    }
    const seen = touched.subarray(0, count);
    seen.sort();
    const cves = seen.filter((cve) => alone[cve] !== 0);
    const verdicts = new Uint8Array(cves.length);
    for (let at = 0; at < cves.length; at++) verdicts[at] = alone[cves[at]!]! - 1;
    const conditional = seen.filter((cve) => conditioned[cve]! > alone[cve]!);
    for (const cve of seen) alone[cve] = conditioned[cve] = 0;
    return { cves, verdicts, conditional };
  }

  /** Notes the verdicts of a stretch of rows; gives the number of CVEs seen so far. */
  private matchRows(start: number, end: number, judge: SubjectJudge, name: Name, seen: number): number {
    const { alone, conditioned, touched } = this;
    const { rowVulnerable, rowNode, nodeFlags, nodeConfiguration, configurationCve } = this.tables;
    let count = seen;
    for (let row = start; row < end; row++) {
      if (rowVulnerable[row] === 0) continue;
      // Most rows end here; what follows reads all over the columns.
      const outcome = judge.judge(row, name);
      const verdict = verdictOf(outcome);
      if (verdict === VerdictCode.notAffected) continue;
      const node = rowNode[row]!;
      if (nodeFlags[node]! & NODE_NEGATED) continue;
      const configuration = nodeConfiguration[node]!;
      const cve = configurationCve[configuration]!;
      if (alone[cve] === 0 && conditioned[cve] === 0) touched[count++] = cve;
      const kept = this.isConditioned(configuration, node, outcome) ? conditioned : alone;
      if (kept[cve]! <= verdict) kept[cve] = verdict + 1;
    }
    return count;
  }

  /** Whether the pivot's outcome depends on more than the subject. */
  private isConditioned(configuration: number, node: number, outcome: Outcome): boolean {
    const { tables } = this;
    if (familyOf(outcome) !== undefined) return true;
    if (tables.configurationIsAnd[configuration] && tables.configurationNodes[configuration + 1]! - tables.configurationNodes[configuration]! > 1) return true;
    const flags = tables.nodeFlags[node]!;
    return (flags & NODE_AND) !== 0 && (tables.nodeRows[node + 1]! - tables.nodeRows[node]! > 1 || (flags & NODE_INCOMPLETE) !== 0);
  }

  /** The strongest pivot of a CVE; without one, the row that came nearest. */
  private evaluate(cve: number, judge: SubjectJudge, conditions: ServerConditions): Pivot {
    const { tables } = this;
    let best = NO_PIVOT;
    for (let configuration = tables.cveConfigurations[cve] ?? 0; configuration < (tables.cveConfigurations[cve + 1] ?? 0); configuration++) {
      for (let node = tables.configurationNodes[configuration]!; node < tables.configurationNodes[configuration + 1]!; node++) {
        if (tables.nodeFlags[node]! & NODE_NEGATED) continue;
        for (let at = tables.nodeRows[node]!; at < tables.nodeRows[node + 1]!; at++) {
          const row = tables.nodeRowList[at]!;
          if (!tables.rowVulnerable[row]) continue;
          const product = tables.criteriaProduct[tables.rowCriteria[row]!]!;
          for (const name of judge.subject.names) {
            if (name.product !== product) continue;
            const pivot = this.pivotAt(configuration, node, row, name, judge, conditions);
            if (isStronger(pivot, best)) best = pivot;
            if (best.verdict === VerdictCode.affected && !isLowered(best.outcome)) return best;
          }
        }
      }
    }
    return best;
  }

  private pivotAt(configuration: number, node: number, row: number, name: Name, judge: SubjectJudge, conditions: ServerConditions): Pivot {
    const outcome = judge.judge(row, name);
    let held: number = Held.yes;
    if (verdictOf(outcome) !== VerdictCode.notAffected && this.isConditioned(configuration, node, outcome)) {
      const family = familyOf(outcome);
      held = Math.min(this.heldBeside(configuration, node, row, conditions), family === undefined ? Held.yes : conditions.holdsFamily(family));
    }
    return { configuration, node, row, name, outcome, held, verdict: Math.min(verdictOf(outcome), held) };
  }

  /** What stands beside the pivot under an AND: the node's other rows, the configuration's other nodes. */
  private heldBeside(configuration: number, node: number, row: number, conditions: ServerConditions): number {
    const { tables } = this;
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

  private evidenceOf(pivot: Pivot, judge: SubjectJudge, conditions: ServerConditions): MatchEvidence {
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

  private conditionsBeside({ configuration, node, row, outcome }: Pivot, conditions: ServerConditions): readonly ConditionEvidence[] {
    const { tables } = this;
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

  private judgeOf(subject: SoftwareIdentity | OsSubject): SubjectJudge {
    return 'identity' in subject ? this.osJudge(subject) : this.softwareJudge(subject);
  }

  private softwareJudge(identity: SoftwareIdentity): SubjectJudge {
    let judge = this.softwareJudges.get(identity);
    if (!judge) {
      judge = new SubjectJudge(this.rows, softwareSubject(this.feed, identity));
      this.softwareJudges.set(identity, judge);
    }
    return judge;
  }

  private osJudge(os: OsSubject): SubjectJudge {
    let judge = this.osJudges.get(os);
    if (!judge) {
      judge = new SubjectJudge(this.rows, osSubject(this.feed, os));
      this.osJudges.set(os, judge);
    }
    return judge;
  }

  private conditionsOf(server: ServerSubjects): ServerConditions {
    let conditions = this.servers.get(server);
    if (!conditions) {
      conditions = new ServerConditions(this.feed, this.osProducts, this.osJudge(server.os), server.os.identity, server.software.map((identity) => this.softwareJudge(identity)));
      this.servers.set(server, conditions);
    }
    return conditions;
  }
}

/** A vulnerable row that names the subject's product, and what it comes to on the server. */
interface Pivot {
  readonly configuration: number;
  readonly node: number;
  readonly row: number;
  readonly name: Name | undefined;
  readonly outcome: Outcome;
  /** How far what stands beside it holds. */
  readonly held: number;
  readonly verdict: number;
}

const NO_PIVOT: Pivot = { configuration: -1, node: -1, row: -1, name: undefined, outcome: 0, held: Held.yes, verdict: VerdictCode.notAffected };

/** A stronger verdict first, then a surer one; of what is not affected, the row that came nearest, so that it can be told why not. */
function isStronger(a: Pivot, b: Pivot): boolean {
  if (!b.name) return true;
  if (a.verdict !== b.verdict) return a.verdict > b.verdict;
  if (a.verdict === VerdictCode.notAffected) return nearness(a) > nearness(b);
  return isLowered(b.outcome) && !isLowered(a.outcome);
}

function nearness(pivot: Pivot): number {
  return ['attribute-differs', 'version-outside-range', 'os-patched-after', 'condition-not-met'].indexOf(reasonOfPivot(pivot));
}

function reasonOfPivot({ outcome, held }: Pivot): VerdictReason {
  const own = verdictOf(outcome);
  if (held >= own || own === VerdictCode.notAffected) return reasonOf(outcome);
  return held === Held.no ? 'condition-not-met' : 'condition-undecided';
}

function oneLower(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : 'low';
}
