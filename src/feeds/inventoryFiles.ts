import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import zlib from 'node:zlib';
import { FORMATS } from '../core/inventory/formats';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Problem } from '../core/inventory/problem';
import type { FileInventory, InventoryFormat } from '../core/inventory/reader';
import { decodeText } from '../core/inventory/text/textBytes';
import { CHUNK_BYTES, fileChunks, type FileState, type OpenedFile } from './fileChunks';
import { readChunks, type ChunkSource } from './readChunks';
import { progressOf, type ReadingProgress } from './readingProgress';
import { emptyInventory, refusedInventory, unreadableFile } from './refusedInventory';
import { readWorkbook } from './workbook/readWorkbook';

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
  /** Looked at between chunks; an aborted one rejects the reading with its reason. */
  readonly signal?: AbortSignal;
  /** Told after every chunk, synchronously; the process answers others between two chunks. */
  readonly onProgress?: (progress: ReadingProgress) => void;
  /** Opens a file that is known to be one; node's own unless told. Workbooks and gzip are opened by their libraries. */
  readonly open?: (file: string) => Promise<OpenedFile>;
}

/**
 * Reads a file of any known format in chunks, with the files beside it that the format asks for: one inventory, or one for each sheet
 * of an Excel workbook that lists servers or software. A gzipped file is read as what it holds.
 * What cannot be read, or is no inventory, gives an inventory without servers and the problem that says why.
 * A file that changes meanwhile is read as far as it was and has the problem `file-changing` (see `changedMeanwhile`).
 * Rejects only when the signal is aborted.
 */
export async function readInventoryFiles(file: string, options: ReadInventoryOptions): Promise<readonly FileInventory[]> {
  try {
    // Opening a pipe would wait for whoever writes to it.
    const before = await fs.stat(file);
    if (!before.isFile()) return [notAFile(file, before)];
    if (before.size > MAX_FILE_BYTES) return [tooLarge(file, before.size)];
    const signature = await signatureOf(file, options.open ?? openFile);
    const isWorkbook = signature.startsWith('PK\u0003\u0004');
    if (!isWorkbook && !signature.startsWith('\u001f\u008b')) return [await readInventoryFile(file, options)];
    const inventories = isWorkbook ? await readWorkbook(file, before.size, options) : [await readGzipped(file, before.size, options)];
    return hasChanged(before, await fs.stat(file)) ? [changing(inventories[0]!), ...inventories.slice(1)] : inventories;
  } catch (error) {
    options.signal?.throwIfAborted();
    return [unreadableFile(file, error)];
  }
}

/** The same for a file that is neither workbook nor gzip. */
export async function readInventoryFile(file: string, options: ReadInventoryOptions): Promise<FileInventory> {
  let opened: OpenedFile | undefined;
  try {
    const stats = await fs.stat(file);
    if (!stats.isFile()) return notAFile(file, stats);
    opened = await (options.open ?? openFile)(file);
    const before = await opened.stat();
    if (before.size > MAX_FILE_BYTES) return tooLarge(file, before.size);
    const inventory = await readFrom(opened, file, before.size, options);
    return hasChanged(before, await opened.stat()) ? changing(inventory) : inventory;
  } catch (error) {
    options.signal?.throwIfAborted();
    return unreadableFile(file, error);
  } finally {
    await opened?.close().catch(() => undefined);
  }
}

/** The same for a text that an editor holds; only the files beside it are read from disk. */
export async function readInventoryText(file: string, text: string, options: ReadInventoryOptions): Promise<FileInventory> {
  const bytes = Buffer.from(text, 'utf8');
  const result = await readChunks(piecesOf(bytes), sourceOf(file, bytes.length, () => bytes.length, options));
  return 'inventory' in result ? result.inventory : { ...emptyInventory(file, bytes.length), problems: [result.refused] };
}

/** Whether the file grew, shrank or was written while it was read, so that it should be read again when it is whole. */
export function changedMeanwhile(inventory: FileInventory): boolean {
  return inventory.problems.some(({ code }) => code === 'file-changing');
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
        if (depth < MAX_WALK_DEPTH && !isSkippedFolder(child.name)) await walk(below, depth + 1);
      } else if (child.isFile() && accept(below)) found.push(path.join(folder, below));
    }
  };
  await walk('', 0);
  return found.sort();
}

/** A folder whose content is never an estate's: of a package manager or of version control. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}

function isNamedLikeInventory(relative: string): boolean {
  return INVENTORY_NAMES.some((pattern) => pattern.test(path.posix.basename(relative)));
}

async function readFrom(opened: OpenedFile, file: string, size: number, options: ReadInventoryOptions): Promise<FileInventory> {
  let done = 0;
  const chunks = counted(fileChunks(opened, size), (bytes) => (done += bytes));
  const result = await readChunks(chunks, sourceOf(file, size, () => done, options));
  return 'inventory' in result ? result.inventory : { ...emptyInventory(file, size), problems: [result.refused] };
}

/** What it holds, unpacked. */
async function readGzipped(file: string, size: number, options: ReadInventoryOptions): Promise<FileInventory> {
  let done = 0;
  const source = sourceOf(path.join(path.dirname(file), path.basename(file).replace(/\.gz$/i, '')), size, () => done, options);
  const result = await readChunks(gunzipped(file, size, (bytes) => (done += bytes)), { ...source, file });
  return 'inventory' in result ? { ...result.inventory, bytes: size } : { ...emptyInventory(file, size), problems: [result.refused] };
}

/** What a gzip file holds, in pieces; throws when it unpacks to more than an inventory has. `onRead` hears the packed bytes. */
export async function* gunzipped(file: string, size: number, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  source.on('data', (chunk) => onRead(chunk.length));
  let unpacked = 0;
  for await (const chunk of pipeline(source, zlib.createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined) as AsyncIterable<Buffer>) {
    unpacked += chunk.length;
    if (unpacked > MAX_FILE_BYTES || (unpacked > PACKING_FROM_BYTES && unpacked > size * MAX_PACKING)) throw new Error(`it unpacks to more than ${unpacked > MAX_FILE_BYTES ? `${MAX_FILE_BYTES / 1024 ** 2} MB` : `${MAX_PACKING} times its size, as no inventory does`}`);
    yield chunk;
  }
}

/** What `readChunks` is told of a file by this name, of whose bytes `done` says how many were read. */
function sourceOf(file: string, size: number, done: () => number, { today, signal, onProgress }: ReadInventoryOptions): ChunkSource {
  return {
    file, fileName: path.basename(file), today, signal,
    companions: (format) => readCompanions(file, format),
    ...(onProgress ? { onChunk: (reading) => onProgress(progressOf(reading, { file, bytesRead: done(), bytesTotal: size })) } : {}),
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}

/** With a turn for others between two pieces, as a file from the disk has it. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    if (at > 0) await setImmediate();
    yield bytes.subarray(at, at + CHUNK_BYTES);
  }
}

async function openFile(file: string): Promise<OpenedFile> {
  return fs.open(file, 'r');
}

/** The first bytes of a file as Latin-1, which tell zip and gzip. */
export async function signatureOf(file: string, open: (file: string) => Promise<OpenedFile>): Promise<string> {
  const opened = await open(file);
  try {
    const buffer = Buffer.alloc(SIGNATURE_BYTES);
    const { bytesRead } = await opened.read(buffer, 0, SIGNATURE_BYTES);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await opened.close();
  }
}

function hasChanged(before: FileState, after: FileState): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function changing(inventory: FileInventory): FileInventory {
  const problem: Problem = {
    file: inventory.file, line: 0, column: 0, severity: 'error', code: 'file-changing',
    message: 'The file changed while it was read, so what was read may be incomplete.', fix: 'Read it again when it is written whole.',
  };
  return { ...inventory, problems: [...inventory.problems, problem] };
}

function notAFile(file: string, stats: FileState): FileInventory {
  return refusedInventory(file, 0, 'file-unreadable', `This is ${stats.isDirectory() ? 'a folder' : 'not a file'}.`, 'Name an inventory file.');
}

function tooLarge(file: string, size: number): FileInventory {
  return refusedInventory(file, size, 'file-too-large', `The file has ${Math.round(size / 1024 ** 2)} MB; at most ${MAX_FILE_BYTES / 1024 ** 2} MB are read.`, 'Split the export, for instance by site.');
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
