import type { Software } from '../inventory/model';

/** UTF-16 code units of a name that are looked at; a longer one is cut, so that every pattern stays cheap. */
const MAX_NAME_LENGTH = 512;
const MAX_PUBLISHER_LENGTH = 160;
const MAX_VERSION_LENGTH = 128;

/** A software row as rules see it: lower case, marks and repeated spaces removed. */
export interface SoftwareText {
  /** The whole name. */
  readonly name: string;
  /** The name without architecture, language, version and packaging notes: `7-zip` of `7-Zip 19.00 (x64 edition)`. */
  readonly title: string;
  /** Without legal form: `microsoft` of `Microsoft Corporation`; '' when the inventory does not know it. */
  readonly publisher: string;
  /** The version column when it is one: `2.4.46`; '' for empty, `N/A`, a path or words. */
  readonly version: string;
  /** The first dotted version inside the name; '' when there is none. */
  readonly nameVersion: string;
}

export function softwareText({ name, publisher, version }: Pick<Software, 'name' | 'publisher' | 'version'>): SoftwareText {
  // A bundle of macOS is a folder with an ending.
  const tidyName = tidy(name.slice(0, MAX_NAME_LENGTH)).toLowerCase().replace(/(?<=\w)\.app$/, '');
  return {
    name: tidyName,
    title: titleOf(tidyName),
    publisher: publisherOf(publisher),
    version: versionText(version),
    nameVersion: NAME_VERSION.exec(tidyName)?.[1] ?? '',
  };
}

/** Anything that `tidy` would change: most names are printed ASCII with single spaces. */
const UNTIDY = /[^\x20-\x7e]| {2}|\((?:r|tm|c)\)/i;

function tidy(text: string): string {
  if (!UNTIDY.test(text)) return text.trim();
  return text
    .normalize('NFC')
    .replaceAll(/[®™©]|\((?:r|tm|c)\)/gi, '')
    .replaceAll(/[\s\u00a0\u200b\0]+/g, ' ')
    .trim();
}

const NAME_VERSION = /(?:^|[\s(_-])v?(\d+(?:\.\d+)+[0-9a-z.+~_]*)/;

/** Words that say how a build is packaged, not what it is. */
const PACKAGING = new Set(
  ('x64 x86 x32 x86_64 i386 amd64 arm64 aarch64 ia64 win32 win64 windows 32-bit 64-bit 32bit 64bit 32 64 bit bits edition remove only user users all machine system wide ' +
    'installer setup msi exe english deutsch german french français francais español spanish italiano italian japanese 日本語 ' +
    'português portuguese nederlands dutch polski russian русский čeština magyar türkçe svenska dansk norsk suomi mui enu deu fra esn ita jpn').split(' '),
);
const LOCALE = /^[a-z]{2}(?:-(?:[a-z]{2,4}|\d{3}))?$/;
const VERSION_WORD = /^v?\d+(?:\.\d+)+[\w.+~-]*$/;

function titleOf(name: string): string {
  let title = HAS_ARCHITECTURE.test(name) ? name.replaceAll(ARCHITECTURE, ' ') : name;
  if (title.includes('(')) title = title.replaceAll(IN_BRACKETS, (group, inner: string) => (isPackaging(inner) ? ' ' : group));
  if (HAS_SUFFIX.test(title)) {
    title = title.replace(LOCALE_SUFFIX, '').replace(SUFFIX, (suffix, word: string) => (PACKAGING.has(word) ? '' : suffix));
  }
  if (LINKED.test(title)) title = title.replaceAll(LINK_WORD, (_, word: string) => ` ${LINK_WORDS.get(word) ?? word} `);
  // Most names have neither a number nor a word of noise.
  if (MAY_HAVE_NOISE.test(title)) title = withoutNoise(title);
  // Most begin and end with a letter or digit.
  return FRAMED.test(title) ? title : title.replace(/^[-–,:;.\s]+/, '').replace(/[-–,:;\s]+$/, '');
}

const IN_BRACKETS = /\(([^()]{0,60})\)/g;
const HAS_SUFFIX = / [-–,]/;
const LOCALE_SUFFIX = / [-–] [a-z]{2}-[a-z]{2,4}$/;
const SUFFIX = / [-–,] ?([^\s]+)$/;
const FRAMED = /^[a-z0-9](?:.*[a-z0-9])?$/;

function withoutNoise(title: string): string {
  const words = title.split(' ');
  const kept = words.filter((word) => word !== '' && !isNoiseWord(word));
  return kept.length === words.length ? title : kept.join(' ');
}

/** The words by which German and French installers join an English name: "Temurin JRE mit Hotspot", "Veeam Agent für Microsoft Windows". */
const LINK_WORDS: ReadonlyMap<string, string> = new Map([['für', 'for'], ['pour', 'for'], ['mit', 'with'], ['avec', 'with']]);
const LINK_WORD = / (für|pour|mit|avec) /g;
const LINKED = new RegExp(LINK_WORD.source);

const ARCHITECTURE = /[-_](?:x64|x86|arm64|(?:32|64)[- ]?bit)(?![\w.])/g;
const HAS_ARCHITECTURE = new RegExp(ARCHITECTURE.source);

function isPackaging(inner: string): boolean {
  const words = inner.split(/[\s,/]+/).filter((word) => word !== '' && word !== '-' && word !== '+');
  return words.length > 0 && words.every((word) => PACKAGING.has(word) || LOCALE.test(word) || VERSION_WORD.test(word) || /^(?:build|v|version|\d{1,2}u\d{1,3})$/.test(word));
}

const MAY_HAVE_NOISE = /\d|version|ver\.|bit|^ | {2}| $/;

function isNoiseWord(word: string): boolean {
  if (!DIGIT.test(word)) return VERSION_SAID.test(word);
  return VERSION_WORD.test(word.replace(AFTER_WORD, '').replace(BEFORE_WORD, '')) || JAVA_UPDATE.test(word) || ARCHITECTURE_WORD.test(word);
}

const DIGIT = /\d/;
const VERSION_SAID = /^(?:version|ver\.|bit\)?)$/;
const AFTER_WORD = /[,;:)]$/;
const BEFORE_WORD = /^\(/;
const JAVA_UPDATE = /^\d{1,2}u\d{1,3}(?:-b\d{1,2})?$/;
const ARCHITECTURE_WORD = /^(?:x64|x86|amd64|arm64|(?:32|64)-?bit)$/;

const LEGAL_FORMS =
  /(?:[\s,]+(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|l\.l\.c|gmbh|ag|kg|s\.a|sa|s\.r\.o|s\.r\.l|srl|b\.v|bv|n\.v|ab|oy|a\/s|as|plc|pty|pte|gbr|e\.v|k\.k|kk|sp\. z o\.o)\.?)$/;

function publisherOf(publisher: string): string {
  let text = tidy(publisher.slice(0, MAX_PUBLISHER_LENGTH)).toLowerCase();
  if (NO_PUBLISHER.test(text)) return '';
  // "Foo Software Co., Ltd." carries two forms.
  for (let i = 0; i < 3 && LEGAL_FORMS.test(text); i++) text = text.replace(LEGAL_FORMS, '');
  return text.replace(THE, '').replace(AFTER_PUBLISHER, '');
}

const NO_PUBLISHER = /^(?:unknown|n\/?a|none|-+|null|not available|publisher|undefined)?$/;
const THE = /^the /;
const AFTER_PUBLISHER = /[\s,.]+$/;

/**
 * A version as written, without what surrounds it: `v1.2`, `1.2 (build 5)`, `1,2,0,3`.
 * '' when the text is no version: words, a path, an ISO date, more than `MAX_VERSION_LENGTH`.
 */
export function versionText(version: string): string {
  const bare = version.trim();
  // Cut short it would be another version.
  if (bare.length > MAX_VERSION_LENGTH) return '';
  if (PLAIN_VERSION.test(bare)) return bare;
  // AnyDesk writes "ad 8.0.8", HP "A.10.80".
  const text = bare.replace(/^(?:(?:version|ver\.?|release|v|ad)[\s.]*|[ab]\.)(?=\d)/i, '');
  if (/^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text) || /^[\\/]|^[a-z]:/i.test(text)) return '';
  const commas = /^\d+(?:, ?\d+)+$/.test(text) ? text.replaceAll(/, ?/g, '.') : text;
  return /^[0-9][0-9a-z:._+~^-]*/i.exec(commas)?.[0] ?? '';
}

/** Most versions are numbers and points, and nothing is to be taken off them. */
const PLAIN_VERSION = /^\d[\d.]*$/;
