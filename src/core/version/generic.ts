import { isAsciiLetter, isDigit, MAX_VERSION_LENGTH, numberKey } from './sortKey';

/**
 * Versions as NVD and most vendors write them.
 *
 * A version is read as numbers and words; `.`, `-`, `_`, brackets and other punctuation only separate them. Then, part by part:
 * a pre-release word (`beta`, `rc`, …) sorts below the end of a version, the end below any other word (`1.0.2` < `1.0.2k`),
 * a word below a number (`1.0.2k` < `1.0.2.1`). Numbers compare by value, so leading zeros do not count.
 * Zeros before the end or before a word do not count either (`1.0` = `1.0.0`), nor do words that only say "released" (`5.0.0.Final`).
 */

/** The marks that begin a part, in order. Words end with `WORD_END` so that `z` sorts below `za`. */
const PRE_RELEASE = '\u0001';
export const END = '\u0002';
export const WORD = '\u0003';
export const NUMBER = '\u0004';
const WORD_END = '\u0001';

/** Pre-releases, earliest first; spellings of one stage share a rank. */
const STAGES: readonly (readonly string[])[] = [
  ['~'],
  ['dev', 'nightly', 'canary', 'insider', 'insiders'],
  ['alpha'],
  ['beta'],
  ['m', 'milestone'],
  ['ctp', 'tp', 'ea', 'pre', 'preview', 'prerelease', 'prerel'],
  ['cr', 'rc', 'candidate'],
  ['snapshot'],
];
const STAGE_RANK = new Map(STAGES.flatMap((words, rank) => words.map((word) => [word, String.fromCharCode(0x10 + rank)] as const)));

/** They say that a version is released, which no suffix says as well. */
const RELEASED = new Set(['final', 'ga', 'release', 'released', 'rel', 'stable', 'lts', 'v', 'version', 'ver']);

/** Spellings of one word. */
const SAME_WORD = new Map([
  ['patch', 'p'],
  ['patchlevel', 'p'],
  ['pl', 'p'],
  ['update', 'u'],
  ['upd', 'u'],
  ['servicepack', 'sp'],
  ['hotfix', 'hf'],
]);

/** Code units; what NVD, vendors and installers put into versions. */
const ALLOWED = /^[0-9A-Za-z.\-_+~:;,()[\]{}/\\ ^!@#&'=|$%]+$/;
const BEGINS_LIKE_A_VERSION = /^(?:(?:version|release|ver|rel|build|v|r)[ .:_-]*)?[0-9]|^[A-Za-z]{1,12}[._-]?[0-9]/i;

/** True when the text can be ordered: it has a number, begins like a version, and is not longer than `MAX_VERSION_LENGTH`. */
export function isGenericVersion(text: string): boolean {
  return text.length <= MAX_VERSION_LENGTH && BEGINS_LIKE_A_VERSION.test(text) && ALLOWED.test(text);
}

/** The sort key; every text has one. */
export function genericKey(text: string): string {
  const end = Math.min(text.length, MAX_VERSION_LENGTH);
  let key = '';
  // Zeros wait here until a number above zero shows that they count.
  let zeros = 0;
  let at = 0;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const start = at;
      while (at < end && isDigit(text.charCodeAt(at))) at++;
      const number = numberKey(text.slice(start, at));
      if (number.length === 1) zeros++;
      else {
        key += (NUMBER + ZERO).repeat(zeros) + NUMBER + number;
        zeros = 0;
      }
    } else if (isAsciiLetter(code)) {
      const start = at;
      while (at < end && isAsciiLetter(text.charCodeAt(at))) at++;
      const word = wordKey(text, start, at);
      if (word !== '') {
        key += word;
        zeros = 0;
      }
    } else {
      if (code === TILDE && !beginsPreRelease(text, at + 1, end)) {
        key += PRE_RELEASE + STAGE_RANK.get('~')!;
        zeros = 0;
      }
      at++;
    }
  }
  return key + END;
}

const ZERO = numberKey('0');
const TILDE = 126;

/** `~rc1` is the release candidate; a tilde before anything else is a pre-release of its own, as Debian uses it. */
function beginsPreRelease(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isAsciiLetter(text.charCodeAt(at))) at++;
  return at > start && wordKey(text, start, at).startsWith(PRE_RELEASE);
}

function wordKey(text: string, start: number, end: number): string {
  const word = text.slice(start, end).toLowerCase();
  const numbered = isDigit(text.charCodeAt(end));
  // `3.8.0a1`, `3.8.0b2` are pre-releases (Python, ISC); `1.0.2a` and Cisco's `6.0(2)a8` are not.
  if (numbered && start > 0 && isDigit(text.charCodeAt(start - 1))) {
    if (word === 'a') return PRE_RELEASE + STAGE_RANK.get('alpha')!;
    if (word === 'b') return PRE_RELEASE + STAGE_RANK.get('beta')!;
  }
  // `9.0.0.M1` is a milestone, the M of `15.1(4)M3` and of `1.2m` a train or letter.
  const isTrain = word === 'm' && !(numbered && (text[start - 1] === '.' || text[start - 1] === '-'));
  const stage = isTrain ? undefined : STAGE_RANK.get(word);
  if (stage !== undefined) return PRE_RELEASE + stage;
  if (RELEASED.has(word)) return '';
  return WORD + (SAME_WORD.get(word) ?? word) + WORD_END;
}
