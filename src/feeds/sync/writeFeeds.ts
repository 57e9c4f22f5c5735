import fs from 'node:fs/promises';
import path from 'node:path';
import type { SqlJsStatic } from 'sql.js';
import type { Problem } from '../../core/inventory/problem';
import type { FeedState } from '../../core/match/knowledge';
import { Skips, type Skip } from '../decode/skips';
import { CatalogWriter } from '../store/catalogWriter';
import { CvePartWriter, type Exploitation } from '../store/cvePartWriter';
import { GenerationDraft } from '../store/generationDraft';
import { listGenerations, nextGenerationDirectory, removeOldGenerations } from '../store/generations';
import type { WriterLock } from '../store/lock';
import type { GenerationPart } from '../store/manifest';
import { openGeneration, type OpenGeneration } from '../store/openGeneration';
import { patchExploitation } from '../store/patchExploitation';
import { loadSqlite } from '../store/sqlite';
import { FeedFileError } from './feedFile';
import { feedProblem, skipProblems } from './feedProblems';
import type { FeedsRead, ImportedFeed, ImportOptions } from './importFiles';
import { readNvdFile } from './readNvdFile';

/** An NVD file that failed; the other feeds are then written without NVD. */
class NvdFailure extends Error {
  constructor(
    readonly file: string,
    readonly reason: FeedFileError,
  ) {
    super(reason.message);
  }
}

/** Where the feeds that are not given come from. */
interface Base {
  /** The cache's newest generation that is whole, every checksum verified. */
  readonly cache: OpenGeneration | undefined;
  /** Opened only when the cache has no CVEs and they are needed. */
  readonly starter: OpenGeneration | undefined;
}

/** Writes the next generation: the feeds given, with all others carried over. Rejects with file errors and on abort; then nothing has changed. */
export async function writeFeeds(read: FeedsRead, options: ImportOptions, lock: WriterLock, problems: Problem[]): Promise<ImportedFeed[]> {
  const sqlite = await loadSqlite(options.wasmPath);
  const base = await openBase(read, options, sqlite);
  try {
    return await writeGeneration(read, base, options, lock, sqlite, problems);
  } catch (error) {
    if (!(error instanceof NvdFailure)) throw error;
    problems.push(feedProblem(error.file, error.reason));
    const rest = { ...read, nvdFiles: [] };
    return rest.endoflife || rest.kev || rest.epss ? await writeGeneration(rest, base, options, lock, sqlite, problems) : [];
  } finally {
    base.cache?.catalog.close();
    base.starter?.catalog.close();
  }
}

async function openBase(read: FeedsRead, options: ImportOptions, sqlite: SqlJsStatic): Promise<Base> {
  let cache: OpenGeneration | undefined;
  for (const { directory, complete } of listGenerations(options.cacheDir)) {
    if (!complete) continue;
    // Verified, because a flipped byte must not be carried from one generation into the next.
    const opened = await openGeneration(directory, sqlite, true);
    if (opened.kind === 'open') {
      cache = opened.generation;
      break;
    }
  }
  const wantsCves = read.nvdFiles.length > 0 || read.kev !== undefined || read.epss !== undefined;
  let starter: OpenGeneration | undefined;
  if (wantsCves && !cache?.cves) {
    const opened = await openGeneration(options.starterDir, sqlite, false);
    if (opened.kind === 'open') starter = opened.generation;
  }
  return { cache, starter };
}

async function writeGeneration(read: FeedsRead, base: Base, options: ImportOptions, lock: WriterLock, sqlite: SqlJsStatic, problems: Problem[]): Promise<ImportedFeed[]> {
  const cveBase = base.cache?.cves ? base.cache : base.starter;
  const lifecycleBase = base.cache?.manifest.parts.includes('lifecycle') ? base.cache : undefined;
  const takesCves = read.nvdFiles.length > 0 || cveBase?.cves !== undefined;
  if ((read.kev || read.epss) && !takesCves) throw new FeedFileError('feed-unreadable', 'there are no CVEs to join the scores to', 'Import NVD\'s feeds together with them.');

  const draft = await GenerationDraft.create(nextGenerationDirectory(options.cacheDir));
  let catalog: CatalogWriter | undefined;
  try {
    const carried = takesCves ? cveBase ?? lifecycleBase : lifecycleBase;
    catalog = new CatalogWriter(sqlite, carried && await fs.readFile(path.join(carried.directory, 'catalog.sqlite')));
    const exploitation: Exploitation = {
      kev: read.kev?.records ?? cveBase?.catalog.kev() ?? new Map(),
      epss: read.epss?.scores ?? cveBase?.catalog.epss() ?? new Map(),
    };
    const feeds = new Map<FeedState['name'], FeedState>();
    const fresh: ImportedFeed[] = [];
    const update = (name: FeedState['name'], revision: string, records: number, skips: readonly Skip[]): void => {
      const skipped = skips.reduce((sum, { count }) => sum + count, 0);
      feeds.set(name, { name, revision, fetchedAt: options.now, records, skipped, starter: false, bytes: 0, error: null });
      fresh.push({ name, revision, records, skipped });
    };

    for (const feed of [...(takesCves ? cveBase?.manifest.feeds ?? [] : []).filter(({ name }) => name !== 'endoflife'), ...(lifecycleBase?.manifest.feeds ?? []).filter(({ name }) => name === 'endoflife')]) {
      feeds.set(feed.name, feed);
    }
    if (read.nvdFiles.length > 0) {
      const skips = new Skips();
      catalog.clearCves();
      const written = await writeNvd(read.nvdFiles, new CvePartWriter(draft, catalog, exploitation), skips, options);
      problems.push(...skipProblems(read.nvdFiles.length === 1 ? read.nvdFiles[0] : path.dirname(read.nvdFiles[0]), skips.list()));
      update('nvd', written.revision, written.records, skips.list());
    } else if (takesCves && cveBase) {
      if (read.kev || read.epss) await draft.put('matches.bin', patchExploitation(await fs.readFile(path.join(cveBase.directory, 'matches.bin')), exploitation));
      else await draft.copy('matches.bin', cveBase.directory);
      await draft.copy('texts.bin', cveBase.directory);
    }
    if (takesCves) {
      catalog.setKev(exploitation.kev);
      catalog.setEpss(exploitation.epss);
    }
    if (read.kev) update('kev', read.kev.revision, read.kev.records.size, read.kev.skips);
    if (read.epss) update('epss', read.epss.revision, read.epss.scores.size, read.epss.skips);
    if (read.endoflife) update('endoflife', read.endoflife.generatedAt, read.endoflife.products.length, read.endoflife.skips);
    // The catalog that was carried over may be the starter's, whose products stay with it.
    if (read.endoflife || carried !== lifecycleBase) catalog.setProducts(read.endoflife?.products ?? lifecycleBase?.catalog.products() ?? []);

    options.progress?.({ text: 'Saving', share: 1, records: 0 });
    await draft.put('catalog.sqlite', catalog.finish());
    catalog = undefined;
    options.signal?.throwIfAborted();
    if (!lock.isHeld()) throw new FeedFileError('feed-unreadable', 'another Inventory Insights took over the writing', 'Try again.');

    const parts: GenerationPart[] = [];
    if (read.endoflife || lifecycleBase) parts.push('lifecycle');
    if (takesCves) parts.push('cves');
    const nvd = feeds.get('nvd');
    if (nvd) feeds.set('nvd', { ...nvd, bytes: draft.size('matches.bin') + draft.size('texts.bin') });
    await draft.commit(parts, [...feeds.values()]);
    removeOldGenerations(options.cacheDir);
    return fresh;
  } catch (error) {
    catalog?.close();
    await draft.abandon();
    throw error;
  }
}

async function writeNvd(files: readonly string[], writer: CvePartWriter, skips: Skips, options: ImportOptions): Promise<{ readonly revision: string; readonly records: number }> {
  try {
    const sizes = await Promise.all(files.map((file) => fs.stat(file).then(({ size }) => size, () => 0)));
    const total = Math.max(1, sizes.reduce((sum, size) => sum + size, 0));
    let done = 0;
    let revision = '';
    for (const [i, file] of files.entries()) {
      const report = (bytes: number): void => options.progress?.({ text: `Reading ${path.basename(file)}`, share: Math.min(1, (done + bytes) / total), records: writer.count });
      try {
        const result = await readNvdFile(file, writer, skips, report, options.signal);
        if (result.revision > revision) revision = result.revision;
      } catch (error) {
        throw error instanceof FeedFileError ? new NvdFailure(file, error) : error;
      }
      done += sizes[i];
    }
    if (writer.count === 0) throw new NvdFailure(files[0], new FeedFileError('feed-unreadable', 'it has no record that can be read'));
    await writer.finish();
    return { revision, records: writer.count };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
