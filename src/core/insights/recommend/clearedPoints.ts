import type { Assessment } from '../assessment';
import { estateSets, serversByOs } from '../estateSets';
import { OS_SUBJECT } from '../findings';
import { Trait } from '../releaseMatches';
import type { OsUpdates } from './osTargets';
import { NO_GROUP, type ProductGroups } from './productGroups';
import { ServerCves } from './serverCves';

/** Points of the score, over all servers, that go with one thing when nothing takes its place and all else stays. */
export interface ClearedPoints {
  /** By position in `ProductGroups.groups`. */
  readonly ofGroup: Uint32Array;
  /** Servers that have one of the group. */
  readonly groupServers: Uint32Array;
  /** Installs of these servers, of whatever software: what assessing them anew goes over. */
  readonly groupInstalls: Float64Array;
  /** Servers of the group on which conditions of other software ask for one of its products: its going may change more than its own CVEs. */
  readonly entangled: Uint32Array;
  /** By operating system: with its end of support, its CVEs, its distribution's packages and the pending updates gone. */
  readonly ofOs: Uint32Array;
  /** By operating system: with its pending critical and security updates and the CVEs gone that updates fix. */
  readonly ofUpdates: Uint32Array;
}

/** Where sets stand: what they match by themselves, what their conditions come to. */
const OWN = 0;
const BESIDE = 1;
/** Owners beside the groups of products. */
const OS_OWNER = -1;
const NOBODY = -2;

/**
 * Points that each group of products, each operating system and its updates clear by themselves. A CVE that another subject of a server
 * has too is not cleared: per server the bits seen once and those seen again are told apart, as in the roll-up, so that a software's CVEs
 * are a few words and never a list per server.
 */
export function clearedPoints(assessment: Assessment, { groups, groupOf }: ProductGroups, osCves: readonly OsUpdates[]): ClearedPoints {
  const { estate, identities, releases, servers, setAside } = assessment;
  const result: ClearedPoints = {
    ofGroup: new Uint32Array(groups.length), groupServers: new Uint32Array(groups.length), groupInstalls: new Float64Array(groups.length), entangled: new Uint32Array(groups.length),
    ofOs: new Uint32Array(identities.os.length), ofUpdates: new Uint32Array(identities.os.length),
  };
  const sets = estateSets(assessment);
  const ofOs = osCves.map(({ fixed, left }) => [sets.sets.addAffected(fixed), sets.sets.addAffected(left)]);
  const cves = new ServerCves(sets.places, [sets.sets, sets.beside.sets], groups.length);
  const seenOn = new Uint32Array(groups.length);
  const entangledOn = new Uint32Array(groups.length);
  const { offsets } = estate.installs;
  const { groupServers, groupInstalls } = result;
  const through = servers.throughCondition;

  for (const s of serversByOs(identities)) {
    const position = identities.osOf[s];
    const releaseAt = releases.ofOs[position];
    const ownerOf = groupOf[releaseAt];
    const stamp = s + 1;
    cves.start();
    sets.walk(s);
    const { count, software, own, conditional, conditioned, conditionalCount } = sets;
    const installs = offsets[s + 1] - offsets[s];
    for (let at = 0; at < count; at++) {
      const group = ownerOf[software[at]];
      cves.add(OWN, own[at], group === NO_GROUP ? NOBODY : group);
      if (group === NO_GROUP || seenOn[group] === stamp) continue;
      seenOn[group] = stamp;
      groupServers[group]++;
      groupInstalls[group] += installs;
    }
    cves.add(OWN, ofOs[position][0], OS_OWNER);
    cves.add(OWN, ofOs[position][1], NOBODY);
    for (let at = 0; at < conditionalCount; at++) {
      const group = ownerOf[conditional[at]];
      cves.add(BESIDE, conditioned[at], group === NO_GROUP ? NOBODY : group);
    }
    if (sets.partnered.length > 0 || sets.systemIsPartnered) {
      for (const id of sets.answering) {
        const group = ownerOf[id];
        if (group === NO_GROUP || entangledOn[group] === stamp) continue;
        entangledOn[group] = stamp;
        result.entangled[group]++;
      }
      for (const { subject, set } of sets.throughOn(s)) {
        const counted = setAside.concerns(s) ? sets.sets.addAffected(sets.sets.affectedOf(set).filter((cve) => through.get(s)?.includes(cve))) : set;
        cves.add(OWN, counted, subject === OS_SUBJECT ? OS_OWNER : ownerOf[subject] === NO_GROUP ? NOBODY : ownerOf[subject]);
      }
    }

    const updates = servers.updates[s * 3] + servers.updates[s * 3 + 1];
    cves.finish(result.ofGroup);
    const osFixed = cves.takeCleared(OS_OWNER);
    if (sets.seen & Trait.ended) {
      const group = onlyEndedGroup(releases.all[releaseAt].traits, ownerOf, software, count);
      if (group !== NO_GROUP && groups[group].isEnded) result.ofGroup[group]++;
    }
    result.ofUpdates[position] += updates + osFixed;
    if (servers.osEnded[s] === 1) {
      result.ofOs[position] += updates + 1 + (releases.all[releaseAt].scope ? servers.vulnerabilities[s] - cves.without((owner) => owner === OS_OWNER || (owner >= 0 && groups[owner].release >= 0)) : osFixed + cves.onlyIn(OWN, ofOs[position][1]));
    }
  }
  return result;
}

/** The group of all software of a server that is out of support; `NO_GROUP` when there are several. */
function onlyEndedGroup(traits: Uint8Array, ownerOf: Int32Array, software: Uint32Array, count: number): number {
  let only: number = NO_GROUP;
  for (let at = 0; at < count; at++) {
    if (!(traits[software[at]] & Trait.ended)) continue;
    const group = ownerOf[software[at]];
    if (only !== NO_GROUP && group !== only) return NO_GROUP;
    only = group;
  }
  return only;
}
