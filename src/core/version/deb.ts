import { isAsciiLetter, isDigit, MAX_VERSION_LENGTH, numberKey } from './sortKey';

/**
 * dpkg's order (deb-version(7)): epoch, upstream version, revision.
 * Within a version runs of non-digits and of digits alternate; in a run `~` sorts below its end, the end below letters, letters below the rest.
 */

const TILDE_MARK = '\u0001';
const END = '\u0002';
/** Above every letter. */
const OTHER_BASE = 0x200;
const MAX_CODE_UNIT = 0xffff;

/** An optional numeric epoch, then an upstream version that begins with a digit, with a colon only after an epoch. */
const UPSTREAM = /^(?:\d{1,9}:\d[0-9A-Za-z.+~:-]*|\d[0-9A-Za-z.+~-]*)$/;
const REVISION = /^[0-9A-Za-z.+~]+$/;

/** What dpkg accepts without complaint. */
export function isDebVersion(text: string): boolean {
  if (text.length > MAX_VERSION_LENGTH || !UPSTREAM.test(text)) return false;
  const hyphen = text.lastIndexOf('-');
  return hyphen < 0 || REVISION.test(text.slice(hyphen + 1));
}

/** The sort key; every text has one. A missing epoch is 0, a missing revision equals `0`. */
export function debKey(text: string): string {
  let rest = text.slice(0, MAX_VERSION_LENGTH).trim();
  const epoch = /^(\d+):/.exec(rest);
  if (epoch) rest = rest.slice(epoch[0].length);
  const hyphen = rest.lastIndexOf('-');
  const upstream = hyphen < 0 ? rest : rest.slice(0, hyphen);
  const revision = hyphen < 0 ? '' : rest.slice(hyphen + 1);
  return numberKey(epoch ? epoch[1]! : '0') + partKey(upstream) + partKey(revision);
}

function partKey(part: string): string {
  let key = '';
  let at = 0;
  do {
    while (at < part.length && !isDigit(part.charCodeAt(at))) key += charKey(part.charCodeAt(at++));
    const start = at;
    while (at < part.length && isDigit(part.charCodeAt(at))) at++;
    key += END + numberKey(part.slice(start, at));
  } while (at < part.length);
  return key + END;
}

function charKey(code: number): string {
  if (code === 126) return TILDE_MARK;
  return String.fromCharCode(isAsciiLetter(code) ? code : Math.min(OTHER_BASE + code, MAX_CODE_UNIT));
}
