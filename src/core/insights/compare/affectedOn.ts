import type { Assessment } from '../assessment';
import { BesideOs } from '../besideOs';
import { CveSets, type CvePlaces } from '../cveSets';
import { findingsOfServer, OS_SUBJECT } from '../findings';
import { Trait } from '../releaseMatches';

const EMPTY = new Uint32Array(0);

/** What a server is affected by, as subjects of sets of words or as single CVEs. */
export interface AffectedSink {
  subject(set: 'own' | 'beside', subject: number): void;
  one(cve: number): void;
}

/** The affected CVEs of one server after another, without expanding what thousands of them share. Go over the servers of one operating system together. */
export class AffectedOn {
  readonly own: CveSets;
  readonly beside: CveSets;
  private readonly besideOs: BesideOs;
  private readonly toldBy: readonly Uint32Array[];
  private readonly ofOs: readonly number[];
  private readonly conditional: number[] = [];

  /** @param cves CVE indexes of the assessment as `places` numbers them; the same array where nothing has to be changed */
  constructor(private readonly assessment: Assessment, places: CvePlaces, private readonly cves: (own: Uint32Array) => Uint32Array) {
    const { software, os, identities, matcher, partners, releases } = assessment;
    this.own = new CveSets(places);
    this.beside = new MappedSets(places, cves);
    this.besideOs = new BesideOs(matcher, identities, partners, this.beside, () => undefined);
    for (const { affected } of software.matches) this.put(affected);
    this.ofOs = os.map(({ beside }) => this.put(beside.affected));
    this.toldBy = releases.all.map(({ scope }) => new Uint32Array(scope ? software.matches.length : 0));
  }

  private put(affected: Uint32Array): number {
    return this.own.add({ affected: this.cves(affected), possible: EMPTY, unknownVersion: EMPTY });
  }

  take(server: number, sink: AffectedSink): void {
    const { assessment, besideOs, conditional } = this;
    const { estate, identities, releases, servers, partners, os, setAside } = assessment;
    if (setAside.concerns(server)) {
      // Few servers have findings that are set aside; there each one is asked about.
      const cves = findingsOfServer(assessment, server).filter(({ verdict }) => verdict === 'affected').map(({ cve }) => cve);
      for (const cve of this.cves(Uint32Array.from(new Set(cves)))) sink.one(cve);
      return;
    }
    const position = identities.osOf[server];
    const releaseAt = releases.ofOs[position];
    const { traits, matches, covered } = releases.all[releaseAt];
    const toldOf = this.toldBy[releaseAt];
    besideOs.startServer(position);
    conditional.length = 0;
    const { offsets, software } = estate.installs;
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const id = software[i];
      const trait = traits[id];
      if (trait === 0) continue;
      if (partners.answers[id]) besideOs.put(id);
      if (trait & Trait.conditional) conditional.push(id);
      if (trait & Trait.matched) sink.subject('own', covered[id] ? (toldOf[id] ||= this.put(matches[id].affected) + 1) - 1 : id);
    }
    for (const id of conditional) {
      if (besideOs.hasPartner(id)) continue;
      const subject = besideOs.conditionedOf(id, matches[id].conditional);
      if (subject >= 0) sink.subject('beside', subject);
    }
    sink.subject('own', os[position].matches.conditional.length > 0 && besideOs.hasPartner(OS_SUBJECT) ? this.ofSystem(position) : this.ofOs[position]);
    const through = servers.throughCondition.get(server);
    if (through) for (const cve of this.cves(Uint32Array.from(through))) sink.one(cve);
  }

  /** The system's own CVEs where other software decides its conditions. */
  private ofSystem(position: number): number {
    return this.put(this.assessment.os[position].matches.affected);
  }
}

/** Sets whose CVEs are numbered anew on the way in. */
class MappedSets extends CveSets {
  constructor(places: CvePlaces, private readonly cves: (own: Uint32Array) => Uint32Array) {
    super(places);
  }

  override add({ affected }: { readonly affected: Uint32Array; readonly possible: Uint32Array; readonly unknownVersion: Uint32Array }): number {
    return super.add({ affected: this.cves(affected), possible: EMPTY, unknownVersion: EMPTY });
  }
}
