import { WordKind, type ProductIndex, type Vendor } from './productIndex';
import type { StampedSet } from './stampedSet';

/** A name that is searched for, in the numbers of the index. One is used for all searches, one after another. */
export interface Query {
  /** Words of the title that some product or vendor of the feed has too. */
  readonly words: readonly number[];
  readonly wordSet: StampedSet;
  /** The factor of the others: `unknownFactor`. */
  readonly unknown: number;
  /** Vendors whose name stands in the title. */
  readonly titleVendors: StampedSet;
  /** Two neighbours of the title as the number of one word (`trendmicro`), and which words they are; most titles have none. */
  readonly joined: ReadonlyMap<number, readonly number[]>;
  /** Words of the publisher: in a title they explain themselves. */
  readonly publisherWords: StampedSet;
  /** Vendors that the publisher stands for. */
  readonly vendors: StampedSet;
  /** The feed knows the publisher. */
  readonly hasVendors: boolean;
  readonly hasPublisher: boolean;
  /** Letters and digits of the title, and of the title without the publisher's name. */
  readonly compacts: readonly string[];
}

/** Factors of the score, found on the labelled names of `test/eval` (split `dev`). */
const FACTOR = {
  /** A word that tells products apart stands on one side only. */
  hard: 0.6,
  softMissing: 0.94,
  softExtra: 0.95,
  /** A product of one year or number (`visual_studio_2019`) and a name without it. */
  numberMissing: 0.7,
  numberExtra: 0.99,
  /** `agent`, `client` and `service` are most often the product's own part on this machine. */
  partExtra: 0.87,
  vendorInTitle: 0.96,
  namesake: 0.93,
  /** The publisher is another, known vendor. */
  otherVendor: 0.88,
  onlyProduct: 0.86,
} as const;

/** The score from which a search decides. */
export const DECIDING_SCORE = 0.82;

/** The least score of the very name of a product, a year or number aside; and a score that is shown and never decides. */
const EXACT_NAME = 0.97;
const CANDIDATE_ONLY = 0.8;

/** Below it two names have a word in common and nothing else. */
const LEAST_SCORE = 0.2;

/** A word that fewer products have is no ordinary word; a shorter one is an abbreviation that several things share. */
const MOST_PRODUCTS_OF_A_TELLING_WORD = 12;
const SHORTEST_TELLING_WORD = 4;

/** Without a publisher the product must have nearly all rows of its name. */
const SHARE_OF_THE_ONE = 0.9;

/**
 * How well a name stands for a pair of vendor and product, 0 to 1: the vendor's factor times one factor for each word of the product
 * that the name lacks and for each word of the name that neither product, vendor nor publisher explains. 0 when nothing of the product
 * is in the name, or when nothing but an ordinary word connects them. `compact`: the names agree but for hyphens and spaces.
 */
export function scoreProduct(index: ProductIndex, query: Query, pair: number, compact: boolean): number {
  const vendorNumber = index.vendorOf[pair]!;
  const vendor = index.vendors[vendorNumber]!;
  const agrees = query.vendors.has(vendorNumber);
  const inTitle = agrees || query.titleVendors.has(vendorNumber);
  const isNamesake = index.isNamesake[pair] === 1;
  if (!inTitle && !isNamesake && !compact) return 0;
  const isMicrosoft = vendorNumber === index.microsoft;
  if (!agrees && isMicrosoft && (query.hasPublisher || !inTitle)) return 0;
  let factor = 1;
  let matched = 0;
  let matchedHard = 0;
  /** A word among the matched is no ordinary one. */
  let isTelling = false;
  const end = index.pairStarts[pair + 1]!;
  for (let at = index.pairStarts[pair]!; at < end; at++) {
    const word = index.pairWords[at]!;
    const kind = index.wordKind[word]!;
    if (compact || query.wordSet.has(word)) {
      matched++;
      if (!compact && (kind === WordKind.soft || kind === WordKind.number)) continue;
      matchedHard++;
      isTelling ||= isTellingWord(index, word);
      // A product need not repeat its vendor's words.
    } else if (!(inTitle && vendor.ownWords.includes(word)) && !query.publisherWords.has(word)) {
      factor *= kind === WordKind.soft ? FACTOR.softMissing : kind === WordKind.number ? FACTOR.numberMissing : FACTOR.hard;
    }
  }
  if (matched === 0 || factor < LEAST_SCORE) return 0;
  const isNamesakeOnly = isNamesake && !agrees && !isMicrosoft;
  // Asked before the rest is weighed: most of those that are only named alike end here.
  if (isNamesakeOnly && !(isTelling && vendor.bare.length >= SHORTEST_TELLING_WORD)) return 0;
  const score = compact ? 1 : factor * extraFactor(index, query, pair, vendor);
  // Microsoft's products differ by such small words as "app" and "for Windows": only the very name decides.
  if (isMicrosoft) return score >= EXACT_NAME ? score * (agrees ? 1 : FACTOR.vendorInTitle) : Math.min(score, CANDIDATE_ONLY);
  if (agrees) return score;
  // The publisher is another vendor of the feed: a bundle, or a name that was sold.
  const otherVendor = query.hasVendors;
  if (isNamesakeOnly) return score * (otherVendor ? FACTOR.otherVendor : FACTOR.namesake);
  if (inTitle) return score * (otherVendor ? FACTOR.otherVendor : FACTOR.vendorInTitle);
  // Nobody is named: the product alone must be it, and nearly all that the feed says of the name must be said of this one.
  return !query.hasPublisher && (isTelling || matchedHard >= 2) && isTheOne(index, query, pair) ? score * FACTOR.onlyProduct : 0;
}

function isTellingWord(index: ProductIndex, word: number): boolean {
  return index.postingStarts[word + 1]! - index.postingStarts[word]! <= MOST_PRODUCTS_OF_A_TELLING_WORD;
}

/** What words cost that no product or vendor of the feed has. */
export function unknownFactor(hard: number, soft: number): number {
  return FACTOR.hard ** hard * FACTOR.softExtra ** soft;
}

/** What the name says beyond the product. */
function extraFactor(index: ProductIndex, query: Query, pair: number, vendor: Vendor): number {
  let factor = query.unknown;
  if (factor < LEAST_SCORE) return 0;
  const start = index.pairStarts[pair]!;
  const end = index.pairStarts[pair + 1]!;
  const isMicrosoft = index.vendorOf[pair] === index.microsoft;
  const joined = query.joined.size > 0 ? query.joined.get(vendor.compactWord) : undefined;
  for (const word of query.words) {
    if (vendor.ownWords.includes(word) || query.publisherWords.has(word) || joined?.includes(word)) continue;
    let isProducts = false;
    for (let at = start; at < end && !isProducts; at++) isProducts = index.pairWords[at] === word;
    if (isProducts) continue;
    const kind = index.wordKind[word]!;
    if (kind === WordKind.soft) factor *= FACTOR.softExtra;
    else if (kind === WordKind.number) factor *= FACTOR.numberExtra;
    else if (kind === WordKind.part && !isMicrosoft) factor *= FACTOR.partExtra;
    else factor *= FACTOR.hard;
    if (factor < LEAST_SCORE) return 0;
  }
  return factor;
}

function isTheOne(index: ProductIndex, query: Query, pair: number): boolean {
  let total = 0;
  for (const compact of query.compacts) for (const other of index.pairsByCompact.get(compact) ?? []) total += index.rows[other]!;
  return index.rows[pair]! >= total * SHARE_OF_THE_ONE;
}
