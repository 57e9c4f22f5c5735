import type { FeedState } from '../../core/match/knowledge';
import { NO_ENTRY, writeJournal, type Journal, type JournalEntry } from '../store/journal';
import type { NetworkFeed, UpdateOptions } from './update';
import type { UpdateEnd } from './updateEnd';

/** Writes into the journal how each feed's refresh ended. A journal that cannot be written is no failure: it costs a download, no data. */
export function recordEnds({ cacheDir, now }: Pick<UpdateOptions, 'cacheDir' | 'now'>, journal: Journal, ends: ReadonlyMap<NetworkFeed, UpdateEnd>, states: ReadonlyMap<FeedState['name'], FeedState>): void {
  const feeds = { ...journal.feeds };
  for (const [name, end] of ends) {
    const entry = nextEntry(feeds[name] ?? NO_ENTRY, end, states.get(name), now);
    if (entry) feeds[name] = entry;
  }
  try {
    writeJournal(cacheDir, { feeds });
  } catch {
    // The disk is full or read-only; the outcomes say so.
  }
}

/** Undefined when nothing is to be remembered. */
function nextEntry(entry: JournalEntry, end: UpdateEnd, state: FeedState | undefined, now: string): JournalEntry | undefined {
  switch (end.kind) {
    case 'updated': {
      const versions = { ...entry.versions };
      for (const [address, { etag, lastModified, sha256 }] of Object.entries(end.versions)) versions[address] = { etag, lastModified, sha256, fetchedAt: now };
      const { revision } = end.feed;
      // A part that failed is still due.
      if (end.failure) return { ...entry, versions, lastError: { ...end.failure, at: now } };
      return { checkedAt: now, fetchedAt: now, revision, lastError: null, versions };
    }
    case 'unchanged':
      return { ...entry, checkedAt: now, fetchedAt: state?.fetchedAt ?? '', revision: state?.revision ?? '', lastError: null };
    case 'failed':
      return { ...entry, lastError: { ...end.failure, at: now } };
    default:
      return undefined;
  }
}
