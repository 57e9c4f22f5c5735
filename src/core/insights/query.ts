import type { FacetColumn } from './facetColumn';
import type { SortDirection } from './filter';
import { RowSet } from './rowSet';

/** One limit of a filter, as the rows that pass it. A field may set several; all of them hold. */
export interface Limit {
  /** The filter's field. */
  readonly field: string;
  readonly rows: RowSet;
}

export interface FacetCounts {
  readonly field: string;
  /** How many rows have the value under the other fields' limits; values of the whole list included with 0. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface Query {
  /** Rows that pass every limit, ascending. */
  readonly rows: number[];
  readonly facets: readonly FacetCounts[];
}

/** Filters, and counts facets: each is limited by the other fields but not by its own. */
export function runQuery(rowCount: number, limits: readonly Limit[], columns: readonly FacetColumn[]): Query {
  const all = passing(rowCount, limits);
  return {
    rows: all.rows(),
    facets: columns.map((column) => {
      const isLimited = limits.some(({ field }) => field === column.field);
      return { field: column.field, counts: column.counts(isLimited ? passing(rowCount, limits, [column.field]) : all) };
    }),
  };
}

/** Rows that pass every limit but those of the fields left out. */
export function passing(rowCount: number, limits: readonly Limit[], leftOut: readonly string[] = []): RowSet {
  return limits.reduce((rows, limit) => (leftOut.includes(limit.field) ? rows : rows.and(limit.rows)), RowSet.all(rowCount));
}

/** Limits that were asked for before, newest last: a change of one limit costs no other. One bit a row each. */
export class KeptLimits {
  private readonly kept = new Map<string, RowSet>();

  /** The rows of a limit; `make` is called where they are not known. The key says all that they depend on. */
  rows(key: string, make: () => RowSet): RowSet {
    const known = this.kept.get(key);
    this.kept.delete(key);
    const rows = known ?? make();
    this.kept.set(key, rows);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MAX_KEPT_LIMITS) break;
      this.kept.delete(oldest);
    }
    return rows;
  }
}

/** Limits kept: those of some filters back, 4 kB each with 35,000 servers. */
const MAX_KEPT_LIMITS = 100;

/** Words of a search text, lower case; at most 16 of at most 100 characters, the rest is ignored. */
export function searchWords(text: string | undefined): string[] {
  return (text ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '').slice(0, 16).map((word) => word.slice(0, 100));
}

/** Sort keys of a row: numbers and texts compare with their kind; null stands last in either direction. */
export type SortValue = number | string | null;

/**
 * All rows of a list in the order of a key, then by their rank in the default order; stable.
 * Distinct texts are put in order once, so that rows compare as numbers.
 */
export function orderRows(rowCount: number, valueOf: (row: number) => SortValue, direction: SortDirection, rank: ArrayLike<number>): Uint32Array {
  const values = Array.from({ length: rowCount }, (_, row) => valueOf(row));
  const texts = new Set(values.filter((value) => typeof value === 'string'));
  const ranks = new Map([...texts].sort(compareNames).map((text, i) => [text, i]));
  const sign = direction === 'ascending' ? 1 : -1;
  const keys = Float64Array.from(values, (value) => (value === null ? Number.POSITIVE_INFINITY : sign * (typeof value === 'number' ? value : ranks.get(value)!)));
  return Uint32Array.from({ length: rowCount }, (_, row) => row).sort((a, b) => (keys[a] === keys[b] ? rank[a] - rank[b] : keys[a] - keys[b]));
}

/** The rows that are asked for, in the order of all rows. */
export function pickRows(order: Uint32Array, rows: readonly number[]): number[] {
  if (rows.length === order.length) return Array.from(order);
  const wanted = RowSet.of(order.length, rows);
  const picked: number[] = [];
  for (const row of order) if (wanted.has(row)) picked.push(row);
  return picked;
}

/** The place of every row in an order. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  order.forEach((row, place) => (ranks[row] = place));
  return ranks;
}

/** Each text's place among the distinct ones; equal texts have the same. */
export function textRanks(texts: readonly string[]): Uint32Array {
  const ranks = new Map([...new Set(texts)].sort(compareNames).map((text, i) => [text, i]));
  return Uint32Array.from(texts, (text) => ranks.get(text)!);
}

/** Names in the order people expect: without regard to case, digits by value (`web2` before `web10`). */
export function compareNames(a: string, b: string): number {
  // Its rules for letters take 6 ms to load, which not every start of a process asks for.
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

let collator: Intl.Collator | undefined;
