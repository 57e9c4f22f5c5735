import { NOTES } from '../../core/export/report';
import { dateOfTimestamp, daysBetween } from '../../core/inventory/plainDate';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { FeedState, Knowledge } from '../../core/match/knowledge';
import type { FeedLine, Frame } from '../../protocol/viewModels';
import type { View } from './view';
import { age, grouped } from './words';

/** Feeds older than this are stale and should be refreshed (features R12). */
export const FEEDS_STALE_AFTER_DAYS = 7;

const FEED_WORDS: Readonly<Record<FeedState['name'], { readonly label: string; readonly unit: string }>> = {
  nvd: { label: 'NVD', unit: 'CVEs' },
  endoflife: { label: 'endoflife.date', unit: 'products' },
  kev: { label: 'KEV', unit: 'known exploited CVEs' },
  epss: { label: 'EPSS', unit: 'scores' },
  osv: { label: 'OSV', unit: 'advisories' },
  overlay: { label: 'Overlay', unit: 'CVEs' },
};

export function presentFrame(view: View): Frame {
  const { assessment, revision, plannedDate } = view;
  const feeds = presentFeeds(assessment.knowledge, assessment.today);
  return {
    revision,
    asOf: assessment.asOf,
    today: assessment.today,
    plannedDate,
    feeds,
    feedsSummary: feedsSummary(assessment.knowledge, assessment.today),
    feedsStale: feeds.some((feed) => feed.stale),
    notes: NOTES,
  };
}

export function presentFeeds(knowledge: Knowledge, today: PlainDate): FeedLine[] {
  return knowledge.feeds.map((feed) => {
    const { label, unit } = FEED_WORDS[feed.name];
    const days = feedAge(feed, today);
    const records = `${grouped(feed.records)} ${unit}`;
    return {
      label,
      text: feed.starter ? `starter, ${records}` : `${dateOfTimestamp(feed.revision) ?? (feed.revision || feed.fetchedAt.slice(0, 10))} · ${records}`,
      ageDays: days,
      stale: days !== null && days > FEEDS_STALE_AFTER_DAYS,
      starter: feed.starter,
    };
  });
}

/** One line for headers and the status bar: "Starter feeds, 168 CVEs", or the age of the oldest feed. */
export function feedsSummary(knowledge: Knowledge, today: PlainDate): string {
  const nvd = knowledge.feeds.find(({ name }) => name === 'nvd');
  const starter = `Starter feeds, ${grouped(nvd?.records ?? 0)} CVEs`;
  const fetched = knowledge.feeds.filter((feed) => !feed.starter);
  if (fetched.length === 0) return starter;
  const oldest = Math.max(...fetched.map((feed) => feedAge(feed, today) ?? 0));
  if (!nvd?.starter) return `Feeds ${age(oldest)}`;
  return `${starter}; ${fetched.map((feed) => FEED_WORDS[feed.name].label).join(', ')} ${age(oldest)}`;
}

function feedAge(feed: FeedState, today: PlainDate): number | null {
  const fetched = dateOfTimestamp(feed.fetchedAt);
  return fetched ? Math.max(0, daysBetween(fetched, today)) : null;
}
