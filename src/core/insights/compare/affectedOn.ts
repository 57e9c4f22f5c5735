import type { Assessment } from '../assessment';
import type { CveSets } from '../cveSets';
import { estateSets, type EstateSets } from '../estateSets';
import { findingsOfServer } from '../findings';

const NO_CVES = new Uint32Array(0);

/**
 * The affected CVEs of one server after another as numbers of sets that another assessment shares, without expanding what thousands of
 * servers have. Go over the servers of one operating system together.
 */
export class AffectedOn {
  /** Sets of the server, by number in `shared`; some may be there twice. */
  readonly sets: number[] = [];
  /** CVEs of a server where findings are set aside, which stand in no set. */
  single: Uint32Array = NO_CVES;
  private readonly estate: EstateSets;
  /** By set of the assessment its number in `shared`, and one; 0 for one that was not met yet. */
  private readonly ofOwn: number[] = [];
  private ofBeside: number[] = [];
  private generation = 0;

  /** @param cves CVE indexes of the assessment as `shared` numbers them; the same array where nothing has to be changed */
  constructor(private readonly assessment: Assessment, private readonly shared: CveSets, private readonly cves: (own: Uint32Array) => Uint32Array) {
    this.estate = estateSets(assessment);
  }

  take(server: number): void {
    const { assessment, estate, sets } = this;
    sets.length = 0;
    this.single = NO_CVES;
    if (assessment.setAside.concerns(server)) {
      // Few servers have findings that are set aside; there each one is asked about.
      const cves = findingsOfServer(assessment, server).filter(({ verdict }) => verdict === 'affected').map(({ cve }) => cve);
      this.single = this.cves(Uint32Array.from(new Set(cves)));
      return;
    }
    estate.walk(server);
    const { own, count, conditioned, conditionalCount, beside } = estate;
    for (let at = 0; at < count; at++) sets.push(this.numberOf(this.ofOwn, estate.sets, own[at]));
    sets.push(this.numberOf(this.ofOwn, estate.sets, estate.system));
    for (const { set } of estate.throughOn(server)) sets.push(this.numberOf(this.ofOwn, estate.sets, set));
    if (beside.generation !== this.generation) {
      this.generation = beside.generation;
      this.ofBeside = [];
    }
    for (let at = 0; at < conditionalCount; at++) sets.push(this.numberOf(this.ofBeside, beside.sets, conditioned[at]));
  }

  private numberOf(known: number[], sets: CveSets, set: number): number {
    while (known.length <= set) known.push(0);
    return (known[set] ||= this.shared.addAffected(this.cves(sets.affectedOf(set))) + 1) - 1;
  }
}
