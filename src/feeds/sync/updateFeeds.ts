import path from 'node:path';
import type { Problem } from '../../core/inventory/problem';
import type { FeedState } from '../../core/match/knowledge';
import { createFeedHttp } from '../net/createFeedHttp';
import { nvdApiRule } from '../net/hostRule';
import type { FeedHttp } from '../net/http';
import { endoflifeSource } from '../sources/endoflifeSource';
import { epssSource } from '../sources/epssSource';
import type { Arrival, FeedSource } from '../sources/feedSource';
import { kevSource } from '../sources/kevSource';
import { nvdSource } from '../sources/nvdSource';
import { osvSource } from '../sources/osvSource';
import { Staging } from '../sources/staging';
import { NO_ENTRY, readJournal, type Journal } from '../store/journal';
import { acquireWriterLock } from '../store/lock';
import { NETWORK_FEEDS, resolveFeedUrls, usesNvdApi, type FeedUrls, type NetworkFeed, type UpdateOptions, type UpdateResult } from './update';
import { applyArrivals, type Applied } from './updateApply';
import { toOutcome, type UpdateEnd } from './updateEnd';
import { recordEnds } from './updateJournal';
import { importFailure, joinFailures, lockedFailure, partFailure, toUpdateFailure } from './updateMessages';
import { UpdateProgressSum } from './updateProgress';
import { cachedFeeds, isDue } from './updateState';

const SOURCES: Readonly<Record<NetworkFeed, FeedSource>> = { endoflife: endoflifeSource, nvd: nvdSource, kev: kevSource, epss: epssSource, osv: osvSource };

/** Below the cache: what arrives, a folder for each feed, and the lock of the updates. */
export const DOWNLOADS_FOLDER = 'downloads';

type Fetched = { readonly kind: 'arrived'; readonly arrival: Arrival; readonly staging: Staging } | UpdateEnd;
type States = ReadonlyMap<FeedState['name'], FeedState>;
type Ends = ReadonlyMap<NetworkFeed, UpdateEnd>;

/**
 * Refreshes the feeds that are due over the network: downloads what is new of each into the staging folder, imports all of it as one new
 * generation, and removes what was imported. Sources are independent: whatever happens to one, the others land, and its own last good data
 * stays in use. Whoever stops it at any moment, by the signal or by SIGKILL, loses one download at most: the next update goes on from there.
 * Errors are kept in the cache's journal until the feed's next success. One update at a time: a second one says who is at it. Never rejects.
 * @param makeHttp for tests
 */
export async function updateFeeds(options: UpdateOptions, makeHttp: (urls: FeedUrls) => FeedHttp = (urls) => defaultHttp(urls, options)): Promise<UpdateResult> {
  const { cacheDir, signal } = options;
  const wanted = NETWORK_FEEDS.filter((name) => options.feeds?.includes(name) ?? true);
  const dueNow = (states: States, journal: Journal): NetworkFeed[] => wanted.filter((name) => isDue(name, states.get(name), journal, options));
  const problems: Problem[] = [];
  let states = cachedFeeds(cacheDir);
  let ends: Ends;
  const due = dueNow(states, readJournal(cacheDir));
  const endAll = (end: (name: NetworkFeed) => UpdateEnd): Ends => new Map(due.map((name) => [name, end(name)]));
  try {
    if (due.length === 0) ends = new Map();
    else if (signal?.aborted) ends = endAll(() => ({ kind: 'cancelled' }));
    else {
      const taken = acquireWriterLock(path.join(cacheDir, DOWNLOADS_FOLDER));
      if ('holder' in taken) ends = endAll((name) => ({ kind: 'failed', failure: lockedFailure(name, taken.holder, states.get(name)) }));
      else {
        try {
          // Again, because the holder before may have refreshed what was due a moment ago.
          states = cachedFeeds(cacheDir);
          const journal = readJournal(cacheDir);
          ends = await refresh(dueNow(states, journal), states, journal, options, makeHttp, problems);
          recordEnds(options, journal, ends, states);
        } finally {
          taken.lock.release();
        }
      }
    }
  } catch (error) {
    ends = endAll((name) => ({ kind: 'failed', failure: toUpdateFailure(name, error, states.get(name)) }));
  }
  const outcomes = wanted.map((name) => toOutcome(name, ends.get(name) ?? { kind: 'fresh' }, states.get(name)));
  return { outcomes, problems, cancelled: outcomes.some(({ outcome }) => outcome === 'cancelled') };
}

function defaultHttp(urls: FeedUrls, { nvdApiKey, proxy, productVersion = '0', log }: UpdateOptions): FeedHttp {
  return createFeedHttp({ allowed: Object.values(urls), version: productVersion, rules: [nvdApiRule(urls.nvdApi, nvdApiKey)], ...(proxy ? { proxy } : {}), ...(log ? { log } : {}) });
}

async function refresh(due: readonly NetworkFeed[], states: States, journal: Journal, options: UpdateOptions, makeHttp: (urls: FeedUrls) => FeedHttp, problems: Problem[]): Promise<Ends> {
  const urls = resolveFeedUrls(options.urls);
  const http = makeHttp(urls);
  const progress = new UpdateProgressSum(due, options.progress);
  try {
    const fetched = new Map(await Promise.all(due.map(async (name): Promise<[NetworkFeed, Fetched]> => [name, await fetchFeed(name, { states, journal, urls, http, options, progress })])));
    return await applyAll(fetched, states, options, progress, problems);
  } finally {
    await http.close().catch(() => undefined);
  }
}

interface FetchWith {
  readonly states: States;
  readonly journal: Journal;
  readonly urls: FeedUrls;
  readonly http: FeedHttp;
  readonly options: UpdateOptions;
  readonly progress: UpdateProgressSum;
}

/** Never rejects: one source's failure is its own. */
async function fetchFeed(name: NetworkFeed, { states, journal, urls, http, options, progress }: FetchWith): Promise<Fetched> {
  const { signal } = options;
  const state = states.get(name);
  try {
    const staging = Staging.open(path.join(options.cacheDir, DOWNLOADS_FOLDER, name));
    const arrival = await SOURCES[name].fetch({
      http, urls, staging, state, signal,
      usesNvdApi: usesNvdApi(options.urls),
      entry: journal.feeds[name] ?? NO_ENTRY,
      now: options.now,
      ecosystems: options.ecosystems,
      report: (text, share) => progress.download(name, text, share),
    });
    progress.download(name, 'Downloaded', 1);
    if (arrival.files.length > 0) return { kind: 'arrived', arrival, staging };
    if (arrival.failures.length > 0) return { kind: 'failed', failure: joinFailures(name, arrival.failures.map(partFailure), state) };
    return { kind: 'unchanged', ...(arrival.note === undefined ? {} : { note: arrival.note }) };
  } catch (error) {
    return signal?.aborted ? { kind: 'cancelled' } : { kind: 'failed', failure: toUpdateFailure(name, error, state) };
  }
}

/** Imports what arrived, and tidies up behind it. */
async function applyAll(fetched: ReadonlyMap<NetworkFeed, Fetched>, states: States, options: UpdateOptions, progress: UpdateProgressSum, problems: Problem[]): Promise<Ends> {
  const arrivals = new Map<NetworkFeed, Arrival>();
  for (const [name, one] of fetched) if (one.kind === 'arrived') arrivals.set(name, one.arrival);
  let applied: Applied | undefined;
  if (arrivals.size > 0 && !options.signal?.aborted) {
    const { cacheDir, starterDir, wasmPath, now, signal } = options;
    applied = await applyArrivals(arrivals, { cacheDir, starterDir, wasmPath, now, ...(signal ? { signal } : {}), progress: (one) => progress.apply(one) });
    const addresses = new Map([...arrivals.values()].flatMap(({ files }) => files.map((file) => [file.path, file.address])));
    problems.push(...applied.problems.filter(({ severity }) => severity !== 'error').map((problem) => ({ ...problem, file: addresses.get(problem.file) ?? problem.file })));
  }
  const ends = new Map<NetworkFeed, UpdateEnd>();
  for (const [name, one] of fetched) ends.set(name, one.kind === 'arrived' ? endOfArrival(name, one.arrival, one.staging, applied, states.get(name)) : one);
  return ends;
}

function endOfArrival(name: NetworkFeed, arrival: Arrival, staging: Staging, applied: Applied | undefined, state: FeedState | undefined): UpdateEnd {
  if (!applied) return { kind: 'cancelled' };
  const paths = new Set(arrival.files.map((file) => file.path));
  const errors = applied.problems.filter(({ severity }) => severity === 'error');
  const ofFiles = errors.filter(({ file }) => paths.has(file));
  const unusable = new Set(ofFiles.map(({ file }) => file));
  const failures = [...arrival.failures.map(partFailure), ...ofFiles.map((problem) => importFailure(path.basename(problem.file), problem))];
  const feed = applied.imported.get(name);
  if (!feed) {
    for (const file of unusable) quietly(() => staging.discard(path.basename(file)));
    if (applied.cancelled) return { kind: 'cancelled' };
    const general = errors.find(({ file }) => !paths.has(file));
    return { kind: 'failed', failure: joinFailures(name, failures.length > 0 ? failures : [importFailure('', general)], state) };
  }
  // What failed may go on from where it was; what is in the cache is not needed any more.
  if (arrival.failures.length === 0) quietly(() => staging.clear());
  else for (const file of paths) quietly(() => staging.discard(path.basename(file)));
  // NVD's files count as one: when one of them cannot be used, the feed is not as far as their newest.
  const isApplied = (address: string): boolean => !(arrival.nvdSpan ? unusable.size > 0 : arrival.files.some((file) => file.address === address && unusable.has(file.path)));
  const versions = Object.fromEntries(Object.entries(arrival.versions).filter(([address]) => isApplied(address)));
  return { kind: 'updated', feed, versions, ...(failures.length > 0 ? { failure: joinFailures(name, failures, state) } : {}) };
}

/** What cannot be removed now is overwritten or removed by a later update. */
function quietly(remove: () => void): void {
  try {
    remove();
  } catch {
    // A folder that may not be written to any more.
  }
}
