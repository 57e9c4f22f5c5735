import type { SortDirection } from './filter';

/** One limit of a filter, ready to test rows by index. */
export interface Limit {
  /** The filter's field. */
  readonly field: string;
  readonly test: (row: number) => boolean;
}

/** A field whose values a list offers with counts. */
export interface FacetField {
  readonly field: string;
  /** Values of one row; several where the field is a list (tags). '' is "not set". */
  readonly valuesOf: (row: number) => readonly string[];
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

/**
 * Filters and counts facets in one pass: a row that fails exactly one field's limits still counts in that field's facet,
 * so each facet is limited by the others but not by itself.
 */
export function runQuery(rowCount: number, limits: readonly Limit[], facetFields: readonly FacetField[]): Query {
  const rows: number[] = [];
  const facets = facetFields.map(({ field }) => ({ field, counts: new Map<string, number>() }));
  for (let row = 0; row < rowCount; row++) {
    let failedField: string | undefined;
    let failures = 0;
    for (const { field, test } of limits) {
      if (field === failedField || test(row)) continue;
      failedField = field;
      if (++failures > 1) break;
    }
    if (failures === 0) rows.push(row);
    facetFields.forEach(({ field, valuesOf }, f) => {
      const counts = facets[f].counts;
      const counted = failures === 0 || (failures === 1 && failedField === field) ? 1 : 0;
      for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + counted);
    });
  }
  return { rows, facets };
}

/** A limit that a list of wanted values sets; none when the list is empty or absent. */
export function oneOfLimit(field: string, wanted: readonly string[] | undefined, valuesOf: (row: number) => readonly string[]): Limit[] {
  if (!wanted || wanted.length === 0) return [];
  const set = new Set(wanted);
  return [{ field, test: (row) => valuesOf(row).some((value) => set.has(value)) }];
}

/** A limit that a yes-or-no field sets; none when it is absent. */
export function booleanLimit(field: string, wanted: boolean | undefined, valueOf: (row: number) => boolean): Limit[] {
  return wanted === undefined ? [] : [{ field, test: (row) => valueOf(row) === wanted }];
}

/** Words of a search text, lower case; at most 16 of at most 100 characters, the rest is ignored. */
export function searchWords(text: string | undefined): string[] {
  return (text ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '').slice(0, 16).map((word) => word.slice(0, 100));
}

/** Sort keys of a row: numbers and texts compare with their kind; null stands last in either direction. */
export type SortValue = number | string | null;

/** Sorts row indexes by a key, then by the default order; stable. */
export function sortRows(
  rows: readonly number[],
  valueOf: (row: number) => SortValue,
  direction: SortDirection,
  byDefault: (a: number, b: number) => number,
): number[] {
  const values = new Map(rows.map((row) => [row, valueOf(row)]));
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const x = values.get(a) ?? null;
    const y = values.get(b) ?? null;
    if (x === null || y === null) return x === y ? byDefault(a, b) : x === null ? 1 : -1;
    return sign * compareValues(x, y) || byDefault(a, b);
  });
}

function compareValues(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareNames(String(a), String(b));
}

/** Names in the order people expect: without regard to case, digits by value (`web2` before `web10`). */
export function compareNames(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
