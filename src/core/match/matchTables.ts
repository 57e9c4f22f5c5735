import { CONFIGURATION_SOURCES } from './cveRecord';

/**
 * The columns behind a `MatchIndex` and their place in `matches.bin`.
 *
 * The file: magic, format version, number of sections, total bytes (four u32, little endian); per section its offset and its bytes
 * (two u32); then the sections in the order of `SECTIONS`, each from a multiple of 8 so that a column is a view and never a copy.
 * Text is UTF-16 code units with start offsets, so that a name is decoded by itself and a binary search need not decode at all.
 *
 * Rows stand by product; in a product those that name no single version in the order of CVEs, then those that do, by version. CVE → configurations → nodes → rows go by start offsets (one more entry than owners).
 */
export interface MatchTables {
  // Per CVE, in the order of (year, number).
  readonly cveYear: Uint16Array;
  readonly cveNumber: Uint32Array;
  readonly published: Int32Array;
  readonly severity: Uint8Array;
  readonly score: Uint8Array;
  readonly kev: Uint8Array;
  readonly epss: Uint16Array;
  readonly source: Uint8Array;
  readonly cveConfigurations: Uint32Array;
  // Per configuration. A negated configuration was turned inside out (De Morgan), so only nodes are negated.
  readonly configurationCve: Uint32Array;
  readonly configurationIsAnd: Uint8Array;
  readonly configurationNodes: Uint32Array;
  // Per node: `NODE_*` flags.
  readonly nodeConfiguration: Uint32Array;
  readonly nodeFlags: Uint8Array;
  readonly nodeRows: Uint32Array;
  readonly nodeRowList: Uint32Array;
  // Per row. `rowVulnerable` is 1 or 0.
  readonly rowNode: Uint32Array;
  readonly rowCriteria: Uint32Array;
  readonly rowBounds: Uint32Array;
  readonly rowVulnerable: Uint8Array;
  // Per product, by key; per distinct criteria; per distinct set of bounds.
  readonly productRows: Uint32Array;
  /** First row of each product that names a single version. */
  readonly productExactRows: Uint32Array;
  readonly productStarts: Uint32Array;
  readonly productText: Uint16Array;
  readonly criteriaProduct: Uint32Array;
  readonly criteriaVersion: Uint32Array;
  readonly criteriaAttributes: Uint32Array;
  /** `BOUND_COUNT` version numbers each, in the order start including, start excluding, end including, end excluding; `VERSION_ANY` is no bound. */
  readonly bounds: Uint32Array;
  /** `ATTRIBUTE_COUNT` word numbers each: update, edition, language, sw_edition, target_sw, target_hw, other. */
  readonly attributes: Uint32Array;
  // Per version: sorted by the generic order, then by text; the first two are ANY and NA. Equal versions have equal ranks.
  readonly versionStarts: Uint32Array;
  readonly versionText: Uint16Array;
  readonly versionRank: Uint32Array;
  readonly versionKind: Uint8Array;
  // Per word, sorted; the first two are ANY and NA.
  readonly wordStarts: Uint32Array;
  readonly wordText: Uint16Array;
}

export const NODE_AND = 1;
export const NODE_NEGATED = 2;
/** A malformed criteria was left out of this node: where all of its rows must hold, the answer stays open. */
export const NODE_INCOMPLETE = 4;

/** The places of ANY and NA among versions and words. */
export const ANY = 0;
export const NA = 1;

export const BOUND_COUNT = 4;
export const ATTRIBUTE_COUNT = 7;
/** Bounds and attributes number 0: no bound, every attribute ANY. */
export const NO_BOUNDS = 0;
export const NO_ATTRIBUTES = 0;

/** What the text of a version is: ANY or NA, a version that can be ordered, a pattern, other text (`xp`). */
export const VersionKind = { any: 0, na: 1, version: 2, wildcard: 3, text: 4 } as const;

export const NO_SCORE = 255;
export const NO_EPSS = 65_535;

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
type ColumnType = { new (buffer: ArrayBufferLike, byteOffset: number, length: number): Column; readonly BYTES_PER_ELEMENT: number };

/** The sections of the file in their order. A change here is a new `FORMAT_VERSION`. */
const SECTIONS: readonly (readonly [keyof MatchTables, ColumnType])[] = [
  ['cveYear', Uint16Array],
  ['cveNumber', Uint32Array],
  ['published', Int32Array],
  ['severity', Uint8Array],
  ['score', Uint8Array],
  ['kev', Uint8Array],
  ['epss', Uint16Array],
  ['source', Uint8Array],
  ['cveConfigurations', Uint32Array],
  ['configurationCve', Uint32Array],
  ['configurationIsAnd', Uint8Array],
  ['configurationNodes', Uint32Array],
  ['nodeConfiguration', Uint32Array],
  ['nodeFlags', Uint8Array],
  ['nodeRows', Uint32Array],
  ['nodeRowList', Uint32Array],
  ['rowNode', Uint32Array],
  ['rowCriteria', Uint32Array],
  ['rowBounds', Uint32Array],
  ['rowVulnerable', Uint8Array],
  ['productRows', Uint32Array],
  ['productExactRows', Uint32Array],
  ['productStarts', Uint32Array],
  ['productText', Uint16Array],
  ['criteriaProduct', Uint32Array],
  ['criteriaVersion', Uint32Array],
  ['criteriaAttributes', Uint32Array],
  ['bounds', Uint32Array],
  ['attributes', Uint32Array],
  ['versionStarts', Uint32Array],
  ['versionText', Uint16Array],
  ['versionRank', Uint32Array],
  ['versionKind', Uint8Array],
  ['wordStarts', Uint32Array],
  ['wordText', Uint16Array],
];

/** "IIMX" read as a little-endian number. */
const MAGIC = 0x584d4949;
const FORMAT_VERSION = 3;
const HEADER_WORDS = 4;
const ALIGNMENT = 8;
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The columns as one file. Equal columns give equal bytes. */
export function encodeMatchTables(tables: MatchTables): Uint8Array {
  const parts = matchTableParts(tables);
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** The same file in pieces one after another, the columns themselves among them: to be written without a copy. */
export function matchTableParts(tables: MatchTables): readonly Uint8Array[] {
  const headerBytes = aligned((HEADER_WORDS + SECTIONS.length * 2) * 4);
  let offset = headerBytes;
  const directory: number[] = [];
  const parts: Uint8Array[] = [new Uint8Array(headerBytes)];
  for (const [name] of SECTIONS) {
    const { buffer, byteOffset, byteLength } = tables[name];
    directory.push(offset, byteLength);
    offset = aligned(offset + byteLength);
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(aligned(byteLength) - byteLength));
  }
  const words = new Uint32Array(parts[0]!.buffer, 0, HEADER_WORDS + directory.length);
  words.set([MAGIC, FORMAT_VERSION, SECTIONS.length, offset]);
  words.set(directory, HEADER_WORDS);
  return parts;
}

/**
 * The columns as views of `bytes`, which must stay unchanged while they are used.
 * The error says what is wrong with bytes that are cut short, of another format, or inconsistent: every number that leads
 * from one column into another is checked, so that reading them later cannot leave them.
 */
export function decodeMatchTables(bytes: Uint8Array): { readonly tables: MatchTables } | { readonly error: string } {
  if (!isLittleEndian) return { error: 'the match index is little endian and this machine is not' };
  if (bytes.byteLength < HEADER_WORDS * 4) return { error: `the match index is cut short (${bytes.byteLength} bytes)` };
  // A view cannot begin at an odd place, as Node's pooled buffers do.
  const base = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const [magic, version, sections, total] = new Uint32Array(base.buffer, base.byteOffset, HEADER_WORDS);
  if (magic !== MAGIC) return { error: 'this is no match index' };
  if (version !== FORMAT_VERSION) return { error: `the match index has format ${version}, this version reads format ${FORMAT_VERSION}` };
  if (sections !== SECTIONS.length || total !== base.byteLength) return { error: `the match index is cut short (${base.byteLength} of ${total} bytes)` };
  const directory = new Uint32Array(base.buffer, base.byteOffset + HEADER_WORDS * 4, SECTIONS.length * 2);
  const columns: Partial<Record<keyof MatchTables, Column>> = {};
  for (const [at, [name, type]] of SECTIONS.entries()) {
    const offset = directory[at * 2]!;
    const length = directory[at * 2 + 1]!;
    if (offset % ALIGNMENT !== 0 || offset + length > base.byteLength || length % type.BYTES_PER_ELEMENT !== 0) return damaged(name);
    columns[name] = new type(base.buffer, base.byteOffset + offset, length / type.BYTES_PER_ELEMENT);
  }
  const tables = columns as unknown as MatchTables;
  const wrong = findInconsistency(tables);
  return wrong ? damaged(wrong) : { tables };
}

function damaged(column: string): { readonly error: string } {
  return { error: `the match index is damaged (${column})` };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** The name of a column whose length or values do not fit the others; undefined when all fit. */
function findInconsistency(t: MatchTables): keyof MatchTables | undefined {
  const cves = t.cveNumber.length;
  const configurations = t.configurationCve.length;
  const nodes = t.nodeConfiguration.length;
  const rows = t.rowNode.length;
  const products = t.productRows.length - 1;
  const criteria = t.criteriaProduct.length;
  const versions = t.versionRank.length;
  const words = t.wordStarts.length - 1;

  const lengths: readonly (readonly [keyof MatchTables, number])[] = [
    ['cveYear', cves], ['published', cves], ['severity', cves], ['score', cves], ['kev', cves], ['epss', cves], ['source', cves], ['cveConfigurations', cves + 1],
    ['configurationIsAnd', configurations], ['configurationNodes', configurations + 1],
    ['nodeFlags', nodes], ['nodeRows', nodes + 1], ['nodeRowList', rows],
    ['rowCriteria', rows], ['rowBounds', rows], ['rowVulnerable', rows],
    ['productStarts', products + 1], ['productExactRows', products], ['criteriaVersion', criteria], ['criteriaAttributes', criteria],
    ['versionStarts', versions + 1], ['versionKind', versions],
  ];
  for (const [name, length] of lengths) if (t[name].length !== length) return name;
  if (products < 0) return 'productRows';
  if (versions < 2) return 'versionRank';
  if (words < 2) return 'wordStarts';
  if (t.bounds.length < BOUND_COUNT || t.bounds.length % BOUND_COUNT !== 0) return 'bounds';
  if (t.attributes.length < ATTRIBUTE_COUNT || t.attributes.length % ATTRIBUTE_COUNT !== 0) return 'attributes';

  const starts: readonly (readonly [keyof MatchTables, number])[] = [
    ['cveConfigurations', configurations], ['configurationNodes', nodes], ['nodeRows', rows], ['productRows', rows],
    ['productStarts', t.productText.length], ['versionStarts', t.versionText.length], ['wordStarts', t.wordText.length],
  ];
  for (const [name, end] of starts) if (!areStarts(t[name], end)) return name;

  const references: readonly (readonly [keyof MatchTables, number])[] = [
    ['source', CONFIGURATION_SOURCES.length], ['productExactRows', rows + 1], ['configurationCve', cves], ['nodeConfiguration', configurations], ['nodeRowList', rows], ['rowNode', nodes], ['rowCriteria', criteria],
    ['rowBounds', t.bounds.length / BOUND_COUNT], ['criteriaProduct', products], ['criteriaVersion', versions],
    ['criteriaAttributes', t.attributes.length / ATTRIBUTE_COUNT], ['bounds', versions], ['attributes', words],
  ];
  for (const [name, end] of references) if (!areBelow(t[name], end)) return name;
  return undefined;
}

function areStarts(column: Column, end: number): boolean {
  let last = 0;
  for (let at = 0; at < column.length; at++) {
    if (column[at]! < last) return false;
    last = column[at]!;
  }
  return column[0] === 0 && last === end;
}

function areBelow(column: Column, end: number): boolean {
  for (let at = 0; at < column.length; at++) if (column[at]! >= end) return false;
  return true;
}

/** A criteria's version rank and one, 0 when it names no single version: what a product's rows are sorted by. */
export function exactVersionOf({ criteriaVersion, versionKind, versionRank }: Pick<MatchTables, 'criteriaVersion' | 'versionKind' | 'versionRank'>): (criteria: number) => number {
  return (criteria) => {
    const version = criteriaVersion[criteria]!;
    return versionKind[version] === VersionKind.version ? versionRank[version]! + 1 : 0;
  };
}

/** Code units that become text in one call: the number of a call's arguments is limited. */
const TEXT_STEP = 4_096;

/** One entry of a dictionary. Short texts only: a key, a version, a word. */
export function textAt(starts: Uint32Array, text: Uint16Array, at: number): string {
  const end = starts[at + 1]!;
  let value = '';
  for (let from = starts[at]!; from < end; from += TEXT_STEP) value += textOf(text.subarray(from, Math.min(from + TEXT_STEP, end)));
  return value;
}

/** Applied, not spread: spreading a column walks it with an iterator, which takes twice the time. */
function textOf(units: Uint16Array): string {
  return String.fromCharCode.apply(null, units as unknown as number[]);
}

/** Where the key stands in a sorted dictionary; -1 when it does not. */
export function findText(starts: Uint32Array, text: Uint16Array, key: string): number {
  let low = 0;
  let high = starts.length - 2;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareTextAt(starts, text, middle, key);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Below 0 when the entry comes before the key, in the order of code units. */
export function compareTextAt(starts: Uint32Array, text: Uint16Array, at: number, key: string): number {
  const start = starts[at]!;
  const length = starts[at + 1]! - start;
  const shared = Math.min(length, key.length);
  for (let offset = 0; offset < shared; offset++) {
    const difference = text[start + offset]! - key.charCodeAt(offset);
    if (difference !== 0) return difference;
  }
  return length - key.length;
}
