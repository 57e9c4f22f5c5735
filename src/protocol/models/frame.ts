/**
 * What every view shows and every other model here is made of. Models are ready to draw: the worker makes them (`src/worker/present`),
 * the extension passes them on, webviews draw them. Plain JSON. Text from inventories and feeds is data here and must be drawn as text.
 *
 * Three states are never mixed: a number (0 included), `null` = not known ("unknown", drawn as –).
 */
import type { ServerFilter, SoftwareFilter, SoftwareSortKey, Sort, SupportBucket } from '../../core/insights/filter';
import type { HideablePart } from '../../core/insights/sharing';
import type { SoftwareRef } from './mapping';
import type { FindingRef } from './server';

export type {
  ServerFilter, ServerRisk, ServerSortKey, SoftwareFilter, SoftwareRisk, SoftwareSortKey, Sort, SortDirection, SupportBucket,
} from '../../core/insights/filter';
export type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
export type { HideablePart } from '../../core/insights/sharing';
export type { FeedName } from '../../core/match/knowledge';
export type { Severity, Verdict } from '../../core/match/verdict';

/** `YYYY-MM-DD`. */
export type IsoDate = string;

/** Where a number or name leads. */
export type Target =
  | { readonly view: 'overview' }
  | { readonly view: 'charts' }
  | { readonly view: 'servers'; readonly filter: ServerFilter }
  | { readonly view: 'software'; readonly filter: SoftwareFilter; /** Absent: as the list is sorted. */ readonly sort?: Sort<SoftwareSortKey> }
  | { readonly view: 'server'; readonly server: string; readonly section?: ServerSection; readonly finding?: FindingRef }
  | { readonly view: 'dataIssues' }
  | { readonly view: 'feeds' }
  | { readonly view: 'source'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly view: 'record'; readonly cve: string }
  /** Asks what a software is. */
  | { readonly view: 'mapping'; readonly software: SoftwareRef };

export type ServerSection = 'insights' | 'vulnerabilities' | 'software' | 'updates' | 'overview';

/** A number that opens what it counts. */
export interface Count {
  readonly value: number;
  /** Absent when the value is 0. */
  readonly target?: Target;
  /** Left out by the sharing profile: drawn as the word "hidden", whatever the value. */
  readonly hidden?: true;
}

/** A count and its share of a total, 0 to 1. */
export interface Share extends Count {
  readonly share: number;
}

export interface SeverityCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly none: number;
  readonly unknown: number;
}

/** One support status, with all that its words need. */
export interface SupportModel {
  readonly bucket: SupportBucket;
  /** Last supported day; null when not known. */
  readonly endsOn: IsoDate | null;
  readonly mainstreamEndsOn: IsoDate | null;
  /** Further support until then; null when there is none. */
  readonly extendedUntil: IsoDate | null;
  readonly extendedLabel: string;
  /** Days from the as-of date to `endsOn`, negative when past. */
  readonly daysLeft: number | null;
  /** Short text for a cell: "2023-10-10", "in 52 d", "paid until 2030-04-02", "unknown". */
  readonly short: string;
  /** Sentence: "Support ended 2023-10-10, Extended Security Updates until 2026-10-13". */
  readonly text: string;
}

export interface FeedLine {
  /** "NVD", "endoflife.date", "KEV". */
  readonly label: string;
  /** "starter, 168 CVEs" or "2026-11-19 06:00 UTC · 401,220 CVEs". */
  readonly text: string;
  readonly ageDays: number | null;
  /** Older than the settings' maximum age. */
  readonly stale: boolean;
  readonly starter: boolean;
}

/** Shown in every panel: as-of date, feed state and the honesty lines. */
export interface Frame {
  /** Revision of estate and feeds this was made from; a newer one makes the view say "changed". */
  readonly revision: number;
  readonly asOf: IsoDate;
  readonly today: IsoDate;
  /** The planned date that the user last set; null when none. */
  readonly plannedDate: IsoDate | null;
  /** The scope that limits everything on show, with how many servers it leaves of how many; absent or null when there is none. */
  readonly scope?: { readonly label: string; readonly text: string; readonly servers: number; readonly of: number } | null;
  /** Parts that the sharing profile leaves out of everything on show: their numbers are "hidden", never unknown or 0. Absent for none. */
  readonly hidden?: readonly HideablePart[];
  readonly feeds: readonly FeedLine[];
  /** One line for a header: "Starter feeds, 168 CVEs" or "Feeds 2 d". */
  readonly feedsSummary: string;
  readonly feedsStale: boolean;
  /** "Guidance from inventory, not a scan." and NVD's sentence. */
  readonly notes: readonly string[];
}

/** Why a view is empty; `filtered` means rows exist but the filter hides them, `scoped` that the scope leaves no server. */
export type EmptyReason = 'no-workspace' | 'no-inventory' | 'reading' | 'unreadable' | 'no-servers' | 'no-software' | 'filtered' | 'scoped';
