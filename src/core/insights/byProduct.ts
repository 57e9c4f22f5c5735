import type { Matcher } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import type { EstateIdentities } from './identifyEstate';

/** Products that each software stands for; undefined for what is not identified. */
export type ProductsOfSoftware = readonly (Uint32Array | undefined)[];

export function productsOfSoftware(matcher: Matcher, { software }: EstateIdentities): ProductsOfSoftware {
  return software.map((identity) => (isIdentified(identity) ? matcher.productsOf(identity) : undefined));
}

/** All software, that of one product together and in its order; what stands for none comes last. */
export function byProduct(products: ProductsOfSoftware, productCount: number): Uint32Array {
  const count = products.length;
  // Product and software as one number: numbers are sorted without being compared by ours.
  const keys = Float64Array.from(products, (of, software) => (of?.[0] ?? productCount) * count + software).sort();
  return Uint32Array.from(keys, (key) => key % count);
}
