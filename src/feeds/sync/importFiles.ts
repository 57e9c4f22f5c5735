import path from 'node:path';
import type { Problem } from '../../core/inventory/problem';
import { AdvisoryIndexBuilder } from '../../core/match/advisories/advisoryIndexBuilder';
import type { FeedState, KevRecord } from '../../core/match/knowledge';
import { decodeEndoflife, type EndoflifeFeed } from '../decode/decodeEndoflife';
import { decodeEpss, type EpssFeed } from '../decode/decodeEpss';
import { decodeKev } from '../decode/decodeKev';
import { Skips, type Skip } from '../decode/skips';
import { inTurns } from '../inTurns';
import { acquireWriterLock, holderIsWriting } from '../store/lock';
import { feedText, FeedFileError, recogniseFeed, type FeedKind } from './feedFile';
import { findFeedFiles } from './feedFiles';
import { feedProblem, skipProblems, storeError } from './feedProblems';
import { isNothing, type FeedsRead } from './feedsRead';
import { readOsvZip } from './readOsvZip';
import { writeFeeds } from './writeFeeds';

export interface ImportProgress {
  /** What is being done, for people: "Reading nvdcve-2.0-2022.json.gz". */
  readonly text: string;
  /** 0 to 1 over all files, by bytes. */
  readonly share: number;
  /** CVE records read so far. */
  readonly records: number;
}

/** What the NVD files of one import cover, when that is known: it decides the feed's `through`. */
export interface NvdSpan {
  /** They hold every change after this moment (ISO 8601, UTC); '' when they hold all years. */
  readonly since: string;
  /** And up to this one. The feed's `through` moves here when the data merged into reaches `since`; otherwise it stays, for there is a gap. */
  readonly through: string;
  /** How many files that takes. When fewer of them can be read, nothing is known of what they cover. */
  readonly files: number;
}

export interface ImportOptions {
  readonly cacheDir: string;
  readonly starterDir: string;
  readonly wasmPath: string;
  /** ISO 8601 date-time that the feeds are marked with. */
  readonly now: string;
  /** Absent for files picked by hand: `through` stays what it is. */
  readonly nvdSpan?: NvdSpan;
  readonly progress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** A feed as it now stands in the cache. */
export interface ImportedFeed {
  readonly name: FeedState['name'];
  readonly revision: string;
  readonly records: number;
  readonly skipped: number;
}

export interface ImportResult {
  /** Empty when nothing was imported: the cache is then as it was. */
  readonly imported: readonly ImportedFeed[];
  readonly problems: readonly Problem[];
  readonly cancelled: boolean;
}

/**
 * Imports feed files and folders of them into the cache: endoflife.date, NVD 2.0, KEV, EPSS and overlays, plain or gzipped, and OSV's archives,
 * recognised by content. NVD's records are merged into those that are there, the newest `lastModified` of a CVE winning; the starter set is replaced.
 * An overlay, and the archive of a distribution, take the place of the one before. Every feed that is not given stays as it is.
 * One file that cannot be used leaves the other feeds, and its own feed's last good data, in place. Never rejects.
 */
export async function importFeeds(paths: readonly string[], options: ImportOptions): Promise<ImportResult> {
  const problems: Problem[] = [];
  const nothing = (cancelled = false): ImportResult => ({ imported: [], problems, cancelled });
  try {
    const files = await findFeedFiles(paths);
    if (files.length === 0) {
      problems.push(feedProblem(paths[0] ?? '', new FeedFileError('file-unreadable', 'it has no feed files', 'Name a file or a folder with .json, .jsonl, .csv or .zip feeds, plain or gzipped.')));
      return nothing();
    }
    const read: FeedsRead = { osv: new Map(), nvdFiles: [], overlayFiles: [] };
    for (const file of files) {
      options.signal?.throwIfAborted();
      try {
        const kind = await recogniseFeed(file.path);
        if (kind === 'nvd') read.nvdFiles.push(file.path);
        else if (kind === 'overlay') read.overlayFiles.push(file.path);
        else if (kind === 'osv') await readOsv(file.path, read, options, problems);
        else await readSmallFeed(file.path, kind, read, problems);
      } catch (error) {
        if (!(error instanceof FeedFileError)) throw error;
        // In a folder other files may lie about; only what was named must be a feed.
        problems.push(feedProblem(file.path, error, file.explicit || error.code !== 'file-format-unknown' ? 'error' : 'information'));
      }
    }
    if (isNothing(read)) return nothing();

    const taken = acquireWriterLock(options.cacheDir);
    if ('holder' in taken) {
      problems.push(feedProblem(options.cacheDir, new FeedFileError('feed-unreadable', holderIsWriting(taken.holder, 'it'), 'Try again when it is done.')));
      return nothing();
    }
    try {
      const imported = await writeFeeds(read, options, taken.lock, problems);
      return { imported, problems, cancelled: false };
    } finally {
      taken.lock.release();
    }
  } catch (error) {
    if (options.signal?.aborted) return nothing(true);
    problems.push(feedProblem(options.cacheDir, storeError(error)));
    return nothing();
  }
}

async function readOsv(file: string, read: FeedsRead, options: ImportOptions, problems: Problem[]): Promise<void> {
  const builder = new AdvisoryIndexBuilder();
  const skips = new Skips();
  const result = await readOsvZip(file, builder, skips, {
    ...(options.signal ? { signal: options.signal } : {}),
    progress: () => options.progress?.({ text: `Reading ${path.basename(path.dirname(file))} ${path.basename(file)}`, share: 0, records: 0 }),
  });
  problems.push(...skipProblems(file, skips.list()));
  if (result.records === 0) throw new FeedFileError('feed-unreadable', 'it has no record that can be read', 'Download the file again.');
  const known = read.osv.get(result.ecosystem);
  if (!known || result.revision >= known.revision) read.osv.set(result.ecosystem, { ...result, bytes: await inTurns(builder.buildSteps()), skips: skips.list() });
}

async function readSmallFeed(file: string, kind: Exclude<FeedKind, 'nvd' | 'overlay' | 'osv'>, read: FeedsRead, problems: Problem[]): Promise<void> {
  const text = await feedText(file, kind);
  if (kind === 'epss') {
    const feed = accept(file, decodeEpss(text), problems);
    if (!read.epss || feed.revision >= read.epss.revision) read.epss = feed;
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FeedFileError('feed-unreadable', `it is not valid JSON (${error instanceof Error ? error.message.slice(0, 200) : ''})`, 'Download the file again.');
  }
  if (kind === 'kev') {
    const feed = accept(file, decodeKev(value), problems);
    if (!read.kev || feed.revision >= read.kev.revision) read.kev = feed;
  } else {
    const feed = accept(file, decodeEndoflife(value), problems);
    if (!read.endoflife || feed.generatedAt >= read.endoflife.generatedAt) read.endoflife = feed;
  }
}

function accept<T extends { readonly skips: readonly Skip[] }>(file: string, decoded: { readonly feed: T } | { readonly reason: string }, problems: Problem[]): T {
  if ('reason' in decoded) throw new FeedFileError('feed-unreadable', decoded.reason);
  problems.push(...skipProblems(file, decoded.feed.skips));
  if (isEmpty(decoded.feed)) throw new FeedFileError('feed-unreadable', 'it has no record that can be read', 'Download the file again.');
  return decoded.feed;
}

/** An empty list in place of a feed is a fault on the way here, and would wipe the last good data. */
function isEmpty(feed: object): boolean {
  const sizes = [(feed as Partial<EndoflifeFeed>).products?.length, (feed as { records?: ReadonlyMap<number, KevRecord> }).records?.size, (feed as Partial<EpssFeed>).scores?.size];
  return sizes.every((size) => !size);
}
