import type { Assessment, SplitMatches } from '../insights/assessment';
import { compareCves, findingsOfSoftware, OS_SUBJECT, subjectMatches, type Finding } from '../insights/findings';
import { splitVerdicts } from '../insights/splitMatches';
import { subjectsOfServer } from '../insights/subjects';
import type { ServerSubjects } from '../match/matcher';

/** What one software, or an operating system, comes to on a server: CVE indexes, ascending. */
export type SubjectFindings = Pick<SplitMatches, 'affected' | 'possible' | 'unknownVersion'>;

/**
 * The findings of servers by subject, without making each of them: a list is made once for all servers on which the subject comes to the
 * same, and is then the same object. Only where other software of a server may change a condition, or something is set aside there, the
 * server is asked itself. The sum is exactly what `findingsOfServer` gives (tested).
 */
export class SubjectFindingsOfServers {
  /** Of software with conditions, by what an operating system decides about them: the same object beside most systems. */
  private readonly beside = new Map<Uint8Array, SubjectFindings>();
  private readonly setAsideIn = new Map<SubjectFindings, boolean>();
  private readonly sorted = new Map<Uint32Array, Uint32Array>();
  private readonly byRisk: (a: number, b: number) => number;
  /** Of the server that was asked itself last. */
  private asked: { readonly server: number; readonly subjects: ServerSubjects } | undefined;

  constructor(private readonly assessment: Assessment) {
    this.byRisk = compareCves(assessment.matcher.index);
  }

  /** The shared list of a subject of a server; `software` may be `OS_SUBJECT`. Undefined where the server must be asked itself: `ofServer`. */
  of(server: number, software: number): SubjectFindings | undefined {
    const matches = subjectMatches(this.assessment, server, software);
    if (matches.conditional.length > 0 && this.isAnswered(server, software)) return undefined;
    const found = matches.conditional.length === 0 ? matches : this.besideOs(server, software, matches);
    return this.assessment.setAside.concerns(server) && this.mayBeSetAside(found) ? undefined : found;
  }

  /** The findings of a subject whose list is not shared, in the order of `compareFindings`. */
  ofServer(server: number, software: number): readonly Finding[] {
    const { estate, identities } = this.assessment;
    if (this.asked?.server !== server) this.asked = { server, subjects: subjectsOfServer(estate, identities, server) };
    return findingsOfSoftware(this.assessment, server, software, this.asked.subjects);
  }

  /** A list's CVEs, the worst first; kept, so ask for no more than is needed. */
  worstFirst(cves: Uint32Array): Uint32Array {
    if (cves.length < 2) return cves;
    let sorted = this.sorted.get(cves);
    if (!sorted) this.sorted.set(cves, (sorted = Uint32Array.from(cves).sort(this.byRisk)));
    return sorted;
  }

  private besideOs(server: number, software: number, matches: SplitMatches): SubjectFindings {
    const { identities, matcher, os } = this.assessment;
    const position = identities.osOf[server]!;
    if (software === OS_SUBJECT) return os[position]!.beside;
    const identity = identities.software[software]!;
    const system = identities.os[position]!;
    const decided = matcher.judgeBeside(identity, system);
    let found = this.beside.get(decided);
    if (!found) {
      const { cves, verdicts } = matcher.matchBeside(identity, system);
      // Most conditions ask for another system.
      const isChanged = cves.length !== matches.cves.length || verdicts.some((verdict, at) => verdict !== matches.verdicts[at]);
      this.beside.set(decided, (found = isChanged ? splitVerdicts(cves, verdicts) : matches));
    }
    return found;
  }

  /** Whether other software of the server may fulfil a condition of the subject. */
  private isAnswered(server: number, software: number): boolean {
    const { partners, estate: { installs }, identities } = this.assessment;
    const asked = software === OS_SUBJECT ? partners.askedByOs(identities.osOf[server]!) : partners.askedBy(software);
    if (asked.length === 0) return false;
    for (let i = installs.offsets[server]!; i < installs.offsets[server + 1]!; i++) {
      const other = installs.software[i]!;
      if (other !== software && partners.answers[other] && partners.productsOf(other).some((product) => asked.includes(product))) return true;
    }
    return false;
  }

  private mayBeSetAside(found: SubjectFindings): boolean {
    let may = this.setAsideIn.get(found);
    if (may === undefined) {
      const { cves } = this.assessment.setAside;
      const isIn = (cve: number): boolean => cves.has(cve);
      this.setAsideIn.set(found, (may = found.affected.some(isIn) || found.possible.some(isIn) || found.unknownVersion.some(isIn)));
    }
    return may;
  }
}

/** The subjects of a server that a selection is about: of `servers` the operating system and all software, of `software` what is wanted. */
export function subjectsIn({ estate: { installs: { offsets, software } } }: Pick<Assessment, 'estate'>, server: number, wanted: Uint8Array | undefined): readonly number[] {
  const installed = software.subarray(offsets[server], offsets[server + 1]);
  return wanted === undefined ? [OS_SUBJECT, ...installed] : [...installed].filter((id) => wanted[id] === 1);
}
