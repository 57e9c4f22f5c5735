import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Entry } from 'yauzl';
import type { Problem } from '../../core/inventory/problem';
import type { FeedState } from '../../core/match/knowledge';
import { GenerationDraft } from '../store/generationDraft';
import { listGenerations, nextGenerationDirectory, removeOldGenerations } from '../store/generations';
import { acquireWriterLock, holderIsWriting, type WriterLock } from '../store/lock';
import { decodeManifest, MANIFEST_FILE, type FileSeal, type GenerationFile, type GenerationPart, type Manifest } from '../store/manifest';
import { openGeneration } from '../store/openGeneration';
import { loadSqlite } from '../store/sqlite';
import { storeError } from '../sync/feedProblems';
import type { ImportOptions, ImportResult } from '../sync/importFiles';
import { BundleError, bundleProblem, damaged } from './bundleError';
import { BUNDLE_FOLDER, BUNDLE_MANIFEST_FILE, decodeBundleManifest, type BundleManifest } from './bundleManifest';
import { BundleZip } from './bundleZip';

/** A manifest is a few KB. */
const MAX_MANIFEST_BYTES = 1024 * 1024;
/** The data of a generation packs three- to fivefold; what packs beyond this is made to fill the disk. */
const MAX_PACKING = 100;
/** Below this size packing does not matter, bytes. */
const PACKING_FROM_BYTES = 64 * 1024 * 1024;
/** Inside the draft's folder, so that whoever is stopped leaves it to the next writer to remove. */
const UNPACKED = 'unpacked';

/**
 * Makes the generation of a bundle the newest of the cache. Everything is verified before it appears: the archive, sizes and SHA-256 of every file,
 * both formats, and that the files open; then and only then it replaces what was in use, which stays as the generation before it.
 * The feeds keep the dates at which the other machine fetched them. Files are streamed; opening them once is what takes memory. Never rejects.
 */
export async function importBundle(file: string, options: ImportOptions): Promise<ImportResult> {
  const problems: Problem[] = [];
  const nothing = (cancelled = false): ImportResult => ({ imported: [], problems, cancelled });
  let zip: BundleZip | undefined;
  try {
    zip = await BundleZip.open(file);
    const bundle = await readContents(zip);
    const taken = acquireWriterLock(options.cacheDir);
    if ('holder' in taken) {
      throw new BundleError('feed-unreadable', holderIsWriting(taken.holder, options.cacheDir), 'Try again when it is done.');
    }
    try {
      const feeds = await writeBundle(bundle, zip, options, taken.lock, (message) => problems.push({ file, line: 0, column: 0, severity: 'warning', code: 'feed-older', message }));
      return { imported: feeds.map(({ name, revision, records, skipped }) => ({ name, revision, records, skipped })), problems, cancelled: false };
    } finally {
      taken.lock.release();
    }
  } catch (error) {
    if (options.signal?.aborted) return nothing(true);
    problems.push(bundleProblem(file, toBundleError(error), 'This bundle was not imported', 'The feeds are as they were.'));
    return nothing();
  } finally {
    zip?.close();
  }
}

/** A bundle whose two manifests agree with each other and with the archive's directory. */
interface Contents {
  readonly manifest: Manifest;
  /** The generation's `manifest.json`, as it is in the bundle. */
  readonly manifestText: string;
  readonly files: readonly { readonly name: GenerationFile; readonly seal: FileSeal; readonly entry: Entry }[];
}

async function readContents(zip: BundleZip): Promise<Contents> {
  const own = zip.entries.get(BUNDLE_MANIFEST_FILE);
  if (!own) throw new BundleError('file-format-unknown', `it is not a bundle of feeds: it has no ${BUNDLE_MANIFEST_FILE}`, 'Make one with "feeds export" or "Export Feed Bundle" on a machine that has the feeds.');
  const decoded = decodeBundleManifest(await readText(zip, own));
  if (decoded.kind === 'unreadable') throw damaged(decoded.reason, 'Export the bundle again.');
  if (decoded.kind === 'newer') throw newer(`it is a bundle of format ${decoded.schema}`, decoded.product);
  const { files: seals, product } = decoded.manifest;

  for (const name of zip.entries.keys()) if (name !== BUNDLE_MANIFEST_FILE && !Object.hasOwn(seals, name)) throw damaged(`it has a file that its list does not name ("${name.slice(0, 100)}")`);
  const entryOf = (name: string): { readonly seal: FileSeal; readonly entry: Entry } => {
    const entry = zip.entries.get(name);
    if (!entry || !Object.hasOwn(seals, name)) throw damaged(`it lacks ${name}`);
    return { seal: seals[name], entry };
  };

  const { seal, entry } = entryOf(BUNDLE_FOLDER + MANIFEST_FILE);
  const manifestText = await readText(zip, entry, seal);
  const generation = decodeManifest(manifestText);
  if (generation.kind === 'unreadable') throw damaged(generation.reason, 'Update Inventory Insights on the machine where the bundle was made, and export it again.');
  if (generation.kind === 'newer') throw newer(`its feeds are in format ${generation.schema}`, product);

  const names = Object.keys(generation.manifest.files) as GenerationFile[];
  const files = names.map((name) => ({ name, ...entryOf(BUNDLE_FOLDER + name) }));
  for (const { name, seal: told } of files) {
    const wanted = generation.manifest.files[name];
    if (told.size !== wanted?.size || told.sha256 !== wanted.sha256) throw damaged(`its two manifests disagree about ${name}`);
  }
  const extra = Object.keys(seals).find((name) => name !== BUNDLE_FOLDER + MANIFEST_FILE && !files.some((one) => BUNDLE_FOLDER + one.name === name));
  if (extra !== undefined) throw damaged(`it has a file that is none of a generation's ("${extra.slice(0, 100)}")`);
  return { manifest: generation.manifest, manifestText, files };
}

function newer(what: string, product: BundleManifest['product']): BundleError {
  return new BundleError('feed-newer-schema', `${what}, which a newer version of Inventory Insights${product === '' ? '' : ` (${product.slice(0, 40)})`} made`, 'Update Inventory Insights here, or export the bundle with this version.');
}

async function readText(zip: BundleZip, entry: Entry, seal?: FileSeal): Promise<string> {
  if (entry.uncompressedSize > MAX_MANIFEST_BYTES) throw damaged(`${entry.fileName} is too large to be one`);
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.stream(entry)) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (seal && (seal.size !== bytes.length || seal.sha256 !== createHash('sha256').update(bytes).digest('hex'))) throw changed(entry.fileName);
  return bytes.toString('utf8');
}

/** Writes the bundle's generation; rejects before its commit when anything is not as the bundle says. */
async function writeBundle({ manifest, manifestText, files }: Contents, zip: BundleZip, options: ImportOptions, lock: WriterLock, warn: (message: string) => void): Promise<readonly FeedState[]> {
  compareWithCache(manifest, options.cacheDir, warn);
  const draft = await GenerationDraft.create(nextGenerationDirectory(options.cacheDir));
  try {
    const unpacked = path.join(draft.directory, UNPACKED);
    await fs.promises.mkdir(unpacked);
    const total = Math.max(1, files.reduce((sum, { seal }) => sum + seal.size, 0));
    let done = 0;
    for (const { name, seal, entry } of files) {
      const report = (bytes: number): void => options.progress?.({ text: `Unpacking ${name}`, share: (done + bytes) / total, records: 0 });
      await unpack(zip, entry, path.join(unpacked, name), seal.size, report, options.signal);
      done += seal.size;
    }
    options.progress?.({ text: 'Checking', share: 1, records: 0 });
    await fs.promises.writeFile(path.join(unpacked, MANIFEST_FILE), manifestText);
    await verify(unpacked, options.wasmPath);
    for (const { name } of files) {
      await fs.promises.rename(path.join(unpacked, name), draft.temporary(name));
      await draft.adopt(name);
    }
    await fs.promises.rm(unpacked, { recursive: true });
    options.signal?.throwIfAborted();
    if (!lock.isHeld()) throw new BundleError('feed-unreadable', 'another Inventory Insights took over the writing', 'Try again.');
    await draft.commit(manifest.parts, manifest.feeds);
    removeOldGenerations(options.cacheDir);
    return manifest.feeds;
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}

/** Streams an entry into a file, synced. More than the size told, or packing as no feed has, ends it before the disk is full. */
async function unpack(zip: BundleZip, entry: Entry, file: string, size: number, report: (bytes: number) => void, signal: AbortSignal | undefined): Promise<void> {
  if (entry.uncompressedSize !== size) throw changed(entry.fileName);
  if (size > PACKING_FROM_BYTES && size > entry.compressedSize * MAX_PACKING) {
    throw new BundleError('file-too-large', `${entry.fileName} unpacks to more than ${MAX_PACKING} times its size, as no feed does`, 'Do not use it; get the bundle from where it was made.');
  }
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      report(bytes);
      next(bytes > size ? changed(entry.fileName) : null, chunk);
    },
  });
  await pipeline(await zip.stream(entry), counter, fs.createWriteStream(file, { flags: 'wx', flush: true }), { signal });
}

/** Every checksum, and that all of it opens: a generation that does not would take the place of a good one at every later start. */
async function verify(directory: string, wasmPath: string): Promise<void> {
  const opened = await openGeneration(directory, loadSqlite(wasmPath), true);
  if (opened.kind === 'newer') throw newer(`its feeds are in format ${opened.schema}`, '');
  if (opened.kind === 'unreadable') throw damaged(opened.reason);
  opened.generation.catalog.close();
}

/** Throws when the bundle would take away a part that the cache has; warns of feeds that it lacks or has older. */
function compareWithCache(manifest: Manifest, cacheDir: string, warn: (message: string) => void): void {
  const present = newestManifest(cacheDir);
  if (!present) return;
  const lost = present.parts.find((part) => !manifest.parts.includes(part));
  if (lost) throw new BundleError('file-format-unknown', `it has no ${PART_NAMES[lost]}, which the feeds here have, and it would replace them all`, 'Export it from a machine that has them, or clear the feeds here first.');
  for (const feed of present.feeds) {
    if (feed.starter) continue;
    const given = manifest.feeds.find(({ name, starter }) => name === feed.name && !starter);
    if (!given) warn(`The feed ${feed.name} is not in this bundle; the one that was here is no longer in use.`);
    else if (given.fetchedAt < feed.fetchedAt) warn(`The feed ${feed.name} of this bundle was fetched on ${given.fetchedAt.slice(0, 10)}, before the one that it replaces (${feed.fetchedAt.slice(0, 10)}).`);
  }
}

const PART_NAMES: Readonly<Record<GenerationPart, string>> = { lifecycle: 'support dates (endoflife.date)', cves: 'vulnerabilities (NVD)', advisories: 'advisories of distributions (OSV)' };

function newestManifest(cacheDir: string): Manifest | undefined {
  for (const { directory, complete } of listGenerations(cacheDir)) {
    if (!complete) continue;
    try {
      const decoded = decodeManifest(fs.readFileSync(path.join(directory, MANIFEST_FILE), 'utf8'));
      if (decoded.kind === 'manifest') return decoded.manifest;
    } catch {
      // An older one may still be read.
    }
  }
  return undefined;
}

function changed(name: string): BundleError {
  return damaged(`${name.slice(0, 100)} is not what the bundle's list says`);
}

/** zlib's, yauzl's and the disk's errors in words. */
function toBundleError(error: unknown): BundleError {
  if (error instanceof BundleError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return damaged('its data is damaged');
  if (code === '' && error instanceof Error && /bytes|compress|encrypted|local file header|file bounds/i.test(error.message)) return damaged('its zip archive is damaged');
  const stored = storeError(error);
  return new BundleError(stored.code, stored.message, stored.fix);
}
