/** The feeds as the status bar and the Feeds view show them. */
import type { FeedLine, FeedName } from './frame';

/** One feed with everything that the status bar and the Feeds view say of it. */
export interface FeedStatusLine extends FeedLine {
  readonly name: FeedName;
  readonly revision: string;
  /** ISO 8601 date-time; '' when there is no data of this feed yet. */
  readonly fetchedAt: string;
  readonly records: number;
  readonly skipped: number;
  /** On disk; 0 when it is not told apart. */
  readonly bytes: number;
  /** Why the last refresh failed, as a sentence; '' when it went well. The data is then the last good one. */
  readonly error: string;
  /** What to do next about the error; '' when there is none. */
  readonly fix: string;
}

/** What the feeds in use hold together. */
export interface FeedTotals {
  readonly cves: number;
  readonly matchRows: number;
  readonly products: number;
  readonly releases: number;
  readonly advisories: number;
  /** On disk, as far as the feeds tell. */
  readonly bytes: number;
}

export interface FeedsStatus {
  readonly feeds: readonly FeedStatusLine[];
  readonly totals: FeedTotals;
  /** "Starter feeds, 168 CVEs" or "Feeds 2 d". */
  readonly summary: string;
  /** Age of the oldest feed that is not a starter one, days; null when there is none. */
  readonly ageDays: number | null;
  readonly stale: boolean;
  /** Everything comes from the starter set. */
  readonly starter: boolean;
  /** Labels of the feeds whose last refresh failed. */
  readonly failed: readonly string[];
  /** Folder of the feed cache. */
  readonly directory: string;
}

/** How the refresh of one feed ended. */
export interface FeedOutcomeModel {
  readonly name: FeedName;
  readonly label: string;
  readonly outcome: 'updated' | 'unchanged' | 'fresh' | 'failed' | 'cancelled';
  readonly records: number;
  readonly error: string;
  readonly fix: string;
  /** What else is worth saying, as a sentence; '' when nothing is. */
  readonly note: string;
}

/** What went wrong with feed files, as a sentence with its next step. */
export interface FeedProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}
