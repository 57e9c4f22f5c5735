import fs from 'node:fs';
import path from 'node:path';
import { refreshedAt, type FeedState } from '../../core/match/knowledge';
import { listGenerations } from '../store/generations';
import { withJournal, type Journal } from '../store/journal';
import { decodeManifest, MANIFEST_FILE, type Manifest } from '../store/manifest';
import type { NetworkFeed } from './update';

const DAY_MS = 86_400_000;

/** The feeds that the cache has by itself, as its newest whole generation says; the starter's are not among them. Never throws. */
export function cachedFeeds(cacheDir: string): ReadonlyMap<FeedState['name'], FeedState> {
  for (const { directory, complete } of listGenerations(cacheDir)) {
    const manifest = complete ? readManifest(directory) : undefined;
    if (manifest) return new Map(manifest.feeds.filter(({ starter }) => !starter).map((feed) => [feed.name, feed]));
  }
  return new Map();
}

/** Undefined when the generation would be passed over by readers, as far as sizes tell. */
function readManifest(directory: string): Manifest | undefined {
  try {
    const decoded = decodeManifest(fs.readFileSync(path.join(directory, MANIFEST_FILE), 'utf8'));
    if (decoded.kind !== 'manifest') return undefined;
    const isWhole = Object.entries(decoded.manifest.files).every(([file, { size }]) => fs.statSync(path.join(directory, file)).size === size);
    return isWhole ? decoded.manifest : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a feed is to be refreshed: it is not in the cache, or its age is at least `maxAgeDays`, counted from its last download or check.
 * A feed from the future is due: the clock was set back, and its age is not known.
 */
export function isDue(name: NetworkFeed, state: FeedState | undefined, journal: Journal, { now, maxAgeDays, ecosystems }: { readonly now: string; readonly maxAgeDays: number; readonly ecosystems: readonly string[] }): boolean {
  if (name === 'osv' && ecosystems.some((ecosystem) => !state?.parts?.some((part) => part.name === ecosystem))) return true;
  if (!state) return true;
  const ageMs = Date.parse(now) - Date.parse(refreshedAt(withJournal(state, journal.feeds[name])));
  return !(ageMs >= 0 && ageMs < maxAgeDays * DAY_MS);
}
