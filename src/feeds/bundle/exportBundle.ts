import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Problem } from '../../core/inventory/problem';
import type { FeedState } from '../../core/match/knowledge';
import { sealOf } from '../store/generationDraft';
import { listGenerations } from '../store/generations';
import { decodeManifest, encodeManifest, MANIFEST_FILE, type FileSeal, type Manifest } from '../store/manifest';
import { revisionOf } from '../store/openGeneration';
import { BundleError, bundleProblem } from './bundleError';
import { BUNDLE_FOLDER, BUNDLE_MANIFEST_FILE, encodeBundleManifest } from './bundleManifest';

/** Packs the index threefold; more effort gains little. zlib's level. */
const COMPRESSION_LEVEL = 6;
/** Texts are packed already. */
const PACKED_FILES: ReadonlySet<string> = new Set(['texts.bin']);
/** A plain file for its owner to write and all to read. */
const ZIP_MODE = 0o100644;

export interface ExportBundleOptions {
  readonly cacheDir: string;
  /** The bundle to write; its folder must exist. */
  readonly file: string;
  readonly productVersion: string;
  /** Replace a file that is there; otherwise it is a problem. */
  readonly overwrite?: boolean;
  /** `share` 0 to 1. */
  readonly progress?: (progress: { readonly text: string; readonly share: number }) => void;
  readonly signal?: AbortSignal;
}

export interface ExportedBundle {
  readonly file: string;
  readonly bytes: number;
  /** The generation's; the knowledge has it where the bundle is imported. */
  readonly revision: string;
  readonly feeds: readonly FeedState[];
}

export interface ExportBundleResult {
  /** Undefined when none was written: whatever was there before is still there. */
  readonly bundle: ExportedBundle | undefined;
  readonly problems: readonly Problem[];
  readonly cancelled: boolean;
}

/**
 * Writes the newest whole generation of the cache, every checksum verified, as one file that `importBundle` opens elsewhere to the same revision.
 * The same generation gives the same bytes. The file appears when it is whole; files are streamed, so that memory stays flat. Never rejects.
 */
export async function exportBundle(options: ExportBundleOptions): Promise<ExportBundleResult> {
  const { file, cacheDir, signal } = options;
  const problems: Problem[] = [];
  const nothing = (cancelled = false): ExportBundleResult => ({ bundle: undefined, problems, cancelled });
  try {
    refuseExisting(options);
    const { directory, manifest } = await newestWhole(cacheDir, signal);
    const revision = revisionOf(manifest);
    const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
    try {
      await writeZip(temporary, directory, manifest, revision, options);
      refuseExisting(options);
      await fs.promises.rename(temporary, file);
    } catch (error) {
      await fs.promises.rm(temporary, { force: true });
      throw error;
    }
    if (!manifest.parts.includes('cves') || !manifest.parts.includes('lifecycle')) {
      const lacking = manifest.parts.includes('cves') ? 'support dates (endoflife.date)' : 'vulnerabilities (NVD)';
      problems.push({
        file, line: 0, column: 0, severity: 'warning', code: 'feed-unreadable',
        message: `The bundle has no ${lacking}: there are none here beyond the starter feeds.`, fix: 'Update or import that feed, then export again.',
      });
    }
    return { bundle: { file, bytes: (await fs.promises.stat(file)).size, revision, feeds: manifest.feeds }, problems, cancelled: false };
  } catch (error) {
    if (signal?.aborted) return nothing(true);
    problems.push(bundleProblem(error instanceof NoFeeds ? cacheDir : file, toBundleError(error), 'No bundle was written', ''));
    return nothing();
  }
}

/** There is nothing to export; the fault is the cache's, not the file's. */
class NoFeeds extends BundleError {}

function refuseExisting({ file, overwrite }: ExportBundleOptions): void {
  const present = fs.statSync(file, { throwIfNoEntry: false });
  if (present?.isDirectory()) throw new BundleError('file-unreadable', 'it is a folder', 'Name a file.');
  if (present && !overwrite) throw new BundleError('file-unreadable', 'the file is there already', 'Choose another name, or replace it with --force.');
}

/** The generation that an open would use, verified: a flipped byte must not travel. */
async function newestWhole(cacheDir: string, signal: AbortSignal | undefined): Promise<{ readonly directory: string; readonly manifest: Manifest }> {
  let reason = '';
  for (const { directory, complete } of listGenerations(cacheDir)) {
    if (!complete) continue;
    signal?.throwIfAborted();
    const decoded = decodeManifest(await fs.promises.readFile(path.join(directory, MANIFEST_FILE), 'utf8'));
    if (decoded.kind === 'newer') reason ||= 'a newer version of Inventory Insights wrote them';
    else if (decoded.kind === 'unreadable') reason ||= decoded.reason;
    else {
      const damage = await findDamage(directory, decoded.manifest);
      // Of a damaged newest generation nobody should get the one before it without being told.
      if (damage === undefined && reason === '') return { directory, manifest: decoded.manifest };
      reason ||= damage ?? '';
    }
  }
  if (reason !== '') throw new NoFeeds('feed-unreadable', `the newest feeds cannot be used (${reason})`, 'Update or import the feeds again, then export them.');
  throw new NoFeeds('feed-unreadable', 'there are only the starter feeds, which every installation has', 'Update or import the feeds first, then export them.');
}

async function findDamage(directory: string, manifest: Manifest): Promise<string | undefined> {
  for (const [name, seal] of Object.entries(manifest.files)) {
    const found = await sealOf(path.join(directory, name)).catch(() => undefined);
    if (found?.sha256 !== seal.sha256) return `${name} is not the file that was written`;
  }
  return undefined;
}

async function writeZip(target: string, directory: string, manifest: Manifest, revision: string, { productVersion, progress, signal }: ExportBundleOptions): Promise<void> {
  // Written anew, because the order of its members depends on how the generation came to be.
  const manifestBytes = Buffer.from(encodeManifest(manifest));
  const names = Object.keys(manifest.files).sort();
  const files: Record<string, FileSeal> = { [BUNDLE_FOLDER + MANIFEST_FILE]: { size: manifestBytes.length, sha256: createHash('sha256').update(manifestBytes).digest('hex') } };
  for (const name of names) files[BUNDLE_FOLDER + name] = manifest.files[name as keyof Manifest['files']] as FileSeal;
  const madeAt = manifest.feeds.reduce((newest, { fetchedAt }) => (fetchedAt > newest ? fetchedAt : newest), '');

  const zip = new ZipFile();
  const failed = new AbortController();
  let reading: fs.ReadStream | undefined;
  zip.on('error', (error: Error) => failed.abort(error));
  // A zip's dates are local: this one has the same bytes in every time zone.
  const options = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true, mode: ZIP_MODE };
  zip.addBuffer(Buffer.from(encodeBundleManifest({ product: productVersion, madeAt, revision, files, feeds: manifest.feeds })), BUNDLE_MANIFEST_FILE, { ...options, compress: false });
  zip.addBuffer(manifestBytes, BUNDLE_FOLDER + MANIFEST_FILE, { ...options, compress: false });
  const total = names.reduce((sum, name) => sum + files[BUNDLE_FOLDER + name].size, 0);
  let done = 0;
  for (const name of names) {
    zip.addReadStreamLazy(BUNDLE_FOLDER + name, { ...options, size: files[BUNDLE_FOLDER + name].size, compressionLevel: PACKED_FILES.has(name) ? 0 : COMPRESSION_LEVEL }, (ready) => {
      const source = fs.createReadStream(path.join(directory, name));
      source.on('data', (chunk) => progress?.({ text: `Packing ${name}`, share: (done += chunk.length) / total }));
      // Two updates meanwhile have removed it.
      source.on('error', (error) => failed.abort(new BundleError('feed-unreadable', `${name} can no longer be read (${error.message})`, 'Export again.')));
      reading = source;
      ready(null, source);
    });
  }
  zip.end();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  try {
    await pipeline(zip.outputStream, fs.createWriteStream(target, { flags: 'w', flush: true }), { signal: stop });
  } catch (error) {
    throw failed.signal.aborted && !signal?.aborted ? failed.signal.reason : error;
  } finally {
    reading?.destroy();
  }
}

function toBundleError(error: unknown): BundleError {
  if (error instanceof BundleError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BundleError('file-unreadable', 'the disk is full', 'Free some space, or choose another folder.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new BundleError('file-unreadable', 'its folder may not be written to', 'Choose another folder.');
  if (code === 'ENOENT' || code === 'ENOTDIR') return new BundleError('file-unreadable', 'its folder does not exist', 'Make the folder, or choose another.');
  return new BundleError('file-unreadable', error instanceof Error ? error.message : String(error), 'Try again.');
}
