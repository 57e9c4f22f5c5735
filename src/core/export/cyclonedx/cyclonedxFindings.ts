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

const VERDICTS_IN_ORDER = ['affected', 'possibly-affected', 'unknown-version'] as const;
const MEMBER_OF = { affected: 'affected', 'possibly-affected': 'possible', 'unknown-version': 'unknownVersion' } as const;

/** Servers looked at between two turns for others. */
const SERVERS_A_STEP = 100;

/** Every CVE of the selection with what it affects, the worst first. */
export function* gatherVulnerabilities(selection: ExportSelection): Generator<void, readonly CveSubjects[]> {
  const { assessment, serverRows, onServer } = selection;
  const all = new Map<number, Gathered>();
  const gatheredOf = (cve: number): Gathered => {
    let gathered = all.get(cve);
    if (!gathered) all.set(cve, (gathered = new Gathered(cve)));
    return gathered;
  };
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
        if (list) for (const cve of list[MEMBER_OF[verdict]]) (verdict === 'affected' ? gatheredOf(cve).affected : gatheredOf(cve).possible).add(subject);
        else for (const finding of own.get(software) ?? []) if (finding.verdict === verdict) gatheredOf(finding.cve).add(assessment, finding);
      }
    }
    for (const findings of own.values()) for (const finding of findings) if (finding.verdict === 'suppressed') gatheredOf(finding.cve).add(assessment, finding);
    onServer?.(++looked);
    if (looked % SERVERS_A_STEP === 0) yield;
  }
  const byRisk = compareCves(assessment.matcher.index);
  return [...all.values()].sort((a, b) => byRisk(a.cve, b.cve)).map((one) => one.finished());
}

class Gathered implements CveSubjects {
  readonly affected = new Set<Subject>();
  readonly possible = new Set<Subject>();
  readonly suppressed = new Map<Suppression, { subjects: Set<Subject>; servers: Set<number> }>();

  constructor(readonly cve: number) {}

  add(assessment: Assessment, { server, software, cve, verdict }: Finding): void {
    const subject: Subject = software === OS_SUBJECT ? -1 - assessment.identities.osOf[server] : software;
    if (verdict === 'affected') this.affected.add(subject);
    else if (verdict !== 'suppressed') this.possible.add(subject);
    else {
      const suppression = assessment.setAside.of(server, software, cve)?.suppression;
      if (!suppression) return;
      let known = this.suppressed.get(suppression);
      if (!known) this.suppressed.set(suppression, (known = { subjects: new Set(), servers: new Set() }));
      known.subjects.add(subject);
      known.servers.add(server);
    }
  }

  finished(): CveSubjects {
    // What is certain on one server is no question because another server leaves it open.
    for (const subject of this.affected) this.possible.delete(subject);
    return this;
  }
}
