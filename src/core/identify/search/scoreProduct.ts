import { WordKind, type ProductIndex } from './productIndex';

/** A name that is searched for, in the words of the index. */
export interface Query {
  /** Words of the title that some product or vendor of the feed has too; the others count as `unknownHard` or `unknownSoft`. */
  readonly words: readonly number[];
  readonly wordSet: ReadonlySet<number>;
  readonly unknownHard: number;
  readonly unknownSoft: number;
  /** Every word of the title and of the publisher, as text, for what a vendor is called in one piece. */
  readonly texts: ReadonlySet<string>;
  /** Words of the publisher: in a title they explain themselves. */
  readonly publisherWords: ReadonlySet<number>;
  /** Vendors that the publisher stands for. */
  readonly vendors: ReadonlySet<number>;
  readonly hasPublisher: boolean;
  /** Letters and digits of the title, and of the title without the publisher's name. */
  readonly compacts: ReadonlySet<string>;
}

/** Factors of the score, found on the labelled names of `test/eval` (split `dev`). */
const FACTOR = {
  /** A word that tells products apart stands on one side only. */
  hard: 0.6,
  softMissing: 0.94,
  softExtra: 0.98,
  /** A product of one year or number (`visual_studio_2019`) and a name without it. */
  numberMissing: 0.7,
  numberExtra: 0.99,
  /** `agent` and `client` are most often the product's own part on this machine. */
  partExtra: 0.87,
  vendorInTitle: 0.96,
  namesake: 0.93,
  /** The publisher is another, known vendor. */
  otherVendor: 0.88,
  onlyProduct: 0.86,
} as const;

/** The score from which a search decides. */
export const DECIDING_SCORE = 0.82;

/** A word that fewer products have is no ordinary word; a shorter one is an abbreviation that several things share. */
const MOST_PRODUCTS_OF_A_TELLING_WORD = 12;
const SHORTEST_TELLING_WORD = 4;

const PARTS: readonly string[] = ['agent', 'client'];

/**
 * How well a name stands for a pair of vendor and product, 0 to 1: the vendor's factor times one factor for each word of the product
 * that the name lacks and for each word of the name that neither product, vendor nor publisher explains. 0 when nothing of the product
 * is in the name, or when nothing but an ordinary word connects them.
 */
export function scoreProduct(index: ProductIndex, query: Query, pair: number, compact: boolean): number {
  const vendor = index.vendors[index.vendorOf[pair]!]!;
  const agrees = query.vendors.has(index.vendorOf[pair]!);
  const inTitle = agrees || query.texts.has(vendor.compact) || query.texts.has(vendor.bare) || vendor.words.every((word) => query.wordSet.has(word));
  const start = index.pairStarts[pair]!;
  const end = index.pairStarts[pair + 1]!;
  let score = 1;
  let telling = false;
  let matched = 0;
  let matchedHard = 0;
  if (compact) {
    matched = end - start;
    telling = true;
    matchedHard = 1;
  } else {
    for (let at = start; at < end; at++) {
      const word = index.pairWords[at]!;
      const kind = index.wordKind[word]!;
      if (query.wordSet.has(word)) {
        matched++;
        if (kind === WordKind.hard) {
          matchedHard++;
          const products = index.postingStarts[word + 1]! - index.postingStarts[word]!;
          if (products <= MOST_PRODUCTS_OF_A_TELLING_WORD) telling = true;
        }
      } else if (!(inTitle && vendor.words.includes(word)) && !query.publisherWords.has(word)) {
        score *= kind === WordKind.soft ? FACTOR.softMissing : kind === WordKind.number ? FACTOR.numberMissing : FACTOR.hard;
      }
    }
    if (matched === 0) return 0;
    score *= extraFactor(index, query, pair, vendor.words, vendor.compact, vendor.bare);
  }
  if (agrees) return score;
  if (vendor.name === 'microsoft' && (query.hasPublisher || !query.texts.has('microsoft'))) return 0;
  const isNamesake = index.isNamesake[pair] === 1;
  const known = query.vendors.size > 0;
  if (isNamesake) return telling && namesakeIsLong(vendor.bare) ? score * (known ? FACTOR.otherVendor : FACTOR.namesake) : 0;
  if (inTitle) return score * (known ? FACTOR.otherVendor : FACTOR.vendorInTitle);
  // Nobody is named: the product alone must be it, and no other vendor may have one of the name.
  const alone = !query.hasPublisher && (telling || matchedHard >= 2) && index.pairsByCompact.get([...query.compacts][0] ?? '')?.length === 1;
  return alone ? score * FACTOR.onlyProduct : 0;
}

function namesakeIsLong(bare: string): boolean {
  return bare.length >= SHORTEST_TELLING_WORD;
}

/** What the name says beyond the product. */
function extraFactor(index: ProductIndex, query: Query, pair: number, vendorWords: readonly number[], compact: string, bare: string): number {
  let factor = FACTOR.hard ** query.unknownHard * FACTOR.softExtra ** query.unknownSoft;
  const start = index.pairStarts[pair]!;
  const end = index.pairStarts[pair + 1]!;
  for (const word of query.words) {
    if (vendorWords.includes(word) || query.publisherWords.has(word)) continue;
    let isProducts = false;
    for (let at = start; at < end && !isProducts; at++) isProducts = index.pairWords[at] === word;
    if (isProducts) continue;
    const kind = index.wordKind[word]!;
    if (kind === WordKind.soft) factor *= FACTOR.softExtra;
    else if (kind === WordKind.number) factor *= FACTOR.numberExtra;
    else if (isNamed(index, word, compact) || isNamed(index, word, bare)) continue;
    else factor *= PARTS.some((part) => index.words.get(part) === word) && !query.texts.has('microsoft') ? FACTOR.partExtra : FACTOR.hard;
  }
  return factor;
}

function isNamed(index: ProductIndex, word: number, text: string): boolean {
  return index.words.get(text) === word;
}
