import fs from 'node:fs/promises';
import path from 'node:path';
import { FORMATS, readInventory, recogniseFormat } from '../core/inventory/formats';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Problem } from '../core/inventory/problem';
import { READ_LIMITS, type FileInventory, type InventoryFormat } from '../core/inventory/reader';
import { decodeText } from '../core/inventory/text/textBytes';

const CHUNK_BYTES = 1024 * 1024;
/** Larger files are refused: 2 GB is about 30 million software rows. */
const MAX_FILE_BYTES = 2 * 1024 ** 3;
/** An os-release is some hundred bytes. */
const MAX_COMPANION_BYTES = 64 * 1024;
const MAX_WALK_DEPTH = 24;
const MAX_WALK_ENTRIES = 200_000;
/** How inventories are called, as the extension's default patterns have it. */
const INVENTORY_NAMES: readonly RegExp[] = [/\.inventory\.(?:json|csv)$/i, /azure-?migrate.*\.csv$/i, /dpkg.*\.(?:txt|csv)$/i];
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test']);

export interface ReadInventoryOptions {
  /** Dates after it are problems. */
  readonly today: PlainDate;
  readonly signal?: AbortSignal;
  /** Bytes read so far, of how many. */
  readonly onProgress?: (bytes: number, total: number) => void;
}

/**
 * Reads one inventory file of any known format in chunks, with the files beside it that the format asks for.
 * What cannot be read, or is no inventory, gives an inventory without servers and the problem that says why.
 * Rejects only when the signal is aborted.
 */
export async function readInventoryFile(file: string, options: ReadInventoryOptions): Promise<FileInventory> {
  let handle: fs.FileHandle | undefined;
  try {
    handle = await fs.open(file, 'r');
    const stats = await handle.stat();
    if (!stats.isFile()) return refused(file, 0, 'file-unreadable', `This is ${stats.isDirectory() ? 'a folder' : 'not a file'}.`, 'Name an inventory file.');
    if (stats.size > MAX_FILE_BYTES) return refused(file, stats.size, 'file-too-large', `The file has ${Math.round(stats.size / 1024 ** 2)} MB; at most ${MAX_FILE_BYTES / 1024 ** 2} MB are read.`, 'Split the export, for instance by site.');
    return await readFrom(handle, file, stats.size, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    const [reason, fix] = fileError(error);
    return refused(file, 0, 'file-unreadable', `The file cannot be read: ${reason}.`, fix);
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
    if (done > MAX_FILE_BYTES) return refused(file, done, 'file-too-large', 'The file grew too large while it was read.', 'Read it again when it is complete.');
    length = await fill(handle, buffer);
  }
  return reading.end();
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

function refused(file: string, bytes: number, code: Problem['code'], message: string, fix: string): FileInventory {
  return { ...emptyInventory(file, bytes), problems: [{ file, line: 0, column: 0, severity: 'error', code, message, fix }] };
}

function emptyInventory(file: string, bytes: number): FileInventory {
  return {
    file, bytes, format: 'native-csv', rows: 0, rejected: 0, servers: [], software: [], problems: [],
    installServer: new Uint32Array(0), installSoftware: new Uint32Array(0), installLine: new Uint32Array(0),
  };
}

function fileError(error: unknown): readonly [reason: string, fix: string] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT': return ['it does not exist', 'Check its name.'];
    case 'EACCES': case 'EPERM': return ['you may not read it', 'Check its permissions.'];
    case 'EISDIR': return ['it is a folder', 'Name an inventory file.'];
    case 'EMFILE': return ['too many files are open', 'Try again.'];
    default: return [error instanceof Error ? error.message : String(error), 'Try again, or export the inventory again.'];
  }
}
