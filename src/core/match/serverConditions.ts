import { formatCpe } from '../identify/cpe';
import type { OsIdentity } from '../identify/identity';
import type { TargetFamily } from './cpeRelation';
import type { FeedReader } from './feedReader';
import type { ConditionEvidence } from './matcher';
import { NO_BOUNDS, NODE_AND, NODE_INCOMPLETE, NODE_NEGATED, VersionKind } from './matchTables';
import type { Name } from './names';
import { familyOf, verdictOf, type Outcome } from './outcome';
import { NO_PLATFORM, type OsProducts, type PlatformNodes, type ProductFamily } from './platformNodes';
import type { SubjectJudge } from './subjectJudge';
import { VerdictCode } from './verdict';

/** A condition's state, in numbers that compare as verdicts do: it limits what a CVE can be. */
export const Held = { no: VerdictCode.notAffected, open: VerdictCode.possiblyAffected, yes: VerdictCode.affected } as const;

/** One name of one identity on the server, as a partner of a condition. */
interface Partner {
  readonly judge: SubjectJudge;
  readonly name: Name;
  /** Index of the software; -1 for the operating system. */
  readonly software: number;
}

/** Conditions listed in one trail; a platform node of an old record can have hundreds. */
const MAX_CONDITIONS = 20;

const NO_PARTNERS: readonly Partner[] = [];

/** What is known of one operating system, and stands on every server that runs it. */
export class OsMemory {
  /** Verdicts of conditional CVEs beside the system without other software. */
  readonly verdicts = new Map<SubjectJudge, Uint8Array>();
  /** By number of platforms: `Held`, and one; 0 for one not asked about. */
  private platforms = new Uint8Array(64);

  /** `Held`; below 0 when it was not asked about yet. */
  answerTo(platform: number): number {
    return platform < this.platforms.length ? this.platforms[platform]! - 1 : -1;
  }

  keep(platform: number, held: number): void {
    if (platform >= this.platforms.length) {
      const known = this.platforms;
      this.platforms = new Uint8Array(2 * (platform + 1));
      this.platforms.set(known);
    }
    this.platforms[platform] = held + 1;
  }
}

/** One server's answers to conditions. Built once for a server and kept while its subjects are asked about. */
export class ServerConditions {
  /** By product; made when a condition asks for one, since most ask for nothing but an operating system that `memory` knows of. */
  private partners: Map<number, Partner[]> | undefined;
  /** Some software goes by the name of an operating system, so what asks for one may be fulfilled by it. */
  private readonly hasOsNamedSoftware: boolean;

  constructor(
    private readonly feed: FeedReader,
    private readonly products: OsProducts,
    private readonly os: SubjectJudge,
    private readonly osIdentity: OsIdentity,
    private readonly software: readonly SubjectJudge[],
    private readonly platforms: PlatformNodes,
    private readonly memory: OsMemory,
  ) {
    this.hasOsNamedSoftware = software.some(({ subject }) => subject.names.some(({ product }) => products.familyOf(product) !== 'none'));
  }

  private partnersOf(product: number): readonly Partner[] {
    if (!this.partners) {
      this.partners = new Map();
      this.addPartner(this.partners, this.os, -1);
      for (const [at, judge] of this.software.entries()) this.addPartner(this.partners, judge, at);
    }
    return this.partners.get(product) ?? NO_PARTNERS;
  }

  private addPartner(partners: Map<number, Partner[]>, judge: SubjectJudge, software: number): void {
    for (const name of judge.subject.names) {
      const known = partners.get(name.product);
      if (known) known.push({ judge, name, software });
      else partners.set(name.product, [{ judge, name, software }]);
    }
  }

  /** The verdict of a partner's outcome, which may ask for an operating system through its `target_sw`. */
  private verdict(value: Outcome): number {
    const family = familyOf(value);
    return family === undefined ? verdictOf(value) : Math.min(verdictOf(value), this.holdsFamily(family));
  }

  /** Whether the server runs this family. */
  holdsFamily(family: TargetFamily): number {
    const ours = this.osIdentity.family;
    if (ours === 'unknown') return Held.open;
    if (family === 'unix') return ours === 'windows' ? Held.no : Held.yes;
    return ours === family ? Held.yes : Held.no;
  }

  /** A node of conditions, its negation applied. One without rows never holds. */
  holdsNode(node: number): number {
    const platform = this.platforms.numberOf(node);
    return platform === NO_PLATFORM ? this.judgeNode(node) : this.holdsPlatform(platform);
  }

  /** The nodes that share a number of `PlatformNodes`. */
  holdsPlatform(platform: number): number {
    if (this.hasOsNamedSoftware) return this.judgeNode(this.platforms.nodeOf(platform));
    let held = this.memory.answerTo(platform);
    if (held < 0) this.memory.keep(platform, (held = this.judgeNode(this.platforms.nodeOf(platform))));
    return held;
  }

  private judgeNode(node: number): number {
    const { nodeRows, nodeRowList, nodeFlags } = this.feed.tables;
    const flags = nodeFlags[node]!;
    const start = nodeRows[node]!;
    const end = nodeRows[node + 1]!;
    const isAnd = (flags & NODE_AND) !== 0;
    let held: number = isAnd && start < end ? Held.yes : Held.no;
    for (let at = start; at < end; at++) {
      const row = this.holdsRow(nodeRowList[at]!);
      held = isAnd ? Math.min(held, row) : Math.max(held, row);
      if (held === (isAnd ? Held.no : Held.yes)) break;
    }
    if (isAnd && flags & NODE_INCOMPLETE) held = Math.min(held, Held.open);
    return flags & NODE_NEGATED ? negated(held) : held;
  }

  /** One row as a condition on the whole server. */
  holdsRow(row: number): number {
    return this.answer(row).held;
  }

  private answer(row: number): { readonly held: number; readonly partner: Partner | undefined } {
    const product = this.feed.productOfRow(row);
    const family = this.products.familyOf(product);
    let held: number = family === 'none' ? Held.no : this.holdsOs(row, product, family);
    let partner: Partner | undefined;
    if (held === Held.yes) return FAMILY_HELD;
    for (const candidate of this.partnersOf(product)) {
      const own = this.holdsPartner(row, candidate);
      // Where a name of ours answers, the family no longer has to be guessed from.
      if (!partner || own > held) {
        held = own;
        partner = candidate;
      }
      if (held === Held.yes) break;
    }
    return { held, partner };
  }

  /** What the family of the server's operating system says, before any of its names is looked at. */
  private holdsOs(row: number, product: number, family: ProductFamily): number {
    const ours = this.osIdentity.family;
    if (ours === 'unknown') return Held.open;
    const isPlatform = !this.feed.tables.rowVulnerable[row];
    if (product === this.products.windows) return ours !== 'windows' ? Held.no : isPlatform && this.isUnversioned(row) ? Held.yes : Held.open;
    if (product === this.products.linuxKernel) return ours !== 'linux' ? Held.no : isPlatform && this.isUnversioned(row) ? Held.yes : Held.open;
    // An operating system known by family only may be any of that family.
    if (this.osIdentity.cpes.length > 0) return Held.no;
    return family === ours || (family === 'other' && (ours === 'linux' || ours === 'unix')) ? Held.open : Held.no;
  }

  private holdsPartner(row: number, { judge, name }: Partner): number {
    // A platform without a version, or with "-", is a matter of the product alone.
    const isPlatform = !this.feed.tables.rowVulnerable[row];
    if (isPlatform && this.isUnversioned(row)) return judge.subject.confidence === 'low' ? Held.open : Held.yes;
    const verdict = this.verdict(isPlatform ? judge.holds(row, name) : judge.judge(row, name));
    return verdict === VerdictCode.unknownVersion ? Held.open : verdict;
  }

  private isUnversioned(row: number): boolean {
    const { tables } = this.feed;
    const kind = tables.versionKind[tables.criteriaVersion[tables.rowCriteria[row]!]!];
    return kind === VersionKind.na || (kind === VersionKind.any && tables.rowBounds[row] === NO_BOUNDS);
  }

  /** The trail of a node: the rows that decide it, or all where none does. */
  explainNode(node: number): readonly ConditionEvidence[] {
    const { nodeRows, nodeRowList, nodeFlags } = this.feed.tables;
    const rows = Array.from(nodeRowList.subarray(nodeRows[node]!, nodeRows[node + 1]!));
    const isNegated = (nodeFlags[node]! & NODE_NEGATED) !== 0;
    const all = rows.map((row) => this.explainRow(row, isNegated));
    if (nodeFlags[node]! & NODE_AND) return all.slice(0, MAX_CONDITIONS);
    const inner = isNegated ? negated(this.holdsNode(node)) : this.holdsNode(node);
    const deciding = inner === Held.no ? all : all.filter((_, at) => this.holdsRow(rows[at]!) === inner);
    return deciding.slice(0, inner === Held.yes ? 1 : MAX_CONDITIONS);
  }

  /** A row's state as the configuration asks for it: negated, it is met where the server lacks what the row names. */
  explainRow(row: number, isNegated: boolean): ConditionEvidence {
    const { held, partner } = this.answer(row);
    const state = isNegated ? negated(held) : held;
    const shown = held === Held.no ? undefined : partner;
    return {
      criteria: this.feed.criteriaText(row),
      state: state === Held.yes ? 'met' : state === Held.no ? 'not-met' : 'undecided',
      by: shown ? (shown.software < 0 ? this.osIdentity.label : formatCpe(shown.name.cpe)) : held === Held.no ? '' : this.osIdentity.label,
      software: shown?.software ?? -1,
    };
  }

  /** The trail of a row's `target_sw` that names a family of operating systems. */
  explainFamily(family: TargetFamily, row: number): ConditionEvidence {
    const held = this.holdsFamily(family);
    return {
      criteria: this.feed.criteriaText(row),
      state: held === Held.yes ? 'met' : held === Held.no ? 'not-met' : 'undecided',
      by: held === Held.no ? '' : this.osIdentity.label,
      software: -1,
    };
  }
}

const FAMILY_HELD = { held: Held.yes, partner: undefined } as const;

function negated(held: number): number {
  return held === Held.yes ? Held.no : held === Held.no ? Held.yes : held;
}
