import fs from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';
import { BUNDLE_MANIFEST_FILE } from './bundleManifest';
import { BundleError, damaged } from './bundleError';

/** A bundle has one entry for each file of a generation and its own manifest. */
const MAX_ENTRIES = 32;
/** Where the bundle's manifest is looked for; an archive of advisories has thousands of entries and none of them is it. */
const MAX_LOOKED_AT = 8;

/** A bundle opened for reading, its entries listed. Nothing of it is believed yet. */
export class BundleZip {
  private constructor(
    private readonly zip: ZipFile,
    /** By name; none leads out of a folder, none stands twice. */
    readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Rejects with BundleError when it is no whole zip or not one like a bundle. */
  static async open(file: string): Promise<BundleZip> {
    const zip = await openZip(file);
    try {
      if (zip.entryCount > MAX_ENTRIES) throw new BundleError('file-format-unknown', 'it has more files than a bundle has', 'Export the bundle again.');
      const entries = new Map<string, Entry>();
      for await (const entry of entriesOf(zip)) {
        if (entries.has(entry.fileName)) throw damaged(`it has "${entry.fileName.slice(0, 100)}" twice`);
        entries.set(entry.fileName, entry);
      }
      return new BundleZip(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** The entry's content, inflated. Ends with zlib's or yauzl's error when it is damaged, or longer or shorter than the archive says. */
  stream(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => {
        if (error) reject(zipError(error));
        else resolve(stream);
      });
    });
  }

  close(): void {
    this.zip.close();
  }
}

/** Whether a file is a bundle: a zip whose first entries hold the bundle's manifest. False for everything else, also for what cannot be read. */
export async function isBundle(file: string): Promise<boolean> {
  if (!await beginsLikeZip(file)) return false;
  let zip: ZipFile | undefined;
  try {
    zip = await openZip(file);
    let looked = 0;
    for await (const { fileName } of entriesOf(zip)) {
      if (fileName === BUNDLE_MANIFEST_FILE) return true;
      if (++looked === MAX_LOOKED_AT) return false;
    }
    return false;
  } catch {
    // A bundle that lost its end is still told from other archives by the name of its first entry.
    return beginsLikeBundle(file);
  } finally {
    zip?.close();
  }
}

/** Signature, and the fields up to the name, of a zip entry's header (PKWARE APPNOTE 4.3.7). */
const ZIP_SIGNATURE = Buffer.from('PK\x03\x04', 'latin1');
const ZIP_NAME_OFFSET = 30;

async function beginsLikeZip(file: string): Promise<boolean> {
  return (await head(file, ZIP_SIGNATURE.length)).equals(ZIP_SIGNATURE);
}

async function beginsLikeBundle(file: string): Promise<boolean> {
  const start = await head(file, ZIP_NAME_OFFSET + BUNDLE_MANIFEST_FILE.length);
  return start.subarray(ZIP_NAME_OFFSET).toString('latin1') === BUNDLE_MANIFEST_FILE;
}

async function head(file: string, length: number): Promise<Buffer> {
  const handle = await fs.open(file, 'r').catch(() => undefined);
  if (!handle) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await handle.close();
  }
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(zipError(error));
      else resolve(zip);
    });
  });
}

/** The entries of the archive's directory, in its order; yauzl's events, one at a time. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  let wake: (next: Entry | undefined) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  zip.on('entry', (entry: Entry) => wake(entry));
  zip.on('end', () => wake(undefined));
  zip.on('error', (error: Error) => fail(zipError(error)));
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      wake = resolve;
      fail = reject;
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function zipError(error: Error): BundleError {
  const code = 'code' in error ? error.code : '';
  if (code === 'ENOENT') return new BundleError('file-unreadable', 'it does not exist', '');
  if (code === 'EACCES' || code === 'EPERM') return new BundleError('file-unreadable', 'it may not be read', '');
  if (code === 'EISDIR') return new BundleError('file-unreadable', 'it is a folder', '');
  if (/relative path|absolute path|invalid characters/.test(error.message)) return damaged('it has a file whose path leads out of its folder', 'Do not use it; get the bundle from where it was made.');
  return damaged(/signature not found|unexpected EOF|overflows file bounds/i.test(error.message) ? 'it is cut off or no zip archive' : `its zip archive is damaged (${error.message.slice(0, 200)})`);
}
