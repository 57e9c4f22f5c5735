/** A calendar date `YYYY-MM-DD` without time or zone. ISO order is string order, so `<` compares. */
export type PlainDate = string & { readonly __plainDate: unique symbol };

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** The date, or undefined when the text is not a real calendar date in ISO form (`2025-02-30` is none). */
export function parsePlainDate(text: string): PlainDate | undefined {
  const parts = ISO_DATE.exec(text);
  if (!parts) return undefined;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return isoOf(ms) === text ? (text as PlainDate) : undefined;
}

/** The date of an ISO 8601 date or date-time (`2025-02-03T04:05:06Z`), by its written day; undefined when it is neither. */
export function dateOfTimestamp(text: string): PlainDate | undefined {
  return /^\d{4}-\d{2}-\d{2}($|[T ]\d{2}:)/.test(text) ? parsePlainDate(text.slice(0, 10)) : undefined;
}

/** Days from `from` to `to`: positive when `to` is later. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return epochDays(to) - epochDays(from);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return plainDateOfEpochDays(epochDays(date) + days);
}

/** Days since 1970-01-01. */
export function epochDays(date: PlainDate): number {
  return Math.round(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY);
}

export function plainDateOfEpochDays(days: number): PlainDate {
  return isoOf(days * MS_PER_DAY) as PlainDate;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
