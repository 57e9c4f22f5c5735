import type { Matcher, OsSubject } from '../match/matcher';
import type { SplitMatches } from './assessment';
import { CveSets, EMPTY_SET, type CvePlaces } from './cveSets';
import type { EstatePartners } from './estatePartners';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { splitVerdicts, unionOf } from './splitMatches';

const SEVERAL = -2;
/** Pairs of word and mask that are held, about 32 MB, before those of earlier systems go. */
const MAX_HELD_PAIRS = 4_000_000;
/** Answers for a software beside a system that are held, 16 MB, before those of earlier systems go. */
const MAX_HELD_ANSWERS = 4_000_000;
const FIRST_ANSWERS = 1 << 8;

/** Of a software and its verdicts, the set in `sets`. */
interface Told {
  readonly software: number;
  readonly set: number;
}

/**
 * What conditions come to, server after server, without asking about every one of them on every server: most ask for an operating system,
 * so software is judged once beside each system; only where other software that a condition asks for is installed the server itself decides.
 * Whoever goes over the servers later finds what was judged. Go over the servers of one operating system after those of another.
 */
export class BesideOs {
  /** Holds what comes of the conditions beside systems; numbers are good within a generation. */
  readonly sets: CveSets;
  /** Counts how often `sets` began anew. */
  generation = 0;
  /** By software, the CVEs that it is affected by through conditions beside some system. */
  readonly affected = new Map<number, Uint32Array>();
  /** Per product: the server that has it, and through which software. */
  private readonly server: Uint32Array;
  private readonly holder: Int32Array;
  private stamp = 0;
  /** By software where its answers stand; 0 for one not asked about yet. Few have conditions, and theirs stand close together. */
  private readonly places: Uint32Array;
  private placed = 0;
  /** By system, then place: the set, and one; 0 for what was not asked. */
  private answers: (Uint32Array | undefined)[] = [];
  private current: Uint32Array = new Uint32Array(0);
  private heldAnswers = 0;
  /** By a software's verdicts, which are the same beside most systems. */
  private readonly told = new Map<Uint8Array, Told>();
  private os: OsSubject | undefined;
  private position = -1;

  constructor(
    private readonly matcher: Matcher,
    private readonly identities: EstateIdentities,
    private readonly partners: EstatePartners,
    cvePlaces: CvePlaces,
  ) {
    this.sets = new CveSets(cvePlaces);
    this.places = new Uint32Array(identities.software.length);
    this.server = new Uint32Array(matcher.index.productCount);
    this.holder = new Int32Array(matcher.index.productCount);
  }

  startServer(position: number): void {
    this.stamp++;
    if (position === this.position) return;
    this.position = position;
    this.os = this.identities.os[position];
    if (this.sets.pairs > MAX_HELD_PAIRS || this.heldAnswers > MAX_HELD_ANSWERS) this.forget();
    this.current = this.answers[position] ?? this.hold(new Uint32Array(Math.max(FIRST_ANSWERS, this.placed + 1)));
  }

  private forget(): void {
    this.generation++;
    this.sets.clear();
    this.told.clear();
    this.answers = [];
    this.heldAnswers = 0;
  }

  private hold(answers: Uint32Array): Uint32Array {
    this.heldAnswers += answers.length - (this.answers[this.position]?.length ?? 0);
    return (this.answers[this.position] = answers);
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

  /** What the conditions of a software, one of these matches, come to on the current server when it has no partner there: its set in `sets`. */
  conditionedOf(software: number, matches: readonly SplitMatches[]): number {
    const place = this.places[software] || (this.places[software] = ++this.placed);
    if (place >= this.current.length) {
      const longer = new Uint32Array(place * 2);
      longer.set(this.current);
      this.current = this.hold(longer);
    }
    return (this.current[place] ||= this.resolve(software, matches[software].conditional) + 1) - 1;
  }

  private resolve(software: number, conditional: Uint32Array): number {
    const verdicts = this.matcher.judgeBeside(this.identities.software[software], this.os!);
    let told = this.told.get(verdicts);
    if (told?.software !== software) {
      const conditioned = splitVerdicts(conditional, verdicts);
      const { affected, possible, unknownVersion } = conditioned;
      if (affected.length > 0) this.affected.set(software, unionOf(this.affected.get(software) ?? affected, affected));
      told = { software, set: affected.length + possible.length + unknownVersion.length === 0 ? EMPTY_SET : this.sets.add(conditioned) };
      this.told.set(verdicts, told);
    }
    return told.set;
  }
}
