import type { CpeKey } from '../cpeFields';
import { buildProductIndex, kindOf, WordKind, type ProductIndex } from './productIndex';
import { MOST_CANDIDATES, NOTHING_FOUND, type ProductNames, type SearchOutcome } from './productNames';
import { DECIDING_SCORE, scoreProduct, type Query } from './scoreProduct';
import { vendorNamesOf } from './vendors';
import { wordsOf } from './words';

/** A name as it is searched for. */
export interface SearchText {
  /** See `SoftwareText.title`. */
  readonly title: string;
  /** See `SoftwareText.publisher`. */
  readonly publisher: string;
}

/** The second candidate must be this much worse, unless it is the same product of a vendor that was renamed. */
const MARGIN = 0.03;

/** Pairs that are scored for one name. */
const MOST_SCORED = 600;

/** A word that more products have finds nothing by itself; with the vendor it does. */
const MOST_POSTINGS = 200;

/** Names of one product under several vendors that are kept. */
const MOST_KEYS = 4;

/** "Eclipse Mosquitto" publishes mosquitto: the first word is the vendor when the title has the others. */
function ownProject(publisher: readonly string[], title: readonly string[]): readonly string[] {
  const [first, ...rest] = publisher;
  return first !== undefined && first.length > 2 && rest.length > 0 && rest.every((word) => title.includes(word)) ? [first] : [];
}

/** Finds the vendor and product pair of a feed that a software name stands for. */
export class ProductSearch {
  readonly index: ProductIndex;
  /** Per pair the number of the search that scored it last. */
  private readonly seen: Uint32Array;
  private search = 0;

  constructor(names: ProductNames) {
    this.index = buildProductIndex(names);
    this.seen = new Uint32Array(this.index.pairCount);
  }

  find(text: SearchText): SearchOutcome {
    const query = this.queryOf(text);
    if (query.words.length === 0 && query.compacts.size === 0) return NOTHING_FOUND;
    const scored = this.scored(query);
    if (scored.length === 0) return NOTHING_FOUND;
    scored.sort((a, b) => b.score - a.score || this.index.rows[b.pair]! - this.index.rows[a.pair]! || a.pair - b.pair);
    const best = scored[0]!;
    const candidates = scored.slice(0, MOST_CANDIDATES).map(({ pair, score }) => ({ key: this.index.keyOf(pair), score: Math.round(score * 1_000) / 1_000 }));
    if (best.score < DECIDING_SCORE) return { keys: [], score: best.score, candidates };
    const nameOf = (pair: number): string => this.productOf(pair, query.vendors);
    const name = nameOf(best.pair);
    const rival = scored.find((other) => best.score - other.score < MARGIN && nameOf(other.pair) !== name);
    if (rival) return { keys: [], score: best.score, candidates };
    const keys = scored
      .filter((other) => best.score - other.score < MARGIN && nameOf(other.pair) === name)
      // One product under several vendors: the name under which the feed says most comes first.
      .sort((a, b) => this.index.rows[b.pair]! - this.index.rows[a.pair]!)
      .map(({ pair }): CpeKey => this.index.keyOf(pair));
    return { keys: keys.slice(0, MOST_KEYS), score: best.score, candidates };
  }

  /** The product's name without the vendor's, to tell whether two pairs are one product: `anti-virus` and `sophos_anti-virus`. */
  private productOf(pair: number, publishers: ReadonlySet<number>): string {
    const { vendors, vendorOf, pairStarts, pairWords } = this.index;
    const named = [vendorOf[pair]!, ...publishers].map((vendor) => vendors[vendor]!);
    const words = [...pairWords.subarray(pairStarts[pair], pairStarts[pair + 1])];
    const own = words.filter((word) => !named.some(({ ownWords }) => ownWords.includes(word)) && this.index.wordKind[word] !== WordKind.soft);
    return (own.length > 0 ? own : words).sort((a, b) => a - b).join(' ');
  }

  private queryOf({ title, publisher }: SearchText): Query {
    const { index } = this;
    const titleWords = wordsOf(title.replaceAll(/\([^()]*\)/g, ' '));
    const publisherTexts = wordsOf(publisher);
    const words: number[] = [];
    let unknownHard = 0;
    let unknownSoft = 0;
    for (const word of titleWords) {
      const number = index.words.get(word);
      if (number !== undefined) words.push(number);
      else if (publisherTexts.includes(word)) continue;
      else if (kindOf(word) === WordKind.soft) unknownSoft++;
      else if (kindOf(word) !== WordKind.number) unknownHard++;
    }
    const joined = this.joinedPairs(titleWords);
    const compact = titleWords.join('');
    return {
      words,
      wordSet: new Set(words),
      unknownHard,
      unknownSoft,
      titleVendors: this.vendorsNamed([...titleWords, ...joined.keys()]),
      joined,
      publisherWords: new Set(publisherTexts.flatMap((word) => index.words.get(word) ?? [])),
      vendors: this.vendorsNamed([...vendorNamesOf(publisher), ...ownProject(publisherTexts, titleWords)]),
      hasPublisher: publisherTexts.length > 0,
      compacts: new Set([compact, titleWords.filter((word) => !publisherTexts.includes(word)).join('')].filter((text) => text.length > 2)),
    };
  }

  private vendorsNamed(names: readonly string[]): ReadonlySet<number> {
    const vendors = new Set<number>();
    for (const name of names) for (const vendor of this.index.vendorsByName.get(name) ?? []) vendors.add(vendor);
    return vendors;
  }

  /** `trendmicro` of "trend micro …": a vendor of two words that the feed writes as one. */
  private joinedPairs(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
    const { index } = this;
    const joined = new Map<string, readonly number[]>();
    for (let at = 1; at < words.length; at++) {
      const both = words[at - 1]! + words[at]!;
      if (index.vendorsByName.has(both)) joined.set(both, [words[at - 1]!, words[at]!].flatMap((word) => index.words.get(word) ?? []));
    }
    return joined;
  }

  private scored(query: Query): { readonly pair: number; readonly score: number }[] {
    const { index } = this;
    const search = ++this.search;
    const found: { pair: number; score: number }[] = [];
    let left = MOST_SCORED;
    const take = (pair: number, compact: boolean): void => {
      if (left === 0 || this.seen[pair] === search) return;
      left--;
      this.seen[pair] = search;
      const score = scoreProduct(index, query, pair, compact);
      if (score > 0) found.push({ pair, score });
    };
    for (const compact of query.compacts) for (const pair of index.pairsByCompact.get(compact) ?? []) take(pair, true);
    const rarestFirst = [...query.words].sort((a, b) => this.postingCount(a) - this.postingCount(b));
    const whole = (pair: number): void => take(pair, false);
    for (const vendors of [query.vendors, query.titleVendors]) {
      for (const vendor of vendors) {
        const { start, end } = index.vendors[vendor]!;
        for (const word of rarestFirst) this.eachPosting(word, start, end, whole);
      }
    }
    // Where neither publisher nor title names the vendor, only one that is named after its product can be meant.
    for (const word of rarestFirst) {
      if (this.postingCount(word) > MOST_POSTINGS) break;
      this.eachPosting(word, 0, index.pairCount, (pair) => {
        if (index.isNamesake[pair] === 1) take(pair, false);
      });
    }
    return found;
  }

  private postingCount(word: number): number {
    return this.index.postingStarts[word + 1]! - this.index.postingStarts[word]!;
  }

  /** The pairs from `start` to `end` that have the word. */
  private eachPosting(word: number, start: number, end: number, visit: (pair: number) => void): void {
    const { postings, postingStarts } = this.index;
    const last = postingStarts[word + 1]!;
    let low = postingStarts[word]!;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (postings[middle]! < start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < last && postings[at]! < end; at++) visit(postings[at]!);
  }
}
