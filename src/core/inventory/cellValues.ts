import type { Criticality, UpdateClass } from './model';
import { addDays, dateOfTimestamp, parsePlainDate, type PlainDate } from './plainDate';
import type { ProblemCode } from './problem';

/** A value read from a cell; with `wrong`, the cell could not be read and the value says nothing. */
export interface CellValue<T> {
  readonly value: T;
  readonly wrong?: Wrong;
}

export interface Wrong {
  readonly code: ProblemCode;
  readonly message: string;
  readonly fix?: string;
}

/** A time written in another zone may already be on the next day. */
const FUTURE_SLACK_DAYS = 1;
/** Explicit identities longer than this are no CPE or package URL. */
const IDENTITY_LENGTH = 1_024;
/** Characters of a bad value that a message repeats. */
const QUOTED_LENGTH = 80;

/** A value in a message: short, in quotes, on one line. */
export function quoted(text: string): string {
  return `"${text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text}"`;
}

/**
 * ISO dates and date-times by their written day, and the unambiguous `2025/02/03`, `20250203` (Windows' `InstallDate`) and `3.2.2025`:
 * with points the day always comes first, with slashes it may be the month. A date after `today` is refused: nothing was seen, released or installed in the future.
 */
export function parseDate(text: string, today: PlainDate): CellValue<PlainDate | null> {
  if (text === '') return { value: null };
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\/(\d{2})\/(\d{2})(?=$| )/.exec(text);
  const date = compact ? parsePlainDate(`${compact[1]}-${compact[2]}-${compact[3]}`) : dateOfTimestamp(text) ?? dateWithPoints(text);
  if (date === undefined) {
    return bad('date-unparsable', `${quoted(text)} is not a date; it is left out.`, 'Write dates as YYYY-MM-DD.');
  }
  const latest = text.includes(':') ? addDays(today, FUTURE_SLACK_DAYS) : today;
  if (date > latest) {
    return bad('date-in-future', `${quoted(text)} lies after ${today}; the date is left out.`, 'Correct the date, or the clock of the machine that wrote the file.');
  }
  return { value: date };
}

function dateWithPoints(text: string): PlainDate | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$| )/.exec(text) ?? [];
  return parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** A number, 0 or more, written with digits and at most one decimal point; a comma too where it cannot part thousands: `8192,5`. */
export function parseNumber(text: string): CellValue<number | null> {
  if (text === '') return { value: null };
  const plain = /^\d{1,15},(?!\d{3}$)\d{1,15}$/.test(text) ? text.replace(',', '.') : text;
  if (!/^\d{1,15}(\.\d{1,15})?$/.test(plain)) {
    return bad('number-unparsable', `${quoted(text)} is not a number; it is left out.`, 'Write plain digits, with a point before decimals and no unit.');
  }
  return { value: Number(plain) };
}

/** A number of things that come whole, such as MB: three digits behind a comma, point, apostrophe or blank are thousands (`8,192`, `8.192`). */
export function parseWhole(text: string): CellValue<number | null> {
  return parseNumber(/^\d{1,3}([.,'’\u00A0\u202F ])\d{3}(?:\1\d{3})*$/.test(text) ? text.replace(/\D/g, '') : text);
}

export function parseBoolean(text: string): CellValue<boolean | null> {
  const lower = text.toLowerCase();
  if (lower === '') return { value: null };
  if (['true', 'yes', 'y', '1'].includes(lower)) return { value: true };
  if (['false', 'no', 'n', '0'].includes(lower)) return { value: false };
  return bad('value-unknown', `${quoted(text)} is neither true nor false; it is left out.`, 'Write true or false.');
}

export function parseCriticality(text: string): CellValue<Criticality | ''> {
  const lower = text.toLowerCase();
  if (lower === '' || lower === 'critical' || lower === 'high' || lower === 'medium' || lower === 'low') return { value: lower };
  return {
    value: '',
    wrong: {
      code: 'value-unknown',
      message: `${quoted(text)} is no criticality; it is left out.`,
      fix: 'Write critical, high, medium or low.',
    },
  };
}

/** The class that scores: `Critical`, `CriticalUpdates`, `Security Updates`, …; everything else is other. */
export function updateClassOf(classification: string): UpdateClass {
  const word = classification.toLowerCase().replace(/[^a-z]/g, '').replace(/updates?$/, '');
  return word === 'critical' || word === 'security' ? word : 'other';
}

/** The class by Microsoft's severity, which only security updates have: `Critical`, `Important`, `Moderate`, `Low`. */
export function classOfSeverity(severity: string): UpdateClass {
  const word = severity.trim().toLowerCase();
  return word === 'critical' ? 'critical' : ['important', 'moderate', 'low'].includes(word) ? 'security' : 'other';
}

/** The one of these classes that comes first: critical, security, other. */
export function strongest(...classes: readonly UpdateClass[]): UpdateClass {
  return classes.includes('critical') ? 'critical' : classes.includes('security') ? 'security' : 'other';
}

/** Several values in one cell, parted by `;`, `,`, `|` or blanks. */
export function splitList(text: string): readonly string[] {
  return text.split(/[;,|\s]+/).filter((part) => part !== '');
}

/** `owner=erp; pci` is `{owner: 'erp', pci: ''}`. */
export function parseTags(text: string): Readonly<Record<string, string>> {
  const entries = text
    .split(/[;|\n]/)
    .map((part) => /^\s*([^=:]+?)\s*(?:[=:]\s*(.*?)\s*)?$/.exec(part))
    .filter((match) => match !== null)
    .map((match): [string, string] => [match[1]!, match[2] ?? '']);
  // fromEntries defines own properties, so that a tag named __proto__ is only a tag.
  return Object.fromEntries(entries);
}

/** A version without any digit cannot be compared with one; it is kept as written. */
export function versionFlaw(version: string): Wrong | undefined {
  if (version === '' || /\d/.test(version)) return undefined;
  return {
    code: 'version-unparsable',
    message: `${quoted(version)} has no digit, so it is not understood as a version.`,
    fix: 'Write the version as the product shows it, or leave it empty.',
  };
}

/** Only the form: `cpe:2.3:…` or `cpe:/…`. The identification reads it. */
export function cpeFlaw(cpe: string): Wrong | undefined {
  if (cpe === '' || (/^cpe:(2\.3:|\/)[aoh*-]:/i.test(cpe) && cpe.length <= IDENTITY_LENGTH)) return undefined;
  return {
    code: 'cpe-invalid',
    message: `${quoted(cpe)} is no CPE name; it is left out and the name decides.`,
    fix: 'Write it as cpe:2.3:a:vendor:product:version:*:*:*:*:*:*:*.',
  };
}

/** Only the form: `pkg:type/name…`. */
export function purlFlaw(purl: string): Wrong | undefined {
  if (purl === '' || (/^pkg:[a-z][a-z0-9.+-]*\/./i.test(purl) && purl.length <= IDENTITY_LENGTH)) return undefined;
  return {
    code: 'purl-invalid',
    message: `${quoted(purl)} is no package URL; it is left out and the name decides.`,
    fix: 'Write it as pkg:type/namespace/name@version.',
  };
}

function bad(code: ProblemCode, message: string, fix: string): { readonly value: null; readonly wrong: Wrong } {
  return { value: null, wrong: { code, message, fix } };
}
