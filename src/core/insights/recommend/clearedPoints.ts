import type { Assessment } from '../assessment';
import { estateSets, serversByOs } from '../estateSets';
import { OS_SUBJECT } from '../findings';
import { Trait } from '../releaseMatches';
import { CountingSets } from './countingSets';
import { GroupsAfter, REPLACED, STAYS } from './groupsAfter';
import type { GroupTargets } from './groupTargets';
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
  /** Points that what is recommended for the group clears, over the servers that are not open; meaningful where it is counted. */
  readonly cleared: Float64Array;
  isCounted(group: number): boolean;
  /** Installs of the servers of the group on which other software comes into it, or what is set aside: only assessing them tells what is cleared there. */
  readonly openInstalls: Float64Array;
  /** These servers; absent where they are none, or more than may be assessed. */
  readonly openServers: Map<number, number[]>;
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
 *
 * Where it is known what groups become (`targets`), the same pass counts what that clears: the CVEs of a group that nothing else has, less
 * those that its new versions have and nothing else.
 * @param mostOpen installs of the open servers of a group up to which these are listed
 */
export function clearedPoints(assessment: Assessment, productGroups: ProductGroups, osCves: readonly OsUpdates[], targets: ReadonlyMap<number, GroupTargets>, mostOpen: number): ClearedPoints {
  const { groups, groupOf } = productGroups;
  const { estate, identities, releases, servers, setAside } = assessment;
  const sets = estateSets(assessment);
  const after = new GroupsAfter(assessment, productGroups, targets, sets);
  const result: ClearedPoints = {
    ofGroup: new Uint32Array(groups.length), groupServers: new Uint32Array(groups.length), groupInstalls: new Float64Array(groups.length),
    cleared: new Float64Array(groups.length), isCounted: (group) => after.isCounted(group), openInstalls: new Float64Array(groups.length), openServers: new Map(),
    ofOs: new Uint32Array(identities.os.length), ofUpdates: new Uint32Array(identities.os.length),
  };
  const { ofGroup, groupServers, groupInstalls, cleared, openInstalls, openServers } = result;
  const ofOs = osCves.map(({ fixed, left }) => [sets.sets.addAffected(fixed), sets.sets.addAffected(left)]);
  const counting = new CountingSets(assessment, sets.sets);
  const cves = new ServerCves(sets.places, [sets.sets, sets.beside.sets], groups.length);
  const seenOn = new Uint32Array(groups.length);
  const openOn = new Uint32Array(groups.length);
  const { offsets } = estate.installs;

  for (const s of serversByOs(identities)) {
    const position = identities.osOf[s];
    const releaseAt = releases.ofOs[position];
    const ownerOf = groupOf[releaseAt];
    const codes = after.codes[releaseAt];
    const stamp = s + 1;
    cves.start();
    sets.walk(s);
    after.startOs(position);
    const { count, software, own, conditional, conditioned, conditionalCount } = sets;
    const isConcerned = setAside.concerns(s);
    const installs = offsets[s + 1] - offsets[s];
    const leaveOpen = (group: number): void => {
      if (group === NO_GROUP || openOn[group] === stamp) return;
      openOn[group] = stamp;
      cves.leaveOpen(group);
      openInstalls[group] += installs;
      if (openInstalls[group] > mostOpen) openServers.delete(group);
      else if (openServers.has(group)) openServers.get(group)!.push(s);
      else openServers.set(group, [s]);
    };
    for (let at = 0; at < count; at++) {
      const id = software[at];
      const group = ownerOf[id];
      const set = isConcerned ? counting.of(sets.sets, own[at], s, id) : own[at];
      cves.add(OWN, set, group === NO_GROUP ? NOBODY : group);
      if (group === NO_GROUP) continue;
      const code = codes[id];
      if (code > REPLACED) {
        if (isConcerned && counting.isSetAside(sets.sets, code - REPLACED)) leaveOpen(group);
        else cves.addAfter(OWN, code - REPLACED, group);
      } else if (code === STAYS) cves.addAfter(OWN, set, group);
      if (seenOn[group] === stamp) continue;
      seenOn[group] = stamp;
      groupServers[group]++;
      groupInstalls[group] += installs;
    }
    for (let which = 0; which < 2; which++) {
      const set = ofOs[position][which];
      cves.add(OWN, isConcerned ? counting.of(sets.sets, set, s, OS_SUBJECT) : set, which === 0 ? OS_OWNER : NOBODY);
    }
    for (let at = 0; at < conditionalCount; at++) {
      const id = conditional[at];
      const group = ownerOf[id];
      const set = isConcerned ? counting.of(sets.beside.sets, conditioned[at], s, id) : conditioned[at];
      cves.add(BESIDE, set, group === NO_GROUP ? NOBODY : group);
      if (codes[id] === STAYS) cves.addAfter(BESIDE, set, group);
    }
    if (sets.partnered.length > 0 || sets.systemIsPartnered) {
      // Its going may change more than its own CVEs, and what takes its place has conditions of its own.
      for (const id of sets.answering) leaveOpen(ownerOf[id]);
      for (const id of sets.partnered) leaveOpen(ownerOf[id]);
      for (const { subject, set } of sets.throughOn(s)) {
        const counted = isConcerned ? counting.of(sets.sets, set, s, subject) : set;
        cves.add(OWN, counted, subject === OS_SUBJECT ? OS_OWNER : ownerOf[subject] === NO_GROUP ? NOBODY : ownerOf[subject]);
      }
    }

    const updates = servers.updates[s * 3] + servers.updates[s * 3 + 1];
    cves.finish(ofGroup, cleared);
    const osFixed = cves.takeCleared(OS_OWNER);
    if (sets.seen & Trait.ended) {
      const group = onlyEndedGroup(releases.all[releaseAt].traits, ownerOf, software, count);
      if (group !== NO_GROUP && groups[group].isEnded) {
        ofGroup[group]++;
        if (openOn[group] !== stamp) cleared[group]++;
      }
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
