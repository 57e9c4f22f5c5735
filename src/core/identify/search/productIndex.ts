import type { CpeKey } from '../cpeFields';
import type { ProductNames } from './productNames';
import { namesOfVendor } from './vendors';
import { compactOf, isNumberWord, isPartWord, isSoftWord, wordsOf } from './words';

/** What a word is worth when it stands on one side only; see `scoreProduct`. */
export const WordKind = { hard: 0, soft: 1, number: 2, part: 3 } as const;

/**
 * The applications of a feed by the words of their names. Operating systems, hardware and firmware are left out: no software list names them.
 * Pairs stand in the order of their keys, so that a vendor's pairs are a range of numbers and every posting list is sorted by vendor.
 */
export interface ProductIndex {
  readonly pairCount: number;
  keyOf(pair: number): CpeKey;
  /** Match rows. */
  readonly rows: Uint32Array;
  /** Per pair its vendor, an index into `vendors`. */
  readonly vendorOf: Uint32Array;
  readonly vendors: readonly Vendor[];
  /** Vendors by compact name. */
  readonly vendorsByName: ReadonlyMap<string, readonly number[]>;
  readonly words: ReadonlyMap<string, number>;
  readonly wordKind: Uint8Array;
  /** Per word the pairs that have it: `postings` from `postingStarts[word]` to `postingStarts[word + 1]`. */
  readonly postingStarts: Uint32Array;
  readonly postings: Uint32Array;
  /** Per pair the words of its product, as `postings` is per word. */
  readonly pairStarts: Uint32Array;
  readonly pairWords: Uint32Array;
  /** Pairs by the compact name of their product. */
  readonly pairsByCompact: ReadonlyMap<string, readonly number[]>;
  /** Per pair 1 when the vendor is named after the product: `wireshark:wireshark`, `lz4_project:lz4`. */
  readonly isNamesake: Uint8Array;
}

export interface Vendor {
  readonly name: string;
  readonly compact: string;
  /** Without `project`, `software`, …; the compact name when there is nothing to leave out. */
  readonly bare: string;
  readonly words: readonly number[];
  /** `words`, and its compact and bare name where they are words too: in a title they explain themselves. */
  readonly ownWords: readonly number[];
  /** Pairs from `start` to `end`. */
  readonly start: number;
  readonly end: number;
}

/** Reads every key once: about 0.2 s for 100,000. */
export function buildProductIndex(names: ProductNames): ProductIndex {
  const words = new Map<string, number>();
  const wordNumber = (word: string): number => {
    let number = words.get(word);
    if (number === undefined) words.set(word, (number = words.size));
    return number;
  };
  const feedOf: number[] = [];
  const vendorOf: number[] = [];
  const vendors: (Vendor & { end: number })[] = [];
  const pairStarts: number[] = [0];
  const pairWords: number[] = [];
  const pairsByCompact = new Map<string, number[]>();
  const namesakes: number[] = [];
  for (let product = 0; product < names.productCount; product++) {
    const key = names.productKey(product);
    if (!key.startsWith('a:') || key.endsWith('_firmware')) continue;
    const colon = key.indexOf(':', 2);
    if (colon < 0) continue;
    const vendorName = key.slice(2, colon);
    const productName = key.slice(colon + 1);
    const pair = feedOf.push(product) - 1;
    let vendor = vendors.at(-1);
    if (vendor?.name !== vendorName) {
      const [compact = '', bare = compact] = namesOfVendor(vendorName);
      const own = wordsOf(vendorName).map(wordNumber);
      vendor = { name: vendorName, compact, bare, words: own, ownWords: [...new Set([...own, wordNumber(compact), wordNumber(bare)])], start: pair, end: pair };
      vendors.push(vendor);
    }
    vendor.end = pair + 1;
    vendorOf.push(vendors.length - 1);
    for (const word of wordsOf(productName)) pairWords.push(wordNumber(word));
    pairStarts.push(pairWords.length);
    const compact = compactOf(productName);
    namesakes.push(compact === vendor.compact || compact === vendor.bare ? 1 : 0);
    append(pairsByCompact, compact, pair);
  }
  const vendorsByName = new Map<string, number[]>();
  vendors.forEach(({ compact, bare }, number) => {
    append(vendorsByName, compact, number);
    if (bare !== compact) append(vendorsByName, bare, number);
  });
  return {
    pairCount: feedOf.length,
    keyOf: (pair) => names.productKey(feedOf[pair]!) as CpeKey,
    rows: Uint32Array.from(feedOf, (product) => names.productRowCount(product)),
    vendorOf: Uint32Array.from(vendorOf),
    vendors,
    vendorsByName,
    words,
    wordKind: Uint8Array.from(words.keys(), kindOf),
    ...postingsOf(pairStarts, pairWords, words.size),
    pairStarts: Uint32Array.from(pairStarts),
    pairWords: Uint32Array.from(pairWords),
    pairsByCompact,
    isNamesake: Uint8Array.from(namesakes),
  };
}

export function kindOf(word: string): number {
  if (isNumberWord(word)) return WordKind.number;
  if (isSoftWord(word)) return WordKind.soft;
  return isPartWord(word) ? WordKind.part : WordKind.hard;
}

/** Counting sort of (pair, word) by word. */
function postingsOf(pairStarts: readonly number[], pairWords: readonly number[], wordCount: number): Pick<ProductIndex, 'postingStarts' | 'postings'> {
  const postingStarts = new Uint32Array(wordCount + 1);
  for (const word of pairWords) postingStarts[word + 1]!++;
  for (let word = 0; word < wordCount; word++) postingStarts[word + 1]! += postingStarts[word]!;
  const next = postingStarts.slice(0, wordCount);
  const postings = new Uint32Array(pairWords.length);
  for (let pair = 0; pair + 1 < pairStarts.length; pair++) {
    for (let at = pairStarts[pair]!; at < pairStarts[pair + 1]!; at++) postings[next[pairWords[at]!]!++] = pair;
  }
  return { postingStarts, postings };
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
