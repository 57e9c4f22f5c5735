import { MAX_VERSION_LENGTH, numberKey } from './sortKey';

/**
 * Alpine's order (apk-package(5), "Package version"): numbers with dots, one letter, suffixes, `-r` and a revision.
 *
 * A suffix that names a pre-release sorts below the end of a version. Then come, each above the one before: the end, a revision,
 * a suffix's number, a suffix that names a later state, a letter, another number. A number with a leading zero is a fraction:
 * `1.09` is below `1.1`.
 */

const NOT_A_VERSION = '\u0001';
const PRE_RELEASE = '\u0002';
const END = '\u0003';
const REVISION = '\u0004';
const SUFFIX_NUMBER = '\u0005';
const SUFFIX = '\u0006';
const LETTER = '\u0007';
const FRACTION = '\u0008';
const NUMBER = '\u0009';
const FRACTION_END = '\u0001';

const PRE_RELEASES = ['alpha', 'beta', 'pre', 'rc'];
const LATER_STATES = ['cvs', 'svn', 'git', 'hg', 'p'];

const APK_VERSION = /^\d{1,200}(?:\.\d{1,200})*[a-z]?(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d{0,200})*(?:~[0-9a-f]{1,64})?(?:-r\d{1,20})?$/;
const PARTS = /\.?(\d+)|([a-z])(?![a-z])|_([a-z]+)(\d*)|~[0-9a-f]+|-r(\d+)/y;

export function isApkVersion(text: string): boolean {
  return text.length <= MAX_VERSION_LENGTH && APK_VERSION.test(text);
}

/** The sort key; every text has one, and what is no version sorts below all versions, by its characters. */
export function apkKey(text: string): string {
  if (!isApkVersion(text)) return NOT_A_VERSION + text.slice(0, MAX_VERSION_LENGTH);
  let key = '';
  PARTS.lastIndex = 0;
  for (let part = PARTS.exec(text); part; part = PARTS.exec(text)) {
    const [, digits, letter, suffix, suffixNumber, revision] = part;
    if (digits !== undefined) key += key === '' || digits[0] !== '0' ? NUMBER + numberKey(digits) : FRACTION + digits + FRACTION_END;
    else if (letter !== undefined) key += LETTER + letter;
    else if (suffix !== undefined) key += suffixKey(suffix) + (suffixNumber === '' ? '' : SUFFIX_NUMBER + numberKey(suffixNumber!));
    else if (revision !== undefined) key += REVISION + numberKey(revision);
  }
  return key + END;
}

function suffixKey(suffix: string): string {
  const early = PRE_RELEASES.indexOf(suffix);
  return early >= 0 ? PRE_RELEASE + String.fromCharCode(0x10 + early) : SUFFIX + String.fromCharCode(0x10 + LATER_STATES.indexOf(suffix));
}
