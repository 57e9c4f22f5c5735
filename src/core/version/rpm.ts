import { isAsciiLetter, isDigit, MAX_VERSION_LENGTH, numberKey } from './sortKey';

/**
 * rpm's order (rpmvercmp, rpm-version(7)): epoch, version, release.
 * Within a part only runs of letters, runs of digits, `~` and `^` count:
 * `~` sorts below the end, the end below `^`, that below letters, letters below digits.
 */

const TILDE_MARK = '\u0001';
const END = '\u0002';
const CARET_MARK = '\u0003';
const LETTERS = '\u0004';
const DIGITS = '\u0005';
const LETTERS_END = '\u0001';

const RPM_VERSION = /^(?:\d{1,10}:)?[0-9A-Za-z._+~^%{}-]*[0-9][0-9A-Za-z._+~^%{}-]*$/;

export function isRpmVersion(text: string): boolean {
  return text.length <= MAX_VERSION_LENGTH && RPM_VERSION.test(text);
}

/** The sort key of `[epoch:]version[-release]`; every text has one. A missing epoch is 0, a missing release sorts below any. */
export function rpmKey(text: string): string {
  let rest = text.slice(0, MAX_VERSION_LENGTH).trim();
  const epoch = /^(\d+):/.exec(rest);
  if (epoch) rest = rest.slice(epoch[0].length);
  const hyphen = rest.lastIndexOf('-');
  const version = hyphen < 0 ? rest : rest.slice(0, hyphen);
  const release = hyphen < 0 ? '' : rest.slice(hyphen + 1);
  return numberKey(epoch ? epoch[1]! : '0') + partKey(version) + partKey(release);
}

function partKey(part: string): string {
  let key = '';
  let at = 0;
  while (at < part.length) {
    const code = part.charCodeAt(at);
    const start = at;
    if (isDigit(code)) {
      while (at < part.length && isDigit(part.charCodeAt(at))) at++;
      key += DIGITS + numberKey(part.slice(start, at));
    } else if (isAsciiLetter(code)) {
      while (at < part.length && isAsciiLetter(part.charCodeAt(at))) at++;
      key += LETTERS + part.slice(start, at) + LETTERS_END;
    } else {
      if (code === 126) key += TILDE_MARK;
      else if (code === 94) key += CARET_MARK;
      at++;
    }
  }
  return key + END;
}
