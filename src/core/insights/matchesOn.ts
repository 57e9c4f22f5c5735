import type { Assessment, SplitMatches } from './assessment';
import { VerdictCode } from '../match/verdict';
import { Trait, type ReleaseMatches } from './releaseMatches';

/** The release that a server's packages are judged by. */
export function releaseOf({ identities, releases }: Pick<Assessment, 'identities' | 'releases'>, server: number): ReleaseMatches {
  return releases.all[releases.ofOs[identities.osOf[server]]];
}

/** What a software comes to on a server, before conditions: the same on every server, but for packages that its release's advisories decide. */
export function matchesOn(assessment: Pick<Assessment, 'identities' | 'releases'>, server: number, software: number): SplitMatches {
  return releaseOf(assessment, server).matchesOf(software);
}

/** Every CVE that software affects by itself on one of the servers, each at least once. */
export function forEachAffected(assessment: Assessment, serverRows: readonly number[], softwareRows: readonly number[], take: (cve: number) => void): void {
  const { estate, identities, releases, software } = assessment;
  for (const row of softwareRows) if (!identities.software[row].distribution) for (const cve of software.matches[row].affected) take(cve);
  // A package counts on the release of a server that has it: elsewhere it may be another matter.
  const { offsets, software: ids } = estate.installs;
  const taken = releases.all.map(({ matches, seen }) => {
    const done = new Uint8Array(estate.software.length).fill(1);
    for (const id of seen) if (matches[id].affected.length > 0) done[id] = 0;
    return done;
  });
  for (const server of serverRows) {
    const release = releaseOf(assessment, server);
    const done = taken[releases.ofOs[identities.osOf[server]]];
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const id = ids[i];
      if (done[id]) continue;
      done[id] = 1;
      for (const cve of release.matches[id].affected) take(cve);
    }
  }
}

/** Every CVE that software affects beside the operating system of one of the servers, where that decides its conditions; each at least once. */
export function forEachAffectedByOs(assessment: Assessment, serverRows: readonly number[], take: (cve: number) => void): void {
  const { estate, identities, matcher } = assessment;
  const { offsets, software: ids } = estate.installs;
  const done = new Int32Array(estate.software.length).fill(-1);
  for (const server of [...serverRows].sort((a, b) => identities.osOf[a] - identities.osOf[b])) {
    const position = identities.osOf[server];
    const { traits } = releaseOf(assessment, server);
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const id = ids[i];
      if (!(traits[id] & Trait.conditional) || done[id] === position) continue;
      done[id] = position;
      const { cves, verdicts } = matcher.matchBeside(identities.software[id], identities.os[position]);
      cves.forEach((cve, at) => {
        if (verdicts[at] === VerdictCode.affected) take(cve);
      });
    }
  }
}
