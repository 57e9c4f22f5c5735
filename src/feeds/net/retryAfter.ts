/**
 * What `Retry-After` asks to wait, ms from now: seconds or a date (RFC 9110 §10.2.3). Undefined when it cannot be read.
 * @param date the answer's own `Date`, against which a date is taken: the clock of this machine may be wrong
 * @param wallMs that clock, for an answer without a date
 */
export function retryAfterMs(value: string | undefined, date: string | undefined, wallMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1_000;
  // A bare number with a sign or a fraction is a date to Date.parse, but not to HTTP.
  const when = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(when)) return undefined;
  const serverNow = Date.parse(date ?? '');
  return Math.max(0, when - (Number.isNaN(serverNow) ? wallMs : serverNow));
}
