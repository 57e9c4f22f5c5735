import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import zlib from 'node:zlib';
import { FORMATS, readInventory, recogniseFormat } from '../core/inventory/formats';
import type { PlainDate } from '../core/inventory/plainDate';
import { READ_LIMITS, type FileInventory, type InventoryFormat } from '../core/inventory/reader';
import { decodeText } from '../core/inventory/text/textBytes';
import { readChunks } from './readChunks';
import { emptyInventory, refusedInventory, unreadableFile } from './refusedInventory';
import { readWorkbook } from './workbook/readWorkbook';

const CHUNK_BYTES = 1024 * 1024;
/** Larger files are refused: 2 GB is about 30 million software rows. */
const MAX_FILE_BYTES = 2 * 1024 ** 3;
/** An os-release is some hundred bytes. */
const MAX_COMPANION_BYTES = 64 * 1024;
const MAX_WALK_DEPTH = 24;
const MAX_WALK_ENTRIES = 200_000;
/** How inventories are called, as the extension's default patterns have it. */
const INVENTORY_NAMES: readonly RegExp[] = [/\.inventory\.(?:json|csv)$/i, /(?:azure-?migrate|rvtools).*\.(?:csv|xlsx)$/i, /(?:dpkg|apt-list|apt-upgradable|rpm-qa|updateinfo).*\.(?:txt|csv)$/i, /(?:\.cdx|\.spdx|winget|osquery).*\.json$/i];
/** Exports pack up to some fiftyfold; what packs beyond this is made to fill memory or time. */
const MAX_PACKING = 300;
const PACKING_FROM_BYTES = 64 * 1024 ** 2;
/** Bytes that tell a zip archive and gzip. */
const SIGNATURE_BYTES = 4;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test']);

export interface ReadInventoryOptions {
  /** Dates after it are problems. */
  readonly today: PlainDate;
  readonly signal?: AbortSignal;
  /** Bytes read so far, of how many. */
  readonly onProgress?: (bytes: number, total: number) => void;
}

/**
 * Reads a file of any known format: one inventory, or one for each sheet of an Excel workbook that lists servers or software.
 * A gzipped file is read as what it holds. Otherwise as `readInventoryFile`.
 */
export async function readInventoryFiles(file: string, options: ReadInventoryOptions): Promise<readonly FileInventory[]> {
  const { signature, size } = await beginningOf(file);
  const isPacked = signature.startsWith('PK\u0003\u0004') || signature.startsWith('\u001f\u008b');
  if (!isPacked) return [await readInventoryFile(file, options)];
  if (size > MAX_FILE_BYTES) return [refusedInventory(file, size, 'file-too-large', `The file has ${Math.round(size / 1024 ** 2)} MB; at most ${MAX_FILE_BYTES / 1024 ** 2} MB are read.`, 'Split the export, for instance by site.')];
  try {
    return signature.startsWith('PK') ? await readWorkbook(file, size, options) : [await readGzipped(file, size, options)];
  } catch (error) {
    options.signal?.throwIfAborted();
    return [unreadableFile(file, error)];
  }
}

/**
 * Reads one plain inventory file of any known format in chunks, with the files beside it that the format asks for.
 * What cannot be read, or is no inventory, gives an inventory without servers and the problem that says why.
 * Rejects only when the signal is aborted.
 */
export async function readInventoryFile(file: string, options: ReadInventoryOptions): Promise<FileInventory> {
  let handle: fs.FileHandle | undefined;
  try {
    handle = await fs.open(file, 'r');
    const stats = await handle.stat();
    if (!stats.isFile()) return refusedInventory(file, 0, 'file-unreadable', `This is ${stats.isDirectory() ? 'a folder' : 'not a file'}.`, 'Name an inventory file.');
    if (stats.size > MAX_FILE_BYTES) return refusedInventory(file, stats.size, 'file-too-large', `The file has ${Math.round(stats.size / 1024 ** 2)} MB; at most ${MAX_FILE_BYTES / 1024 ** 2} MB are read.`, 'Split the export, for instance by site.');
    return await readFrom(handle, file, stats.size, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return unreadableFile(file, error);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

/** The same for a text that an editor holds; only the files beside it are read from disk. */
export async function readInventoryText(file: string, text: string, options: ReadInventoryOptions): Promise<FileInventory> {
  const fileName = path.basename(file);
  const recognised = recogniseFormat(fileName, text.slice(0, READ_LIMITS.headBytes), file);
  const bytes = Buffer.from(text, 'utf8');
  if (!recognised.format) return { ...emptyInventory(file, bytes.length), problems: [recognised.problem] };
  const reading = readInventory(recognised.format, { file, fileName, today: options.today, companions: await readCompanions(file, recognised.format) });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    options.signal?.throwIfAborted();
    reading.write(bytes.subarray(at, at + CHUNK_BYTES));
  }
  return reading.end();
}

/** Base names of the files that a reader may look at beside this one. */
export function companionsOf(file: string): readonly string[] {
  return [...new Set(FORMATS.flatMap((format) => format.companions(path.basename(file))))];
}

/**
 * The inventory files below a folder, sorted: by their names, or those that `accept` takes by their path relative to the folder
 * (forward slashes). Links are not followed; a folder that cannot be read is passed over.
 */
export async function findInventories(folder: string, accept: (relative: string) => boolean = isNamedLikeInventory): Promise<string[]> {
  const found: string[] = [];
  let entries = 0;
  const walk = async (relative: string, depth: number): Promise<void> => {
    const children = await fs.readdir(path.join(folder, relative), { withFileTypes: true }).catch(() => []);
    for (const child of children) {
      if (++entries > MAX_WALK_ENTRIES) return;
      const below = relative === '' ? child.name : `${relative}/${child.name}`;
      if (child.isDirectory()) {
        if (depth < MAX_WALK_DEPTH && !SKIPPED_FOLDERS.has(child.name)) await walk(below, depth + 1);
      } else if (child.isFile() && accept(below)) found.push(path.join(folder, below));
    }
  };
  await walk('', 0);
  return found.sort();
}

function isNamedLikeInventory(relative: string): boolean {
  return INVENTORY_NAMES.some((pattern) => pattern.test(path.posix.basename(relative)));
}

async function readFrom(handle: fs.FileHandle, file: string, size: number, options: ReadInventoryOptions): Promise<FileInventory> {
  const fileName = path.basename(file);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let length = await fill(handle, buffer);
  const recognised = recogniseFormat(fileName, decodeText(buffer.subarray(0, Math.min(length, READ_LIMITS.headBytes))), file);
  if (!recognised.format) return { ...emptyInventory(file, size), problems: [recognised.problem] };
  const reading = readInventory(recognised.format, { file, fileName, today: options.today, companions: await readCompanions(file, recognised.format) });
  let done = 0;
  while (length > 0) {
    options.signal?.throwIfAborted();
    reading.write(buffer.subarray(0, length));
    done += length;
    options.onProgress?.(done, size);
    // A file that grows while it is read must not be read for ever.
    if (done > MAX_FILE_BYTES) return refusedInventory(file, done, 'file-too-large', 'The file grew too large while it was read.', 'Read it again when it is complete.');
    length = await fill(handle, buffer);
  }
  return reading.end();
}

/** What it holds, unpacked. */
async function readGzipped(file: string, size: number, options: ReadInventoryOptions): Promise<FileInventory> {
  const fileName = path.basename(file).replace(/\.gz$/i, '');
  const result = await readChunks(gunzipped(file, size, options), {
    file, fileName, today: options.today, signal: options.signal,
    companions: (format) => readCompanions(path.join(path.dirname(file), fileName), format),
  });
  return 'inventory' in result ? { ...result.inventory, bytes: size } : { ...emptyInventory(file, size), problems: [result.refused] };
}

async function* gunzipped(file: string, size: number, options: ReadInventoryOptions): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  let read = 0;
  source.on('data', (chunk) => options.onProgress?.((read += chunk.length), size));
  let unpacked = 0;
  for await (const chunk of pipeline(source, zlib.createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined) as AsyncIterable<Buffer>) {
    unpacked += chunk.length;
    if (unpacked > MAX_FILE_BYTES || (unpacked > PACKING_FROM_BYTES && unpacked > size * MAX_PACKING)) throw new Error(`it unpacks to more than ${unpacked > MAX_FILE_BYTES ? `${MAX_FILE_BYTES / 1024 ** 2} MB` : `${MAX_PACKING} times its size, as no inventory does`}`);
    yield chunk;
  }
}

async function beginningOf(file: string): Promise<{ readonly signature: string; readonly size: number }> {
  try {
    const handle = await fs.open(file, 'r');
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return { signature: '', size: 0 };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
      return { signature: buffer.toString('latin1', 0, bytesRead), size: stats.size };
    } finally {
      await handle.close();
    }
  } catch {
    // What is wrong with the file is told by its reader.
    return { signature: '', size: 0 };
  }
}

/** Fills the buffer as far as the file goes. A read may give less than was asked for. */
async function fill(handle: fs.FileHandle, buffer: Buffer): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

async function readCompanions(file: string, format: InventoryFormat): Promise<ReadonlyMap<string, string>> {
  const companions = new Map<string, string>();
  for (const name of format.companions(path.basename(file))) {
    // A name comes from the file's own and must not lead elsewhere.
    if (path.basename(name) !== name) continue;
    const beside = path.join(path.dirname(file), name);
    const stats = await fs.stat(beside).catch(() => undefined);
    if (!stats?.isFile() || stats.size > MAX_COMPANION_BYTES) continue;
    const bytes = await fs.readFile(beside).catch(() => undefined);
    if (bytes) companions.set(name, decodeText(bytes));
  }
  return companions;
}
