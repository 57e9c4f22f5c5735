import type { SoftwareIdentity } from '../../identify/identity';
import type { OsSubject } from '../../match/matcher';
import { VERDICTS, VerdictCode } from '../../match/verdict';
import type { Assessment, SplitMatches } from '../assessment';
import { OS_SUBJECT } from '../findings';

/**
 * The verdict of single CVEs on single subjects, server after server, as the feeds have it: nothing is set aside here. Conditions are
 * judged once per software and operating system where no other software of the server is asked for.
 */
export class VerdictsOnServers {
  private readonly beside = new Map<string, number>();

  constructor(private readonly assessment: Assessment) {}

  /** A code of `VerdictCode`. */
  codeOf(server: number, software: number, cve: number): number {
    const { cves, verdicts, conditional } = this.matchesOf(server, software);
    const at = indexIn(cves, cve);
    const plain = at === -1 ? VerdictCode.notAffected : verdicts[at]!;
    if (plain === VerdictCode.affected || conditional.length === 0 || indexIn(conditional, cve) === -1) return plain;
    return Math.max(plain, this.conditioned(server, software, cve));
  }

  private matchesOf(server: number, software: number): SplitMatches {
    const { identities, os, releases } = this.assessment;
    const position = identities.osOf[server]!;
    return software === OS_SUBJECT ? os[position]!.matches : releases.all[releases.ofOs[position]!]!.matchesOf(software);
  }

  private conditioned(server: number, id: number, cve: number): number {
    const { estate: { installs }, identities, partners } = this.assessment;
    const position = identities.osOf[server]!;
    const asked = id === OS_SUBJECT ? partners.askedByOs(position) : partners.askedBy(id);
    const own = id === OS_SUBJECT ? [] : [id];
    if (asked.length > 0) {
      const installed = installs.software.subarray(installs.offsets[server], installs.offsets[server + 1]);
      const answering = Array.from(installed).filter((other) => other !== id && partners.answers[other] && partners.productsOf(other).some((product) => asked.includes(product)));
      if (answering.length > 0) return this.judge(id, position, cve, [...own, ...answering]);
    }
    const key = `${id} ${position} ${cve}`;
    let code = this.beside.get(key);
    if (code === undefined) this.beside.set(key, (code = this.judge(id, position, cve, own)));
    return code;
  }

  private judge(id: number, position: number, cve: number, software: readonly number[]): number {
    const { identities, matcher } = this.assessment;
    const subject: SoftwareIdentity | OsSubject = id === OS_SUBJECT ? identities.os[position]! : identities.software[id]!;
    return VERDICTS.indexOf(matcher.judgeOnServer(cve, subject, { os: identities.os[position]!, software: software.map((other) => identities.software[other]!) }));
  }
}

/** Binary search in an ascending column; -1 when it is not there. */
function indexIn(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === value) return middle;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
