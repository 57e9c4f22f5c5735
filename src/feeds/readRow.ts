import fs from 'node:fs/promises';
import { READ_LIMITS } from '../core/inventory/reader';
import { decodeText, TextBytes } from '../core/inventory/text/textBytes';
import { fileChunks } from './fileChunks';
import { gunzipped, signatureOf } from './inventoryFiles';
import { sheetBytes } from './workbook/readWorkbook';
import { Workbook } from './workbook/workbook';

/** Text from a row's line on: a row of any export is shorter. */
const ROW_BYTES = 65_536;
/** Packed files are unpacked from their beginning up to the row, so larger ones are not read for one. 32 MB hold about 800,000 rows of a workbook. */
const MAX_PACKED_BYTES = 32 * 1024 ** 2;

const LF = 10;
const CR = 13;

/** Where a row stands: `line` 1-based, in the sheet when there is one. */
export interface RowPlace {
  readonly file: string;
  readonly sheet?: string;
  readonly line: number;
}

/** What one needs of a file to read one row of it. */
export interface RowText {
  /** The beginning of the file, at most `READ_LIMITS.headBytes`. */
  readonly header: string;
  /** From the beginning of the row's line on, at most `ROW_BYTES`. */
  readonly text: string;
}

/**
 * Reads a row again where it stands; undefined when the file is gone, cannot be read (which its next reading tells of), has no such line
 * any more, or is packed and too large to look for it. Rejects never.
 */
export async function readRow(place: RowPlace): Promise<RowText | undefined> {
  const { file, sheet, line } = place;
  try {
    const state = await fs.stat(file);
    if (!state.isFile()) return undefined;
    const finder = new RowFinder(line);
    const isPacked = (await signatureOf(file, (name) => fs.open(name, 'r'))).startsWith('\u001f\u008b');
    if ((isPacked || sheet !== undefined) && state.size > MAX_PACKED_BYTES) return undefined;
    if (sheet !== undefined) await findInSheet(file, sheet, finder);
    else if (isPacked) await find(gunzipped(file, state.size, () => undefined), finder);
    else await findInFile(file, state.size, finder);
    return finder.found();
  } catch {
    return undefined;
  }
}

/** The same for a text that an editor holds. */
export function rowOfText(text: string, line: number): RowText | undefined {
  const finder = new RowFinder(line);
  finder.write(Buffer.from(text, 'utf8'));
  return finder.found();
}

async function findInFile(file: string, size: number, finder: RowFinder): Promise<void> {
  const opened = await fs.open(file, 'r');
  try {
    await find(fileChunks(opened, size), finder);
  } finally {
    await opened.close();
  }
}

async function findInSheet(file: string, name: string, finder: RowFinder): Promise<void> {
  const book = await Workbook.open(file, () => undefined);
  try {
    const sheet = (await book.sheets()).find((one) => one.name === name);
    if (sheet) await find(sheetBytes(sheet), finder);
  } finally {
    book.close();
  }
}

async function find(chunks: AsyncIterable<Uint8Array>, finder: RowFinder): Promise<void> {
  const front = new TextBytes((utf8) => finder.write(utf8));
  for await (const chunk of chunks) {
    front.write(chunk);
    if (finder.isDone) return;
  }
  front.end();
}

/** Keeps the beginning of a text and what follows the beginning of one of its lines, from UTF-8 in pieces. Lines end as those of the readers: at LF, CRLF or CR. */
class RowFinder {
  private readonly head = new Kept(READ_LIMITS.headBytes);
  private readonly tail = new Kept(ROW_BYTES);
  private line = 1;
  private afterCr = false;

  constructor(private readonly wanted: number) {}

  get isDone(): boolean {
    return this.tail.isFull;
  }

  write(utf8: Uint8Array): void {
    this.head.add(utf8, 0);
    const { wanted } = this;
    let { line, afterCr } = this;
    let at = 0;
    for (; at < utf8.length && line < wanted; at++) {
      const byte = utf8[at]!;
      if (byte > CR) afterCr = false;
      else {
        if (byte === CR || (byte === LF && !afterCr)) line++;
        afterCr = byte === CR;
      }
    }
    this.line = line;
    this.afterCr = afterCr;
    if (line < wanted || at === utf8.length) return;
    // The line break that the wanted line begins behind may have a second half.
    if (afterCr && utf8[at] === LF) at++;
    this.afterCr = false;
    this.tail.add(utf8, at);
  }

  found(): RowText | undefined {
    return this.tail.isEmpty ? undefined : { header: this.head.text(), text: this.tail.text() };
  }
}

/** The first bytes of what is added. */
class Kept {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.length >= this.limit;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(bytes: Uint8Array, from: number): void {
    if (this.isFull) return;
    // A copy, which `slice` of a Buffer is not: whoever reads the disk uses its pieces again.
    const part = Uint8Array.from(bytes.subarray(from, from + this.limit - this.length));
    this.parts.push(part);
    this.length += part.length;
  }

  /** A character cut at the limit becomes U+FFFD. */
  text(): string {
    return decodeText(Buffer.concat(this.parts));
  }
}
