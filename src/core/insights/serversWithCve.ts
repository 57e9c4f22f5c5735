import type { SoftwareIdentity } from '../identify/identity';
import type { OsSubject } from '../match/matcher';
import type { Assessment } from './assessment';
import { has, OS_SUBJECT } from './findings';

/** Affected by itself; perhaps under conditions. */
const PLAIN = 1;
const MAYBE = 2;

/** Servers with verdict `affected` for a CVE, ascending. */
export function serversWithCve(assessment: Assessment, cve: number): Uint32Array {
  const { estate, identities, os, releases } = assessment;
  const { offsets, software } = estate.installs;
  const holding = releases.all.map(({ matches }) => Uint8Array.from(matches, ({ affected, conditional }) =>
    // Most software matches nothing; only what does is searched.
    (affected.length > 0 && has(affected, cve) ? PLAIN : 0) | (conditional.length > 0 && has(conditional, cve) ? MAYBE : 0)));
  const ofOs = os.map(({ matches }) => (has(matches.affected, cve) ? PLAIN : 0) | (has(matches.conditional, cve) ? MAYBE : 0));
  const conditions = new ConditionsOfCve(assessment, cve);
  const found: number[] = [];
  for (let server = 0; server < estate.servers.length; server++) {
    const position = identities.osOf[server];
    const ofRelease = holding[releases.ofOs[position]];
    let hold = ofOs[position];
    for (let i = offsets[server]; i < offsets[server + 1] && !(hold & PLAIN); i++) hold |= ofRelease[software[i]];
    if (hold & PLAIN || (hold && conditions.isAffected(server, ofOs[position], ofRelease))) found.push(server);
  }
  return Uint32Array.from(found);
}

/** One CVE's conditions, on server after server: judged once per software and operating system where no other software is asked for. */
class ConditionsOfCve {
  private readonly beside = new Map<string, boolean>();

  constructor(
    private readonly assessment: Assessment,
    private readonly cve: number,
  ) {}

  /** `ofOs` and `holding` say what the system and each software of the release are: `PLAIN` or `MAYBE`. */
  isAffected(server: number, ofOs: number, holding: Uint8Array): boolean {
    const { estate, identities, partners } = this.assessment;
    const position = identities.osOf[server];
    const installed = estate.installs.software.subarray(estate.installs.offsets[server], estate.installs.offsets[server + 1]);
    const asking = [...(ofOs & MAYBE ? [OS_SUBJECT] : []), ...installed.filter((id) => holding[id] & MAYBE)];
    return asking.some((id) => {
      const subject = this.subjectOf(id, position);
      const asked = id === OS_SUBJECT ? partners.askedByOs(position) : partners.askedBy(id);
      const answering = asked.length === 0 ? [] : Array.from(installed).filter((other) => other !== id && partners.answers[other] && partners.productsOf(other).some((product) => asked.includes(product)));
      if (answering.length > 0) return this.judge(subject, position, id === OS_SUBJECT ? answering : [id, ...answering]);
      const key = `${id} ${position}`;
      let affected = this.beside.get(key);
      if (affected === undefined) this.beside.set(key, (affected = this.judge(subject, position, id === OS_SUBJECT ? [] : [id])));
      return affected;
    });
  }

  private judge(subject: SoftwareIdentity | OsSubject, position: number, software: readonly number[]): boolean {
    const { identities, matcher } = this.assessment;
    return matcher.judgeOnServer(this.cve, subject, { os: identities.os[position], software: software.map((id) => identities.software[id]) }) === 'affected';
  }

  private subjectOf(id: number, position: number): SoftwareIdentity | OsSubject {
    const { identities } = this.assessment;
    return id === OS_SUBJECT ? identities.os[position] : identities.software[id];
  }
}
