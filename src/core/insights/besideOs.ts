import type { Matcher, OsSubject } from '../match/matcher';
import type { CveSets } from './cveSets';
import type { EstatePartners } from './estatePartners';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { splitVerdicts } from './splitMatches';

const SEVERAL = -2;
/** Pairs of word and mask that are held, about 32 MB, before those of earlier systems go. */
const MAX_HELD_PAIRS = 4_000_000;
/** What conditions come to where nothing comes of them. */
const NOTHING = -1;

/** Of a software and its verdicts, the subject in `sets` or `NOTHING`. */
interface Told {
  readonly software: number;
  readonly subject: number;
}

/**
 * What conditions come to, server after server, without asking about every one of them on every server: most ask for an operating system,
 * so software is judged once beside each system; only where other software that a condition asks for is installed the server itself decides.
 * Go over the servers of one operating system after those of another.
 */
export class BesideOs {
  /** Per product: the server that has it, and through which software. */
  private readonly server: Uint32Array;
  private readonly holder: Int32Array;
  private stamp = 0;
  /** Per software the system beside which it was resolved last, and its subject in `sets` there, or `NOTHING`: side by side, since they are read together. */
  private readonly resolved: Int32Array;
  /** By a software's verdicts, which are the same beside most systems. */
  private readonly told = new Map<Uint8Array, Told>();
  private os: OsSubject | undefined;
  private position = -1;

  constructor(
    private readonly matcher: Matcher,
    private readonly identities: EstateIdentities,
    private readonly partners: EstatePartners,
    /** Holds what comes of the conditions beside systems. */
    readonly sets: CveSets,
    /** Called for each software that is affected through conditions beside some system, with those CVEs. */
    private readonly onAffected: (software: number, cves: Uint32Array) => void,
  ) {
    this.resolved = new Int32Array(identities.software.length * 2).fill(-1);
    this.server = new Uint32Array(matcher.index.productCount);
    this.holder = new Int32Array(matcher.index.productCount);
  }

  startServer(position: number): void {
    this.stamp++;
    if (position === this.position) return;
    this.position = position;
    this.os = this.identities.os[position];
    if (this.sets.pairs <= MAX_HELD_PAIRS) return;
    this.sets.clear();
    this.told.clear();
  }

  /** The current server has this software, which `EstatePartners.answers`. */
  put(software: number): void {
    for (const product of this.partners.productsOf(software)) {
      this.holder[product] = this.server[product] === this.stamp && this.holder[product] !== software ? SEVERAL : software;
      this.server[product] = this.stamp;
    }
  }

  /** Whether other software of the server, all of it put, may change what conditions of a software or of the system come to. */
  hasPartner(subject: number): boolean {
    if (subject === OS_SUBJECT) return this.hasAmong(this.partners.askedByOs(this.position), 0, Infinity, subject);
    const { askedProducts, askedStarts } = this.partners;
    return this.hasAmong(askedProducts, askedStarts[subject], askedStarts[subject + 1], subject);
  }

  private hasAmong(products: Uint32Array, from: number, to: number, subject: number): boolean {
    const end = Math.min(to, products.length);
    for (let at = from; at < end; at++) {
      const product = products[at];
      if (this.server[product] === this.stamp && this.holder[product] !== subject) return true;
    }
    return false;
  }

  /** What the conditions of a software come to on the current server when it has no partner there: its subject in `sets`, below 0 for nothing. */
  conditionedOf(software: number, conditional: Uint32Array): number {
    if (!this.isResolved(software)) {
      this.resolved[software * 2 + 1] = this.resolve(software, conditional);
      this.resolved[software * 2] = this.position;
    }
    return this.resolved[software * 2 + 1];
  }

  /** Whether `conditionedOf` knows without the conditional CVEs. */
  isResolved(software: number): boolean {
    return this.resolved[software * 2] === this.position;
  }

  private resolve(software: number, conditional: Uint32Array): number {
    const verdicts = this.matcher.judgeBeside(this.identities.software[software], this.os!);
    let told = this.told.get(verdicts);
    if (told?.software !== software) {
      const conditioned = splitVerdicts(conditional, verdicts);
      const { affected, possible, unknownVersion } = conditioned;
      if (affected.length > 0) this.onAffected(software, affected);
      told = { software, subject: affected.length + possible.length + unknownVersion.length === 0 ? NOTHING : this.sets.add(conditioned) };
      this.told.set(verdicts, told);
    }
    return told.subject;
  }
}
