import { isDigit, MAX_VERSION_LENGTH, numberKey } from './sortKey';

/**
 * Semantic Versioning 2.0.0, §11: numbers by value, a pre-release below its release, its identifiers one by one,
 * numbers below words, fewer below more; build metadata does not count.
 *
 * Two things are wider than there. Any number of numbers may stand in front, missing ones being zeros, since feeds write `1.2`
 * and NuGet `1.2.3.4`. Letter case does not count, since NVD writes every version in lower case.
 */

const NOT_A_VERSION = '\u0001';
const PRE_RELEASE = '\u0002';
const RELEASE = '\u0003';
const NUMBER = '\u0004';
const IDENTIFIERS_END = '\u0002';
const NUMERIC = '\u0003';
const WORD = '\u0004';
const WORD_END = '\u0001';

const CORE = /^[v=]?(\d+(?:\.\d+)*)/i;
const SEMVER = /^[v=]?\d{1,200}(?:\.\d{1,200}){0,3}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z.-]+)?$/i;

export function isSemver(text: string): boolean {
  return text.length <= MAX_VERSION_LENGTH && SEMVER.test(text);
}

/** The sort key; every text has one. What follows the numbers without a hyphen (`1.0.0rc1`) is a pre-release, as npm reads it. */
export function semverKey(text: string): string {
  const bounded = text.slice(0, MAX_VERSION_LENGTH).trim().toLowerCase();
  const core = CORE.exec(bounded);
  if (!core) return NOT_A_VERSION + bounded;
  const numbers = core[1]!.split('.').map(numberKey);
  while (numbers.length > 0 && numbers.at(-1)!.length === 1) numbers.pop();
  const rest = bounded.slice(core[0].length);
  const plus = rest.indexOf('+');
  const preRelease = (plus < 0 ? rest : rest.slice(0, plus)).replace(/^[-._ ]/, '');
  return numbers.map((number) => NUMBER + number).join('') + (preRelease === '' ? RELEASE : PRE_RELEASE + identifiersKey(preRelease));
}

function identifiersKey(text: string): string {
  return text.split('.').map(identifierKey).join('') + IDENTIFIERS_END;
}

function identifierKey(identifier: string): string {
  for (let at = 0; at < identifier.length; at++) {
    if (!isDigit(identifier.charCodeAt(at))) return WORD + identifier + WORD_END;
  }
  return NUMERIC + numberKey(identifier);
}
