import type { Problem } from '../../core/inventory/problem';
import type { Knowledge } from '../../core/match/knowledge';
import { FEED_NAMES } from '../../core/match/knowledge';
import { feedTotals } from '../../feeds/store/feedTotals';
import type { Journal } from '../../feeds/store/journal';
import type { FeedsStatus, FeedStatusLine, FeedTotals } from '../../protocol/models/feeds';
import { t } from '../l10n';
import { FEED_WORDS, feedAge, feedsSummary, presentFeeds } from './frame';
import type { View } from './view';

/** What is known of the feeds beside the ones in use. */
export interface FeedsAround {
  /** What was wrong when the cache was opened. */
  readonly problems: readonly Problem[];
  /** How the last updates ended, of feeds too that have brought nothing yet. */
  readonly journal: Journal;
  readonly directory: string;
}

/** Where the feeds stand, those included that failed before they brought anything. */
export function feedsStatus(view: View, around: FeedsAround): FeedsStatus {
  const { knowledge, today } = view.assessment;
  const feeds = feedLines(view, around);
  const ages = knowledge.feeds.flatMap((feed) => (feed.starter ? [] : feedAge(feed, today) ?? []));
  return {
    feeds,
    totals: totalsOf(knowledge),
    summary: feedsSummary(knowledge, today),
    ageDays: ages.length === 0 ? null : Math.max(...ages),
    stale: feeds.some(({ stale }) => stale),
    starter: knowledge.starter,
    failed: feeds.filter(({ error }) => error !== '').map(({ label }) => label),
    directory: around.directory,
  };
}

/** One line for each feed that there is or that failed, in the order in which feeds are shown. */
export function feedLines(view: View, { journal }: FeedsAround): FeedStatusLine[] {
  const { knowledge, today } = view.assessment;
  const presented = presentFeeds(knowledge, today, view.feedsMaximumAgeDays);
  return FEED_NAMES.flatMap((name): FeedStatusLine[] => {
    const position = knowledge.feeds.findIndex((feed) => feed.name === name);
    const lastError = journal.feeds[name]?.lastError ?? null;
    if (position === -1) {
      if (lastError === null) return [];
      return [{ name, label: FEED_WORDS[name].label, text: t('nothing yet'), ageDays: null, stale: false, starter: false, revision: '', fetchedAt: '', records: 0, skipped: 0, bytes: 0, error: lastError.message, fix: lastError.fix }];
    }
    const { revision, fetchedAt, records, skipped, bytes, error } = knowledge.feeds[position];
    // The state has error and next step in one text; the journal still tells them apart.
    const told = error === null ? { error: '', fix: '' } : { error: lastError?.message ?? error, fix: lastError?.fix ?? '' };
    return [{ ...presented[position], name, revision, fetchedAt, records, skipped, bytes, ...told }];
  });
}

/** What the feeds in use hold together. */
export function totalsOf(knowledge: Knowledge): FeedTotals {
  return { ...feedTotals(knowledge), bytes: knowledge.feeds.reduce((sum, { bytes }) => sum + bytes, 0) };
}
