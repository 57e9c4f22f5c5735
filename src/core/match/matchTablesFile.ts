import { CONFIGURATION_SOURCES } from './cveRecord';
import { ATTRIBUTE_COUNT, BOUND_COUNT, type MatchTables } from './matchTables';
import { NODE_CVE_SHIFT } from './nodeFacts';
import { prepareRows, SAYING_ATTRIBUTES_SHIFT, type PreparedRows } from './preparedRows';

/**
 * The match index as the file `matches.bin`: magic, format version, number of sections, total bytes (four u32, little endian); per section
 * its offset and its bytes (two u32); then the sections, each from a multiple of 8 so that a column is a view and never a copy.
 */

/** The columns of an open file. */
export interface OpenMatchTables extends MatchTables {
  readonly prepared: PreparedRows;
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
type ColumnType = { new (buffer: ArrayBufferLike, byteOffset: number, length: number): Column; readonly BYTES_PER_ELEMENT: number };

type Section<Columns> = readonly [keyof Columns, ColumnType];

/** The sections of the file in their order. A change here is a new `FORMAT_VERSION`. */
const SECTIONS: readonly Section<MatchTables>[] = [
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

/** Those that follow them. */
const PREPARED_SECTIONS: readonly Section<PreparedRows>[] = [
  ['nodeFacts', Uint32Array],
  ['versionHead', Float64Array],
  ['productOpenRows', Uint32Array],
  ['openLowest', Uint32Array],
  ['openHighest', Uint32Array],
  ['openFacts', Uint32Array],
  ['openSayings', Uint32Array],
  ['productExacts', Uint32Array],
  ['exactPosition', Uint32Array],
  ['exactRow', Uint32Array],
];

/** "IIMX" read as a little-endian number. */
const MAGIC = 0x584d4949;
const FORMAT_VERSION = 4;
/** Had nothing prepared: that is made up for when such a file is opened. */
const UNPREPARED_FORMAT_VERSION = 3;
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
  const prepared = prepareRows(tables);
  const columns: readonly Column[] = [...SECTIONS.map(([name]) => tables[name]), ...PREPARED_SECTIONS.map(([name]) => prepared[name])];
  const headerBytes = aligned((HEADER_WORDS + columns.length * 2) * 4);
  let offset = headerBytes;
  const directory: number[] = [];
  const parts: Uint8Array[] = [new Uint8Array(headerBytes)];
  for (const { buffer, byteOffset, byteLength } of columns) {
    directory.push(offset, byteLength);
    offset = aligned(offset + byteLength);
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(aligned(byteLength) - byteLength));
  }
  const words = new Uint32Array(parts[0]!.buffer, 0, HEADER_WORDS + directory.length);
  words.set([MAGIC, FORMAT_VERSION, columns.length, offset]);
  words.set(directory, HEADER_WORDS);
  return parts;
}

/**
 * The columns as views of `bytes`, which must stay unchanged while they are used.
 * The error says what is wrong with bytes that are cut short, of another format, or inconsistent: every number that leads
 * from one column into another is checked, so that reading them later cannot leave them.
 */
export function decodeMatchTables(bytes: Uint8Array): { readonly tables: OpenMatchTables } | { readonly error: string } {
  if (!isLittleEndian) return { error: 'the match index is little endian and this machine is not' };
  if (bytes.byteLength < HEADER_WORDS * 4) return { error: `the match index is cut short (${bytes.byteLength} bytes)` };
  // A view cannot begin at an odd place, as Node's pooled buffers do.
  const base = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const [magic, version, sections, total] = new Uint32Array(base.buffer, base.byteOffset, HEADER_WORDS);
  if (magic !== MAGIC) return { error: 'this is no match index' };
  if (version !== FORMAT_VERSION && version !== UNPREPARED_FORMAT_VERSION) return { error: `the match index has format ${version}, this version reads format ${FORMAT_VERSION}` };
  const expected = version === FORMAT_VERSION ? SECTIONS.length + PREPARED_SECTIONS.length : SECTIONS.length;
  if (sections !== expected || total !== base.byteLength) return { error: `the match index is cut short (${base.byteLength} of ${total} bytes)` };
  const directory = new Uint32Array(base.buffer, base.byteOffset + HEADER_WORDS * 4, expected * 2);
  const stored = columnsOf<MatchTables>(base, directory, SECTIONS);
  if (typeof stored === 'string') return damaged(stored);
  const wrong = findInconsistency(stored);
  if (wrong) return damaged(wrong);
  if (version === UNPREPARED_FORMAT_VERSION) return { tables: { ...stored, prepared: prepareRows(stored) } };
  const prepared = columnsOf<PreparedRows>(base, directory.subarray(SECTIONS.length * 2), PREPARED_SECTIONS);
  if (typeof prepared === 'string') return damaged(prepared);
  const wrongly = findUnprepared(prepared, stored);
  return wrongly ? damaged(wrongly) : { tables: { ...stored, prepared } };
}

/** The sections as views; the name of one that is not inside the file. */
function columnsOf<Columns>(base: Uint8Array, directory: Uint32Array, sections: readonly Section<Columns>[]): Columns | string {
  const columns: [name: keyof Columns, column: Column][] = [];
  for (const [at, [name, type]] of sections.entries()) {
    const offset = directory[at * 2]!;
    const length = directory[at * 2 + 1]!;
    if (offset % ALIGNMENT !== 0 || offset + length > base.byteLength || length % type.BYTES_PER_ELEMENT !== 0) return String(name);
    columns.push([name, new type(base.buffer, base.byteOffset + offset, length / type.BYTES_PER_ELEMENT)]);
  }
  // An object that is given so many fields one by one is a hash table ever after, and these are read millions of times.
  return Object.fromEntries(columns) as Columns;
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
  for (const [name, end] of starts) if (!areStarts(t[name] as Uint32Array, end)) return name;

  const references: readonly (readonly [keyof MatchTables, number])[] = [
    ['configurationCve', cves], ['nodeConfiguration', configurations], ['nodeRowList', rows], ['rowNode', nodes], ['rowCriteria', criteria],
    ['rowBounds', t.bounds.length / BOUND_COUNT], ['criteriaProduct', products], ['criteriaVersion', versions],
    ['criteriaAttributes', t.attributes.length / ATTRIBUTE_COUNT], ['bounds', versions], ['attributes', words],
  ];
  for (const [name, end] of references) if (!areBelow(t[name] as Uint32Array, end)) return name;
  for (let cve = 0; cve < cves; cve++) if (t.source[cve]! >= CONFIGURATION_SOURCES.length) return 'source';
  for (let product = 0; product < products; product++) {
    if (t.productExactRows[product]! < t.productRows[product]! || t.productExactRows[product]! > t.productRows[product + 1]!) return 'productExactRows';
  }
  return undefined;
}

/** The same for what was prepared. */
function findUnprepared(prepared: PreparedRows, t: MatchTables): keyof PreparedRows | undefined {
  const cves = t.cveNumber.length;
  const products = t.productExactRows.length;
  const { productOpenRows, openLowest, productExacts, exactPosition } = prepared;
  const lengths: readonly (readonly [keyof PreparedRows, number])[] = [
    ['nodeFacts', t.nodeFlags.length], ['versionHead', t.versionRank.length], ['productOpenRows', products + 1], ['productExacts', products + 1],
    ['openHighest', openLowest.length], ['openFacts', openLowest.length], ['openSayings', openLowest.length], ['exactRow', exactPosition.length],
  ];
  for (const [name, length] of lengths) if (prepared[name].length !== length) return name;
  if (!areStarts(productOpenRows, openLowest.length)) return 'productOpenRows';
  if (!areStarts(productExacts, exactPosition.length)) return 'productExacts';
  for (let product = 0; product < products; product++) {
    if (productOpenRows[product + 1]! - productOpenRows[product]! !== t.productExactRows[product]! - t.productRows[product]!) return 'productOpenRows';
  }
  const references: readonly (readonly [keyof PreparedRows, number])[] = [
    ['nodeFacts', cves << NODE_CVE_SHIFT], ['openFacts', cves << NODE_CVE_SHIFT],
    ['openSayings', (t.attributes.length / ATTRIBUTE_COUNT) << SAYING_ATTRIBUTES_SHIFT], ['exactRow', t.rowNode.length],
  ];
  for (const [name, end] of references) if (!areBelow(prepared[name] as Uint32Array, end)) return name;
  return undefined;
}

function areStarts(column: Uint32Array, end: number): boolean {
  let last = 0;
  for (let at = 0; at < column.length; at++) {
    if (column[at]! < last) return false;
    last = column[at]!;
  }
  return column[0] === 0 && last === end;
}

/** Asked of columns of one type only: a loop over several types takes five times as long. */
function areBelow(column: Uint32Array, end: number): boolean {
  let highest = 0;
  for (let at = 0; at < column.length; at++) if (column[at]! > highest) highest = column[at]!;
  return column.length === 0 || highest < end;
}
