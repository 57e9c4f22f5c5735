import { VerdictCode } from '../match/verdict';
import type { Assessment } from './assessment';
import { findingsOfSoftware, has, OS_SUBJECT } from './findings';
import { releaseOf } from './matchesOn';
import { Trait } from './releaseMatches';
import { RowSet } from './rowSet';

/** Which findings are looked for. */
export interface WantedFindings {
  readonly cve: (cve: number) => boolean;
  /** Of these software, by index into `Estate.software`, … */
  readonly software: (id: number) => boolean;
  /** … or of these operating systems, by position in `EstateIdentities.os`. */
  readonly os: (position: number) => boolean;
}

const YES = 1;
const NO = 2;
/** Only through CVEs that are set aside on some server: asked of each. */
const PERHAPS = 3;

/** Servers with a finding, verdict `affected`, of a wanted CVE on a wanted subject. */
export function serversWithFinding(assessment: Assessment, wanted: WantedFindings): RowSet {
  const { estate, identities, os, servers, releases, setAside } = assessment;
  const counts = (server: number, subject: number) => (cve: number): boolean => wanted.cve(cve) && setAside.of(server, subject, cve) === undefined;
  const told = (affected: Uint32Array): number => {
    if (setAside.cves.size === 0) return affected.some(wanted.cve) ? YES : NO;
    return affected.some((cve) => wanted.cve(cve) && !setAside.cves.has(cve)) ? YES : affected.some(wanted.cve) ? PERHAPS : NO;
  };
  const { offsets, software: ids } = estate.installs;
  // What no server has as affected, none has here: most software ends at this look.
  const wantedSoftware = Uint8Array.from(assessment.software.affected, (affected, id) => (wanted.software(id) && affected.some(wanted.cve) ? 1 : 0));
  const wantedOs = os.map(({ beside }, position) => (wanted.os(position) ? told(beside.affected) : NO));
  // By release: a distribution's package is another matter on another release.
  const plain = releases.all.map(() => new Uint8Array(estate.software.length));
  const besideOs = new BesideOs(assessment, wanted.cve);
  return RowSet.where(estate.servers.length, (server) => {
    const position = identities.osOf[server];
    if (wantedOs[position] === YES || (wantedOs[position] === PERHAPS && os[position].beside.affected.some(counts(server, OS_SUBJECT)))) return true;
    // Only `affected` counts; a server without any has nothing to look through.
    if (servers.vulnerabilities[server] === 0) return false;
    const release = releaseOf(assessment, server);
    const known = plain[releases.ofOs[position]];
    const through = servers.throughCondition.get(server);
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const id = ids[i];
      if (wantedSoftware[id] === 0) continue;
      if (known[id] === 0) known[id] = told(release.matchesOf(id).affected);
      if (known[id] === YES || (known[id] === PERHAPS && release.matches[id].affected.some(counts(server, id)))) return true;
      if (!(release.traits[id] & Trait.conditional)) continue;
      const { conditional } = release.matches[id];
      if ((besideOs.isAffected(id, position) && (!setAside.concerns(server) || isAffected(server, id))) || (mayHold(conditional, through) && isAffected(server, id))) return true;
    }
    return wanted.os(position) && mayHold(os[position].matches.conditional, through) && isAffected(server, OS_SUBJECT);
  });

  function mayHold(conditional: Uint32Array, through: readonly number[] | undefined): boolean {
    return through !== undefined && through.some((cve) => wanted.cve(cve) && has(conditional, cve));
  }

  /** Some other subject may be the one whose condition holds: few servers come this far, and are judged. */
  function isAffected(server: number, subject: number): boolean {
    return findingsOfSoftware(assessment, server, subject).some(({ cve, verdict }) => verdict === 'affected' && wanted.cve(cve));
  }
}

/** Conditions that the operating system decides by itself, judged once for each software and system. */
class BesideOs {
  /** By operating system, per software. */
  private readonly known: Uint8Array[];

  constructor(private readonly assessment: Assessment, private readonly wants: (cve: number) => boolean) {
    this.known = assessment.os.map(() => new Uint8Array(0));
  }

  isAffected(software: number, position: number): boolean {
    const { estate } = this.assessment;
    if (this.known[position].length === 0) this.known[position] = new Uint8Array(estate.software.length);
    const known = this.known[position];
    return (known[software] ||= this.judge(software, position) ? YES : NO) === YES;
  }

  private judge(software: number, position: number): boolean {
    const { identities, matcher } = this.assessment;
    const { cves, verdicts } = matcher.matchBeside(identities.software[software], identities.os[position]);
    return cves.some((cve, at) => verdicts[at] === VerdictCode.affected && this.wants(cve));
  }
}
