import type { FeedOutcome } from '../feeds/sync/update';
import { grouped } from './grouped';

/** What became of one feed, and what to do next where there is something to do. */
export function outcomeLine({ name, outcome, revision, records, error, fix, note }: FeedOutcome, maxAgeDays: number): string {
  const has = `${grouped(records)} records${revision === '' ? '' : ` of ${revision}`}`;
  const text = {
    updated: `updated, ${has}`,
    unchanged: `nothing newer, ${has}`,
    fresh: `younger than ${maxAgeDays} ${maxAgeDays === 1 ? 'day' : 'days'}, ${has} (--force refreshes it all the same)`,
    failed: `failed. ${error}${fix === '' ? '' : ` ${fix}`}`,
    cancelled: 'interrupted; the next update goes on from here',
  }[outcome];
  return `${name}: ${text}${note === undefined || note === '' ? '' : `. ${note}`}`;
}
