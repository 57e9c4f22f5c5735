import { findPackage } from './packageSearch';
import type { ProductNames, SearchOutcome } from './productNames';
import { ProductSearch, type SearchText } from './productSearch';

/** Finds what no rule knows among the products of the feed. */
export interface SoftwareSearch {
  /** A software by its title and publisher. */
  product(text: SearchText): SearchOutcome;
  /** A distribution's package by its name and the source packages that it may be built from. */
  package(name: string, sources: readonly string[]): SearchOutcome;
}

/**
 * Fewer pairs do not show what else a name may stand for: among the starter's few hundred nearly every name is alone.
 * A single year of NVD has about 8,000.
 */
const FEWEST_PRODUCTS = 5_000;

const SEARCHES = new WeakMap<ProductNames, SoftwareSearch>();

/** The search over a feed's products, built on its first use and kept as long as the feed; undefined over a feed too small to decide. */
export function searchOf(names: ProductNames): SoftwareSearch | undefined {
  if (names.productCount < FEWEST_PRODUCTS) return undefined;
  const known = SEARCHES.get(names);
  if (known) return known;
  let products: ProductSearch | undefined;
  const open = (): ProductSearch => (products ??= new ProductSearch(names));
  const search: SoftwareSearch = {
    product: (text) => open().find(text),
    package: (name, sources) => findPackage(open().index, name, sources),
  };
  SEARCHES.set(names, search);
  return search;
}
