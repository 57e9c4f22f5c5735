import type { SoftwareIdentity } from '../identify/identity';
import type { Matcher, OsSubject } from '../match/matcher';
import type { ProductsOfSoftware } from './byProduct';
import type { EstateIdentities } from './identifyEstate';

const NO_PRODUCTS = new Uint32Array(0);

/** Which software of an estate may change what conditions of other software, or of operating systems, come to: hardly any. */
export class EstatePartners {
  /** 1 for software that may fulfil what a condition asks for. */
  readonly answers: Uint8Array;
  /** 1 for products that the estate's software stands for. */
  readonly isInstalled: Uint8Array;
  /** Products that conditions of a software ask for and the estate has, one software after another, and where those of each begin; one more entry than software. */
  readonly askedProducts: Uint32Array;
  readonly askedStarts: Uint32Array;
  private readonly askedByOses: readonly (Uint32Array | undefined)[];
  private readonly products: ProductsOfSoftware;

  /** @param conditional software that has conditional CVEs */
  constructor(matcher: Matcher, identities: EstateIdentities, products: ProductsOfSoftware, conditional: readonly number[]) {
    const count = identities.software.length;
    this.answers = new Uint8Array(count);

    // Most products that conditions ask for are installed nowhere.
    const isInstalled = (this.isInstalled = new Uint8Array(matcher.index.productCount));
    for (const own of products) {
      if (!own) continue;
      for (let at = 0; at < own.length; at++) isInstalled[own[at]] = 1;
    }
    const isAsked = new Uint8Array(isInstalled.length);
    const askedOf = (subject: SoftwareIdentity | OsSubject): Uint32Array | undefined => {
      const partners = matcher.partnersOf(subject, isInstalled);
      for (let at = 0; at < partners.length; at++) isAsked[partners[at]] = 1;
      return partners.length === 0 ? undefined : partners;
    };
    this.askedStarts = new Uint32Array(count + 1);
    const asked: (readonly [software: number, partners: Uint32Array])[] = [];
    for (const software of conditional) {
      const partners = askedOf(identities.software[software]);
      if (!partners) continue;
      asked.push([software, partners]);
      this.askedStarts[software + 1] = partners.length;
    }
    for (let software = 0; software < count; software++) this.askedStarts[software + 1] += this.askedStarts[software];
    this.askedProducts = new Uint32Array(this.askedStarts[count]);
    for (const [software, partners] of asked) this.askedProducts.set(partners, this.askedStarts[software]);
    this.askedByOses = identities.os.map(askedOf);
    this.products = products.map((own, software) => {
      if (!own?.some((product) => isAsked[product] === 1)) return undefined;
      this.answers[software] = 1;
      return own.filter((product) => isAsked[product] === 1);
    });
  }

  /** The products that conditions of a software ask for, as far as the estate has them. */
  askedBy(software: number): Uint32Array {
    return this.askedProducts.subarray(this.askedStarts[software], this.askedStarts[software + 1]);
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
