import type { PlainDate } from '../inventory/plainDate';
import { addDays } from '../inventory/plainDate';
import type { DateBounds } from './filter';

/** True where the bounds limit anything. */
export function hasBounds(bounds: DateBounds | undefined): bounds is DateBounds {
  return bounds !== undefined && (bounds.from !== undefined || bounds.to !== undefined || bounds.withinDays !== undefined);
}

/** True for a known date within the bounds, both included. */
export function isWithin(date: PlainDate | null, { from, to, withinDays }: DateBounds, asOf: PlainDate): boolean {
  if (date === null) return false;
  if (withinDays !== undefined && (date < asOf || date > addDays(asOf, Math.min(withinDays, MAX_DAYS)))) return false;
  return (from === undefined || date >= from) && (to === undefined || date <= to);
}

/** A century: more days are no other answer, and stay within the calendar. */
export const MAX_DAYS = 36_525;
