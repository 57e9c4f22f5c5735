import type { Assessment } from '../../insights/assessment';
import { compareCves, OS_SUBJECT, type Finding } from '../../insights/findings';
import type { Suppression } from '../../insights/suppress/suppression';
import { wantedSoftware, type ExportSelection } from '../selection';
import { SubjectFindingsOfServers, subjectsIn, type SubjectFindings } from '../subjectFindings';

/** A software, or `-1 - n` for the operating system at position n: what a CVE affects in a document that names each once. */
export type Subject = number;

/** What is said of one CVE in the whole selection. */
export interface CveSubjects {
  readonly cve: number;
  readonly affected: ReadonlySet<Subject>;
  /** Possible, not certain, and on no server of the selection affected. */
  readonly possible: ReadonlySet<Subject>;
  /** By statement of the users: what it sets aside, and where. */
  readonly suppressed: ReadonlyMap<Suppression, { readonly subjects: ReadonlySet<Subject>; readonly servers: ReadonlySet<number> }>;
}

/** What a document says of vulnerabilities. */
export interface GatheredVulnerabilities {
  /** The worst first. */
  readonly kept: readonly CveSubjects[];
  /** CVEs that found no room. */
  readonly omitted: number;
}

/** Components named by vulnerabilities, each of every CVE that affects it: 40 MB of text, and as much as a reader's memory. */
export const CYCLONEDX_MOST_AFFECTED = 500_000;

const VERDICTS_IN_ORDER = ['affected', 'possibly-affected', 'unknown-version'] as const;
const MEMBER_OF = { affected: 'affected', 'possibly-affected': 'possible', 'unknown-version': 'unknownVersion' } as const;

/** Servers looked at between two turns for others. */
const SERVERS_A_STEP = 100;

/**
 * The CVEs of the selection with what each affects, the worst first, until they name `most` components; the first is always whole. A CVE is whole or
 * left out, so that none seems to affect less than it does.
 */
export function* gatherVulnerabilities(selection: ExportSelection, most = CYCLONEDX_MOST_AFFECTED): Generator<void, GatheredVulnerabilities> {
  const { assessment, serverRows, onServer } = selection;
  const worst = new WorstCves(assessment, most);
  const shared = new SubjectFindingsOfServers(assessment);
  const wanted = wantedSoftware(selection);
  /** By list the subjects for which it was gathered: on the next server it says nothing new. */
  const done = new Map<SubjectFindings, Set<Subject>>();
  let looked = 0;
  for (const server of serverRows) {
    const fresh: { readonly subject: Subject; readonly software: number; readonly list: SubjectFindings | undefined }[] = [];
    for (const software of subjectsIn(assessment, server, wanted)) {
      const subject: Subject = software === OS_SUBJECT ? -1 - assessment.identities.osOf[server]! : software;
      const list = shared.of(server, software);
      if (list) {
        let subjects = done.get(list);
        if (!subjects) done.set(list, (subjects = new Set()));
        if (subjects.has(subject)) continue;
        subjects.add(subject);
      }
      fresh.push({ subject, software, list });
    }
    if (wanted === undefined) fresh.sort((a, b) => a.software - b.software);
    const own = new Map(fresh.flatMap(({ software, list }) => (list ? [] : [[software, shared.ofServer(server, software)] as const])));
    // By verdict, then by software: so a reader finds the subjects of a CVE in the order of a server's findings.
    for (const verdict of VERDICTS_IN_ORDER) {
      for (const { subject, software, list } of fresh) {
        if (list) for (const cve of list[MEMBER_OF[verdict]]) worst.of(cve)?.name(subject, verdict === 'affected');
        else for (const finding of own.get(software) ?? []) if (finding.verdict === verdict) worst.of(finding.cve)?.add(assessment, finding);
      }
    }
    for (const findings of own.values()) for (const finding of findings) if (finding.verdict === 'suppressed') worst.of(finding.cve)?.add(assessment, finding);
    worst.prune();
    onServer?.(++looked);
    if (looked % SERVERS_A_STEP === 0) yield;
  }
  return worst.finished();
}

/** So many times more than may stay is gathered before what has no room is let go. */
const SLACK = 1.5;

/**
 * CVEs from the worst on, as far as they have room. What is let go on the way would have none at the end either: the components of worse
 * CVEs only become more.
 */
class WorstCves {
  private readonly gathered = new Map<number, Gathered>();
  private readonly isOmitted: Uint8Array;
  private readonly byRisk: (a: number, b: number) => number;
  /** The worst CVE that has no room; what is no worse has none. */
  private first: number | undefined;
  private omitted = 0;
  /** Components named at the last count; more were added since. */
  private named = 0;

  constructor({ matcher: { index } }: Assessment, private readonly most: number) {
    this.byRisk = compareCves(index);
    this.isOmitted = new Uint8Array(index.cveCount);
  }

  /** Where it is said what a CVE affects; undefined when there is no room for it. */
  of(cve: number): Gathered | undefined {
    let gathered = this.gathered.get(cve);
    if (gathered) return gathered;
    if (this.isOmitted[cve] === 1) return undefined;
    if (this.first !== undefined && this.byRisk(cve, this.first) >= 0) {
      this.omit(cve);
      return undefined;
    }
    this.gathered.set(cve, (gathered = new Gathered(cve, () => this.named++)));
    return gathered;
  }

  prune(): void {
    if (this.named > this.most * SLACK) this.letGo();
  }

  finished(): GatheredVulnerabilities {
    return { kept: this.letGo(), omitted: this.omitted };
  }

  private letGo(): readonly CveSubjects[] {
    const inOrder = [...this.gathered.values()].sort((a, b) => this.byRisk(a.cve, b.cve));
    let named = 0;
    let kept = 0;
    for (; kept < inOrder.length; kept++) {
      const { size } = inOrder[kept]!;
      if (kept > 0 && named + size > this.most) break;
      named += size;
    }
    const rest = inOrder.slice(kept);
    for (const { cve } of rest) {
      this.gathered.delete(cve);
      this.omit(cve);
    }
    this.first = rest[0]?.cve ?? this.first;
    this.named = named;
    return inOrder.slice(0, kept);
  }

  private omit(cve: number): void {
    this.isOmitted[cve] = 1;
    this.omitted++;
  }
}

class Gathered implements CveSubjects {
  readonly affected = new Set<Subject>();
  readonly possible = new Set<Subject>();
  readonly suppressed = new Map<Suppression, { subjects: Set<Subject>; servers: Set<number> }>();

  /** @param onNamed hears of each component that is named more */
  constructor(readonly cve: number, private readonly onNamed: () => void) {}

  /** Components that it names. */
  get size(): number {
    let size = this.affected.size + this.possible.size;
    for (const { subjects } of this.suppressed.values()) size += subjects.size;
    return size;
  }

  name(subject: Subject, isCertain: boolean): void {
    if (this.affected.has(subject)) return;
    if (!isCertain) {
      if (this.possible.has(subject)) return;
      this.possible.add(subject);
    } else {
      this.affected.add(subject);
      // What is certain on one server is no question because another server leaves it open.
      if (this.possible.delete(subject)) return;
    }
    this.onNamed();
  }

  add(assessment: Assessment, { server, software, cve, verdict }: Finding): void {
    const subject: Subject = software === OS_SUBJECT ? -1 - assessment.identities.osOf[server] : software;
    if (verdict !== 'suppressed') this.name(subject, verdict === 'affected');
    else {
      const suppression = assessment.setAside.of(server, software, cve)?.suppression;
      if (!suppression) return;
      let known = this.suppressed.get(suppression);
      if (!known) this.suppressed.set(suppression, (known = { subjects: new Set(), servers: new Set() }));
      if (!known.subjects.has(subject)) this.onNamed();
      known.subjects.add(subject);
      known.servers.add(server);
    }
  }
}
