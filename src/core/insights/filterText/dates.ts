import { addDays, parsePlainDate, type PlainDate } from '../../inventory/plainDate';
import { MAX_DAYS } from '../dateBounds';
import type { DateBounds } from '../filter';

const LAST_DAY = parsePlainDate('9999-12-31');

/** A day, a month or a year, as its first and last day. */
function readSpan(text: string): { readonly first: PlainDate; readonly last: PlainDate } | undefined {
  const day = parsePlainDate(text);
  if (day) return { first: day, last: day };
  const parts = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (!parts) return undefined;
  const [, year, month] = parts;
  const first = parsePlainDate(`${year}-${month ?? '01'}-01`);
  const after = month === undefined || month === '12' ? parsePlainDate(`${String(Number(year) + 1).padStart(4, '0')}-01-01`) : parsePlainDate(`${year}-${String(Number(month) + 1).padStart(2, '0')}-01`);
  return first && after && { first, last: addDays(after, -1) };
}

/**
 * Bounds of a date as people write them: `<2027-03-01`, `>=2026`, `2026-01..2026-06`, `2027-03-01`, `..2027`, `90d`; both ends belong to
 * a span. Undefined when it is none, or ends before it begins.
 */
export function readDates(text: string): DateBounds | undefined {
  const days = /^(\d{1,5})d$/i.exec(text);
  if (days) return Number(days[1]) <= MAX_DAYS ? { withinDays: Number(days[1]) } : undefined;
  const compared = /^(<=|>=|<|>)(.*)$/.exec(text);
  if (compared) {
    const span = readSpan(compared[2]);
    if (!span) return undefined;
    switch (compared[1]) {
      case '<': return { to: addDays(span.first, -1) };
      case '<=': return { to: span.last };
      // No day comes after the last one that is written with four digits.
      case '>': return span.last === LAST_DAY ? undefined : { from: addDays(span.last, 1) };
      default: return { from: span.first };
    }
  }
  const [begin, end, more] = text.split('..');
  if (more !== undefined || (begin === '' && !end)) return undefined;
  const from = begin === '' ? undefined : readSpan(begin);
  const to = end === undefined ? from : end === '' ? undefined : readSpan(end);
  if ((begin !== '' && !from) || (end !== undefined && end !== '' && !to)) return undefined;
  // A span that ends before it begins finds nothing, and looks as if there were nothing to find.
  if (from && to && to.last < from.first) return undefined;
  return { ...(from && { from: from.first }), ...(to && { to: to.last }) };
}

/** The same in the shortest form that names whole days. Bounds that exclude each other came from two terms, and stay two. */
export function writeDates({ from, to, withinDays }: DateBounds): string[] {
  const within = withinDays === undefined ? [] : [`${withinDays}d`];
  if (from !== undefined && to !== undefined && from <= to) return [from === to ? from : `${from}..${to}`, ...within];
  return [...(from === undefined ? [] : [`>=${from}`]), ...(to === undefined ? [] : [`<=${to}`]), ...within];
}
