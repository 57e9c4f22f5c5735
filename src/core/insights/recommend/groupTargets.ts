import type { SoftwareIdentity } from '../../identify/identity';
import type { ServerSubjects } from '../../match/matcher';
import { compareVersions } from '../../version/compareVersions';
import type { Assessment } from '../assessment';
import { MOST_VERSIONS } from './recommendation';
import type { ProductGroup } from './productGroups';
import { branchOf, isNewer, PLANNED, softwareTarget, upgraded, withoutName, type SoftwareTarget } from './softwareTarget';

/** What becomes of the versions of a group. */
export interface GroupTargets {
  /** By index of a software. */
  readonly identityOf: ReadonlyMap<number, SoftwareIdentity>;
  readonly isReplaced: boolean;
  readonly isOtherBranch: boolean;
  readonly from: readonly string[];
  readonly versions: number;
  readonly to: readonly string[];
  readonly newest: string;
  /** CVE indexes of all its versions. */
  readonly cves: ReadonlySet<number>;
  readonly remaining: ReadonlySet<number>;
  /** True where the new versions have conditions that the rest of a server decides. */
  readonly isConditional: boolean;
}

/** Versions of a group whose target is worked out; those of one branch share it, so it takes many branches to reach this. */
const MOST_WORKED_OUT = 24;

/**
 * @param serverOf one server that has the software, on the group's release
 * @param subjectsOf what is on a server; many versions are seen on the same one
 */
export function groupTargets(assessment: Assessment, group: ProductGroup, serverOf: (software: number) => number, subjectsOf: (server: number) => ServerSubjects): GroupTargets {
  const { identities, matcher } = assessment;
  const cves = new Set<number>();
  const remaining = new Set<number>();
  const identityOf = new Map<number, SoftwareIdentity>();
  const worked: { readonly base: SoftwareIdentity; readonly target: SoftwareTarget }[] = [];
  const of = (id: number): SoftwareIdentity => identities.software[id];
  const { scheme } = of(group.members[0]);
  const byVersion = [...group.members].sort((a, b) => compareVersions(scheme, of(a).version, of(b).version) || a - b);
  let isReplaced = true;
  let isOtherBranch = false;
  let newest = '';
  for (const id of byVersion) {
    const identity = of(id);
    const own = cvesOf(assessment, group, id);
    for (const cve of own) cves.add(cve);
    let target = worked.find(({ base, target: known }) => isShared(base, identity, known))?.target;
    if (!target) {
      if (worked.length >= MOST_WORKED_OUT) {
        identityOf.set(id, withoutName(identity));
        continue;
      }
      target = softwareTarget(assessment, serverOf(id), id, Array.from(own), subjectsOf);
      worked.push({ base: identity, target });
    }
    isReplaced &&= target.replace;
    isOtherBranch ||= target.isOtherBranch;
    if (target.newest !== '' && (newest === '' || compareVersions(scheme, target.newest, newest) > 0)) newest = target.newest;
    for (const cve of target.remaining) remaining.add(cve);
    identityOf.set(id, target.version === '' ? withoutName(identity) : upgraded(identity, target.version, target.identity.cycle));
  }
  // Versions without a known fix stay as they are where others have one: nobody is told to install something older.
  const fixless = byVersion.filter((id) => identityOf.get(id)!.rule === PLANNED && assessment.software.ended[id] === 0);
  if (fixless.length < byVersion.length) {
    for (const id of fixless) {
      identityOf.delete(id);
      for (const cve of cvesOf(assessment, group, id)) remaining.add(cve);
    }
  }
  const order = (a: string, b: string): number => compareVersions(scheme, a, b);
  const installed = [...new Set(byVersion.filter((id) => identityOf.has(id)).map((id) => of(id).version))];
  return {
    identityOf, isReplaced, isOtherBranch, newest, cves, remaining,
    from: installed.slice(0, MOST_VERSIONS),
    versions: installed.length,
    to: [...new Set(worked.map(({ target }) => target.version).filter((version) => version !== ''))].sort(order),
    isConditional: worked.some(({ target }) => target.version !== '' && target.identity.distribution === null && matcher.matchSoftware(target.identity).conditional.length > 0),
  };
}

/** The CVEs that a member of a group is affected by, on the group's release where it is of one. */
function cvesOf({ software, releases }: Assessment, { release }: ProductGroup, id: number): Uint32Array {
  return release < 0 ? software.affected[id] : releases.all[release].matches[id].affected;
}

/** A later version of the same branch moves to the version that the first one needs. */
function isShared(base: SoftwareIdentity, identity: SoftwareIdentity, { version }: SoftwareTarget): boolean {
  if (base.cpes.length !== identity.cpes.length || base.cpes.some((cpe, i) => !isSameName(cpe, identity.cpes[i]))) return false;
  if (base.distribution?.name !== identity.distribution?.name) return false;
  if (version === '') return base.version === identity.version;
  return branchOf(base.version) === branchOf(identity.version) && isNewer(identity, version, identity.version);
}

function isSameName(a: SoftwareIdentity['cpes'][number], b: SoftwareIdentity['cpes'][number]): boolean {
  return a.vendor === b.vendor && a.product === b.product && a.targetSw === b.targetSw && a.swEdition === b.swEdition && a.edition === b.edition && a.targetHw === b.targetHw;
}
