import type { FilterChip, QuickFilter } from '../../src/protocol/models/lists';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that the one-click filters set; choosing one replaces the others, and their counts leave these fields out. */
const QUICK_FIELDS = ['atRisk', 'risks'] as const;

function without(filter: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(filter).filter(([field]) => !fields.includes(field)));
}

/** The filter with one value of a field added or taken away; a field without values goes. */
export function withValue<Filter extends object>(filter: Filter, field: string, value: string, selected: boolean): Filter {
  const fields = filter as Fields;
  const now = fields[field];
  const values: readonly unknown[] = Array.isArray(now) ? now : [];
  // A typed filter may name a value in another case.
  const others = values.filter(other => !isSame(other, value));
  const next = selected ? [...others, value] : others;
  return (next.length === 0 ? without(fields, [field]) : { ...fields, [field]: next }) as Filter;
}

/** The filter without one limit; without a chip, without any. */
export function withoutChip<Filter extends object>(filter: Filter, chip: FilterChip | undefined): Filter {
  if (chip === undefined) return {} as Filter;
  const now = (filter as Fields)[chip.field];
  if (Array.isArray(now) && now.some(value => isSame(value, chip.value))) return withValue(filter, chip.field, chip.value, false);
  return without(filter as Fields, [chip.field]) as Filter;
}

/**
 * The filter after a one-click filter was pressed: it alone of its kind, or none when it was in force.
 * Keys: `all` limits nothing, `atRisk` sets that field, and any other is a value of `risks`.
 */
export function withQuick<Filter extends object>(filter: Filter, quick: QuickFilter): Filter {
  const rest = without(filter as Fields, QUICK_FIELDS);
  if (quick.selected || quick.key === 'all') return rest as Filter;
  return (quick.key === 'atRisk' ? { ...rest, atRisk: true } : { ...rest, risks: [quick.key] }) as Filter;
}

/**
 * The filter with what was typed beside it: values come to those of their field, a single limit takes the place of the one before.
 * The words are those of the text, which held the words in force.
 */
export function withTyped<Filter extends object>(filter: Filter, typed: object): Filter {
  const { text, ...limits } = typed as Fields;
  const merged = together(without(filter as Fields, ['text']), limits);
  return (text === undefined ? merged : { ...merged, text }) as Filter;
}

function together(before: Fields, typed: Fields): Fields {
  return Object.entries(typed).reduce((fields, [field, value]) => {
    const now = fields[field];
    if (Array.isArray(now) && Array.isArray(value)) return { ...fields, [field]: [...now, ...value.filter(one => !now.some(other => isSame(other, one)))] };
    return { ...fields, [field]: field === 'except' && isFields(now) && isFields(value) ? together(now, value) : value };
  }, before);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** The filter with this free text. */
export function withText<Filter extends { readonly text?: string }>(filter: Filter, text: string): Filter {
  const trimmed = text.trim();
  return (trimmed === '' ? without(filter as Fields, ['text']) : { ...filter, text: trimmed }) as Filter;
}
