import { refreshedAt, type FeedState, type Knowledge } from '../core/match/knowledge';
import type { Problem } from '../core/inventory/problem';
import { DEFAULT_MAX_AGE_DAYS } from '../feeds/sync/update';

export const FEEDS_STATUS_SCHEMA = 'inventory-insights/feeds-status/1';
const DAY_MS = 86_400_000;

export type FeedsReport = ReturnType<typeof feedsReport>;

/** What stands in the feeds, as machines read it: media/schemas/feeds-status.schema.json. `now` is what ages count to. */
export function feedsReport({ feeds, starter, revision, lifecycle, index, advisories }: Knowledge, directory: string, problems: readonly Problem[], now: Date) {
  return {
    schema: FEEDS_STATUS_SCHEMA,
    directory,
    revision,
    starter,
    cves: index.cveCount,
    matchRows: index.rowCount,
    products: lifecycle.products.length,
    releases: lifecycle.products.reduce((sum, { releases }) => sum + releases.length, 0),
    advisories: advisories.advisoryCount,
    feeds: feeds.map((feed) => feedReport(feed, now)),
    problems,
  };
}

function feedReport(feed: FeedState, now: Date) {
  const ageDays = ageInDays(refreshedAt(feed), now);
  return {
    name: feed.name,
    revision: feed.revision,
    fetchedAt: feed.fetchedAt,
    checkedAt: feed.checkedAt ?? null,
    ageDays,
    stale: ageDays === null || ageDays >= DEFAULT_MAX_AGE_DAYS,
    starter: feed.starter,
    records: feed.records,
    skipped: feed.skipped,
    rejected: feed.rejected ?? null,
    through: feed.through ?? null,
    bytes: feed.bytes,
    error: feed.error,
    skips: feed.skips ?? [],
    parts: (feed.parts ?? []).map((part) => ({ ...part, ageDays: ageInDays(part.fetchedAt, now) })),
  };
}

/** Whole days from a date-time to now; null when it is none, or lies a day or more ahead: a clock was wrong, and the age is not known. */
export function ageInDays(dateTime: string, now: Date): number | null {
  const days = Math.floor((now.getTime() - Date.parse(dateTime)) / DAY_MS);
  return Number.isNaN(days) || days < -1 ? null : Math.max(0, days);
}
