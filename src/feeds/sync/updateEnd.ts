import type { FeedState } from '../../core/match/knowledge';
import type { Arrival } from '../sources/feedSource';
import type { ImportedFeed } from './importFiles';
import type { FeedOutcome, NetworkFeed } from './update';
import type { UpdateFailure } from './updateMessages';

/** How the refresh of one feed ended. */
export type UpdateEnd =
  | { readonly kind: 'fresh' | 'cancelled' }
  | { readonly kind: 'unchanged'; readonly note?: string }
  /** `failure` when only a part of it came. */
  | { readonly kind: 'updated'; readonly feed: ImportedFeed; readonly versions: Arrival['versions']; readonly failure?: UpdateFailure }
  | { readonly kind: 'failed'; readonly failure: UpdateFailure };

/** @param state the feed before the update, undefined when the cache had none */
export function toOutcome(name: NetworkFeed, end: UpdateEnd, state: FeedState | undefined): FeedOutcome {
  const before = { name, revision: state?.revision ?? '', records: state?.records ?? 0, error: '', fix: '' };
  switch (end.kind) {
    case 'updated': {
      const { revision, records } = end.feed;
      if (end.failure) return { name, outcome: 'failed', revision, records, error: end.failure.message, fix: end.failure.fix };
      return { name, outcome: 'updated', revision, records, error: '', fix: '' };
    }
    case 'failed':
      return { ...before, outcome: 'failed', error: end.failure.message, fix: end.failure.fix };
    case 'unchanged':
      return { ...before, outcome: 'unchanged', ...(end.note === undefined ? {} : { note: end.note }) };
    default:
      return { ...before, outcome: end.kind };
  }
}
