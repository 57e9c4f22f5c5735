import type { Confidence, Identity, OsIdentity, SoftwareIdentity } from '../identify/identity';
import type { PlainDate } from '../inventory/plainDate';
import { tablesOf } from './createMatchIndex';
import { Evaluation } from './evaluation';
import type { MatchIndex } from './matchIndex';
import type { Verdict } from './verdict';

/** What one software or operating system matches by itself. */
export interface SubjectMatches {
  /** CVE indexes, ascending and distinct, decided without looking at a server; never `not-affected`. */
  readonly cves: Uint32Array;
  /** `VerdictCode` of each. */
  readonly verdicts: Uint8Array;
  /**
   * CVE indexes, ascending and distinct, whose verdict a condition on the rest of the server may still raise.
   * A CVE can stand in both lists (possibly affected by itself, affected with a partner); the stronger verdict counts.
   */
  readonly conditional: Uint32Array;
}

/**
 * The rest of the server, as conditions see it.
 * Immutable: a matcher keeps what it derives from one by object identity, so build one per server and pass it to every call.
 */
export interface ServerSubjects {
  readonly os: OsSubject;
  /** Every identified software of the server. */
  readonly software: readonly SoftwareIdentity[];
}

/** An operating system and what the inventory says of its patches. */
export interface OsSubject {
  readonly identity: OsIdentity;
  /** The newest installation date of a hotfix (KB), null when the inventory has none. */
  readonly newestHotfixOn: PlainDate | null;
  /** Last day of the release's support, null when unknown. */
  readonly supportEndsOn: PlainDate | null;
}

export interface ConditionEvidence {
  readonly criteria: string;
  readonly state: 'met' | 'not-met' | 'undecided';
  /** What on the server decided it: the OS label or the software's CPE; '' when nothing. */
  readonly by: string;
  /** Index into `ServerSubjects.software` of the partner; -1 for the OS or none. */
  readonly software: number;
}

/** Why a verdict was reached, as named reasons; presenters have the sentence for each. */
export type VerdictReason =
  | 'version-in-range'
  | 'version-equal'
  | 'all-versions'
  | 'version-unspecified'
  | 'version-unknown'
  /** The record names an update or release (`sp1`, `update 201`) and the inventory does not say which is installed. */
  | 'update-unspecified'
  | 'low-confidence-identity'
  /** NVD has not analyzed the record: what it concerns is the word of the CNA that assigned the id. */
  | 'cna-data-only'
  | 'distribution-package'
  | 'distribution-release'
  | 'condition-undecided'
  | 'condition-not-met'
  | 'os-support-ended-before'
  | 'os-patched-before'
  | 'os-patched-after'
  | 'os-patch-level-unknown'
  | 'version-outside-range'
  | 'attribute-differs'
  | 'product-not-listed'
  /** The distribution's own advisory decided: the installed version is in its range, or past it. */
  | 'advisory-affected'
  | 'advisory-fixed'
  /** The distribution has advisories for the package, and none of them names the CVE. */
  | 'advisory-not-listed'
  /** The advisory is about another module stream of the package (`nodejs:18` beside `nodejs:16`). */
  | 'advisory-other-stream'
  /** The record names the whole release, and its distribution's advisories say which packages the CVE concerns. */
  | 'advisory-decides';

/** The trail of one finding on one server. */
export interface MatchEvidence {
  readonly verdict: Verdict;
  readonly reason: VerdictReason;
  /** The identity's, one step lower when the record asks for an edition or hardware that the identity leaves open. */
  readonly confidence: Confidence;
  /** The CPE of the identity that matched; '' when none. */
  readonly cpe: string;
  /** The criteria that decided, as NVD writes it; '' when none. */
  readonly criteria: string;
  /** `≥ 9.0.0, < 9.0.31`, `= 1.8.0 update 201`, `any version`, `no version given`; '' when none. */
  readonly range: string;
  /** First version out of the range upwards (`versionEndExcluding`); '' when the record does not say. */
  readonly fixedIn: string;
  readonly conditions: readonly ConditionEvidence[];
  /** Set when a distribution's advisories decided instead of NVD's criteria. */
  readonly advisory?: AdvisoryEvidence;
}

export interface AdvisoryEvidence {
  /** '' when no advisory names the CVE. */
  readonly id: string;
  /** OSV's ecosystem with its release. */
  readonly ecosystem: string;
  /** The package as the advisories call it: a source package for Debian, Ubuntu and Alpine. */
  readonly package: string;
  /** As `MatchEvidence.range`, in the distribution's versions. */
  readonly range: string;
}

/** Judges identities against the index. Pure; one matcher serves every as-of date. */
export interface Matcher {
  matchSoftware(identity: SoftwareIdentity): SubjectMatches;
  matchOs(os: OsSubject): SubjectMatches;
  /**
   * What a software, or the operating system itself, comes to on a server with this operating system and no other software:
   * `cves` and `verdicts` hold the strongest verdict of all its CVEs, the conditional ones too. It stands on every server of that system
   * on which no other software has one of `partnersOf` among its `productsOf`; elsewhere `judgeOnServer` decides about `conditional`.
   * Keep it while going over the servers of one system.
   */
  matchBeside(subject: SoftwareIdentity | OsSubject, os: OsSubject): SubjectMatches;
  /**
   * The verdicts of a subject's `conditional` CVEs, in their order, on a server with this operating system and no other software: those of
   * `matchBeside` as far as conditions decide. Kept for the pair, and the same object where the verdicts are the same: do not change it.
   */
  judgeBeside(subject: SoftwareIdentity | OsSubject, os: OsSubject): Uint8Array;
  /** `judgeBeside` with the rest of the server in view; kept nowhere. */
  judgeConditional(subject: SoftwareIdentity | OsSubject, server: ServerSubjects): Uint8Array;
  /** Numbers of the products that the identity's names stand for; of no meaning outside this matcher. */
  productsOf(subject: SoftwareIdentity | OsSubject): Uint32Array;
  /**
   * Numbers of the products that the conditional CVEs of a subject ask for, ascending and distinct; empty when it has none.
   * With `among`, 1 by product, only those: pass the same object for all subjects of an estate.
   */
  partnersOf(subject: SoftwareIdentity | OsSubject, among?: Uint8Array): Uint32Array;
  /** Whom a record is about: the keys of its vulnerable products, `a:apache:tomcat`, distinct and in its order. Empty when nobody has said so yet. */
  productsOfRecord(cve: number): readonly string[];
  /**
   * Numbers of the products that a record's conditions may ask the rest of a server for, whoever its subject is; undefined when `explain`
   * looks at nothing but the subject. On servers of one system none of whose other software stands for one of them, a trail is the same.
   */
  productsOfConditions(cve: number): Uint32Array | undefined;
  /** The verdict of one conditional CVE of `subject` with the rest of the server in view. */
  judgeOnServer(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): Verdict;
  /** `fixedIn` of `explain`, without the trail. */
  fixedIn(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): string;
  /** The whole trail, also for what is not affected (its first reason). */
  explain(cve: number, subject: SoftwareIdentity | OsSubject, server: ServerSubjects): MatchEvidence;
  readonly index: MatchIndex;
}

/** True for identities that can match at all. */
export function isIdentified(identity: Identity): boolean {
  return identity.cpes.length > 0;
}

/** A matcher over an index that `openMatchIndex` opened; over any other it finds nothing. */
export function createMatcher(index: MatchIndex): Matcher {
  const tables = tablesOf(index);
  return tables ? new Evaluation(index, tables) : {
    index,
    matchSoftware: () => NO_MATCHES, matchOs: () => NO_MATCHES, matchBeside: () => NO_MATCHES, judgeBeside: () => NO_MATCHES.verdicts, judgeConditional: () => NO_MATCHES.verdicts,
    productsOf: () => NO_MATCHES.cves, partnersOf: () => NO_MATCHES.cves, productsOfRecord: () => [], productsOfConditions: () => undefined,
    judgeOnServer: () => 'not-affected', fixedIn: () => '', explain: () => NOT_LISTED,
  };
}

const NO_MATCHES: SubjectMatches = { cves: new Uint32Array(), verdicts: new Uint8Array(), conditional: new Uint32Array() };
const NOT_LISTED: MatchEvidence = { verdict: 'not-affected', reason: 'product-not-listed', confidence: 'low', cpe: '', criteria: '', range: '', fixedIn: '', conditions: [] };
