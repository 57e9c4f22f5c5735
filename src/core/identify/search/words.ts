/** Words of a name that are looked at; further ones say nothing that the first did not. */
export const MOST_WORDS = 24;

const WORD = /[a-z0-9]+[+#]*|(?:(?![a-z])\p{L}\p{M}*)+/gu;

/**
 * The distinct words of a name, lower case: runs of letters and digits, `c++` and `notepad++` with their signs.
 * Marks over Latin letters are taken off. Letters of other scripts are words too: no feed has them, so they count against a name as any
 * word does that nothing explains.
 */
export function wordsOf(text: string): string[] {
  return plainWordsOf(text) ?? anyWordsOf(text);
}

function anyWordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(MARKS, '');
  const words: string[] = [];
  for (const word of plain.match(WORD) ?? []) {
    if (words.length === MOST_WORDS) break;
    if (!words.includes(word)) words.push(word);
  }
  return words;
}

const MARKS = /[\u0300-\u036f]/g;

/** As `anyWordsOf`, of lower-case ASCII text in a third of the time; undefined when there is another letter in what is looked at. */
function plainWordsOf(text: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < text.length && words.length < MOST_WORDS) {
    const code = text.charCodeAt(at);
    if (code > 127 || (code >= 65 && code <= 90)) return undefined;
    if (!isLetterOrDigit(code)) {
      at++;
      continue;
    }
    const start = at++;
    while (isLetterOrDigit(text.charCodeAt(at))) at++;
    while (isSign(text.charCodeAt(at))) at++;
    // A mark after a letter belongs to it.
    if (text.charCodeAt(at) > 127) return undefined;
    const word = text.slice(start, at);
    if (!words.includes(word)) words.push(word);
  }
  return words;
}

/** Of lower-case letters; false beyond the end of a text. */
function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** `+` and `#`. */
function isSign(code: number): boolean {
  return code === 43 || code === 35;
}

/** Letters and digits only, in one: `gdkpixbuf` of `gdk-pixbuf`, so that a hyphen or a space more or less does not matter. */
export function compactOf(text: string): string {
  return SEPARATOR.test(text) ? text.replaceAll(SEPARATORS, '') : text;
}

const SEPARATOR = /[^a-z0-9+#]/;
const SEPARATORS = /[^a-z0-9+#]+/g;

/**
 * Words that may stand in a name or a product without making it another product: articles, editions, kinds of licence and package.
 * Nothing that names a part (`agent`, `client`, `plugin`, `driver`, `viewer`, `pack`) may stand here.
 */
const SOFT_WORDS: ReadonlySet<string> = new Set(
  ('a an and v ver rev by for in of on the to with edition version release build software application app program product free full trial demo evaluation ' +
    'professional enterprise standard premium ultimate basic personal home business community lite le pro plus express ltsc lts oss ' +
    'x64 x86 amd64 arm64 win32 win64 windows win mac macos portable multilingual remove only user users machine system wide mui stable inc ltd llc gmbh corp').split(' '),
);

export function isSoftWord(word: string): boolean {
  return SOFT_WORDS.has(word);
}

/** Most often the product's own part on this machine; a product that is called so has the word itself. */
export function isPartWord(word: string): boolean {
  return word === 'agent' || word === 'client' || word === 'service';
}

/** `2022`, `8`, `v3`, `sp1`, `r2`: in a name a version, a year or a level of it, unless the product has it too. */
export function isNumberWord(word: string): boolean {
  return NUMBER_WORD.test(word);
}

const NUMBER_WORD = /^(?:v?\d{1,4}|(?:sp|cu)\d{1,2}|r2)$/;
