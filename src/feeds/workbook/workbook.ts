import path from 'node:path';
import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { sheetRow, stringItem, type SheetContext, type SheetRow } from './sheetCells';
import { WorkbookError } from './workbookError';
import { xmlElements } from './xmlElements';
import { xmlAttribute } from './xmlText';

const MB = 1024 * 1024;
/** Parts of a workbook. */
const MAX_ENTRIES = 10_000;
const MAX_SHEETS = 1_000;
/** One part unpacked: a sheet of 1 M rows and 6 columns has about 400 MB. */
const MAX_PART_BYTES = 4_096 * MB;
/** XML packs up to some fiftyfold; what packs beyond this is made to fill memory or time. */
const MAX_PACKING = 300;
const PACKING_FROM_BYTES = 64 * MB;
/** Shared strings, in UTF-16 code units. */
const MAX_STRING_LENGTH = 512 * MB;
/** Small parts that are read whole: the workbook's list of sheets, relations, styles. */
const MAX_WHOLE_BYTES = 32 * MB;
/** Number formats of Excel's own that show dates. */
const DATE_FORMATS: readonly (readonly [number, number])[] = [[14, 22], [27, 36], [45, 47], [50, 58]];

export interface Sheet {
  readonly name: string;
  /** Hidden sheets are lists for drop-downs and the like. */
  readonly hidden: boolean;
  /** Formulas read so far that were saved without their last value. */
  readonly formulas: { readonly withoutValue: number };
  rows(): AsyncGenerator<SheetRow>;
}

/** An Excel workbook (.xlsx, .xlsm) open for reading; nothing in it is evaluated. */
export class Workbook {
  private strings: Promise<readonly string[]> | undefined;
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly onRead: (bytes: number) => void,
  ) {}

  /** Rejects with WorkbookError. `onRead` hears how many packed bytes have been worked through. */
  static async open(file: string, onRead: (bytes: number) => void = () => undefined): Promise<Workbook> {
    const zip = await openPromise(file, { autoClose: false }).catch((error: unknown) => {
      throw new WorkbookError(`it is a damaged zip archive (${error instanceof Error ? error.message.slice(0, 200) : ''})`);
    });
    try {
      if (zip.entryCount > MAX_ENTRIES) throw new WorkbookError(`it has ${zip.entryCount} parts, more than any workbook`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      if (!entries.has('xl/workbook.xml')) {
        throw new WorkbookError(entries.has('xl/workbook.bin') ? 'it is a binary Excel workbook (.xlsb)' : entries.has('content.xml') ? 'it is an OpenDocument file' : 'it is a zip archive and no Excel workbook', entries.has('xl/workbook.bin') || entries.has('content.xml') ? undefined : 'Unpack it and name the inventories inside.');
      }
      return new Workbook(zip, entries, onRead);
    } catch (error) {
      zip.close();
      throw toWorkbookError(error);
    }
  }

  close(): void {
    this.zip.close();
  }

  /** In the workbook's order. */
  async sheets(): Promise<readonly Sheet[]> {
    const book = await this.whole('xl/workbook.xml');
    const relations = new Map<string, string>();
    for (const [tag] of (await this.whole('xl/_rels/workbook.xml.rels')).matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
      const [id, target] = [xmlAttribute(tag, 'Id'), xmlAttribute(tag, 'Target')];
      if (id !== undefined && target !== undefined) relations.set(id, target.startsWith('/') ? target.slice(1) : path.posix.normalize(`xl/${target}`));
    }
    const from1904 = /<(?:\w+:)?workbookPr\s[^>]*date1904="(?:1|true)"/.test(book);
    const dateStyles = readDateStyles(await this.whole('xl/styles.xml'));
    return [...book.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].slice(0, MAX_SHEETS).flatMap(([tag]): readonly Sheet[] => {
      const part = relations.get(xmlAttribute(tag, 'id') ?? '')?.toLowerCase();
      // Chart sheets have no rows.
      if (part === undefined || !part.includes('worksheets/') || !this.entries.has(part)) return [];
      const formulas = { withoutValue: 0 };
      return [{
        name: xmlAttribute(tag, 'name') ?? '',
        hidden: /hidden/i.test(xmlAttribute(tag, 'state') ?? ''),
        formulas,
        rows: () => this.rows(part, { dateStyles, from1904, formulas }),
      }];
    });
  }

  private async *rows(part: string, styles: Omit<SheetContext, 'strings'>): AsyncGenerator<SheetRow> {
    this.strings ??= this.readStrings();
    const context: SheetContext = { ...styles, strings: await this.strings };
    let expected = 1;
    for await (const element of xmlElements(this.bytes(part), 'row')) {
      const row = sheetRow(element, expected, context);
      expected = row.number + 1;
      yield row;
    }
  }

  private async readStrings(): Promise<readonly string[]> {
    const strings: string[] = [];
    if (!this.entries.has('xl/sharedstrings.xml')) return strings;
    let length = 0;
    for await (const element of xmlElements(this.bytes('xl/sharedstrings.xml'), 'si')) {
      const text = stringItem(element);
      length += text.length;
      if (length > MAX_STRING_LENGTH) throw new WorkbookError('its texts are larger than can be held');
      strings.push(text);
    }
    return strings;
  }

  private async whole(part: string): Promise<string> {
    if (!this.entries.has(part)) return '';
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.bytes(part)) {
      size += chunk.length;
      if (size > MAX_WHOLE_BYTES) throw new WorkbookError(`its part ${part} is larger than any real one`);
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new WorkbookError('its XML declares a document type, as no spreadsheet program does');
    return text;
  }

  private async *bytes(part: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(part)!;
    if (entry.isEncrypted()) throw new WorkbookError('it is protected by a password', 'Remove the password, or save its sheet as CSV.');
    if (entry.uncompressedSize > MAX_PART_BYTES) throw new WorkbookError(`its part ${part} has more than ${MAX_PART_BYTES / MB} MB`);
    if (entry.uncompressedSize > PACKING_FROM_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_PACKING) throw new WorkbookError(`its part ${part} unpacks to more than ${MAX_PACKING} times its size, as no sheet does`);
    let stream: Readable | undefined;
    try {
      // yauzl ends the stream with an error when it gives more or less than the entry says.
      stream = await this.zip.openReadStreamPromise(entry);
      let done = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        yield chunk;
        done += chunk.length;
        this.onRead(Math.round((done / Math.max(1, entry.uncompressedSize)) * entry.compressedSize));
      }
    } catch (error) {
      throw toWorkbookError(error);
    } finally {
      stream?.destroy();
    }
  }
}

function toWorkbookError(error: unknown): WorkbookError {
  return error instanceof WorkbookError ? error : new WorkbookError(`it is damaged (${error instanceof Error ? error.message.slice(0, 200) : String(error)})`);
}

/** By index of `cellXfs`: whether its number format shows a date. */
function readDateStyles(styles: string): readonly boolean[] {
  const custom = new Map<number, boolean>();
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    // Colours, conditions and literal text in a format are no date fields.
    const code = (xmlAttribute(tag, 'formatCode') ?? '').replace(/\[[^\]]*\]|"[^"]*"|\\./g, '');
    custom.set(Number(xmlAttribute(tag, 'numFmtId')), /[dy]|h+:?m|m+[/-]/i.test(code) && !/^general$/i.test(code));
  }
  const formats = /<(?:\w+:)?cellXfs[\s>].*?<\/(?:\w+:)?cellXfs>/s.exec(styles)?.[0] ?? '';
  return [...formats.matchAll(/<(?:\w+:)?xf(?=[\s/>])[^>]*>/g)].map(([tag]) => {
    const id = Number(xmlAttribute(tag, 'numFmtId') ?? 0);
    return custom.get(id) ?? DATE_FORMATS.some(([from, to]) => id >= from && id <= to);
  });
}
