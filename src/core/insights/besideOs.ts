import type { Matcher, OsSubject } from '../match/matcher';
import type { SplitMatches } from './assessment';
import type { EstatePartners } from './estatePartners';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { splitMatches } from './splitMatches';

const SEVERAL = -2;

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
  /** Per software: what it comes to beside the current system, worked out when `resolvedFor` says so. */
  private readonly resolved: SplitMatches[] = [];
  private readonly resolvedFor: Int32Array;
  private os: OsSubject | undefined;
  private position = -1;

  constructor(
    private readonly matcher: Matcher,
    private readonly identities: EstateIdentities,
    private readonly partners: EstatePartners,
    /** Called for each software and system once. */
    private readonly onResolved: (software: number, matches: SplitMatches) => void,
  ) {
    this.resolvedFor = new Int32Array(identities.software.length).fill(-1);
    this.server = new Uint32Array(matcher.index.productCount);
    this.holder = new Int32Array(matcher.index.productCount);
  }

  startServer(position: number): void {
    this.stamp++;
    this.position = position;
    this.os = this.identities.os[position];
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
    const asked = subject === OS_SUBJECT ? this.partners.askedByOs(this.position) : this.partners.askedBy(subject);
    for (const product of asked) {
      if (this.server[product] === this.stamp && this.holder[product] !== subject) return true;
    }
    return false;
  }

  /** What a software comes to on the current server when it has no partner there. */
  matchesOf(software: number): SplitMatches {
    if (this.resolvedFor[software] !== this.position) {
      this.resolvedFor[software] = this.position;
      this.resolved[software] = splitMatches(this.matcher.matchBeside(this.identities.software[software], this.os!));
      this.onResolved(software, this.resolved[software]);
    }
    return this.resolved[software];
  }
}
