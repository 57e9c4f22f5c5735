import type { SoftwareIdentity } from '../../identify/identity';
import { sourcesOf } from '../../identify/rules/sourcePackages';
import { cpeKey } from '../../identify/cpe';
import type { Assessment } from '../assessment';

/** Software of one product that one recommendation is about: its versions that have findings or whose support has ended. */
export interface ProductGroup {
  /** Stable over readings: product and, where it is known, cycle; or package and release. */
  readonly key: string;
  /** Indexes into `Estate.software`, ascending. */
  readonly members: readonly number[];
  /** True when it holds the versions whose support has ended; those of one product are one group. */
  readonly isEnded: boolean;
  /** Position in `Releases.all` of the release whose packages they are; -1 for other software. */
  readonly release: number;
}

export interface ProductGroups {
  readonly groups: readonly ProductGroup[];
  /** By release, then software: the position in `groups` or `NO_GROUP`. A package is another matter on each release. */
  readonly groupOf: readonly Int32Array[];
}

export const NO_GROUP = -1;

const kept = new WeakMap<object, ProductGroups>();

/**
 * Groups what has affected CVEs or is out of support by product: endoflife.date's with the cycle, else the CPE's `vendor:product`, else the name.
 * One pass over distinct software and one over the packages of each release, kept with the assessment.
 */
export function productGroups(assessment: Assessment): ProductGroups {
  let made = kept.get(assessment);
  if (!made) kept.set(assessment, (made = group(assessment)));
  return made;
}

function group({ estate, identities, software, releases }: Assessment): ProductGroups {
  const members: number[][] = [];
  const about: Omit<ProductGroup, 'members'>[] = [];
  const positions = new Map<string, number>();
  const put = (key: string, id: number, isEnded: boolean, release: number): number => {
    let position = positions.get(key);
    if (position === undefined) {
      positions.set(key, (position = members.length));
      members.push([]);
      about.push({ key, isEnded, release });
    }
    members[position].push(id);
    return position;
  };
  const common = new Int32Array(estate.software.length).fill(NO_GROUP);
  identities.software.forEach((identity, id) => {
    const isEnded = software.ended[id] === 1;
    if (identity.distribution !== null || software.servers[id] === 0 || (!isEnded && software.affected[id].length === 0)) return;
    common[id] = put(productKey(identity, estate.software[id].name, isEnded), id, isEnded, -1);
  });
  const groupOf = releases.all.map(({ matches, seen, scope }, release) => {
    const own = Int32Array.from(common);
    for (const id of [...seen].sort((a, b) => a - b)) {
      const affected = matches[id].affected.length > 0 || (matches[id].conditional.length > 0 && software.affected[id].length > 0);
      if (affected) own[id] = put(`package ${scope?.ecosystems.join(' ') ?? ''} ${sourceOf(identities.software[id])}`, id, false, release);
    }
    return own;
  });
  return { groups: about.map((one, i) => ({ ...one, members: members[i] })), groupOf };
}

function productKey(identity: SoftwareIdentity, name: string, isEnded: boolean): string {
  if (identity.product !== '') return isEnded ? `ended ${identity.product}` : `product ${identity.product} ${identity.cycle}`;
  return identity.cpes.length > 0 ? `cpe ${cpeKey(identity.cpes[0])}` : `name ${name.toLowerCase()}`;
}

/** The source package, which is what gets fixed; `openssl` of `libssl3`. */
export function sourceOf({ distribution, version }: SoftwareIdentity): string {
  if (distribution === null) return '';
  if (distribution.source !== '') return distribution.source;
  return distribution.manager === 'rpm' ? distribution.name : (sourcesOf(distribution.name.toLowerCase(), version).names[0] ?? distribution.name);
}
