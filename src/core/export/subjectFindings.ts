import type { Assessment, SplitMatches } from '../insights/assessment';
import { compareCves, findingsOfSoftware, OS_SUBJECT, subjectMatches, type Finding } from '../insights/findings';
import { VERDICTS, VerdictCode } from '../match/verdict';

/** What one software, or an operating system, comes to on a server: CVE indexes, the worst first. */
export interface SubjectFindings {
  readonly affected: Uint32Array;
  readonly possible: Uint32Array;
  readonly unknownVersion: Uint32Array;
}

/**
 * The findings of servers by subject, without making each of them: a list is made once for all servers on which the subject comes to the
 * same, and is then the same object. Only where other software of a server may change a condition, or something is set aside there, the
 * server is asked itself. The sum is exactly what `findingsOfServer` gives (tested).
 */
export class SubjectFindingsOfServers {
  private readonly byMatches = new Map<SplitMatches, SubjectFindings>();
  /** Of subjects with conditions, which an operating system decides; by position, then software. */
  private readonly beside: Map<number, SubjectFindings>[] = [];
  private readonly setAsideIn = new Map<SubjectFindings, boolean>();
  private readonly byRisk: (a: number, b: number) => number;

  constructor(private readonly assessment: Assessment) {
    this.byRisk = compareCves(assessment.matcher.index);
  }

  /** The shared list of a subject of a server; `software` may be `OS_SUBJECT`. Undefined where the server must be asked itself: `findingsOfSoftware`. */
  of(server: number, software: number): SubjectFindings | undefined {
    const matches = subjectMatches(this.assessment, server, software);
    if (matches.conditional.length > 0 && this.isAnswered(server, software)) return undefined;
    const found = matches.conditional.length === 0 ? this.plain(matches) : this.besideOs(server, software, matches);
    return this.assessment.setAside.concerns(server) && this.mayBeSetAside(found) ? undefined : found;
  }

  /** The findings of a subject whose list is not shared. */
  ofServer(server: number, software: number): readonly Finding[] {
    return findingsOfSoftware(this.assessment, server, software);
  }

  private plain(matches: SplitMatches): SubjectFindings {
    let found = this.byMatches.get(matches);
    if (!found) {
      found = { affected: this.sorted(matches.affected), possible: this.sorted(matches.possible), unknownVersion: this.sorted(matches.unknownVersion) };
      this.byMatches.set(matches, found);
    }
    return found;
  }

  private besideOs(server: number, software: number, matches: SplitMatches): SubjectFindings {
    const position = this.assessment.identities.osOf[server]!;
    const known = (this.beside[position] ??= new Map<number, SubjectFindings>());
    let found = known.get(software);
    if (!found) known.set(software, (found = this.judged(position, software, matches)));
    return found;
  }

  private judged(position: number, software: number, matches: SplitMatches): SubjectFindings {
    const { identities, matcher } = this.assessment;
    const os = identities.os[position]!;
    const subject = software === OS_SUBJECT ? os : identities.software[software]!;
    const subjects = { os, software: software === OS_SUBJECT ? [] : [identities.software[software]!] };
    const best = new Map<number, number>();
    matches.cves.forEach((cve, i) => best.set(cve, matches.verdicts[i]!));
    let isChanged = false;
    for (const cve of matches.conditional) {
      const code = VERDICTS.indexOf(matcher.judgeOnServer(cve, subject, subjects));
      if (code <= (best.get(cve) ?? VerdictCode.notAffected)) continue;
      best.set(cve, code);
      isChanged = true;
    }
    // Most conditions ask for another system.
    if (!isChanged) return this.plain(matches);
    const withCode = (code: number): Uint32Array => this.sorted(Uint32Array.from([...best].filter(([, own]) => own === code).map(([cve]) => cve)));
    return { affected: withCode(VerdictCode.affected), possible: withCode(VerdictCode.possiblyAffected), unknownVersion: withCode(VerdictCode.unknownVersion) };
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

  private sorted(cves: Uint32Array): Uint32Array {
    return cves.length < 2 ? cves : Uint32Array.from(cves).sort(this.byRisk);
  }
}

/** The subjects of a server that a selection is about: of `servers` the operating system and all software, of `software` what is wanted. */
export function subjectsIn({ estate: { installs: { offsets, software } } }: Pick<Assessment, 'estate'>, server: number, wanted: Uint8Array | undefined): readonly number[] {
  const installed = software.subarray(offsets[server], offsets[server + 1]);
  return wanted === undefined ? [OS_SUBJECT, ...installed] : [...installed].filter((id) => wanted[id] === 1);
}
