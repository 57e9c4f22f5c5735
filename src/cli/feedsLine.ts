import type { Knowledge } from '../core/match/knowledge';
import { grouped } from './grouped';

/** "Starter feeds, 309 CVEs of 2026-11-20", or each feed with its age's date. */
export function feedsLine({ feeds, starter, index }: Pick<Knowledge, 'feeds' | 'starter' | 'index'>): string {
  if (feeds.length === 0) return 'No feeds';
  if (starter) return `Starter feeds, ${grouped(index.cveCount)} CVEs of ${feeds[0].fetchedAt.slice(0, 10)}`;
  return `Feeds: ${feeds.map(({ name, records, fetchedAt, starter: own }) => `${name} ${grouped(records)} (${own ? 'starter' : fetchedAt.slice(0, 10)})`).join(', ')}`;
}
