import type { SoftwareIdentity } from '../../identify/identity';
import type { ServerSubjects } from '../../match/matcher';
import { compareVersions, isVersion } from '../../version/compareVersions';
import type { Assessment } from '../assessment';
import { newestSupported } from './newestSupported';
import { recordsOn, type Records } from './records';
import { releasedVersion } from './releasedVersion';

/** What a software should become. */
export interface SoftwareTarget {
  /** The version to install; '' when neither records nor support data name one, or the software is to be replaced. */
  readonly version: string;
  /** True: its support has ended and no supported version is known, so something else takes its place. */
  readonly replace: boolean;
  /** True when the version is of another release than the installed one. */
  readonly isOtherBranch: boolean;
  /** The newest supported version by endoflife.date, where it is newer than `version`; '' otherwise. */
  readonly newest: string;
  /** The software as it will be. Without a version it stands for nothing in the feeds any more. */
  readonly identity: SoftwareIdentity;
  /** CVE indexes that the new version still has, ascending. */
  readonly remaining: readonly number[];
}

/** Upgrades tried one after another: each may bring in records about the newer version. */
const MOST_UPGRADES = 16;
/** Records asked in one round, when one of them names a fix. */
const MOST_ASKED = 12;

/**
 * The version to move a software to, as seen on one server that has it.
 *
 * While its release is supported: the lowest version, going by `fixedIn`, that no record is about. A record's fix stands at the end of
 * the range that the installed version is in, so it is of the same branch where the product has branches. What no record names a fix of remains.
 * After the end of support: the newest supported version, or another product. Never an older version, never a pre-release.
 *
 * @param cves indexes of what the software is affected by
 * @param subjectsOf what is on a server, for those who ask about many software
 */
export function softwareTarget(assessment: Assessment, server: number, software: number, cves: readonly number[], subjectsOf?: (server: number) => ServerSubjects): SoftwareTarget {
  const identity = assessment.identities.software[software];
  const records = recordsOn(assessment, server, software, subjectsOf);
  const isEnded = assessment.software.ended[software] === 1;
  const supported = identity.distribution === null ? newestSupported(assessment.knowledge.lifecycle, identity.product, assessment.asOf) : undefined;
  const newest = supported && isNewer(identity, supported.version, identity.version) ? supported : undefined;
  const to = (version: string, cycle: string, remaining?: readonly number[]): SoftwareTarget => {
    const there = upgraded(identity, version, cycle);
    return {
      version, replace: false, isOtherBranch: cycle !== identity.cycle || branchOf(version) !== branchOf(identity.version), identity: there,
      newest: newest && isNewer(identity, newest.version, version) ? newest.version : '',
      remaining: [...(remaining ?? records.affected(there))].sort(ascending),
    };
  };
  if (isEnded) {
    if (!newest) return { version: '', replace: true, isOtherBranch: true, newest: '', identity: withoutName(identity), remaining: [] };
    return to(newest.version, newest.cycle);
  }
  const cleared = clearingVersion(records, identity, cves);
  if (cleared && cleared.remaining.length < cves.length) return to(cleared.version, identity.cycle, cleared.remaining);
  for (const candidate of [latestOfCycle(assessment, identity), newest]) {
    if (!candidate || !isNewer(identity, candidate.version, identity.version)) continue;
    const there = to(candidate.version, candidate.cycle);
    if (there.remaining.length < cves.length) return there;
  }
  return { version: '', replace: false, isOtherBranch: false, newest: '', identity: withoutName(identity), remaining: [] };
}

/**
 * The highest of the fixes that the records name, then that of what would be found on that version, and so on. Of many records the newest
 * are asked: their fixes are the highest, and what they leave open is asked in the next round. So no version is skipped.
 * undefined when no record names one, or none is a released version above the installed one.
 */
function clearingVersion(records: Records, identity: SoftwareIdentity, cves: readonly number[]): { version: string; remaining: readonly number[] } | undefined {
  let version = '';
  let there = identity;
  let left = cves;
  for (let i = 0; i < MOST_UPGRADES && left.length > 0; i++) {
    let next = version;
    // A higher index is a newer CVE.
    for (let at = left.length - 1, asked = 0; at >= 0 && (asked < MOST_ASKED || next === version); at--, asked++) {
      const fixedIn = releasedVersion(identity.scheme, records.fixedIn(left[at], there));
      if (fixedIn !== '' && isNewer(identity, fixedIn, next === '' ? identity.version : next)) next = fixedIn;
    }
    if (next === version) break;
    version = next;
    there = upgraded(identity, version, identity.cycle);
    left = [...records.affected(there)].sort(ascending);
  }
  return version === '' ? undefined : { version, remaining: left };
}

function latestOfCycle({ knowledge }: Assessment, { product, cycle, distribution }: SoftwareIdentity): { version: string; cycle: string } | undefined {
  if (product === '' || cycle === '' || distribution !== null) return undefined;
  const latest = knowledge.lifecycle.product(product)?.releases.find(({ name }) => name === cycle)?.latest ?? '';
  return latest === '' ? undefined : { version: releasedVersion('generic', latest), cycle };
}

/** Never an older version, nor one that cannot be compared. */
export function isNewer({ scheme }: SoftwareIdentity, version: string, than: string): boolean {
  return isVersion(scheme, version) && (than === '' || compareVersions(scheme, version, than) > 0);
}

/** The same software in another version; its update level is not known then. */
export function upgraded(identity: SoftwareIdentity, version: string, cycle: string): SoftwareIdentity {
  return { ...identity, version, cycle, cpes: identity.cpes.map((cpe) => ({ ...cpe, version, update: '*' })) };
}

/** The rule of what is not in the inventory yet. */
export const PLANNED = 'planned';

/** What takes a software's place does its work, and nothing is known against it. */
export function withoutName(identity: SoftwareIdentity): SoftwareIdentity {
  return { ...identity, cpes: [], version: '', product: '', cycle: '', distribution: null, rule: PLANNED };
}

/** `9` of `9.0.30`; an epoch is no part of it. */
export function branchOf(version: string): string {
  return /^(?:\d+:)?\D{0,3}(\d+)/.exec(version)?.[1] ?? '';
}

function ascending(a: number, b: number): number {
  return a - b;
}
