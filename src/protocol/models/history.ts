import type { Severity } from './frame';

/** What an estate came to on one day. */
export interface HistoryPoint {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly asOf: string;
  /** True when the feeds are not those of the day before: a step may be theirs. */
  readonly otherFeeds: boolean;
  readonly servers: number;
  readonly serversAtRisk: number;
  readonly serversExploited: number;
  readonly score: number;
  readonly findings: number;
  readonly software: number;
  readonly softwareEnded: number;
  readonly softwareVulnerable: number;
  /** Servers by highest severity. */
  readonly levels: Readonly<Record<Severity, number>>;
}

/** The days kept, oldest first. */
export interface HistoryModel {
  readonly points: readonly HistoryPoint[];
  /** Files in the folder of the history that could not be read. */
  readonly unread: readonly string[];
}
