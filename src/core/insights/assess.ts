import { isPatchManagement, isSecuritySoftware } from '../identify/categories';
import type { Identity, SoftwareIdentity, Support } from '../identify/identity';
import { supportOf } from '../identify/support';
import type { Estate } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import { AdvisoryJudge } from '../match/advisories/advisoryJudge';
import type { ReleaseScope } from '../match/advisories/releaseScope';
import type { Knowledge } from '../match/knowledge';
import type { MatchIndex } from '../match/matchIndex';
import type { Matcher, ServerSubjects, SubjectMatches } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import { SEVERITIES, VerdictCode } from '../match/verdict';
import type { Assessment, OsResult, ServerColumns, SoftwareColumns, SplitMatches } from './assessment';
import { FLAG_UNKNOWN, scoreTerms } from './assessment';
import type { EstateIdentities } from './identifyEstate';
import { ownTraits, ReleaseMatches, Trait, type Releases } from './releaseMatches';
import { scoreOf } from './score';

export interface AssessInput {
  readonly estate: Estate;
  readonly identities: EstateIdentities;
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly staleAfterDays: number;
}

const SEVERITY_COUNT = SEVERITIES.length;
const SEVERITY_NONE = SEVERITIES.indexOf('none');
const SEVERITY_UNKNOWN = SEVERITIES.indexOf('unknown');

/** Matches kept with the identity object: independent of date and server, by itself and on each release that advisories speak of. */
interface KeptMatches {
  readonly bySubject: WeakMap<object, SplitMatches>;
  readonly judge: AdvisoryJudge;
  /** null where the release's advisories are silent. */
  readonly byScope: WeakMap<ReleaseScope, WeakMap<object, SplitMatches | null>>;
}

const keptByFeeds = new WeakMap<Matcher, WeakMap<Knowledge['advisories'], KeptMatches>>();

/**
 * Judges an estate on a date: every distinct software and OS once, then a roll-up per server with stamp arrays.
 * Conditioned CVEs alone look at the server.
 */
export function assess(input: AssessInput): Assessment {
  const { estate, identities, knowledge, matcher, asOf } = input;
  const kept = keptFor(input);
  const scopes = identities.os.map(({ identity }) => kept.judge.scopeOf(identity));
  const os = identities.os.map((subject, i): OsResult => ({
    support: supportOfIdentity(subject.identity, knowledge, asOf),
    matches: withoutNamed(matchesOf(kept.bySubject, subject, () => matcher.matchOs(subject)), scopes[i], kept.judge),
  }));
  const software = judgeSoftware(input, kept.bySubject);
  const releases = releasesOf(input, software, scopes, kept);
  const { servers, unrecordedCves } = rollUp(input, os, software, releases);
  const assessment: Assessment = {
    estate, knowledge, matcher, identities, asOf,
    today: input.today,
    staleAfterDays: input.staleAfterDays,
    software, os, servers, releases, unrecordedCves,
  };
  for (let server = 0; server < estate.servers.length; server++) {
    const score = scoreOf(scoreTerms(assessment, server));
    servers.score[server] = score;
    servers.atRisk[server] = score > 0 ? 1 : 0;
  }
  return assessment;
}

function keptFor({ matcher, knowledge: { advisories } }: AssessInput): KeptMatches {
  const byAdvisories = keptByFeeds.get(matcher) ?? new WeakMap<Knowledge['advisories'], KeptMatches>();
  keptByFeeds.set(matcher, byAdvisories);
  const kept = byAdvisories.get(advisories) ?? { bySubject: new WeakMap(), judge: new AdvisoryJudge(matcher.index, advisories), byScope: new WeakMap() };
  byAdvisories.set(advisories, kept);
  return kept;
}

/** A record about a whole release of a distribution is silent where the release's advisories name its CVE: they say which packages it concerns. */
function withoutNamed(matches: SplitMatches, scope: ReleaseScope | null, judge: AdvisoryJudge): SplitMatches {
  if (!scope || (matches.cves.length === 0 && matches.conditional.length === 0)) return matches;
  const isSilent = (cve: number): boolean => !judge.namesCve(scope, cve);
  return split({ cves: matches.cves.filter(isSilent), verdicts: matches.verdicts.filter((_, i) => isSilent(matches.cves[i])), conditional: matches.conditional.filter(isSilent) });
}

/** The releases of the estate's servers; that of servers without advisories comes first. */
function releasesOf({ identities }: AssessInput, software: MutableSoftware, scopes: readonly (ReleaseScope | null)[], { judge, byScope }: KeptMatches): Releases {
  const own = Uint8Array.from(identities.software, (identity, id) => ownTraits(identity, software.ended[id], software.isSecurity[id], software.isPatch[id]));
  const judgePackage = (id: number, scope: ReleaseScope): SplitMatches | null => {
    const identity = identities.software[id];
    const ofScope = byScope.get(scope) ?? new WeakMap<object, SplitMatches | null>();
    byScope.set(scope, ofScope);
    let matches = ofScope.get(identity);
    if (matches === undefined) {
      const judged = judge.match(identity, scope);
      matches = judged && split(judged, judged.unrecorded);
      ofScope.set(identity, matches);
    }
    return matches;
  };
  const distinct: (ReleaseScope | null)[] = [null, ...new Set(scopes.filter((scope) => scope !== null))];
  return {
    judge,
    all: distinct.map((scope) => new ReleaseMatches(scope, identities.software, software.matches, own, judgePackage)),
    ofOs: Uint32Array.from(scopes, (scope) => distinct.indexOf(scope)),
  };
}

type MutableSoftware = { -readonly [Key in keyof SoftwareColumns]: SoftwareColumns[Key] } & { affected: Uint32Array[] };

const MATCHED = Trait.matched;
const CONDITIONAL = Trait.conditional;

function judgeSoftware(input: AssessInput, bySubject: WeakMap<object, SplitMatches>): MutableSoftware {
  const { identities, knowledge, matcher, asOf } = input;
  const count = identities.software.length;
  const matches = identities.software.map((identity) => matchesOf(bySubject, identity, () => matcher.matchSoftware(identity)));
  const support = identities.software.map((identity) =>
    // The distribution maintains its packages, whatever the upstream cycle: its own end of support is the OS's.
    identity.distribution === null ? supportOfIdentity(identity, knowledge, asOf) : UNKNOWN_SUPPORT,
  );
  return {
    matches,
    support,
    affected: matches.map((one) => one.affected),
    bySeverity: new Uint32Array(count * SEVERITY_COUNT),
    exploited: new Uint32Array(count),
    possible: Uint32Array.from(matches, (one) => one.possible.length),
    servers: new Uint32Array(count),
    judged: Uint8Array.from(identities.software, (identity) => (isIdentified(identity) ? 1 : 0)),
    ended: Uint8Array.from(support, (one) => (one.phase === 'ended' ? 1 : 0)),
    isSecurity: Uint8Array.from(identities.software, (identity) => (isSecuritySoftware(identity) ? 1 : 0)),
    isPatch: Uint8Array.from(identities.software, (identity) => (isPatchManagement(identity) ? 1 : 0)),
  };
}

function rollUp(input: AssessInput, os: readonly OsResult[], software: MutableSoftware, releases: Releases): Pick<Assessment, 'servers' | 'unrecordedCves'> {
  const { estate, identities, knowledge } = input;
  const index = knowledge.index;
  const columns = emptyColumns(estate.servers.length);
  const counter = new CveCounter(index);
  /** Affected only together with something else on a server, per software. */
  const throughCondition = new Map<number, Set<number>>();
  const throughConditionOfServer = new Map<number, number[]>();

  for (const server of estate.servers) {
    const s = server.index;
    const from = estate.installs.offsets[s];
    const to = estate.installs.offsets[s + 1];
    const subject = identities.os[identities.osOf[s]];
    const osResult = os[identities.osOf[s]];
    const release = releases.all[releases.ofOs[identities.osOf[s]]];
    const { traits, matches } = release;
    counter.start();
    counter.affected(osResult.matches.affected);

    let seen = 0;
    for (let i = from; i < to; i++) {
      const id = estate.installs.software[i];
      software.servers[id]++;
      let own = traits[id];
      if (own === 0) continue;
      if (own & Trait.unseen) own = release.see(id);
      seen |= own;
      if (own & MATCHED) counter.affected(matches[id].affected);
      if (own & Trait.unrecorded) counter.unrecorded(matches[id].unrecorded);
    }
    const conditional = osResult.matches.conditional.length > 0 || (seen & CONDITIONAL) !== 0;

    if (conditional) {
      const subjects = conditionSubjects(input, traits, s);
      const ofServer: number[] = [];
      judgeConditional(input.matcher, osResult.matches, subject, subjects, counter, (cve) => ofServer.push(cve));
      for (let i = from; i < to; i++) {
        const id = estate.installs.software[i];
        if (!(traits[id] & CONDITIONAL)) continue;
        judgeConditional(input.matcher, matches[id], identities.software[id], subjects, counter, (cve) => {
          ofServer.push(cve);
          const known = throughCondition.get(id);
          if (known) known.add(cve);
          else throughCondition.set(id, new Set([cve]));
        });
      }
      if (ofServer.length > 0) throughConditionOfServer.set(s, ofServer);
    }

    counter.weaker(osResult.matches);
    if (seen & MATCHED) {
      for (let i = from; i < to; i++) {
        const id = estate.installs.software[i];
        if (traits[id] & MATCHED) counter.weaker(matches[id]);
      }
    }
    counter.finish(columns, s);

    const osIdentified = isIdentified(subject.identity);
    const phase = osResult.support.phase;
    columns.osEnded[s] = phase === 'unknown' ? FLAG_UNKNOWN : phase === 'ended' ? 1 : 0;
    columns.softwareEnded[s] = server.softwareKnown ? Number((seen & Trait.ended) !== 0) : FLAG_UNKNOWN;
    columns.missingSecurity[s] = server.softwareKnown ? Number((seen & Trait.security) === 0) : FLAG_UNKNOWN;
    columns.missingPatch[s] = server.softwareKnown ? Number((seen & Trait.patch) === 0) : FLAG_UNKNOWN;
    columns.judged[s] = server.softwareKnown || osIdentified ? 1 : 0;
    if (!columns.judged[s]) columns.level[s] = SEVERITY_UNKNOWN;
    columns.updatesKnown[s] = server.pendingUpdates === null ? 0 : 1;
    for (const update of server.pendingUpdates ?? []) {
      columns.updates[s * 3 + (update.class === 'critical' ? 0 : update.class === 'security' ? 1 : 2)]++;
    }
  }

  takePackages(software, releases.all);
  for (const [id, cves] of throughCondition) {
    software.affected[id] = Uint32Array.from(new Set([...software.affected[id], ...cves])).sort();
  }
  software.affected.forEach((cves, id) => {
    for (const cve of cves) {
      software.bySeverity[id * SEVERITY_COUNT + index.severity[cve]]++;
      if (index.kev[cve] > 0) software.exploited[id]++;
    }
  });
  return {
    servers: { ...columns, throughCondition: throughConditionOfServer },
    unrecordedCves: counter.unrecordedNumbers.map((number) => releases.judge.unrecordedCves[number]).sort(),
  };
}

/** A package has what it has on one of the releases whose servers have it. */
function takePackages(software: MutableSoftware, releases: readonly ReleaseMatches[]): void {
  const possible = new Map<number, Uint32Array>();
  for (const { seen, matches, covered } of releases) {
    for (const id of seen) {
      const before = possible.get(id);
      possible.set(id, before ? union(before, matches[id].possible) : matches[id].possible);
      software.affected[id] = before ? union(software.affected[id], matches[id].affected) : matches[id].affected;
      if (covered[id]) software.judged[id] = 1;
    }
  }
  for (const [id, cves] of possible) software.possible[id] = cves.length;
}

function union(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  return Uint32Array.from(new Set([...a, ...b])).sort();
}

/** The server as conditions see it: software without an identity can fulfil none and is left out. */
function conditionSubjects({ estate, identities }: AssessInput, traits: Uint8Array, server: number): ServerSubjects {
  const { offsets, software: ids } = estate.installs;
  const software: SoftwareIdentity[] = [];
  for (let i = offsets[server]; i < offsets[server + 1]; i++) {
    if (traits[ids[i]] & Trait.identified) software.push(identities.software[ids[i]]);
  }
  return { os: identities.os[identities.osOf[server]], software };
}

function judgeConditional(
  matcher: Matcher,
  matches: SubjectMatches,
  subject: Parameters<Matcher['judgeOnServer']>[1],
  server: ServerSubjects,
  counter: CveCounter,
  onAffected: (cve: number) => void,
): void {
  for (const cve of matches.conditional) {
    const verdict = matcher.judgeOnServer(cve, subject, server);
    if (verdict === 'affected') {
      counter.affectedOne(cve);
      onAffected(cve);
    } else if (verdict === 'possibly-affected') counter.later(cve, 'possible');
    else if (verdict === 'unknown-version') counter.later(cve, 'unknown');
  }
}

/** Counts distinct CVEs of one server after another; a stamp per CVE says who saw it last, so nothing is cleared. */
class CveCounter {
  private readonly affectedStamp: Uint32Array;
  private readonly weakerStamp: Uint32Array;
  private readonly counts = new Uint32Array(SEVERITY_COUNT);
  private pendingPossible: number[] = [];
  private pendingUnknown: number[] = [];
  /** Stamps of CVEs that the index lacks, by number; few, so they grow as they come. */
  private readonly unrecordedStamp: number[] = [];
  /** Distinct ones of all servers. */
  readonly unrecordedNumbers: number[] = [];
  private unrecordedCount = 0;
  private stamp = 0;
  private total = 0;
  private exploited = 0;
  private possible = 0;
  private unknownVersion = 0;

  constructor(private readonly index: MatchIndex) {
    this.affectedStamp = new Uint32Array(index.cveCount);
    this.weakerStamp = new Uint32Array(index.cveCount);
  }

  start(): void {
    this.stamp++;
    this.counts.fill(0);
    this.total = this.exploited = this.possible = this.unknownVersion = this.unrecordedCount = 0;
    this.pendingPossible = [];
    this.pendingUnknown = [];
  }

  affected(cves: Uint32Array): void {
    for (let i = 0; i < cves.length; i++) this.affectedOne(cves[i]);
  }

  affectedOne(cve: number): void {
    if (this.affectedStamp[cve] === this.stamp) return;
    this.affectedStamp[cve] = this.stamp;
    this.total++;
    this.counts[this.index.severity[cve]]++;
    if (this.index.kev[cve] > 0) this.exploited++;
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

  /** Remembers a weaker verdict until all affected ones are known. */
  later(cve: number, verdict: 'possible' | 'unknown'): void {
    (verdict === 'possible' ? this.pendingPossible : this.pendingUnknown).push(cve);
  }

  /** A CVE counts once, under its best verdict: call only after every `affected`. */
  weaker(matches: SplitMatches): void {
    for (const cve of matches.possible) this.later(cve, 'possible');
    for (const cve of matches.unknownVersion) this.later(cve, 'unknown');
  }

  finish(columns: ServerColumns, server: number): void {
    for (const cve of this.pendingPossible) if (this.isNew(cve)) this.possible++;
    for (const cve of this.pendingUnknown) if (this.isNew(cve)) this.unknownVersion++;
    columns.vulnerabilities[server] = this.total;
    columns.exploited[server] = this.exploited;
    columns.possible[server] = this.possible;
    columns.unknownVersion[server] = this.unknownVersion;
    columns.unrecorded[server] = this.unrecordedCount;
    columns.bySeverity.set(this.counts, server * SEVERITY_COUNT);
    const highest = this.counts.findIndex((count) => count > 0);
    columns.level[server] = highest === -1 ? SEVERITY_NONE : highest;
  }

  private isNew(cve: number): boolean {
    if (this.affectedStamp[cve] === this.stamp || this.weakerStamp[cve] === this.stamp) return false;
    this.weakerStamp[cve] = this.stamp;
    return true;
  }
}

function matchesOf(bySubject: WeakMap<object, SplitMatches>, identity: object, match: () => SubjectMatches): SplitMatches {
  const known = bySubject.get(identity);
  if (known) return known;
  const made = split(match());
  bySubject.set(identity, made);
  return made;
}

const EMPTY = new Uint32Array(0);
const NO_MATCHES: SplitMatches = { cves: EMPTY, verdicts: new Uint8Array(0), conditional: EMPTY, affected: EMPTY, possible: EMPTY, unknownVersion: EMPTY, unrecorded: EMPTY };

function split(matches: SubjectMatches, unrecorded: Uint32Array = EMPTY): SplitMatches {
  if (matches.cves.length === 0 && matches.conditional.length === 0 && unrecorded.length === 0) return NO_MATCHES;
  const of = (code: number): Uint32Array => matches.cves.filter((_, i) => matches.verdicts[i] === code);
  return {
    cves: matches.cves,
    verdicts: matches.verdicts,
    conditional: matches.conditional,
    affected: of(VerdictCode.affected),
    possible: of(VerdictCode.possiblyAffected),
    unknownVersion: of(VerdictCode.unknownVersion),
    unrecorded,
  };
}

function supportOfIdentity(identity: Identity, knowledge: Knowledge, asOf: PlainDate): Support {
  const product = identity.product === '' ? undefined : knowledge.lifecycle.product(identity.product);
  const release = product?.releases.find((candidate) => candidate.name === identity.cycle);
  return supportOf(release, product, asOf);
}

const UNKNOWN_SUPPORT: Support = {
  phase: 'unknown', mainstreamEndsOn: null, endsOn: null, extendedUntil: null, extendedLabel: '', daysLeft: null,
};

function emptyColumns(servers: number): ServerColumns {
  return {
    score: new Uint32Array(servers),
    osEnded: new Uint8Array(servers),
    softwareEnded: new Uint8Array(servers),
    missingSecurity: new Uint8Array(servers),
    missingPatch: new Uint8Array(servers),
    judged: new Uint8Array(servers),
    vulnerabilities: new Uint32Array(servers),
    possible: new Uint32Array(servers),
    unknownVersion: new Uint32Array(servers),
    unrecorded: new Uint32Array(servers),
    exploited: new Uint32Array(servers),
    bySeverity: new Uint32Array(servers * SEVERITY_COUNT),
    updates: new Uint32Array(servers * 3),
    updatesKnown: new Uint8Array(servers),
    level: new Uint8Array(servers),
    atRisk: new Uint8Array(servers),
    throughCondition: new Map(),
  };
}

