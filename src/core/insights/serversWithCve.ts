import { AffectedUnderConditions } from './affectedUnderConditions';
import type { Assessment } from './assessment';
import { estateSets } from './estateSets';
import { has, OS_SUBJECT } from './findings';
import { Trait } from './releaseMatches';

/** Affected by itself; perhaps under conditions. */
const PLAIN = 1;
const MAYBE = 2;
const AT_ONCE = 8;
const NOBODY = new Uint8Array(0);

/** Servers with verdict `affected` for a CVE, ascending; not those where it is set aside on everything that has it. */
export function serversWithCve(assessment: Assessment, cve: number): Uint32Array {
  const { estate, identities, os, servers, releases, setAside } = assessment;
  const { offsets, software } = estate.installs;
  const holding = holders(assessment, cve);
  const ofOs = os.map(({ matches }) => (has(matches.affected, cve) ? PLAIN : 0) | (has(matches.conditional, cve) ? MAYBE : 0));
  if (holding.every((ofRelease) => ofRelease === undefined) && ofOs.every((hold) => hold === 0)) return new Uint32Array(0);
  const conditions = new AffectedUnderConditions(assessment, cve);
  const isSetAside = setAside.cves.has(cve);
  const found: number[] = [];
  for (let server = 0; server < estate.servers.length; server++) {
    if (servers.vulnerabilities[server] === 0) continue;
    const position = identities.osOf[server];
    const ofRelease = holding[releases.ofOs[position]];
    // Where something may be set aside a subject that has it by itself is not enough.
    const enough = isSetAside && setAside.concerns(server) ? 0 : PLAIN;
    let hold = ofOs[position];
    if (ofRelease === undefined) {
      if (hold & enough || (hold && counts(server, hold, NOBODY))) found.push(server);
      continue;
    }
    const end = offsets[server + 1];
    let i = offsets[server];
    // Several at a time: nearly none has it, and looking at each answer by itself takes longer than looking up more of them.
    for (; i + AT_ONCE <= end && !(hold & enough); i += AT_ONCE) {
      hold |= ofRelease[software[i]] | ofRelease[software[i + 1]] | ofRelease[software[i + 2]] | ofRelease[software[i + 3]]
        | ofRelease[software[i + 4]] | ofRelease[software[i + 5]] | ofRelease[software[i + 6]] | ofRelease[software[i + 7]];
    }
    for (; i < end && !(hold & enough); i++) hold |= ofRelease[software[i]];
    if (hold & enough || (hold && counts(server, ofOs[position], ofRelease))) found.push(server);
  }
  return Uint32Array.from(found);

  /** Whether some subject has it and is not set aside. */
  function counts(server: number, ofSystem: number, ofRelease: Uint8Array): boolean {
    if (ofSystem && isAffected(server, OS_SUBJECT, ofSystem)) return true;
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const hold = ofRelease[software[i]];
      if (hold && isAffected(server, software[i], hold)) return true;
    }
    return false;
  }

  function isAffected(server: number, subject: number, hold: number): boolean {
    if (isSetAside && setAside.of(server, subject, cve) !== undefined) return false;
    return (hold & PLAIN) !== 0 || conditions.affects(server, subject);
  }
}

/** By release, what each software of it holds of a CVE; undefined where none does. */
function holders(assessment: Assessment, cve: number): readonly (Uint8Array | undefined)[] {
  const { releases, software } = assessment;
  const { sets, setsOnRelease } = estateSets(assessment);
  // Versions that match the same share a set: few are looked at.
  const isIn = new Uint8Array(sets.count);
  sets.markAffectedBy(cve, isIn, PLAIN);
  return releases.all.map(({ traits, matches }, release) => {
    const setOf = setsOnRelease[release];
    const hold = new Uint8Array(setOf.length);
    let any = 0;
    for (let id = 0; id < hold.length; id++) {
      let one = isIn[setOf[id]];
      // What no server is affected by is not looked for under conditions.
      if (traits[id] & Trait.conditional && has(software.affected[id], cve) && has(matches[id].conditional, cve)) one |= MAYBE;
      hold[id] = one;
      any |= one;
    }
    return any === 0 ? undefined : hold;
  });
}
