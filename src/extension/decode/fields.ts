import { MAX_COLUMNS } from '../../protocol/models/views';

/** Longest text that an intent may carry: search words, a server's key, a CVE id. */
export const MAX_TEXT = 2_000;
/** Values that one field of a filter may carry: more servers than one list can pick by hand. */
export const MAX_VALUES = 10_000;

export type Fields = Readonly<Record<string, unknown>>;

/** An object, or undefined. */
export function decodeFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Fields : undefined;
}

export function decodeText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MAX_TEXT ? value : undefined;
}

/** Texts of an array; what is none is left out. */
export function decodeTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, MAX_VALUES).filter(each => decodeText(each) !== undefined) as string[];
}

/** One of the names, or undefined. The record's keys are all names of a union, which the compiler holds. */
export function decodeName<Name extends string>(value: unknown, names: Readonly<Record<Name, true>>): Name | undefined {
  return typeof value === 'string' && Object.hasOwn(names, value) ? value as Name : undefined;
}

export function decodeNames<Name extends string>(value: unknown, names: Readonly<Record<Name, true>>): readonly Name[] | undefined {
  return Array.isArray(value) ? value.slice(0, MAX_VALUES).filter((each): each is Name => decodeName(each, names) !== undefined) : undefined;
}

export function decodeFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A whole number from `from` on. */
export function decodeWhole(value: unknown, from = 0): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= from ? value : undefined;
}

/** `YYYY-MM-DD` that the calendar has. */
export function decodeDate(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : undefined;
}

/** A CVE's id as MITRE writes it: year and at least four digits. */
export function decodeCve(value: unknown): string | undefined {
  return typeof value === 'string' && /^CVE-\d{4}-\d{4,19}$/.test(value) ? value : undefined;
}

/** The object without its undefined fields, so that an absent field stays absent. */
export function present<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

/** Keys of a list's columns; undefined when there is no list. */
export function decodeColumns(value: unknown): readonly string[] | undefined {
  return decodeTexts(value)?.slice(0, MAX_COLUMNS);
}
