import type { Assessment } from '../../insights/assessment';
import { compareCves, OS_SUBJECT, type Finding } from '../../insights/findings';
import type { Suppression } from '../../insights/suppress/suppression';
import { findingsOfSelection, type ExportSelection } from '../selection';

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

/** Servers looked at between two turns for others. */
const SERVERS_A_STEP = 100;

/** Every CVE of the selection with what it affects, the worst first. */
export function* gatherVulnerabilities(selection: ExportSelection): Generator<void, readonly CveSubjects[]> {
  const { assessment } = selection;
  const all = new Map<number, Gathered>();
  let looked = 0;
  for (const { findings } of findingsOfSelection(selection)) {
    for (const finding of findings) {
      let gathered = all.get(finding.cve);
      if (!gathered) all.set(finding.cve, (gathered = new Gathered(finding.cve)));
      gathered.add(assessment, finding);
    }
    if (++looked % SERVERS_A_STEP === 0) yield;
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
