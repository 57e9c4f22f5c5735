/**
 * Typed arrays as one file: magic, format version, number of sections, total bytes (four u32, little endian); per section its offset
 * and its bytes (two u32); then the sections in their order, each from a multiple of 8 so that a column is a view and never a copy.
 */

export type Column = Uint8Array | Uint16Array | Uint32Array;
type ColumnType = { new (buffer: ArrayBufferLike, byteOffset: number, length: number): Column; readonly BYTES_PER_ELEMENT: number };

/** What a file holds and in which order. A change of the sections is a new `version`. */
export interface ColumnFormat<Tables> {
  /** For messages: `the advisory index`. */
  readonly label: string;
  readonly magic: number;
  readonly version: number;
  readonly sections: readonly (readonly [keyof Tables & string, ColumnType])[];
}

const HEADER_WORDS = 4;
const ALIGNMENT = 8;
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The columns as one file. Equal columns give equal bytes. */
export function encodeColumns<Tables extends { readonly [Name in keyof Tables]: Column }>(format: ColumnFormat<Tables>, tables: Tables): Uint8Array {
  const { sections } = format;
  let offset = aligned((HEADER_WORDS + sections.length * 2) * 4);
  const directory: number[] = [];
  for (const [name] of sections) {
    directory.push(offset, tables[name].byteLength);
    offset = aligned(offset + tables[name].byteLength);
  }
  const bytes = new Uint8Array(offset);
  const words = new Uint32Array(bytes.buffer, 0, HEADER_WORDS + directory.length);
  words.set([format.magic, format.version, sections.length, offset]);
  words.set(directory, HEADER_WORDS);
  sections.forEach(([name], at) => {
    const column: Column = tables[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), directory[at * 2]!);
  });
  return bytes;
}

/** The columns as views of `bytes`, which must stay unchanged while they are used. The error says what is wrong with the bytes. */
export function decodeColumns<Tables>(format: ColumnFormat<Tables>, bytes: Uint8Array): { readonly tables: Tables } | { readonly error: string } {
  const { label, sections } = format;
  if (!isLittleEndian) return { error: `${label} is little endian and this machine is not` };
  if (bytes.byteLength < HEADER_WORDS * 4) return { error: `${label} is cut short (${bytes.byteLength} bytes)` };
  // A view cannot begin at an odd place, as Node's pooled buffers do.
  const base = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const [magic, version, count, total] = new Uint32Array(base.buffer, base.byteOffset, HEADER_WORDS);
  if (magic !== format.magic) return { error: `this is not ${label}` };
  if (version !== format.version) return { error: `${label} has format ${version}, this version reads format ${format.version}` };
  const directoryEnd = (HEADER_WORDS + sections.length * 2) * 4;
  if (count !== sections.length || total !== base.byteLength || base.byteLength < directoryEnd) {
    return { error: `${label} is cut short (${base.byteLength} of ${total} bytes)` };
  }
  const directory = new Uint32Array(base.buffer, base.byteOffset + HEADER_WORDS * 4, sections.length * 2);
  const columns: Record<string, Column> = {};
  for (const [at, [name, type]] of sections.entries()) {
    const offset = directory[at * 2]!;
    const length = directory[at * 2 + 1]!;
    if (offset % ALIGNMENT !== 0 || offset + length > base.byteLength || length % type.BYTES_PER_ELEMENT !== 0) return { error: `${label} is damaged (${name})` };
    columns[name] = new type(base.buffer, base.byteOffset + offset, length / type.BYTES_PER_ELEMENT);
  }
  return { tables: columns as Tables };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** True for start offsets: they begin at 0, never fall, and end at `end`. */
export function areStarts(column: Column, end: number): boolean {
  let last = 0;
  for (let at = 0; at < column.length; at++) {
    if (column[at]! < last) return false;
    last = column[at]!;
  }
  return column[0] === 0 && last === end;
}

/** True when every number is below `end`. */
export function areBelow(column: Column, end: number): boolean {
  for (let at = 0; at < column.length; at++) if (column[at]! >= end) return false;
  return true;
}
