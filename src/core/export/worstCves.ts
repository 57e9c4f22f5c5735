import type { Assessment } from '../insights/assessment';
import { compareCves, OS_SUBJECT, subjectMatches } from '../insights/findings';
import { SubjectFindingsOfServers } from './subjectFindings';

/** A CVE that affects a server, and the subject that its findings name first: an index into `Estate.software`, or `OS_SUBJECT`. */
export interface WorstCve {
  readonly cve: number;
  readonly software: number;
}

/**
 * The worst CVEs of servers without making and sorting all that each has: exactly the first of `distinctByCve` over the affected findings
 * of `findingsOfServer` (tested). What a subject brings is chosen once for all servers where it comes to the same.
 */
export class WorstCvesOfServers {
  private readonly shared: SubjectFindingsOfServers;
  private readonly byRisk: (a: number, b: number) => number;
  private readonly chosen = new Map<Uint32Array, readonly number[]>();
  /** By release, then software: `NOT_ASKED_YET`, `NOTHING`, `ASKED_ON_SERVER`, or `FIRST_LIST` and the place of its list. */
  private readonly places: (Uint32Array | undefined)[] = [];
  private readonly lists: (readonly number[])[] = [];

  /** @param most CVEs of a server */
  constructor(private readonly assessment: Assessment, private readonly most: number) {
    this.shared = new SubjectFindingsOfServers(assessment);
    this.byRisk = compareCves(assessment.matcher.index);
  }

  /** Distinct CVEs, the worst first. */
  of(server: number): readonly WorstCve[] {
    const { estate, identities, releases, setAside } = this.assessment;
    const { offsets, software } = estate.installs;
    const release = releases.ofOs[identities.osOf[server]!]!;
    const places = (this.places[release] ??= new Uint32Array(estate.software.length));
    const isAsked = setAside.concerns(server);
    const worst: WorstCve[] = [];
    this.takeAll(worst, this.ofSubject(server, OS_SUBJECT), OS_SUBJECT);
    for (let i = offsets[server]!; i < offsets[server + 1]!; i++) {
      const id = software[i]!;
      const place = places[id] === NOT_ASKED_YET ? (places[id] = this.placeOf(server, id)) : places[id]!;
      if (place === NOTHING) continue;
      this.takeAll(worst, isAsked || place === ASKED_ON_SERVER ? this.ofSubject(server, id) : this.lists[place - FIRST_LIST]!, id);
    }
    return worst;
  }

  /** What a software without conditions brings is the same on all servers of a release. */
  private placeOf(server: number, software: number): number {
    const { affected, conditional } = subjectMatches(this.assessment, server, software);
    if (conditional.length > 0) return ASKED_ON_SERVER;
    return affected.length === 0 ? NOTHING : this.lists.push(this.choose(affected)) - 1 + FIRST_LIST;
  }

  private ofSubject(server: number, software: number): readonly number[] {
    const affected = this.shared.of(server, software)?.affected;
    if (affected) return affected.length === 0 ? NONE : this.choose(affected);
    const found: number[] = [];
    for (const { cve, verdict } of this.shared.ofServer(server, software)) {
      if (verdict === 'affected' && found.push(cve) === this.most) break;
    }
    return found;
  }

  private choose(affected: Uint32Array): readonly number[] {
    let chosen = this.chosen.get(affected);
    if (!chosen) {
      const worst: number[] = [];
      for (const cve of affected) {
        if (worst.length === this.most && this.byRisk(cve, worst[this.most - 1]!) > 0) continue;
        insert(worst, cve, placeIn(worst, (one) => this.byRisk(one, cve) > 0), this.most);
      }
      this.chosen.set(affected, (chosen = worst));
    }
    return chosen;
  }

  /** @param cves a subject's, the worst first */
  private takeAll(worst: WorstCve[], cves: readonly number[], software: number): void {
    for (const cve of cves) {
      if (worst.length === this.most && this.byRisk(cve, worst[this.most - 1]!.cve) > 0) return;
      const at = placeIn(worst, (one) => this.byRisk(one.cve, cve) >= 0);
      const known = worst[at];
      if (known?.cve !== cve) insert(worst, { cve, software }, at, this.most);
      else if (software < known.software) worst[at] = { cve, software };
    }
  }
}

const NOT_ASKED_YET = 0;
const NOTHING = 1;
const ASKED_ON_SERVER = 2;
const FIRST_LIST = 3;
const NONE: readonly number[] = [];

/** The first place whose entry is to stand behind. */
function placeIn<T>(sorted: readonly T[], isBehind: (entry: T) => boolean): number {
  let at = sorted.length;
  while (at > 0 && isBehind(sorted[at - 1]!)) at--;
  return at;
}

function insert<T>(sorted: T[], entry: T, at: number, most: number): void {
  if (at >= most) return;
  sorted.splice(at, 0, entry);
  if (sorted.length > most) sorted.pop();
}
