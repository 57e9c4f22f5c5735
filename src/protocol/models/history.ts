import type { EstateSnapshot } from '../../core/insights/snapshot/estateSnapshot';
import type { IsoDate } from './frame';

/** What an estate came to on one day, as far as the trend tells it. */
export interface HistoryPoint extends Omit<EstateSnapshot, 'date' | 'asOf' | 'feeds' | 'risks'> {
  readonly date: IsoDate;
  readonly asOf: IsoDate;
  /** True when the feeds are not those of the day before: a step may be theirs. */
  readonly otherFeeds: boolean;
}

/** The days kept, oldest first. */
export interface HistoryModel {
  readonly points: readonly HistoryPoint[];
  /** Files in the folder of the history that could not be read. */
  readonly unread: readonly string[];
}
