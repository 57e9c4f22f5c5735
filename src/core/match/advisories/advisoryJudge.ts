import type { Confidence, DistributionPackage, OsIdentity, SoftwareIdentity } from '../../identify/identity';
import { sourcesOf } from '../../identify/rules/sourcePackages';
import { isVersion } from '../../version/compareVersions';
import type { MatchEvidence, SubjectMatches, VerdictReason } from '../matcher';
import type { MatchIndex } from '../matchIndex';
import { VERDICTS, VerdictCode } from '../verdict';
import type { AdvisoryIndex } from './advisoryIndex';
import { AdvisoryOrder } from './advisoryIntervals';
import { isModuleBuild, PackageAdvisories, type AdvisoryOutcome, type Fix, type InstalledPackage } from './packageAdvisories';
import { releaseScope, type ReleaseScope } from './releaseScope';

/** What a release's advisories say of one package: NVD's ranges are silent then. */
export interface PackageMatches extends SubjectMatches {
  /** Numbers into `AdvisoryJudge.unrecordedCves`: affected, and the CVE is not in NVD's data. */
  readonly unrecorded: Uint32Array;
}

const RPM_NO_EPOCH = /^\(none\):/;
const EMPTY = new Uint32Array(0);

/** Judges distributions' packages by their distributions' advisories. Pure; one judge serves every server and date. */
export class AdvisoryJudge {
  private readonly scopes = new Map<string, ReleaseScope | null>();
  private readonly distinctScopes = new Map<string, ReleaseScope>();
  private readonly packages = new Map<ReleaseScope, Map<string, PackageAdvisories>>();
  private readonly numbers = new Map<string, number>();
  private readonly shared = new WeakMap<PackageAdvisories, Map<string, PackageMatches>>();
  /** Ids of CVEs that advisories name and NVD's data lacks, in order of first sight. */
  readonly unrecordedCves: string[] = [];

  constructor(
    private readonly index: MatchIndex,
    private readonly advisories: AdvisoryIndex,
  ) {}

  /** The advisories that speak of this system's packages; null when there are none. The same advisories give the identical object. */
  scopeOf(os: OsIdentity): ReleaseScope | null {
    const key = [os.family, os.distribution, os.version, os.confidence].join('\0');
    let scope = this.scopes.get(key);
    if (scope === undefined) {
      scope = this.shareScope(releaseScope(os, this.advisories.ecosystems));
      this.scopes.set(key, scope);
    }
    return scope;
  }

  /** AlmaLinux 8.8 and 8.9 have the same advisories: what is judged for the one holds for the other. */
  private shareScope(scope: ReleaseScope | null): ReleaseScope | null {
    if (!scope) return null;
    const key = JSON.stringify([scope.ecosystems, scope.extensions.map(({ ecosystem, mark }) => [ecosystem, mark.source]), scope.confidence]);
    const known = this.distinctScopes.get(key) ?? scope;
    this.distinctScopes.set(key, known);
    return known;
  }

  /** What the release's advisories say of a package; null when it is none of a distribution's, or none of them speaks of it. */
  match(identity: SoftwareIdentity, scope: ReleaseScope): PackageMatches | null {
    const found = this.find(identity, scope);
    if (!found) return null;
    const { advisories, installed, confidence } = found;
    const { version } = installed;
    if (installed.isModular || !version || version.isBare) return this.collect(found, [...advisories.byCve.keys()], []);
    // Versions between two fixes have the same CVEs: they share one object.
    const from = advisories.fixesAfter(version);
    if (advisories.others.length > 0) return this.collect(found, advisories.others, advisories.fixes.slice(from));
    let kept = this.shared.get(advisories);
    if (!kept) this.shared.set(advisories, (kept = new Map<string, PackageMatches>()));
    const key = `${from} ${confidence}`;
    let matches = kept.get(key);
    if (!matches) kept.set(key, (matches = this.collect(found, [], advisories.fixes.slice(from))));
    return matches;
  }

  /** The CVEs that have to be judged, and those that are known to hold. */
  private collect({ advisories, installed, confidence }: Found, asked: readonly string[], held: readonly Fix[]): PackageMatches {
    const cves: [cve: number, verdict: number][] = [];
    const unrecorded: number[] = [];
    const take = (id: string, code: number): void => {
      const cve = this.numberOf(id);
      if (cve >= 0) cves.push([cve, code]);
      else if (code === VerdictCode.affected) unrecorded.push(-1 - cve);
    };
    for (const id of asked) {
      const outcome = advisories.judge(id, installed);
      const code = outcome ? verdictOf(outcome.state, confidence).code : VerdictCode.notAffected;
      if (code !== VerdictCode.notAffected) take(id, code);
    }
    const { code } = verdictOf('affected', confidence);
    for (const { cve } of held) take(cve, code);
    cves.sort((a, b) => a[0] - b[0]);
    return {
      cves: Uint32Array.from(cves, ([cve]) => cve),
      verdicts: Uint8Array.from(cves, ([, verdict]) => verdict),
      conditional: EMPTY,
      unrecorded: Uint32Array.from(unrecorded).sort(),
    };
  }

  /** The trail of one CVE on a package; null where `match` is. */
  explain(cve: number, identity: SoftwareIdentity, scope: ReleaseScope): MatchEvidence | null {
    const found = this.find(identity, scope);
    if (!found) return null;
    const { confidence, name } = found;
    const outcome = found.advisories.judge(this.index.cveId(cve), found.installed);
    const silent = { cpe: '', criteria: '', conditions: [] };
    if (!outcome) {
      return { ...silent, verdict: 'not-affected', reason: 'advisory-not-listed', confidence, range: '', fixedIn: '', advisory: { id: '', ecosystem: scope.ecosystems[0]!, package: name, range: '' } };
    }
    const { entry, range, fixedIn } = outcome;
    const { code, reason } = verdictOf(outcome.state, confidence);
    return { ...silent, verdict: VERDICTS[code]!, reason, confidence, range, fixedIn, advisory: { id: entry.advisory, ecosystem: entry.ecosystem, package: name, range } };
  }

  /** True when an advisory of the release names the CVE: its packages decide then, not the release as a whole. */
  namesCve(scope: ReleaseScope, cve: number): boolean {
    const id = this.index.cveId(cve);
    return scope.ecosystems.some((ecosystem) => this.advisories.namesCve(ecosystem, id));
  }

  private find(identity: SoftwareIdentity, scope: ReleaseScope): Found | null {
    const { distribution, scheme } = identity;
    if (!distribution) return null;
    const text = identity.version.replace(RPM_NO_EPOCH, '0:');
    const order = new AdvisoryOrder(scheme, scheme === 'rpm' && !/^\d+:/.test(text));
    const { names, isKnown } = namesOf(distribution, text);
    for (const name of names) {
      const advisories = this.advisoriesOf(scope, name, order);
      if (!advisories.isCovered) continue;
      const installed: InstalledPackage = {
        text,
        version: isVersion(scheme, text) ? order.installed(text) : null,
        isModular: scheme === 'rpm' && isModuleBuild(text),
      };
      const steps = (isKnown ? 0 : 1) + (scope.confidence === 'high' ? 0 : 1);
      return { advisories, installed, name, confidence: CONFIDENCES[steps]! };
    }
    return null;
  }

  private advisoriesOf(scope: ReleaseScope, name: string, order: AdvisoryOrder): PackageAdvisories {
    let ofScope = this.packages.get(scope);
    if (!ofScope) this.packages.set(scope, (ofScope = new Map<string, PackageAdvisories>()));
    const key = [name, order.scheme, order.ignoresEpoch].join('\0');
    let advisories = ofScope.get(key);
    if (!advisories) ofScope.set(key, (advisories = new PackageAdvisories(this.advisories, scope, name, order)));
    return advisories;
  }

  /** The CVE's index in NVD's data; below 0 its number among those that it lacks, -1 for the first. */
  private numberOf(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      const cve = this.index.cveIndex(id);
      number = cve >= 0 ? cve : -this.unrecordedCves.push(id);
      this.numbers.set(id, number);
    }
    return number;
  }
}

interface Found {
  readonly advisories: PackageAdvisories;
  readonly installed: InstalledPackage;
  /** As the advisories call it. */
  readonly name: string;
  readonly confidence: Confidence;
}

const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];

/** What advisories may call a package, likelier first: Red Hat's family and SUSE name the binary, Debian's and Alpine the source. */
function namesOf({ manager, name, source }: DistributionPackage, version: string): { readonly names: readonly string[]; readonly isKnown: boolean } {
  if (manager === 'rpm') return { names: [name], isKnown: true };
  return source === '' ? sourcesOf(name.toLowerCase(), version) : { names: [source], isKnown: true };
}

function verdictOf(state: AdvisoryOutcome['state'], confidence: Confidence): { readonly code: number; readonly reason: VerdictReason } {
  switch (state) {
    case 'affected':
      // A low confidence affirms nothing.
      return confidence === 'low' ? { code: VerdictCode.possiblyAffected, reason: 'low-confidence-identity' } : { code: VerdictCode.affected, reason: 'advisory-affected' };
    case 'other-stream':
      return { code: VerdictCode.possiblyAffected, reason: 'advisory-other-stream' };
    case 'unknown':
      return { code: VerdictCode.unknownVersion, reason: 'version-unknown' };
    default:
      return { code: VerdictCode.notAffected, reason: 'advisory-fixed' };
  }
}
