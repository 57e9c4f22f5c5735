import type { Matcher } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import type { EstateIdentities } from './identifyEstate';

const NO_PRODUCTS = new Uint32Array(0);

/** Which software of an estate may change what conditions of other software, or of operating systems, come to: hardly any. */
export class EstatePartners {
  /** 1 for software that may fulfil what a condition asks for. */
  readonly answers: Uint8Array;
  /** Per software with conditions, and for each operating system under its negative number: products that the estate has. */
  private readonly asked = new Map<number, Uint32Array>();
  private readonly products = new Map<number, Uint32Array>();

  /** @param conditional software that has conditional CVEs */
  constructor(matcher: Matcher, identities: EstateIdentities, conditional: readonly number[]) {
    this.answers = new Uint8Array(identities.software.length);
    const asked = new Map<number, Uint32Array>();
    for (const software of conditional) asked.set(software, matcher.partnersOf(identities.software[software]));
    identities.os.forEach((subject, position) => asked.set(keyOfOs(position), matcher.partnersOf(subject)));

    // Most products that conditions ask for are installed nowhere.
    const isAsked = new Uint8Array(matcher.index.productCount);
    for (const products of asked.values()) for (const product of products) isAsked[product] = 1;
    const isInstalled = new Uint8Array(isAsked.length);
    identities.software.forEach((identity, software) => {
      if (!isIdentified(identity)) return;
      const products = matcher.productsOf(identity).filter((product) => isAsked[product] === 1);
      if (products.length === 0) return;
      this.answers[software] = 1;
      this.products.set(software, products);
      for (const product of products) isInstalled[product] = 1;
    });
    for (const [subject, products] of asked) {
      const installed = products.filter((product) => isInstalled[product] === 1);
      if (installed.length > 0) this.asked.set(subject, installed);
    }
  }

  /** The products that conditions of a software ask for, as far as the estate has them. */
  askedBy(software: number): Uint32Array {
    return this.asked.get(software) ?? NO_PRODUCTS;
  }

  /** The same for the operating system at a position. */
  askedByOs(position: number): Uint32Array {
    return this.asked.get(keyOfOs(position)) ?? NO_PRODUCTS;
  }

  /** The products of a software that some condition asks for. */
  productsOf(software: number): Uint32Array {
    return this.products.get(software) ?? NO_PRODUCTS;
  }
}

function keyOfOs(position: number): number {
  return -1 - position;
}
