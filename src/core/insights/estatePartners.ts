import type { Matcher } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import type { EstateIdentities } from './identifyEstate';

const NO_PRODUCTS = new Uint32Array(0);

/** Which software of an estate may change what conditions of other software, or of operating systems, come to: hardly any. */
export class EstatePartners {
  /** 1 for software that may fulfil what a condition asks for. */
  readonly answers: Uint8Array;
  /** Per software with conditions, and for each operating system: products that the estate has. */
  private readonly asked: (Uint32Array | undefined)[];
  private readonly askedByOses: readonly (Uint32Array | undefined)[];
  private readonly products: (Uint32Array | undefined)[];

  /** @param conditional software that has conditional CVEs */
  constructor(matcher: Matcher, identities: EstateIdentities, conditional: readonly number[]) {
    this.answers = new Uint8Array(identities.software.length);
    this.asked = identities.software.map(() => undefined);
    this.products = identities.software.map(() => undefined);
    const askedBySoftware = conditional.map((software) => matcher.partnersOf(identities.software[software]));
    const askedByOses = identities.os.map((subject) => matcher.partnersOf(subject));

    // Most products that conditions ask for are installed nowhere.
    const isAsked = new Uint8Array(matcher.index.productCount);
    for (const asked of [askedBySoftware, askedByOses]) for (const products of asked) for (const product of products) isAsked[product] = 1;
    const isInstalled = new Uint8Array(isAsked.length);
    identities.software.forEach((identity, software) => {
      if (!isIdentified(identity)) return;
      const products = matcher.productsOf(identity).filter((product) => isAsked[product] === 1);
      if (products.length === 0) return;
      this.answers[software] = 1;
      this.products[software] = products;
      for (const product of products) isInstalled[product] = 1;
    });
    const installedOf = (products: Uint32Array): Uint32Array | undefined =>
      products.some((product) => isInstalled[product] === 1) ? products.filter((product) => isInstalled[product] === 1) : undefined;
    askedBySoftware.forEach((products, at) => (this.asked[conditional[at]] = installedOf(products)));
    this.askedByOses = askedByOses.map(installedOf);
  }

  /** The products that conditions of a software ask for, as far as the estate has them. */
  askedBy(software: number): Uint32Array {
    return this.asked[software] ?? NO_PRODUCTS;
  }

  /** The same for the operating system at a position. */
  askedByOs(position: number): Uint32Array {
    return this.askedByOses[position] ?? NO_PRODUCTS;
  }

  /** The products of a software that some condition asks for. */
  productsOf(software: number): Uint32Array {
    return this.products[software] ?? NO_PRODUCTS;
  }
}
