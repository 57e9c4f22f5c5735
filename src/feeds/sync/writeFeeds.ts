import path from 'node:path';
import type { SqlJsStatic } from 'sql.js';
import { openAdvisoryIndex, AdvisoryIndexBuilder } from '../../core/match/advisories/advisoryIndexBuilder';
import { dateOfTimestamp, parsePlainDate, type PlainDate } from '../../core/inventory/plainDate';
import type { Problem } from '../../core/inventory/problem';
import { inTurns } from '../inTurns';
import { DamagedSource } from '../store/blockWriter';
import { productsOfCatalog } from '../store/catalogReader';
import { CatalogWriter } from '../store/catalogWriter';
import { CvePartWriter, type CvesBefore } from '../store/cvePartWriter';
import { epssScores } from '../store/epssScores';
import { GenerationDraft } from '../store/generationDraft';
import { listGenerations, nextGenerationDirectory, removeOldGenerations } from '../store/generations';
import { encodeLifecycle } from '../store/lifecycleFile';
import type { WriterLock } from '../store/lock';
import type { GenerationPart } from '../store/manifest';
import { loadGeneration, type LoadedGeneration } from '../store/openGeneration';
import { loadSqlite } from '../store/sqlite';
import { FeedFileError } from './feedFile';
import { feedProblem } from './feedProblems';
import { FeedStates, osvParts, throughAfter } from './feedStates';
import { isNothing, type FeedsRead } from './feedsRead';
import type { ImportedFeed, ImportOptions } from './importFiles';
import { bytesOf, ReadingWork, SourceFailure, streamFiles } from './streamFiles';

/** Where the feeds that are not given come from. */
interface Base {
  /** The cache's newest generation that is whole, the checksums verified of what was loaded; the rest is when it is copied. */
  readonly cache: LoadedGeneration | undefined;
  /** Loaded only when the cache has no CVEs and they are needed. */
  readonly starter: LoadedGeneration | undefined;
}

/** Generations that nothing can be carried over from, by folder, and why. */
type PassedOver = Map<string, Exclude<Awaited<ReturnType<typeof loadGeneration>>, { kind: 'loaded' }>>;

/** Everything that writing a generation needs beside what was read. */
interface Task {
  readonly options: ImportOptions;
  readonly lock: WriterLock;
  readonly sqlite: SqlJsStatic;
  readonly problems: Problem[];
}

/** The catalog being written, and what ends that: it is closed then, and its file on the way to the disk. */
interface SavedCatalog {
  readonly catalog: CatalogWriter;
  saveCatalog(): void;
}

/** Writes the next generation: the feeds given, with all others carried over. Rejects with file errors and on abort; then nothing has changed. */
export async function writeFeeds(read: FeedsRead, options: ImportOptions, lock: WriterLock, problems: Problem[]): Promise<ImportedFeed[]> {
  const sqlite = loadSqlite(options.wasmPath);
  // Awaited once the base is read; until then a failure must not count as unhandled.
  sqlite.catch(() => undefined);
  const passedOver: PassedOver = new Map();
  let rest = read;
  while (!isNothing(rest)) {
    const base = await loadBase(rest, options, passedOver);
    const told = problems.length;
    try {
      const imported = await writeGeneration(rest, base, { options, lock, sqlite: await sqlite, problems });
      problems.push(...passedOverProblems(passedOver, base));
      return imported;
    } catch (error) {
      problems.length = told;
      if (error instanceof DamagedSource && base.cache && path.dirname(error.path) === base.cache.directory) passedOver.set(base.cache.directory, { kind: 'unreadable', reason: `${path.basename(error.path)} was changed: its SHA-256 is not the one recorded` });
      else if (error instanceof SourceFailure) {
        problems.push(feedProblem(error.file, error.reason));
        rest = { ...rest, [error.files]: [] };
      } else throw error;
    }
  }
  return [];
}

/** Who imports one feed must hear that the others are not those of yesterday any more. */
function passedOverProblems(passedOver: PassedOver, { cache }: Base): Problem[] {
  const instead = cache ? 'Those saved before them were taken instead' : 'What was not imported now comes from the starter feeds';
  return [...passedOver].map(([file, one]) => ({
    file, line: 0, column: 0, severity: 'warning', code: one.kind === 'newer' ? 'feed-newer-schema' : 'feed-unreadable',
    message: `These feeds could not be carried over: ${one.kind === 'newer' ? `a newer version of Inventory Insights wrote them, in format ${one.schema}` : one.reason}. ${instead}.`,
    fix: 'Update or import the other feeds again.',
  }));
}

async function loadBase(read: FeedsRead, options: ImportOptions, passedOver: PassedOver): Promise<Base> {
  let cache: LoadedGeneration | undefined;
  for (const { directory, complete } of listGenerations(options.cacheDir)) {
    if (!complete || passedOver.has(directory)) continue;
    // Verified, because a flipped byte must not be carried from one generation into the next.
    const loaded = await loadGeneration(directory, 'loaded');
    if (loaded.kind === 'loaded') {
      cache = loaded.generation;
      break;
    }
    passedOver.set(directory, loaded);
  }
  const wantsCves = read.nvdFiles.length > 0 || read.overlayFiles.length > 0 || read.kev !== undefined || read.epss !== undefined;
  let starter: LoadedGeneration | undefined;
  if (wantsCves && !cache?.cves) {
    const loaded = await loadGeneration(options.starterDir, 'none');
    if (loaded.kind === 'loaded') starter = loaded.generation;
  }
  return { cache, starter };
}

async function writeGeneration(read: FeedsRead, base: Base, task: Task): Promise<ImportedFeed[]> {
  const { options, lock, sqlite } = task;
  const { cache } = base;
  const cveBase = cache?.cves ? cache : base.starter;
  const lifecycleBase = cache?.manifest.parts.includes('lifecycle') ? cache : undefined;
  const takesCves = read.nvdFiles.length > 0 || cveBase?.cves !== undefined;
  if ((read.kev || read.epss || read.overlayFiles.length > 0) && !takesCves) throw new FeedFileError('feed-unreadable', 'there are no CVEs to join them to', 'Import NVD\'s feeds together with them.');

  const carried = takesCves ? cveBase ?? lifecycleBase ?? cache : cache;
  const states = new FeedStates([
    ...(takesCves ? cveBase?.manifest.feeds ?? [] : []).filter(({ name }) => name !== 'endoflife' && name !== 'osv'),
    ...(cache?.manifest.feeds ?? []).filter(({ name }) => (name === 'endoflife' && lifecycleBase !== undefined) || name === 'osv'),
  ], options.now);
  const draft = await GenerationDraft.create(nextGenerationDirectory(options.cacheDir));
  let catalog: CatalogWriter | undefined;
  try {
    const writer = (catalog = new CatalogWriter(sqlite, carried?.catalogBytes));
    if (read.endoflife) writer.setProducts(read.endoflife.products);
    // The catalog that was carried over is the starter's, whose products stay with it.
    else if (carried !== lifecycleBase) writer.setProducts(lifecycleBase ? productsOfCatalog(sqlite, lifecycleBase.catalogBytes) : []);
    const hasLifecycle = read.endoflife !== undefined || lifecycleBase !== undefined;
    const saveCatalog = (): void => {
      options.progress?.({ text: 'Saving', share: 1, records: 0 });
      if (hasLifecycle) draft.putMeanwhile('lifecycle.json', encodeLifecycle(writer.products()));
      const bytes = writer.finish();
      catalog = undefined;
      draft.putMeanwhile('catalog.sqlite', bytes);
    };
    if (takesCves) await writeCves(read, cveBase, draft, { catalog: writer, saveCatalog }, states, task);
    else saveCatalog();
    if (read.kev) states.update('kev', read.kev.revision, read.kev.records.size, read.kev.skips);
    if (read.epss) states.update('epss', read.epss.revision, read.epss.scores.size, read.epss.skips);
    if (read.endoflife) states.update('endoflife', read.endoflife.generatedAt, read.endoflife.products.length, read.endoflife.skips);
    const advisories = await writeAdvisories(read, cache, draft, states, options.now);

    await draft.settled();
    options.signal?.throwIfAborted();
    if (!lock.isHeld()) throw new FeedFileError('feed-unreadable', 'another Inventory Insights took over the writing', 'Try again.');

    const parts: GenerationPart[] = [];
    if (hasLifecycle) parts.push('lifecycle');
    if (takesCves) parts.push('cves');
    if (advisories) parts.push('advisories');
    states.amend('nvd', { bytes: draft.size('matches.bin') + draft.size('texts.bin') });
    states.amend('overlay', { bytes: draft.size('overlay.bin') });
    states.amend('osv', { bytes: draft.size('advisories.bin') });
    await draft.commit(parts, states.list());
    removeOldGenerations(options.cacheDir);
    return states.imported();
  } catch (error) {
    catalog?.close();
    await draft.abandon();
    throw error;
  }
}

/** NVD's records, the overlay's, and KEV and EPSS joined to them. The catalog goes to the disk while the index, which it does not depend on, is merged. */
async function writeCves(read: FeedsRead, base: LoadedGeneration | undefined, draft: GenerationDraft, { catalog, saveCatalog }: SavedCatalog, states: FeedStates, { options, problems }: Task): Promise<void> {
  if (read.kev) catalog.setKev(read.kev.records);
  if (read.epss) catalog.setEpss(epssScores(read.epss.scores));
  const before: CvesBefore | undefined = base?.cves && { directory: base.directory, cves: base.cves, files: base.manifest.files };
  const wasStarter = states.get('nvd')?.starter ?? true;
  const takesNvd = read.nvdFiles.length > 0;
  const writer = new CvePartWriter(draft, catalog, dayOf(options.now), before, takesNvd && wasStarter);
  try {
    const work = new ReadingWork(await bytesOf([...read.nvdFiles, ...read.overlayFiles]));
    const nvd = takesNvd ? await streamFiles('nvdFiles', read.nvdFiles, writer, work, options, problems) : undefined;
    if (read.overlayFiles.length > 0) writer.beginOverlay();
    const overlay = read.overlayFiles.length > 0 ? await streamFiles('overlayFiles', read.overlayFiles, writer, work, options, problems) : undefined;
    await writer.finishRecords();
    const exploitation = { kev: catalog.kev(), epss: catalog.epss() };
    const counts = catalog.counts();
    saveCatalog();
    const cves = await writer.finish(exploitation);
    if (nvd) {
      const known = wasStarter ? undefined : states.get('nvd');
      const revision = known && known.revision > nvd.revision ? known.revision : nvd.revision;
      const through = throughAfter(known?.through, read.nvdFiles.length === options.nvdSpan?.files ? options.nvdSpan : undefined);
      states.update('nvd', revision, cves - counts.overlayOnly, nvd.skips, { rejected: counts.rejected, ...(through === undefined ? {} : { through }) });
    }
    if (overlay) states.update('overlay', overlay.revision, counts.overlay, overlay.skips);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** False when there are none. */
async function writeAdvisories(read: FeedsRead, cache: LoadedGeneration | undefined, draft: GenerationDraft, states: FeedStates, now: string): Promise<boolean> {
  const seal = cache?.manifest.files['advisories.bin'];
  if (read.osv.size === 0) {
    if (!cache?.advisories || !seal) return false;
    await draft.copy('advisories.bin', cache.directory, seal);
    return true;
  }
  const builder = new AdvisoryIndexBuilder();
  if (cache?.advisories) await inTurns(builder.carry(cache.advisories, [...read.osv.keys()]));
  for (const { bytes } of read.osv.values()) {
    const opened = openAdvisoryIndex(bytes);
    if ('error' in opened) throw new Error(`the advisories just built do not open: ${opened.error}`);
    await inTurns(builder.carry(opened.index, []));
  }
  const bytes = await inTurns(builder.buildSteps());
  const opened = openAdvisoryIndex(bytes);
  if ('error' in opened) throw new Error(`the advisories just built do not open: ${opened.error}`);
  await draft.put('advisories.bin', bytes);
  const parts = osvParts(states.get('osv')?.parts ?? [], read.osv, now);
  const revision = parts.reduce((newest, part) => (part.revision > newest ? part.revision : newest), '');
  states.update('osv', revision, opened.index.advisoryCount, [...read.osv.values()].flatMap(({ skips }) => skips), { parts });
  return true;
}

function dayOf(now: string): PlainDate {
  const day = dateOfTimestamp(now) ?? parsePlainDate('9999-12-31');
  if (!day) throw new Error(`${now} is no date-time`);
  return day;
}
