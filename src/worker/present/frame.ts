import { NOTES } from '../../core/export/report';
import { dateOfTimestamp, daysBetween } from '../../core/inventory/plainDate';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { FeedName, FeedState, Knowledge } from '../../core/match/knowledge';
import { refreshedAt } from '../../core/match/knowledge';
import type { FeedLine, Frame } from '../../protocol/models/frame';
import { LANGUAGE, t } from '../l10n';
import type { View } from './view';
import { age, grouped } from './words';

export const FEED_WORDS: Readonly<Record<FeedName, { readonly label: string; readonly unit: string }>> = {
  nvd: { label: 'NVD', unit: t('CVEs') },
  endoflife: { label: 'endoflife.date', unit: t('products') },
  kev: { label: 'KEV', unit: t('known exploited CVEs') },
  epss: { label: 'EPSS', unit: t('scores') },
  osv: { label: 'OSV', unit: t('advisories') },
  overlay: { label: t('Overlay'), unit: t('CVEs') },
};

export function presentFrame(view: View): Frame {
  const { assessment, revision, plannedDate, feedsMaximumAgeDays } = view;
  const feeds = presentFeeds(assessment.knowledge, assessment.today, feedsMaximumAgeDays);
  return {
    revision,
    asOf: assessment.asOf,
    today: assessment.today,
    plannedDate,
    scope: view.scope && { label: view.scope.label, text: view.scope.text, servers: assessment.estate.servers.length, of: view.scope.of },
    ...(assessment.hidden?.length ? { hidden: assessment.hidden } : {}),
    feeds,
    feedsSummary: feedsSummary(assessment.knowledge, assessment.today),
    feedsStale: feeds.some((feed) => feed.stale),
    notes: NOTES.map(LANGUAGE.word),
  };
}

/** @param maximumAgeDays feeds older than this are stale (features R12); none is where nobody asks for that */
export function presentFeeds(knowledge: Knowledge, today: PlainDate, maximumAgeDays = Number.POSITIVE_INFINITY): FeedLine[] {
  return knowledge.feeds.map((feed) => {
    const { label, unit } = FEED_WORDS[feed.name];
    const days = feedAge(feed, today);
    const records = `${grouped(feed.records)} ${unit}`;
    return {
      label,
      text: feed.starter ? t('starter, {0}', records) : `${dateOfTimestamp(feed.revision) ?? (feed.revision || feed.fetchedAt.slice(0, 10))} · ${records}`,
      ageDays: days,
      stale: days !== null && days > maximumAgeDays,
      starter: feed.starter,
    };
  });
}

/** One line for headers and the status bar: "Starter feeds, 168 CVEs", or the age of the oldest feed. */
export function feedsSummary(knowledge: Knowledge, today: PlainDate): string {
  const nvd = knowledge.feeds.find(({ name }) => name === 'nvd');
  const starter = t('Starter feeds, {0} CVEs', grouped(nvd?.records ?? 0));
  const fetched = knowledge.feeds.filter((feed) => !feed.starter);
  if (fetched.length === 0) return starter;
  const oldest = Math.max(...fetched.map((feed) => feedAge(feed, today) ?? 0));
  if (!nvd?.starter) return t('Feeds {0}', age(oldest));
  return `${starter}; ${fetched.map((feed) => FEED_WORDS[feed.name].label).join(', ')} ${age(oldest)}`;
}

/** Days since a feed was last known to be as new as its source, counted to today; null when the feed does not say. */
export function feedAge(feed: Pick<FeedState, 'fetchedAt' | 'checkedAt'>, today: PlainDate): number | null {
  const refreshed = dateOfTimestamp(refreshedAt(feed));
  return refreshed ? Math.max(0, daysBetween(refreshed, today)) : null;
}
