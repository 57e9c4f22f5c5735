import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../../core/inventory/problem';
import type { Arrival } from '../sources/feedSource';
import { isWriterActive } from '../store/lock';
import { importFeeds, type ImportedFeed, type ImportOptions, type ImportResult } from './importFiles';
import type { NetworkFeed } from './update';

/** Another window that saves is waited for this long, ms; a whole NVD takes it 15 s. */
const WAIT_FOR_WRITER_MS = 60_000;
const ASK_AGAIN_MS = 250;

/** What of the feeds that arrived is in the cache now. */
export interface Applied {
  readonly imported: ReadonlyMap<NetworkFeed, ImportedFeed>;
  /** Of all imports; `file` is a path in the staging folder or the cache folder. */
  readonly problems: readonly Problem[];
  readonly cancelled: boolean;
}

export type ApplyOptions = Pick<ImportOptions, 'cacheDir' | 'starterDir' | 'wasmPath' | 'now' | 'signal' | 'progress'>;

/**
 * Imports the feeds that arrived as one generation. When that import as a whole fails because of one of them, each is imported by itself,
 * so that the others land. Never rejects.
 */
export async function applyArrivals(arrivals: ReadonlyMap<NetworkFeed, Arrival>, options: ApplyOptions): Promise<Applied> {
  await waitForWriter(options);
  const together = await importArrivals([...arrivals.values()], options);
  const results = [together];
  if (arrivals.size > 1 && together.imported.length === 0 && !together.cancelled && !isWriterActive(options.cacheDir)) {
    results.length = 0;
    for (const arrival of arrivals.values()) results.push(await importArrivals([arrival], options));
  }
  const imported = new Map<NetworkFeed, ImportedFeed>();
  for (const feed of results.flatMap((result) => result.imported)) if (feed.name !== 'overlay') imported.set(feed.name, feed);
  return { imported, problems: results.flatMap(({ problems }) => problems), cancelled: results.some(({ cancelled }) => cancelled) };
}

function importArrivals(arrivals: readonly Arrival[], options: ApplyOptions): Promise<ImportResult> {
  const nvdSpan = arrivals.find((arrival) => arrival.nvdSpan)?.nvdSpan;
  return importFeeds(arrivals.flatMap(({ files }) => files.map(({ path }) => path)), { ...options, ...(nvdSpan ? { nvdSpan } : {}) });
}

/** Another writer is seldom at it for long; whoever still is then is named by the import's own problem. */
async function waitForWriter({ cacheDir, signal, progress }: ApplyOptions): Promise<void> {
  for (let waited = 0; waited < WAIT_FOR_WRITER_MS && isWriterActive(cacheDir) && !signal?.aborted; waited += ASK_AGAIN_MS) {
    progress?.({ text: 'Waiting for another window that saves feeds', share: 0, records: 0 });
    await sleep(ASK_AGAIN_MS);
  }
}
