import type { CpeKey } from '../cpeFields';
import type { IdentityCandidate } from '../identity';

/** The vendor and product pairs of a feed, in the order of their keys; `MatchIndex` is one. */
export interface ProductNames {
  readonly productCount: number;
  /** `part:vendor:product`, lower case, without quoting. */
  productKey(product: number): string;
  /** How much the feed says of it: of two products that a name fits alike, the one with more rows is likelier meant. */
  productRowCount(product: number): number;
}

/** What a search found: the names that it decided on, best first, empty when it did not decide; and what it weighed. */
export interface SearchOutcome {
  readonly keys: readonly CpeKey[];
  readonly score: number;
  /** At most `MOST_CANDIDATES`, best first. */
  readonly candidates: readonly IdentityCandidate[];
}

/** Candidates that are kept to be shown. */
export const MOST_CANDIDATES = 5;

export const NOTHING_FOUND: SearchOutcome = { keys: [], score: 0, candidates: [] };
