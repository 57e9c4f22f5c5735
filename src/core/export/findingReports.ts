import type { Assessment } from '../insights/assessment';
import { explainFinding, OS_SUBJECT, type Finding } from '../insights/findings';
import { releaseOf } from '../insights/matchesOn';
import { subjectsOfServer } from '../insights/subjects';
import type { MatchEvidence, ServerSubjects } from '../match/matcher';
import { cveFacts, reportOfFinding, subjectFacts, type CveFacts, type FindingReport, type SubjectFacts } from './findingReport';
import { RecentlyAsked } from './recentlyAsked';

/** CVEs whose facts are kept, about 400 bytes each: what one server has, most others have too. */
const KEPT_CVES = 50_000;
/** Trails that are kept, about 500 bytes each. */
const KEPT_TRAILS = 50_000;

interface KnownCve {
  readonly facts: CveFacts;
  /** Products of the estate's software that its conditions ask for; undefined when a trail depends on its subject alone. */
  readonly asked: Uint32Array | undefined;
}

/**
 * Findings of many servers as reports, each exactly as `findingReport` makes it (tested). What the CVE's record says is asked for once,
 * and a trail is found once for all servers on which it must be the same: for a subject, and beside each operating system where conditions
 * or advisories decide. Only where other software of a server may fulfil a condition is the trail its own.
 */
export class FindingReports {
  private readonly cves: RecentlyAsked<KnownCve>;
  private readonly trails: RecentlyAsked<MatchEvidence>;
  /** Whose finding was explained last. */
  private last: OnServer | undefined;
  /** Numbers for each subject and CVE beside each system are exact. */
  private readonly hasKeys: boolean;

  constructor(private readonly assessment: Assessment, keptCves = KEPT_CVES, keptTrails = KEPT_TRAILS) {
    const { estate, identities, matcher } = assessment;
    this.cves = new RecentlyAsked(keptCves);
    this.trails = new RecentlyAsked(keptTrails);
    this.hasKeys = (identities.os.length + 1) * (estate.software.length + 1) * matcher.index.cveCount <= Number.MAX_SAFE_INTEGER;
  }

  /** @param findings of this server */
  *ofServer(server: number, findings: readonly Finding[]): Generator<FindingReport> {
    const on = new OnServer(this.assessment, server);
    for (const finding of findings) {
      const { software, cve } = finding;
      const { facts, asked } = this.knownCve(cve);
      yield reportOfFinding(this.assessment, finding, on.factsOf(software), facts, this.trailOf(on, software, cve, asked));
    }
  }

  /** The trail of one finding, as `explainFinding` tells it. */
  explain({ server, software, cve }: Finding): MatchEvidence {
    if (this.last?.server !== server) this.last = new OnServer(this.assessment, server);
    return this.trailOf(this.last, software, cve, this.knownCve(cve).asked);
  }

  private knownCve(cve: number): KnownCve {
    let known = this.cves.get(cve);
    if (!known) {
      const { matcher, partners } = this.assessment;
      known = { facts: cveFacts(this.assessment, cve), asked: matcher.productsOfConditions(cve)?.filter((product) => partners.isInstalled[product] === 1) };
      this.cves.set(cve, known);
    }
    return known;
  }

  private trailOf(on: OnServer, software: number, cve: number, asked: Uint32Array | undefined): MatchEvidence {
    if (!this.hasKeys || (asked !== undefined && on.hasOther(software, asked))) return on.explain(software, cve);
    const key = this.keyOf(on, software, cve, asked !== undefined);
    let trail = this.trails.get(key);
    if (!trail) {
      trail = on.explain(software, cve);
      // A software that fulfils its own condition is named by its place on the server.
      if (trail.conditions.every((condition) => condition.software < 0)) this.trails.set(key, trail);
    }
    return trail;
  }

  private keyOf({ server, hasAdvisories }: OnServer, software: number, cve: number, isConditioned: boolean): number {
    const { estate, identities, matcher } = this.assessment;
    const isOfSystem = isConditioned || software === OS_SUBJECT || (hasAdvisories && identities.software[software].distribution !== null);
    const system = isOfSystem ? identities.osOf[server] + 1 : 0;
    return (system * (estate.software.length + 1) + software + 1) * matcher.index.cveCount + cve;
  }
}

const SEVERAL = -2;

/** What the trails of one server's findings share. */
class OnServer {
  /** Advisories speak of its release's packages. */
  readonly hasAdvisories: boolean;
  private readonly facts = new Map<number, SubjectFacts>();
  private subjects: ServerSubjects | undefined;
  /** By product the software that stands for it; `SEVERAL` for more than one. */
  private holders: Map<number, number> | undefined;

  constructor(private readonly assessment: Assessment, readonly server: number) {
    this.hasAdvisories = releaseOf(assessment, server).scope !== null;
  }

  factsOf(software: number): SubjectFacts {
    let facts = this.facts.get(software);
    if (!facts) this.facts.set(software, (facts = subjectFacts(this.assessment, this.server, software)));
    return facts;
  }

  explain(software: number, cve: number): MatchEvidence {
    const { estate, identities } = this.assessment;
    this.subjects ??= subjectsOfServer(estate, identities, this.server);
    return explainFinding(this.assessment, this.server, software, cve, this.subjects);
  }

  /** Whether software other than this stands for one of the products. */
  hasOther(software: number, products: Uint32Array): boolean {
    if (products.length === 0) return false;
    const holders = (this.holders ??= this.findHolders());
    return products.some((product) => (holders.get(product) ?? software) !== software);
  }

  private findHolders(): Map<number, number> {
    const { estate: { installs: { offsets, software } }, identities, matcher } = this.assessment;
    const holders = new Map<number, number>();
    for (let i = offsets[this.server]; i < offsets[this.server + 1]; i++) {
      for (const product of matcher.productsOf(identities.software[software[i]])) holders.set(product, holders.has(product) ? SEVERAL : software[i]);
    }
    return holders;
  }
}
