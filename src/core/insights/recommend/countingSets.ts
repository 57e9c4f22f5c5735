import type { Assessment } from '../assessment';
import type { CveSets } from '../cveSets';

const UNKNOWN = 0;
const NO = 1;
const YES = 2;

/** Sets without what is set aside on a server: that counts nowhere. Asked about only where something is. */
export class CountingSets {
  /** By set of `own`, whether some CVE of it is set aside somewhere: most are asked about on every server. */
  private readonly known: number[] = [];

  constructor(private readonly assessment: Assessment, private readonly own: CveSets) {}

  /** The set of what counts of a subject's set on a server. */
  of(sets: CveSets, set: number, server: number, subject: number): number {
    if (!this.isSetAside(sets, set)) return set;
    const { setAside } = this.assessment;
    return sets.addAffected(sets.affectedOf(set).filter((cve) => !setAside.cves.has(cve) || setAside.of(server, subject, cve) === undefined));
  }

  /** Whether some CVE of a set is set aside somewhere. */
  isSetAside(sets: CveSets, set: number): boolean {
    if (sets !== this.own) return this.look(sets, set);
    while (this.known.length <= set) this.known.push(UNKNOWN);
    return (this.known[set] ||= this.look(sets, set) ? YES : NO) === YES;
  }

  private look(sets: CveSets, set: number): boolean {
    const { cves } = this.assessment.setAside;
    return sets.affectedOf(set).some((cve) => cves.has(cve));
  }
}
