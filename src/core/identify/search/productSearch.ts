import type { IdentityCandidate } from '../identity';
import { buildProductIndex, kindOf, WordKind, type ProductIndex } from './productIndex';
import { MOST_CANDIDATES, NOTHING_FOUND, type ProductNames, type SearchOutcome } from './productNames';
import { DECIDING_SCORE, scoreProduct, unknownFactor, type Query } from './scoreProduct';
import { StampedSet } from './stampedSet';
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

/** Publishers whose vendors are remembered; an inventory has the same ones again and again. Some 400 bytes each. */
const MOST_PUBLISHERS = 32_768;

/** Outcomes that are remembered: an inventory has most names in several versions. Some 250 bytes each, candidates aside, which the identities keep. */
const MOST_OUTCOMES = 100_000;

/** The products of a vendor that has so few are looked through faster than the products of a word. */
const FEW_PRODUCTS = 6;

/** What a publisher's name says, in the numbers of the index. */
interface Publisher {
  readonly texts: readonly string[];
  readonly words: readonly number[];
  readonly vendors: readonly number[];
}

const IN_BRACKETS = /\([^()]*\)/g;

const NONE_JOINED: ReadonlyMap<number, readonly number[]> = new Map();

/** Finds the vendor and product pair of a feed that a software name stands for. */
export class ProductSearch {
  readonly index: ProductIndex;
  private readonly publishers = new Map<string, Publisher>();
  /** By title and publisher, all that a search depends on beside the feed. */
  private readonly outcomes = new Map<string, SearchOutcome>();
  /** Pairs that the present search has scored. */
  private readonly seen: StampedSet;
  private readonly wordSet: StampedSet;
  private readonly publisherWords: StampedSet;
  private readonly vendors: StampedSet;
  private readonly titleVendors: StampedSet;
  /** What the present search has scored above 0, in the order in which it came, and how many of them. */
  private readonly scoredPairs = new Uint32Array(MOST_SCORED);
  private readonly scores = new Float64Array(MOST_SCORED);
  private scoredCount = 0;

  constructor(names: ProductNames) {
    this.index = buildProductIndex(names);
    this.seen = new StampedSet(this.index.pairCount);
    this.wordSet = new StampedSet(this.index.words.size);
    this.publisherWords = new StampedSet(this.index.words.size);
    this.vendors = new StampedSet(this.index.vendors.length);
    this.titleVendors = new StampedSet(this.index.vendors.length);
  }

  find(text: SearchText): SearchOutcome {
    const key = `${text.title}\0${text.publisher}`;
    let outcome = this.outcomes.get(key);
    if (outcome === undefined) {
      if (this.outcomes.size >= MOST_OUTCOMES) this.outcomes.clear();
      this.outcomes.set(key, (outcome = this.search(text)));
    }
    return outcome;
  }

  private search(text: SearchText): SearchOutcome {
    const publisher = this.publisherOf(text.publisher);
    const titleWords = wordsOf(text.title.includes('(') ? text.title.replaceAll(IN_BRACKETS, ' ') : text.title);
    const vendors = this.vendorsOf(publisher, titleWords);
    const query = this.queryOf(titleWords, publisher, vendors);
    if (query.words.length === 0 && query.compacts.length === 0) return NOTHING_FOUND;
    this.scoreAll(query, vendors);
    if (this.scoredCount === 0) return NOTHING_FOUND;
    const { index, scores, scoredPairs } = this;
    const ranked = this.ranked();
    const score = scores[ranked[0]!]!;
    const best = scoredPairs[ranked[0]!]!;
    const candidates = ranked.slice(0, MOST_CANDIDATES).map((at): IdentityCandidate => ({ key: index.keyOf(scoredPairs[at]!), score: Math.round(scores[at]! * 1_000) / 1_000 }));
    if (score < DECIDING_SCORE) return { keys: [], score, candidates };
    // A name that agrees word for word has no rival that lacks its number: `pi_web_api_2015_r2` beside `pi_web_api`. Microsoft's have:
    // most that the feed says of Outlook 2016 stands under `outlook`.
    const isWhole = score === 1 && index.vendorOf[best] !== index.microsoft;
    const close = [best];
    for (let at = 1; at < ranked.length && (isWhole ? scores[ranked[at]!] === 1 : scores[ranked[at]!]! > score - MARGIN); at++) close.push(scoredPairs[ranked[at]!]!);
    if (close.length > 1) {
      const name = this.productOf(best, vendors);
      if (close.some((pair) => pair !== best && this.productOf(pair, vendors) !== name)) return { keys: [], score, candidates };
      // One product under several vendors: the name under which the feed says most comes first.
      close.sort((a, b) => index.rows[b]! - index.rows[a]!);
    }
    return { keys: close.slice(0, MOST_KEYS).map((pair) => index.keyOf(pair)), score, candidates };
  }

  /** The positions of those scored: by score, then by how much the feed says of them, then by name. */
  private ranked(): number[] {
    const { scores, scoredPairs } = this;
    const { rows } = this.index;
    const positions: number[] = [];
    for (let at = 0; at < this.scoredCount; at++) positions.push(at);
    if (positions.length === 1) return positions;
    return positions.sort((a, b) => scores[b]! - scores[a]! || rows[scoredPairs[b]!]! - rows[scoredPairs[a]!]! || scoredPairs[a]! - scoredPairs[b]!);
  }

  /** The product's name without the vendor's, to tell whether two pairs are one product: `anti-virus` and `sophos_anti-virus`. */
  private productOf(pair: number, publishers: readonly number[]): string {
    const { vendors, vendorOf, pairStarts, pairWords } = this.index;
    const named = [vendorOf[pair]!, ...publishers].map((vendor) => vendors[vendor]!);
    const words = [...pairWords.subarray(pairStarts[pair], pairStarts[pair + 1])];
    const own = words.filter((word) => !named.some(({ ownWords }) => ownWords.includes(word)) && this.index.wordKind[word] !== WordKind.soft);
    return (own.length > 0 ? own : words).sort((a, b) => a - b).join(' ');
  }

  private publisherOf(publisher: string): Publisher {
    const known = this.publishers.get(publisher);
    if (known) return known;
    if (this.publishers.size >= MOST_PUBLISHERS) this.publishers.clear();
    const texts = wordsOf(publisher);
    const read: Publisher = { texts, words: texts.flatMap((word) => this.index.words.get(word) ?? []), vendors: this.vendorsNamed(vendorNamesOf(publisher)) };
    this.publishers.set(publisher, read);
    return read;
  }

  /** Those that the publisher stands for, likelier first, and its own project where the title has the rest of its name. */
  private vendorsOf({ texts, vendors }: Publisher, titleWords: readonly string[]): readonly number[] {
    const own = ownProject(texts, titleWords);
    return own.length > 0 ? [...new Set([...vendors, ...this.vendorsNamed(own)])] : vendors;
  }

  private vendorsNamed(names: readonly string[]): readonly number[] {
    const { words, vendorsOfWord } = this.index;
    return [...new Set(names.flatMap((name) => vendorsOfWord.get(words.get(name) ?? -1) ?? []))];
  }

  private queryOf(titleWords: readonly string[], publisher: Publisher, vendors: readonly number[]): Query {
    const { index, wordSet, publisherWords, titleVendors } = this;
    for (const set of [wordSet, publisherWords, titleVendors, this.vendors]) set.clear();
    for (const vendor of vendors) this.vendors.add(vendor);
    for (const word of publisher.words) publisherWords.add(word);
    const words: number[] = [];
    let unknownHard = 0;
    let unknownSoft = 0;
    let bare = '';
    for (const word of titleWords) {
      const isPublishers = publisher.texts.includes(word);
      if (!isPublishers) bare += word;
      const number = index.words.get(word);
      if (number !== undefined) {
        words.push(number);
        wordSet.add(number);
        for (const vendor of index.vendorsOfWord.get(number) ?? []) titleVendors.add(vendor);
        continue;
      }
      if (isPublishers) continue;
      const kind = kindOf(word);
      if (kind === WordKind.soft) unknownSoft++;
      else if (kind !== WordKind.number) unknownHard++;
    }
    const joined = this.joinedPairs(titleWords);
    for (const word of joined.keys()) for (const vendor of index.vendorsOfWord.get(word) ?? []) titleVendors.add(vendor);
    const whole = titleWords.join('');
    const compacts = whole.length <= 2 ? [] : bare.length === whole.length || bare.length <= 2 ? [whole] : [whole, bare];
    return { words, wordSet, unknown: unknownFactor(unknownHard, unknownSoft), titleVendors, joined, publisherWords, vendors: this.vendors, hasVendors: vendors.length > 0, hasPublisher: publisher.texts.length > 0, compacts };
  }

  /** `trendmicro` of "trend micro …": a vendor of two words that the feed writes as one. */
  private joinedPairs(words: readonly string[]): ReadonlyMap<number, readonly number[]> {
    const { index } = this;
    let joined: Map<number, readonly number[]> | undefined;
    for (let at = 1; at < words.length; at++) {
      const both = index.words.get(words[at - 1]! + words[at]!);
      if (both === undefined || !index.vendorsOfWord.has(both)) continue;
      joined ??= new Map();
      joined.set(both, [words[at - 1]!, words[at]!].flatMap((word) => index.words.get(word) ?? []));
    }
    return joined ?? NONE_JOINED;
  }

  private scoreAll(query: Query, vendors: readonly number[]): void {
    const { index, seen } = this;
    seen.clear();
    this.scoredCount = 0;
    let left = MOST_SCORED;
    const take = (pair: number, compact: boolean): void => {
      if (left === 0 || !seen.add(pair)) return;
      left--;
      const score = scoreProduct(index, query, pair, compact);
      if (score === 0) return;
      this.scoredPairs[this.scoredCount] = pair;
      this.scores[this.scoredCount++] = score;
    };
    for (const compact of query.compacts) for (const pair of index.pairsByCompact.get(compact) ?? []) take(pair, true);
    const rarestFirst = query.words.length > 1 ? [...query.words].sort((a, b) => this.postingCount(a) - this.postingCount(b)) : query.words;
    const takeOfVendor = (vendor: number): void => {
      const { start, end } = index.vendors[vendor]!;
      if (end - start <= FEW_PRODUCTS) {
        for (let pair = start; pair < end; pair++) if (this.sharesWord(pair)) take(pair, false);
        return;
      }
      for (const word of rarestFirst) {
        const last = index.postingStarts[word + 1]!;
        for (let at = this.firstPosting(word, start); at < last && index.postings[at]! < end; at++) take(index.postings[at]!, false);
      }
    };
    vendors.forEach(takeOfVendor);
    for (const word of query.words) index.vendorsOfWord.get(word)?.forEach(takeOfVendor);
    for (const word of query.joined.keys()) index.vendorsOfWord.get(word)?.forEach(takeOfVendor);
    // Where neither publisher nor title names the vendor, only one that is named after its product can be meant.
    for (const word of rarestFirst) {
      if (this.postingCount(word) > MOST_POSTINGS) break;
      for (let at = index.namesakeStarts[word]!; at < index.namesakeStarts[word + 1]!; at++) take(index.namesakes[at]!, false);
    }
  }

  private sharesWord(pair: number): boolean {
    const { pairStarts, pairWords } = this.index;
    for (let at = pairStarts[pair]!; at < pairStarts[pair + 1]!; at++) if (this.wordSet.has(pairWords[at]!)) return true;
    return false;
  }

  private postingCount(word: number): number {
    return this.index.postingStarts[word + 1]! - this.index.postingStarts[word]!;
  }

  /** Where the pairs from `start` on begin among those that have the word. */
  private firstPosting(word: number, start: number): number {
    const { postings, postingStarts } = this.index;
    let low = postingStarts[word]!;
    let high = postingStarts[word + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (postings[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
