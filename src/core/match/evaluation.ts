import type { SoftwareIdentity } from '../identify/identity';
import { FeedReader } from './feedReader';
import type { MatchEvidence, Matcher, OsSubject, ServerSubjects, SubjectMatches } from './matcher';
import type { MatchIndex } from './matchIndex';
import type { OpenMatchTables } from './matchTablesFile';
import { osSubject, softwareSubject } from './names';
import { familyOf, verdictOf } from './outcome';
import { PartnerProducts } from './partnerProducts';
import { PivotSearch } from './pivotSearch';
import { RowJudge } from './rowJudge';
import { RowMatching, type Matched } from './rowMatching';
import { OsProducts, PlatformNodes } from './platformNodes';
import { Held, OsMemory, ServerConditions } from './serverConditions';
import { SubjectJudge } from './subjectJudge';
import { VerdictCode, VERDICTS, type Verdict } from './verdict';

const NO_PRODUCTS = new Uint32Array(0);
const NO_VERDICTS = new Uint8Array(0);
/** Pairs of a software and an operating system whose verdicts are kept: about 50 MB. */
const MAX_KEPT_VERDICTS = 1_000_000;

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
  private readonly matching: RowMatching;
  private readonly search: PivotSearch;
  private readonly osProducts: OsProducts;
  private readonly softwareJudges = new WeakMap<SoftwareIdentity, SubjectJudge>();
  private readonly osJudges = new WeakMap<OsSubject, SubjectJudge>();
  private readonly servers = new WeakMap<ServerSubjects, ServerConditions>();
  private memories = new WeakMap<OsSubject, OsMemory>();
  /** The system that was asked about last: thousands of questions in a row are about the same one. */
  private lastOs: { readonly os: OsSubject; readonly judge: SubjectJudge; readonly memory: OsMemory } | undefined;
  private keptVerdicts = 0;
  private readonly platforms: PlatformNodes;
  /** What `productsOf` says of a product, by number. */
  private readonly single: (Uint32Array | undefined)[] = [];
  /** Of the products that were asked about last. */
  private partners: PartnerProducts | undefined;

  constructor(
    readonly index: MatchIndex,
    tables: OpenMatchTables,
  ) {
    this.feed = new FeedReader(tables);
    this.rows = new RowJudge(this.feed);
    this.matching = new RowMatching(this.feed, this.rows);
    this.osProducts = new OsProducts(this.feed);
    this.platforms = new PlatformNodes(this.feed, this.osProducts);
    this.search = new PivotSearch(this.feed, this.matching, this.platforms);
  }

  matchSoftware(identity: SoftwareIdentity): SubjectMatches {
    const known = this.softwareJudges.get(identity);
    if (known) return this.matchedOf(known);
    const judge = new SubjectJudge(this.rows, softwareSubject(this.feed, identity));
    const matched = this.matchedOf(judge);
    // Nothing more will be asked of most software; what is conditional is asked about server by server.
    if (matched.conditional.length > 0) this.softwareJudges.set(identity, judge);
    return matched;
  }

  matchOs(os: OsSubject): SubjectMatches {
    return this.matchedOf(this.osJudge(os));
  }

  matchBeside(subject: SoftwareIdentity | OsSubject, os: OsSubject): SubjectMatches {
    const judge = this.judgeOf(subject);
    const matched = this.matchedOf(judge);
    if (matched.conditional.length === 0) return matched;
    const conditioned = this.judgeBeside(subject, os);
    const cves = new Uint32Array(matched.cves.length + matched.conditional.length);
    const verdicts = new Uint8Array(cves.length);
    let count = 0;
    // Both lists ascend.
    for (let at = 0, open = 0; at < matched.cves.length || open < matched.conditional.length;) {
      const decided = matched.cves[at] ?? Infinity;
      const conditional = matched.conditional[open] ?? Infinity;
      const cve = Math.min(decided, conditional);
      let verdict: number = VerdictCode.notAffected;
      if (conditional === cve) verdict = conditioned[open++]!;
      if (decided === cve) verdict = Math.max(verdict, matched.verdicts[at++]!);
      if (verdict === VerdictCode.notAffected) continue;
      cves[count] = cve;
      verdicts[count++] = verdict;
    }
    return { cves: cves.subarray(0, count), verdicts: verdicts.subarray(0, count), conditional: matched.conditional };
  }

  judgeBeside(subject: SoftwareIdentity | OsSubject, os: OsSubject): Uint8Array {
    const judge = this.judgeOf(subject);
    let kept = this.system(os).memory.verdicts.get(judge);
    if (!kept) {
      if (this.matchedOf(judge).conditional.length === 0) return NO_VERDICTS;
      if (++this.keptVerdicts > MAX_KEPT_VERDICTS) {
        this.keptVerdicts = 1;
        this.memories = new WeakMap();
        this.lastOs = undefined;
      }
      const system = this.system(os);
      kept = judge.shared(this.judgeAll(judge, this.conditionsOn(os, judge === system.judge ? [] : [judge])));
      system.memory.verdicts.set(judge, kept);
    }
    return kept;
  }

  judgeConditional(subject: SoftwareIdentity | OsSubject, server: ServerSubjects): Uint8Array {
    const judge = this.judgeOf(subject);
    return this.matchedOf(judge).conditional.length === 0 ? NO_VERDICTS : this.judgeAll(judge, this.conditionsOf(server));
  }

  private judgeAll(judge: SubjectJudge, conditions: ServerConditions): Uint8Array {
    const verdicts = new Uint8Array(this.matchedOf(judge).conditional.length);
    for (let place = 0; place < verdicts.length; place++) verdicts[place] = this.strongestPivot(judge, place, conditions);
    return verdicts;
  }

  productsOf(subject: SoftwareIdentity | OsSubject): Uint32Array {
    const { cpes } = 'identity' in subject ? subject.identity : subject;
    if (cpes.length === 1) {
      const product = this.feed.product(cpes[0]!);
      return product < 0 ? NO_PRODUCTS : (this.single[product] ??= Uint32Array.of(product));
    }
    const products = new Set(cpes.map((cpe) => this.feed.product(cpe)).filter((product) => product >= 0));
    return products.size === 0 ? NO_PRODUCTS : Uint32Array.from(products);
  }

  partnersOf(subject: SoftwareIdentity | OsSubject, among?: Uint8Array): Uint32Array {
    const { pivotRows } = this.matchedOf(this.judgeOf(subject));
    if (pivotRows.length === 0) return NO_PRODUCTS;
    if (!this.partners || this.partners.among !== among) this.partners = new PartnerProducts(this.feed, this.search, among);
    return this.partners.beside(pivotRows);
  }

  productsOfRecord(cve: number): readonly string[] {
    return Array.from(this.search.productsOf(cve), (product) => this.feed.productKey(product));
  }

  productsOfConditions(cve: number): Uint32Array | undefined {
    return this.search.productsOfConditions(cve);
  }

  judgeOnServer(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): Verdict {
    const judge = this.judgeOf(subject);
    const matched = this.matchedOf(judge);
    const decided = placeOf(matched.cves, cve);
    const conditional = placeOf(matched.conditional, cve);
    const alone = decided < 0 ? VerdictCode.notAffected : matched.verdicts[decided]!;
    return VERDICTS[conditional < 0 ? alone : Math.max(alone, this.strongestPivot(judge, conditional, this.conditionsOf(server)))]!;
  }

  fixedIn(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): string {
    return this.search.fixedIn(cve, this.judgeOf(subject), this.conditionsOf(server));
  }

  explain(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): MatchEvidence {
    return this.search.explain(cve, this.judgeOf(subject), this.conditionsOf(server));
  }

  /** The verdict of the conditional CVE at a place, as a code. */
  private strongestPivot(judge: SubjectJudge, place: number, conditions: ServerConditions): number {
    const { pivotStarts, pivotRows, pivotOutcomes } = this.matchedOf(judge);
    const platforms = (judge.pivotPlatforms ??= this.search.platformsBeside(pivotRows));
    let strongest: number = VerdictCode.notAffected;
    for (let at = pivotStarts[place]!; at < pivotStarts[place + 1]!; at++) {
      const outcome = pivotOutcomes[at]!;
      const verdict = verdictOf(outcome);
      if (verdict <= strongest) continue;
      const family = familyOf(outcome);
      let held: number = family === undefined ? Held.yes : conditions.holdsFamily(family);
      if (held > strongest) {
        const platform = platforms[at]!;
        held = Math.min(held, platform >= 0 ? conditions.holdsPlatform(platform) : this.search.heldBeside(pivotRows[at]!, conditions));
      }
      strongest = Math.max(strongest, Math.min(verdict, held));
    }
    return strongest;
  }

  private matchedOf(judge: SubjectJudge): Matched {
    return (judge.matched ??= this.matching.match(judge));
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
      conditions = this.conditionsOn(server.os, server.software.map((identity) => this.softwareJudge(identity)));
      this.servers.set(server, conditions);
    }
    return conditions;
  }

  private conditionsOn(os: OsSubject, software: readonly SubjectJudge[]): ServerConditions {
    const { judge, memory } = this.system(os);
    return new ServerConditions(this.feed, this.osProducts, judge, os.identity, software, this.platforms, memory);
  }

  private system(os: OsSubject): NonNullable<typeof this.lastOs> {
    if (this.lastOs?.os === os) return this.lastOs;
    let memory = this.memories.get(os);
    if (!memory) {
      memory = new OsMemory();
      this.memories.set(os, memory);
    }
    return (this.lastOs = { os, judge: this.osJudge(os), memory });
  }
}

/** Where a value stands in an ascending column; -1 when it does not. */
function placeOf(column: Uint32Array, value: number): number {
  let low = 0;
  let high = column.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (column[middle] === value) return middle;
    if (column[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
