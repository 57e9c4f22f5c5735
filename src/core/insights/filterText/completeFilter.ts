import { fold } from '../facetColumn';
import type { ServerFacet, ServerFilter, SoftwareFacet, SoftwareFilter } from '../filter';
import { SERVER_FACETS, SOFTWARE_FACETS } from '../filter';
import { compareNames } from '../query';
import type { RowSet } from '../rowSet';
import { serversPassing } from '../serverQuery';
import type { SoftwareFields } from '../softwareQuery';
import { softwarePassing } from '../softwareQuery';
import { applicationCounts } from './applicationCounts';
import { completionPlace, type CompletionPlace } from './completionPlace';
import { quoteValue } from './lexFilter';
import { parseServerFilter, parseSoftwareFilter } from './parseFilter';
import { canonicalWords, VOCABULARIES, type FilterKey } from './vocabulary';

/** One thing that could stand at a place of a filter text. */
export interface FilterSuggestion {
  /** What replaces the text from `start` to `end`. */
  readonly insert: string;
  readonly label: string;
  /** What a key is about; '' for values. */
  readonly detail: string;
  /** Rows that the value would leave, with the rest of the text and what is in force; null for keys. */
  readonly count: number | null;
}

export interface FilterCompletion {
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly FilterSuggestion[];
}

/** Suggestions at most. */
export const MAX_SUGGESTIONS = 50;

/** What could stand at an offset of the text that is typed, beside the filter in force. Values of the same key that are in force do not limit. */
export function completeServerFilter(fields: SoftwareFields, text: string, offset: number, inForce: ServerFilter): FilterCompletion {
  return complete(text, offset, 'servers', (place) => {
    const rest = parseServerFilter(place.rest).filter;
    const servers = fields.serverFields;
    const field = place.key!.field as keyof ServerFilter;
    const rows = serversPassing(servers, inForce, [field]).and(serversPassing(servers, rest, [field]));
    if (place.vocabulary !== 'servers') return [];
    const count = (value: unknown): number => rows.countAnd(serversPassing(servers, { [field]: value }));
    if (field === 'apps') return applicationCounts(servers, rows, place.typed, MAX_SUGGESTIONS);
    if (field === 'names') return firstNames(servers.assessment.estate.servers, rows, place.typed);
    return valuesOf(place.key!, (SERVER_FACETS as readonly string[]).includes(field) ? servers.column(field as ServerFacet).counts(rows) : undefined, count);
  });
}

export function completeSoftwareFilter(fields: SoftwareFields, text: string, offset: number, inForce: SoftwareFilter): FilterCompletion {
  return complete(text, offset, 'software', (place) => {
    const rest = parseSoftwareFilter(place.rest).filter;
    const field = place.key!.field as keyof SoftwareFilter;
    const rows = softwarePassing(fields, inForce, [field]).and(softwarePassing(fields, rest, [field]));
    if (place.vocabulary !== 'software') return [];
    const count = (value: unknown): number => rows.countAnd(softwarePassing(fields, { [field]: value }));
    if (field === 'apps') return firstNames(fields.assessment.estate.software, rows, place.typed);
    return valuesOf(place.key!, (SOFTWARE_FACETS as readonly string[]).includes(field) ? fields.column(field as SoftwareFacet).counts(rows) : undefined, count);
  });
}

/** A value with how many rows it leaves. */
interface Counted {
  readonly value: string;
  readonly count: number;
  /** As the language writes it, where it has a word of its own. */
  readonly word?: string;
}

function complete(text: string, offset: number, list: 'servers' | 'software', values: (place: CompletionPlace) => readonly Counted[]): FilterCompletion {
  const place = completionPlace(text, offset, list);
  if (place === null) return { start: offset, end: offset, suggestions: [] };
  const { start, end, typed, key, vocabulary } = place;
  if (!key) {
    const keys = VOCABULARIES[vocabulary].filter((one) => [one.key, ...(one.aliases ?? [])].some((name) => name.startsWith(typed.toLowerCase())));
    return { start, end, suggestions: keys.map((one) => ({ insert: one.kind === 'group' ? `${one.key}:(` : `${one.key}:`, label: `${one.key}:`, detail: one.about, count: null })) };
  }
  const wanted = fold(typed);
  // The applications' own search looks at versions too, and a pattern is its own beginning.
  const begins = (text: string): number => (fold(text).startsWith(wanted) ? 0 : fold(text).includes(wanted) ? 1 : 2);
  const fitting = values(place).map((one) => ({ ...one, written: one.word ?? quoteValue(one.value) })).filter(({ written, value }) => Math.min(begins(written), begins(value)) < 2);
  const suggestions = fitting
    .sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || begins(a.value) - begins(b.value) || b.count - a.count || compareNames(a.value, b.value))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ value, count, word, written }): FilterSuggestion => ({ insert: written, label: word ?? (value === '' ? BLANK : value), detail: value === '' && key.field === 'apps' ? 'no software data' : '', count }));
  return { start, end, suggestions };
}

const BLANK = '"" (not set)';

/** The values that a key can have, each with its count. */
function valuesOf(key: FilterKey, facet: ReadonlyMap<string, number> | undefined, countOf: (value: unknown) => number): Counted[] {
  if (key.kind === 'flag') return [{ value: 'yes', count: countOf(true) }, { value: 'no', count: countOf(false) }];
  if (key.kind === 'words') return canonicalWords(key).map((word) => ({ value: key.words![word], word, count: facet?.get(key.words![word]) ?? (facet ? 0 : countOf([key.words![word]])) }));
  if (facet) return [...facet].map(([value, count]) => ({ value, count }));
  return [];
}

/** Names that occur among the rows, of those that begin or contain what is typed. */
function firstNames(named: readonly { readonly name: string }[], rows: RowSet, typed: string): Counted[] {
  const wanted = fold(typed).replaceAll('*', '');
  const counts = new Map<string, number>();
  rows.forEach((row) => {
    const { name } = named[row];
    if (fold(name).includes(wanted)) counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return [...counts].map(([value, count]) => ({ value, count }));
}
