import { rmSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knowledge } from '../core/match/knowledge';
import { keptGenerations } from '../feeds/store/keptGenerations';
import { openKnowledge } from '../feeds/store/openKnowledge';
import { t } from './l10n';

/** What is installed, as far as feeds are opened. */
export interface FeedPlaces {
  readonly starterFeeds: string;
  readonly sqlWasm: string;
}

/** Feeds beside those in use. */
export interface OtherFeeds {
  readonly knowledge: Knowledge;
  /** Removes what was unpacked for them; CVEs' texts cannot be read any more. */
  dispose(): Promise<void>;
}

/**
 * Opens the generation of a cache: the one of the number, else the newest.
 * @throws Error with the reason as a sentence for the user; starter feeds never stand in for what cannot be opened
 */
export async function openOtherFeeds(cacheDir: string, number: number | undefined, { starterFeeds, sqlWasm }: FeedPlaces): Promise<OtherFeeds> {
  const kept = keptGenerations(cacheDir);
  const generation = number === undefined ? kept[0] : kept.find((one) => one.number === number);
  if (generation === undefined) {
    throw new Error(number === undefined
      ? t('{0} holds no feeds. Choose the folder in which this program or its command line keeps feeds, or a feed bundle.', path.basename(cacheDir))
      : t('These feeds are not kept any more: newer ones took their place. Choose others with “Compare With…”.'));
  }
  const { knowledge, problems: [problem] } = await openKnowledge({ cacheDir, starterDir: starterFeeds, wasmPath: sqlWasm, generation: generation.number });
  if (problem !== undefined) throw new Error(`${problem.message} ${problem.fix ?? ''}`.trimEnd());
  return { knowledge, dispose: () => Promise.resolve() };
}

/**
 * Opens the feeds of a folder, or those of a bundle, which is unpacked beside for as long as they are used.
 * @throws Error as `openOtherFeeds` does, and when the signal is aborted
 */
export async function openFeedsAt(file: string, places: FeedPlaces, signal: AbortSignal): Promise<OtherFeeds> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new Error(t('{0} does not exist any more, or cannot be read. Choose other feeds with “Compare With…”.', path.basename(file)));
  if (found.isDirectory()) return openOtherFeeds(file, undefined, places);
  const unpacked = await mkdtemp(path.join(tmpdir(), 'inventory-insights-bundle-'));
  // Whoever ends this process leaves nothing behind.
  const atExit = (): void => rmSync(unpacked, { recursive: true, force: true });
  process.once('exit', atExit);
  const dispose = async (): Promise<void> => {
    process.removeListener('exit', atExit);
    await rm(unpacked, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  };
  try {
    const { feedChanges } = await import('../feeds/feedChanges');
    const { imported, problems: [problem] } = await feedChanges.importBundle(file, { cacheDir: unpacked, starterDir: places.starterFeeds, wasmPath: places.sqlWasm, now: new Date().toISOString(), signal });
    signal.throwIfAborted();
    if (imported.length === 0) throw new Error(`${problem?.message ?? ''} ${problem?.fix ?? ''}`.trim());
    return { knowledge: (await openOtherFeeds(unpacked, undefined, places)).knowledge, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
