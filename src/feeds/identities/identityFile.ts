import { createHash } from 'node:crypto';
import type { SoftwareIdentity } from '../../core/identify/identity';
import type { Steps } from '../../core/steps';
import { ByteWriter } from './byteWriter';
import { readIdentity, writeIdentity } from './identityRecord';

/** Raised with every change of what a file holds. */
const FORMAT = 2;
const SHA256_BYTES = 32;
/** Some 5 ms. */
const ENTRIES_A_STEP = 2_000;

/** What the decisions of a file depend on: the feeds and the rules. */
export interface DecidedBy {
  /** `Knowledge.revision`. */
  readonly feeds: string;
  /** `IDENTIFIER_REVISION`. */
  readonly rules: string;
}

/** Decisions by the key of their row (`softwareKey`). */
export interface IdentityFile {
  /** Read when it is asked for; the identical object each time. */
  get(key: string): SoftwareIdentity | undefined;
  /** All of them, those that were asked for first. */
  entries(): Iterable<readonly [key: string, identity: SoftwareIdentity]>;
}

interface Header extends DecidedBy {
  readonly format: number;
  /** Lengths of the parts in bytes, in their order. */
  readonly parts: readonly number[];
  readonly entries: number;
  readonly texts: number;
}

/**
 * A file of decisions: SHA-256 of the rest, the length of the header, the header as JSON, then lengths and UTF-8 of the keys, lengths and UTF-8 of the
 * texts, and the records. A key or text that UTF-8 cannot hold (half a surrogate pair) is left out with what it belongs to. The file in pieces: it is
 * written when memory is short, after an assessment.
 */
export function* encodeIdentityFile(decided: Iterable<readonly [key: string, identity: SoftwareIdentity]>, by: DecidedBy): Steps<readonly Uint8Array[]> {
  const numbers = new Map<string, number>();
  const [keyLengths, keys, textLengths, texts, recordLengths, records] = [new ByteWriter(), new ByteWriter(), new ByteWriter(), new ByteWriter(), new ByteWriter(), new ByteWriter()];
  let entries = 0;
  let isWhole = true;
  const textNumber = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    if (HALF_PAIR.test(text)) {
      isWhole = false;
      return 0;
    }
    const number = numbers.size;
    numbers.set(text, number);
    writeText(textLengths, texts, text);
    return number;
  };
  for (const [key, identity] of decided) {
    const start = records.position;
    isWhole = !HALF_PAIR.test(key);
    if (isWhole) writeIdentity(records, key, identity, textNumber);
    if (!isWhole) {
      records.cutTo(start);
      continue;
    }
    writeText(keyLengths, keys, key);
    recordLengths.number(records.position - start);
    recordLengths.endEntry();
    records.endEntry();
    if (++entries % ENTRIES_A_STEP === 0) yield;
  }
  const parts = [keyLengths, keys, textLengths, texts, recordLengths, records];
  const header: Header = { format: FORMAT, feeds: by.feeds, rules: by.rules, entries, texts: numbers.size, parts: parts.map(({ position }) => position) };
  const head = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  const rest = [size, head, ...parts.flatMap((part) => part.written())];
  const hash = createHash('sha256');
  for (const piece of rest) hash.update(piece);
  return [hash.digest(), ...rest];
}

/** Lengths are in UTF-16 code units: so the text is cut when it is read. */
function writeText(lengths: ByteWriter, texts: ByteWriter, text: string): void {
  lengths.number(text.length);
  lengths.endEntry();
  texts.text(text);
  texts.endEntry();
}

/** Half a surrogate pair, as a cut version may end with: UTF-8 has no such character. */
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Undefined when the file is damaged, of another format, or of other feeds or rules. */
export function decodeIdentityFile(file: Buffer, by: DecidedBy): IdentityFile | undefined {
  const start = SHA256_BYTES + 4;
  if (file.length < start || !createHash('sha256').update(file.subarray(SHA256_BYTES)).digest().equals(file.subarray(0, SHA256_BYTES))) return undefined;
  const end = start + file.readUInt32LE(SHA256_BYTES);
  const header = JSON.parse(file.toString('utf8', start, end)) as Header;
  if (header.format !== FORMAT || header.feeds !== by.feeds || header.rules !== by.rules) return undefined;
  let at = end;
  const [keyLengths, keyBytes, textLengths, textBytes, recordLengths, records] = header.parts.map((length) => file.subarray(at, (at += length)));
  const keyEnds = endsOf(keyLengths!, header.entries);
  const textEnds = endsOf(textLengths!, header.texts);
  const recordEnds = endsOf(recordLengths!, header.entries);
  const keyText = keyBytes!.toString('utf8');
  const text = textBytes!.toString('utf8');
  const texts: (string | undefined)[] = new Array<string | undefined>(header.texts);
  const textOf = (number: number): string => (texts[number] ??= text.slice(number === 0 ? 0 : textEnds[number - 1], textEnds[number]));
  const startOf = (entry: number): number => (entry === 0 ? 0 : keyEnds[entry - 1]!);
  const keyOf = (entry: number): string => keyText.slice(startOf(entry), keyEnds[entry]);
  let expected = 0;
  let positions: Map<string, number> | undefined;
  const entryOf = (key: string): number | undefined => {
    // The same inventory asks in the order in which it was decided: a map of all keys would cost more than all answers.
    if (expected < header.entries && keyEnds[expected]! - startOf(expected) === key.length && keyText.startsWith(key, startOf(expected))) return expected++;
    positions ??= new Map(Array.from(keyEnds, (_, entry) => [keyOf(entry), entry]));
    const entry = positions.get(key);
    if (entry !== undefined) expected = entry + 1;
    return entry;
  };
  const identities: (SoftwareIdentity | undefined)[] = new Array<SoftwareIdentity | undefined>(header.entries);
  const identityOf = (entry: number): SoftwareIdentity => (identities[entry] ??= readIdentity(records!, entry === 0 ? 0 : recordEnds[entry - 1]!, keyOf(entry), textOf));
  return {
    get: (key) => {
      const entry = entryOf(key);
      return entry === undefined ? undefined : identityOf(entry);
    },
    *entries() {
      const asked = new Uint8Array(header.entries).map((_, entry) => (identities[entry] ? 1 : 0));
      for (const turn of [1, 0]) for (let entry = 0; entry < header.entries; entry++) if (asked[entry] === turn) yield [keyOf(entry), identityOf(entry)];
    },
  };
}

function endsOf(lengths: Uint8Array, count: number): Uint32Array {
  const ends = new Uint32Array(count);
  let at = 0;
  let end = 0;
  for (let entry = 0; entry < count; entry++) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = lengths[at++]!;
      length |= (byte & 127) << shift;
      if ((byte & 128) === 0) break;
    }
    ends[entry] = end += length;
  }
  return ends;
}
