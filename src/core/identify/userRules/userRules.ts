import type { Software } from '../../inventory/model';
import type { CategoryRule } from './categoryRule';
import type { Mapping } from './mapping';
import type { Placed } from './placed';
import { literalLength, tidy, wildcard } from './wildcard';

/** What a user's rule reads of a software. */
export type NamedSoftware = Pick<Software, 'name' | 'publisher' | 'version' | 'source'>;

/** What users say of software: mappings and category rules, each with its place. */
export interface UserRulesInput {
  readonly mappings: readonly Placed<Mapping>[];
  readonly categories: readonly Placed<CategoryRule>[];
}

/** The mapping that decides about a software, and another one as narrow that says something else. */
export interface MappingChoice {
  readonly mapping: Placed<Mapping>;
  readonly rival: Placed<Mapping> | undefined;
}

interface Narrowed<Entry> {
  readonly placed: Placed<Entry>;
  fits(software: NamedSoftware): boolean;
  /** The larger, the narrower. */
  readonly rank: number;
}

/** Above any number of literal characters. */
const FIELD_RANK = 1_000;

/** Users' rules ready to be asked. The narrowest rule that fits decides; of two as narrow the later. */
export class UserRules {
  private readonly byName = new Map<string, Narrowed<Mapping>[]>();
  /** By the first character of the name's pattern; '' where it begins with a star or there is none. */
  private readonly categories = new Map<string, Narrowed<CategoryRule>[]>();
  readonly isEmpty: boolean;

  constructor({ mappings, categories }: UserRulesInput) {
    this.isEmpty = mappings.length === 0 && categories.length === 0;
    for (const placed of mappings) append(this.byName, tidy(placed.entry.name), narrowMapping(placed));
    for (const placed of categories) append(this.categories, firstCharacter(placed.entry.name), narrowCategory(placed));
    for (const rules of [...this.byName.values(), ...this.categories.values()] as Narrowed<unknown>[][]) rules.reverse().sort((a, b) => b.rank - a.rank);
  }

  mappingOf(software: NamedSoftware): MappingChoice | undefined {
    const fitting = (this.byName.get(tidy(software.name)) ?? []).filter(({ fits }) => fits(software));
    const [best] = fitting;
    if (best === undefined) return undefined;
    const rival = fitting.find(({ placed, rank }) => rank === best.rank && says(placed.entry) !== says(best.placed.entry));
    return { mapping: best.placed, rival: rival?.placed };
  }

  categoryOf(software: NamedSoftware): Placed<CategoryRule> | undefined {
    if (this.categories.size === 0) return undefined;
    const [named, any] = [firstCharacter(software.name), ''].map((first) => this.categories.get(first)?.find(({ fits }) => fits(software)));
    if (named === undefined || any === undefined) return (named ?? any)?.placed;
    return (any.rank > named.rank ? any : named).placed;
  }
}

/** All that an entry decides, as one text. */
function says({ cpe, product, cycle, category, subcategory, ignore, unknown }: Mapping): string {
  return JSON.stringify([cpe, product, cycle, category, subcategory, ignore, unknown]);
}

function narrowMapping(placed: Placed<Mapping>): Narrowed<Mapping> {
  const { publisher, version, source } = placed.entry;
  const versionFits = version === undefined ? undefined : wildcard(version);
  const isExact = version !== undefined && !version.includes('*');
  return {
    placed,
    fits: (software) => (publisher === undefined || tidy(software.publisher) === tidy(publisher)) &&
      (source === undefined || tidy(software.source) === tidy(source)) && (versionFits?.(software.version) ?? true),
    // An exact version is narrower than a publisher, a publisher than a pattern of versions, that than a source.
    rank: (isExact ? 8 * FIELD_RANK : 0) + (publisher === undefined ? 0 : 4 * FIELD_RANK) + (version === undefined || isExact ? 0 : 2 * FIELD_RANK + literalLength(version)) + (source === undefined ? 0 : FIELD_RANK),
  };
}

function narrowCategory(placed: Placed<CategoryRule>): Narrowed<CategoryRule> {
  const { name, publisher } = placed.entry;
  const nameFits = name === undefined ? undefined : wildcard(name);
  const publisherFits = publisher === undefined ? undefined : wildcard(publisher);
  return {
    placed,
    fits: (software) => (nameFits?.(software.name) ?? true) && (publisherFits?.(software.publisher) ?? true),
    rank: rankOf(name, 4) + rankOf(publisher, 1),
  };
}

/** A name as it is counts more than a pattern, a pattern more than nothing. */
function rankOf(pattern: string | undefined, weight: number): number {
  if (pattern === undefined) return 0;
  return pattern.includes('*') ? weight * FIELD_RANK + literalLength(pattern) : 2 * weight * FIELD_RANK;
}

/** '' when a pattern does not say. */
function firstCharacter(pattern: string | undefined): string {
  const first = tidy(pattern ?? '').charAt(0);
  return first === '*' ? '' : first;
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
