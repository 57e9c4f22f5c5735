import type { FeedName, FeedPart, FeedState } from '../../core/match/knowledge';
import { totalOf, type Skip } from '../decode/skips';
import { MAX_SKIPS } from '../store/manifest';
import type { OsvRead } from './feedsRead';
import type { ImportedFeed, NvdSpan } from './importFiles';

/** The states of a generation's feeds: those carried over, and those that an import brings. */
export class FeedStates {
  private readonly states = new Map<FeedName, FeedState>();
  private readonly fresh: ImportedFeed[] = [];

  /** `now`: ISO 8601 date-time that new data is marked with. */
  constructor(
    carried: readonly FeedState[],
    private readonly now: string,
  ) {
    for (const feed of carried) this.states.set(feed.name, feed);
  }

  get(name: FeedName): FeedState | undefined {
    return this.states.get(name);
  }

  /** A feed as it now stands in the cache. `skips`: of what was read now. */
  update(name: FeedName, revision: string, records: number, skips: readonly Skip[], more: Partial<FeedState> = {}): void {
    const skipped = totalOf(skips);
    this.states.set(name, {
      name, revision, fetchedAt: this.now, records, skipped, starter: false, bytes: 0, error: null,
      ...(skips.length > 0 ? { skips: skips.slice(0, MAX_SKIPS) } : {}), ...more,
    });
    this.fresh.push({ name, revision, records, skipped });
  }

  /** Says something of a feed that is there, without making it newer. */
  amend(name: FeedName, more: Partial<FeedState>): void {
    const feed = this.states.get(name);
    if (feed) this.states.set(name, { ...feed, ...more });
  }

  remove(name: FeedName): void {
    this.states.delete(name);
  }

  list(): FeedState[] {
    return [...this.states.values()];
  }

  imported(): ImportedFeed[] {
    return this.fresh;
  }
}

/** NVD's `through` after files of a span were merged into data that reaches `before`; undefined when nobody knows. */
export function throughAfter(before: string | undefined, span: NvdSpan | undefined): string | undefined {
  if (!span) return before;
  if (span.since === '') return span.through;
  // A gap between what is there and what came stays a gap.
  if (before === undefined || Date.parse(before) < Date.parse(span.since)) return before;
  return Date.parse(span.through) > Date.parse(before) ? span.through : before;
}

/** The distributions after some of them were read anew, by name. */
export function osvParts(before: readonly FeedPart[], read: ReadonlyMap<string, OsvRead>, fetchedAt: string): FeedPart[] {
  const parts = new Map(before.map((part) => [part.name, part]));
  for (const [name, { revision, records }] of read) parts.set(name, { name, revision, fetchedAt, records });
  return [...parts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
