import type { SoftwareIdentity } from '../identify/identity';
import type { Matcher, OsSubject } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import type { SplitMatches } from './assessment';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { splitMatches } from './splitMatches';

const NO_PRODUCTS = new Uint32Array(0);
const SEVERAL = -2;

/**
 * What conditions come to, server after server, without asking about every one of them on every server: most ask for an operating system,
 * so software is judged once beside each system; only where other software that a condition asks for is installed the server itself decides.
 * Go over the servers of one operating system after those of another.
 */
export class BesideOs {
  /** 1 for software that may fulfil what a condition asks for: `put` it. */
  readonly answers: Uint8Array;
  /** Per software with conditions, and for each operating system under its negative number: products that the estate has. */
  private readonly partners = new Map<number, Uint32Array>();
  private readonly products = new Map<number, Uint32Array>();
  /** Per product: the server that has it, and through which software. */
  private readonly server: Uint32Array;
  private readonly holder: Int32Array;
  private stamp = 0;
  /** Per software: what it comes to beside the current system, worked out when `resolvedFor` says so. */
  private readonly resolved: SplitMatches[] = [];
  private readonly resolvedFor: Int32Array;
  private os: OsSubject | undefined;
  private position = -1;

  /** @param conditional software that has conditional CVEs */
  constructor(
    private readonly matcher: Matcher,
    private readonly identities: EstateIdentities,
    conditional: readonly number[],
    /** Called for each software and system once. */
    private readonly onResolved: (software: number, matches: SplitMatches) => void,
  ) {
    this.answers = new Uint8Array(identities.software.length);
    this.resolvedFor = new Int32Array(identities.software.length).fill(-1);
    this.server = new Uint32Array(matcher.index.productCount);
    this.holder = new Int32Array(matcher.index.productCount);
    const asked = new Map<number, Uint32Array>();
    for (const software of conditional) asked.set(software, matcher.partnersOf(identities.software[software]));
    identities.os.forEach((subject, position) => asked.set(keyOfOs(position), matcher.partnersOf(subject)));
    this.keepInstalled(asked);
  }

  /** Most products that conditions ask for are installed nowhere. */
  private keepInstalled(asked: ReadonlyMap<number, Uint32Array>): void {
    const isAsked = new Uint8Array(this.matcher.index.productCount);
    for (const products of asked.values()) for (const product of products) isAsked[product] = 1;
    const isInstalled = new Uint8Array(isAsked.length);
    this.identities.software.forEach((identity: SoftwareIdentity, software) => {
      if (!isIdentified(identity)) return;
      const products = this.matcher.productsOf(identity).filter((product) => isAsked[product] === 1);
      if (products.length === 0) return;
      this.answers[software] = 1;
      this.products.set(software, products);
      for (const product of products) isInstalled[product] = 1;
    });
    for (const [subject, products] of asked) {
      const installed = products.filter((product) => isInstalled[product] === 1);
      if (installed.length > 0) this.partners.set(subject, installed);
    }
  }

  startServer(position: number): void {
    this.stamp++;
    this.position = position;
    this.os = this.identities.os[position];
  }

  /** The current server has this software. */
  put(software: number): void {
    for (const product of this.products.get(software) ?? NO_PRODUCTS) {
      this.holder[product] = this.server[product] === this.stamp && this.holder[product] !== software ? SEVERAL : software;
      this.server[product] = this.stamp;
    }
  }

  /** Whether other software of the server, all of it put, may change what conditions of a software or of the system come to. */
  hasPartner(subject: number): boolean {
    const key = subject === OS_SUBJECT ? keyOfOs(this.position) : subject;
    for (const product of this.partners.get(key) ?? NO_PRODUCTS) {
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

function keyOfOs(position: number): number {
  return -1 - position;
}
