import { formatCpe, parseCpeKey } from '../cpe';
import { cpeOf, type CpeKey } from '../cpeFields';
import type { IdentityCandidate } from '../identity';
import type { LifecycleCatalog, LifecycleProduct } from '../lifecycle';
import type { ProductNames } from '../search/productNames';
import { ProductSearch } from '../search/productSearch';
import { softwareText, type SoftwareText } from '../softwareText';
import type { NamedSoftware } from './userRules';

/** Something that a mapping can name. */
export type ProductFound =
  | { readonly kind: 'cpe'; /** As mappings write it. */ readonly cpe: string; readonly key: CpeKey; readonly rows: number; readonly score: number | null }
  | { readonly kind: 'product'; readonly product: LifecycleProduct; readonly score: number | null };

/** Words that are searched for; more say nothing new. */
const MOST_WORDS = 8;
/** Endoflife products beside the ranked candidates. */
const MOST_PRODUCTS = 3;

/** How a mapping names a pair: shortly where it is an application. */
export function mappingNameOf(key: CpeKey): string {
  const { part, vendor, product } = parseCpeKey(key);
  return part === 'a' && !/[\s:*?]/.test(vendor + product) ? `${vendor}:${product}` : formatCpe(cpeOf(key, { part, vendor, product }));
}

/** What a software may stand for, best first: what the scored search weighs, and products of endoflife.date that follow from it or are called so. */
export function candidatesFor(software: NamedSoftware, kept: readonly IdentityCandidate[] | undefined, names: ProductNames, lifecycle: LifecycleCatalog): readonly ProductFound[] {
  const text = softwareText(software);
  const weighed = kept?.length ? kept : searcher(names).find(text).candidates;
  const places = placesOf(names);
  const pairs = weighed.map(({ key, score }): ProductFound => ({ kind: 'cpe', cpe: mappingNameOf(key), key, rows: rowsOf(names, places.get(key)), score }));
  const products = new Set(weighed.flatMap(({ key }) => lifecycle.productOfCpe(key) ?? []));
  for (const product of lifecycle.products) if (products.size < MOST_PRODUCTS && isCalled(product, text)) products.add(product);
  return [...pairs, ...[...products].slice(0, MOST_PRODUCTS).map((product): ProductFound => ({ kind: 'product', product, score: null }))];
}

/** Pairs and products whose names have all the words, those that are called so first, then those of which the feed says most. */
export function findProducts(text: string, names: ProductNames, lifecycle: LifecycleCatalog, limit: number): readonly ProductFound[] {
  const words = text.toLowerCase().split(/[\s:]+/).filter((word) => word !== '').slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const whole = words.join('_');
  const rank = (name: string): number => (name === whole || words.includes(name) ? 2 : words.some((word) => name.startsWith(word)) ? 1 : 0);
  const found: { readonly rank: number; readonly rows: number; readonly make: () => ProductFound }[] = [];
  for (let place = 0; place < names.productCount; place++) {
    const key = names.productKey(place) as CpeKey;
    if (!words.every((word) => key.includes(word, 2))) continue;
    const rows = names.productRowCount(place);
    found.push({ rank: rank(parseCpeKey(key).product), rows, make: () => ({ kind: 'cpe', cpe: mappingNameOf(key), key, rows, score: null }) });
  }
  for (const product of lifecycle.products) {
    const called = [product.name, product.label, ...product.aliases].join('\n').toLowerCase();
    if (words.every((word) => called.includes(word))) found.push({ rank: rank(product.name), rows: Infinity, make: () => ({ kind: 'product', product, score: null }) });
  }
  return found.sort((a, b) => b.rank - a.rank || (a.rows === b.rows ? 0 : b.rows - a.rows)).slice(0, limit).map(({ make }) => make());
}

const SEARCHERS = new WeakMap<ProductNames, ProductSearch>();

/** Of any feed, also one too small to decide by: a person decides. */
function searcher(names: ProductNames): ProductSearch {
  const known = SEARCHERS.get(names) ?? new ProductSearch(names);
  SEARCHERS.set(names, known);
  return known;
}

const PLACES = new WeakMap<ProductNames, ReadonlyMap<string, number>>();

function placesOf(names: ProductNames): ReadonlyMap<string, number> {
  const known = PLACES.get(names) ?? new Map(Array.from({ length: names.productCount }, (_, place) => [names.productKey(place), place]));
  PLACES.set(names, known);
  return known;
}

function rowsOf(names: ProductNames, place: number | undefined): number {
  return place === undefined ? 0 : names.productRowCount(place);
}

/** Its label or an alias stands in the title as whole words. */
function isCalled({ name, label, aliases }: LifecycleProduct, { title }: SoftwareText): boolean {
  const padded = ` ${title} `;
  return [name, label.toLowerCase(), ...aliases].some((called) => called.length > 2 && padded.includes(` ${called.toLowerCase()} `));
}
