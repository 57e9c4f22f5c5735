import type { Assessment } from '../assessment';
import { BesideOs } from '../besideOs';
import { CvePlaces, CveSets } from '../cveSets';
import { has, OS_SUBJECT } from '../findings';
import { Trait } from '../releaseMatches';
import { serversByOs } from '../rollUp';
import { subjectsOfServer } from '../subjects';
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

const EMPTY = new Uint32Array(0);
/** Where subjects stand: what they match by themselves, what their conditions come to. */
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
  const { estate, identities, matcher, releases, servers, software, os, partners } = assessment;
  const result: ClearedPoints = {
    ofGroup: new Uint32Array(groups.length), groupServers: new Uint32Array(groups.length), groupInstalls: new Float64Array(groups.length), entangled: new Uint32Array(groups.length),
    ofOs: new Uint32Array(identities.os.length), ofUpdates: new Uint32Array(identities.os.length),
  };
  const places = new CvePlaces(assessment.knowledge.index);
  const own = new CveSets(places);
  for (const { affected } of software.matches) own.add({ affected, possible: EMPTY, unknownVersion: EMPTY });
  const ofOs = osCves.map(({ fixed, left }) => [fixed, left].map((affected) => own.add({ affected, possible: EMPTY, unknownVersion: EMPTY })));
  const toldBy = releases.all.map(({ scope }) => new Uint32Array(scope ? software.matches.length : 0));
  const beside = new BesideOs(matcher, identities, partners, new CveSets(places), () => undefined);
  const cves = new ServerCves(places, [own, beside.sets], groups.length);
  const seenOn = new Uint32Array(groups.length);
  const entangledOn = new Uint32Array(groups.length);
  const conditional: number[] = [];
  const partnered: number[] = [];
  const answering: number[] = [];

  for (const s of serversByOs(identities)) {
    const position = identities.osOf[s];
    const releaseAt = releases.ofOs[position];
    const { traits, matches, covered } = releases.all[releaseAt];
    const ownerOf = groupOf[releaseAt];
    const toldOf = toldBy[releaseAt];
    const stamp = s + 1;
    cves.start();
    beside.startServer(position);
    conditional.length = partnered.length = answering.length = 0;
    let endedGroup: number = NO_GROUP;
    let endedGroups = 0;

    const { offsets, software: installed } = estate.installs;
    for (let i = offsets[s]; i < offsets[s + 1]; i++) {
      const id = installed[i];
      const trait = traits[id];
      if (trait === 0) continue;
      const group = ownerOf[id];
      if (group !== NO_GROUP && seenOn[group] !== stamp) {
        seenOn[group] = stamp;
        result.groupServers[group]++;
        result.groupInstalls[group] += offsets[s + 1] - offsets[s];
      }
      if (trait & Trait.ended && group !== endedGroup) {
        endedGroup = group;
        endedGroups++;
      }
      if (partners.answers[id]) {
        beside.put(id);
        answering.push(id);
      }
      if (trait & Trait.conditional) conditional.push(id);
      if (trait & Trait.matched) {
        cves.add(OWN, covered[id] ? (toldOf[id] ||= own.add({ affected: matches[id].affected, possible: EMPTY, unknownVersion: EMPTY }) + 1) - 1 : id, group === NO_GROUP ? NOBODY : group);
      }
    }
    cves.add(OWN, ofOs[position][0], OS_OWNER);
    cves.add(OWN, ofOs[position][1], NOBODY);
    for (const id of conditional) {
      if (beside.hasPartner(id)) partnered.push(id);
      else {
        const subject = beside.conditionedOf(id, matches[id].conditional);
        if (subject >= 0) cves.add(BESIDE, subject, ownerOf[id] === NO_GROUP ? NOBODY : ownerOf[id]);
      }
    }
    const osIsPartnered = os[position].matches.conditional.length > 0 && beside.hasPartner(OS_SUBJECT);
    if (partnered.length > 0 || osIsPartnered) {
      for (const id of answering) {
        const group = ownerOf[id];
        if (group === NO_GROUP || entangledOn[group] === stamp) continue;
        entangledOn[group] = stamp;
        result.entangled[group]++;
      }
      addThrough(assessment, s, partnered, (cve, subject) => cves.addOne(cve, subject === OS_SUBJECT ? OS_OWNER : ownerOf[subject] === NO_GROUP ? NOBODY : ownerOf[subject]));
    }

    const updates = servers.updates[s * 3] + servers.updates[s * 3 + 1];
    cves.finish((group, count) => (result.ofGroup[group] += count));
    const osFixed = cves.clearedBy(OS_OWNER);
    if (endedGroups === 1 && endedGroup !== NO_GROUP && groups[endedGroup].isEnded) result.ofGroup[endedGroup]++;
    result.ofUpdates[position] += updates + osFixed;
    if (servers.osEnded[s] === 1) {
      result.ofOs[position] += updates + 1 + (releases.all[releaseAt].scope ? servers.vulnerabilities[s] - cves.without((owner) => owner === OS_OWNER || (owner >= 0 && groups[owner].release >= 0)) : osFixed + cves.onlyIn(OWN, ofOs[position][1]));
    }
  }
  return result;
}

/** Whose the CVEs are that some software, or the system, of a server is affected by through other software. */
function addThrough(assessment: Assessment, server: number, partnered: readonly number[], take: (cve: number, subject: number) => void): void {
  const { estate, identities, matcher, os, releases, servers } = assessment;
  const through = servers.throughCondition.get(server) ?? [];
  if (through.length === 0) return;
  const { matches } = releases.all[releases.ofOs[identities.osOf[server]]];
  const candidates = [...partnered.map((id) => [id, matches[id].conditional] as const), [OS_SUBJECT, os[identities.osOf[server]].matches.conditional] as const];
  let subjects: ReturnType<typeof subjectsOfServer> | undefined;
  for (const cve of new Set(through)) {
    const holders = candidates.filter(([, conditional]) => has(conditional, cve));
    if (holders.length === 1) {
      take(cve, holders[0][0]);
      continue;
    }
    subjects ??= subjectsOfServer(estate, identities, server);
    for (const [id] of holders) {
      if (matcher.judgeOnServer(cve, id === OS_SUBJECT ? subjects.os : identities.software[id], subjects) === 'affected') take(cve, id);
    }
  }
}
