import { isPatchManagement, isSecuritySoftware } from '../identify/categories';
import type { Identity, Support } from '../identify/identity';
import { supportOf } from '../identify/support';
import type { Estate } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import { AdvisoryJudge, type PackageMatches } from '../match/advisories/advisoryJudge';
import type { ReleaseScope } from '../match/advisories/releaseScope';
import { ColumnPool } from '../match/columnPool';
import type { Knowledge } from '../match/knowledge';
import type { Matcher, SubjectMatches } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import { SEVERITIES } from '../match/verdict';
import type { Assessment, OsResult, SplitMatches } from './assessment';
import { scoreTerms } from './assessment';
import { byProduct, productsOfSoftware, type ProductsOfSoftware } from './byProduct';
import { undecided } from './estate/decidedColumns';
import { EstatePartners } from './estatePartners';
import type { EstateIdentities } from './identifyEstate';
import { ownTraits, ReleaseMatches, type Releases } from './releaseMatches';
import { rollUp, type MutableSoftware } from './rollUp';
import { scoreOf } from './score';
import { NO_MATCHES, splitMatches } from './splitMatches';
import { NOTHING_SET_ASIDE } from './suppress/setAside';

export interface AssessInput {
  readonly estate: Estate;
  readonly identities: EstateIdentities;
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly staleAfterDays: number;
}

/** Matches kept with the identity object: independent of date and server, by itself and on each release that advisories speak of. */
interface KeptMatches {
  readonly bySubject: WeakMap<object, SplitMatches>;
  readonly pool: ColumnPool;
  readonly judge: AdvisoryJudge;
  /** null where the release's advisories are silent. */
  readonly byScope: WeakMap<ReleaseScope, WeakMap<object, SplitMatches | null>>;
  readonly splitOf: WeakMap<PackageMatches, SplitMatches>;
}

const keptByFeeds = new WeakMap<Matcher, WeakMap<Knowledge['advisories'], KeptMatches>>();

/**
 * Judges an estate on a date: every distinct software and OS once, then a roll-up per server (`rollUp`).
 */
export function assess(input: AssessInput): Assessment {
  const { estate, identities, knowledge, matcher, asOf } = input;
  const kept = keptFor(input);
  const scopes = identities.os.map(({ identity }) => kept.judge.scopeOf(identity));
  const os = identities.os.map((subject, i): OsResult => {
    const matches = withoutNamed(matchesOf(kept, subject, () => matcher.matchOs(subject)), scopes[i], kept.judge);
    return {
      support: supportOfIdentity(subject.identity, knowledge, asOf),
      matches,
      beside: matches.conditional.length === 0 ? matches : withoutNamed(splitMatches(matcher.matchBeside(subject, subject)), scopes[i], kept.judge),
    };
  });
  const products = productsOfSoftware(matcher, identities);
  const software = judgeSoftware(input, products, kept);
  const releases = releasesOf(input, software, scopes, kept);
  const partners = new EstatePartners(matcher, identities, products, estate.software.flatMap((_, id) => (software.matches[id].conditional.length > 0 ? [id] : [])));
  const { servers, unrecordedCves } = rollUp(input, os, software, releases, partners);
  const assessment: Assessment = {
    estate, knowledge, matcher, identities, asOf,
    today: input.today,
    staleAfterDays: input.staleAfterDays,
    software, os, servers, releases, partners, unrecordedCves,
    decided: undecided(estate.servers, servers),
    setAside: NOTHING_SET_ASIDE,
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
  const kept = byAdvisories.get(advisories) ?? { bySubject: new WeakMap(), pool: new ColumnPool(), judge: new AdvisoryJudge(matcher.index, advisories), byScope: new WeakMap(), splitOf: new WeakMap() };
  byAdvisories.set(advisories, kept);
  return kept;
}

/** A record about a whole release of a distribution is silent where the release's advisories name its CVE: they say which packages it concerns. */
function withoutNamed(matches: SplitMatches, scope: ReleaseScope | null, judge: AdvisoryJudge): SplitMatches {
  if (!scope || (matches.cves.length === 0 && matches.conditional.length === 0)) return matches;
  const isSilent = (cve: number): boolean => !judge.namesCve(scope, cve);
  return splitMatches({ cves: matches.cves.filter(isSilent), verdicts: matches.verdicts.filter((_, i) => isSilent(matches.cves[i])), conditional: matches.conditional.filter(isSilent) });
}

/** The releases of the estate's servers; that of servers without advisories comes first. */
function releasesOf({ identities }: AssessInput, software: MutableSoftware, scopes: readonly (ReleaseScope | null)[], { judge, byScope, splitOf }: KeptMatches): Releases {
  const own = Uint8Array.from(identities.software, (identity, id) => ownTraits(identity, software.ended[id], software.isSecurity[id], software.isPatch[id]));
  // Versions between two fixes share what the judge says of them.
  const splitOnce = (judged: PackageMatches): SplitMatches => {
    let made = splitOf.get(judged);
    if (!made) splitOf.set(judged, (made = splitMatches(judged, judged.unrecorded)));
    return made;
  };
  const judgePackage = (id: number, scope: ReleaseScope): SplitMatches | null => {
    const identity = identities.software[id];
    const ofScope = byScope.get(scope) ?? new WeakMap<object, SplitMatches | null>();
    byScope.set(scope, ofScope);
    let matches = ofScope.get(identity);
    if (matches === undefined) {
      const judged = judge.match(identity, scope);
      matches = judged && splitOnce(judged);
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

function judgeSoftware(input: AssessInput, products: ProductsOfSoftware, kept: KeptMatches): MutableSoftware {
  const { identities, knowledge, matcher, asOf } = input;
  const count = identities.software.length;
  const matches = Array<SplitMatches>(count).fill(NO_MATCHES);
  const support = Array<Support>(count).fill(UNKNOWN_SUPPORT);
  const columns = {
    affected: Array<Uint32Array>(count).fill(NO_MATCHES.affected),
    bySeverity: new Uint32Array(count * SEVERITIES.length),
    exploited: new Uint32Array(count),
    possible: new Uint32Array(count),
    servers: new Uint32Array(count),
    judged: new Uint8Array(count),
    ended: new Uint8Array(count),
    isSecurity: new Uint8Array(count),
    isPatch: new Uint8Array(count),
  };
  // Software of one product reads the same rows of the feed, which lie all over memory: judged one after another, it finds them at hand.
  for (const id of byProduct(products, matcher.index.productCount)) {
    const identity = identities.software[id];
    const matched = matchesOf(kept, identity, () => matcher.matchSoftware(identity));
    // The distribution maintains its packages, whatever the upstream cycle: its own end of support is the OS's.
    const supported = identity.distribution === null ? supportOfIdentity(identity, knowledge, asOf) : UNKNOWN_SUPPORT;
    matches[id] = matched;
    support[id] = supported;
    columns.affected[id] = matched.affected;
    columns.possible[id] = matched.possible.length;
    columns.judged[id] = isIdentified(identity) ? 1 : 0;
    columns.ended[id] = supported.phase === 'ended' ? 1 : 0;
    columns.isSecurity[id] = isSecuritySoftware(identity) ? 1 : 0;
    columns.isPatch[id] = isPatchManagement(identity) ? 1 : 0;
  }
  return { matches, support, ...columns };
}

function matchesOf({ bySubject, pool }: KeptMatches, identity: object, match: () => SubjectMatches): SplitMatches {
  const known = bySubject.get(identity);
  if (known) return known;
  const made = splitMatches(match(), undefined, pool);
  bySubject.set(identity, made);
  return made;
}

function supportOfIdentity(identity: Identity, knowledge: Knowledge, asOf: PlainDate): Support {
  const product = identity.product === '' ? undefined : knowledge.lifecycle.product(identity.product);
  const release = product?.releases.find((candidate) => candidate.name === identity.cycle);
  return supportOf(release, product, asOf);
}

const UNKNOWN_SUPPORT: Support = {
  phase: 'unknown', mainstreamEndsOn: null, endsOn: null, extendedUntil: null, extendedLabel: '', daysLeft: null,
};
