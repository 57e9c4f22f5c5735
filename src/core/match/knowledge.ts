import type { LifecycleCatalog } from '../identify/lifecycle';
import type { PlainDate } from '../inventory/plainDate';
import type { AdvisoryIndex } from './advisories/advisoryIndex';
import type { MatchIndex } from './matchIndex';
import type { Severity } from './verdict';

/** Every feed, in the order in which they are shown. `overlay`: NVD-shaped records that fill configurations that NVD lacks. */
export const FEED_NAMES = ['nvd', 'endoflife', 'kev', 'epss', 'osv', 'overlay'] as const;
export type FeedName = (typeof FEED_NAMES)[number];

/** Records of a feed that were left out for one reason. */
export interface FeedSkip {
  readonly reason: string;
  readonly count: number;
  /** The first record's id, '' when it had none. */
  readonly example: string;
}

/** One distribution's advisories inside the feed `osv`. */
export interface FeedPart {
  /** OSV's ecosystem without a release: `Debian`, `AlmaLinux`. */
  readonly name: string;
  readonly revision: string;
  readonly fetchedAt: string;
  readonly records: number;
}

/** Where one feed stands. */
export interface FeedState {
  readonly name: FeedName;
  /** The feed's own revision: a timestamp or version; '' when it has none. */
  readonly revision: string;
  /** ISO 8601 date-time when it was downloaded, imported or (starter) made. */
  readonly fetchedAt: string;
  /** ISO 8601 date-time when its server last said that nothing newer exists; absent when it was not asked since. Ages count from `refreshedAt`. */
  readonly checkedAt?: string;
  /**
   * NVD: every change that NVD made up to this moment (UTC, ISO 8601 with `Z`) is in. Absent when all years were never loaded as one,
   * as in a cache of files picked by hand: what such a cache lacks, nobody knows.
   */
  readonly through?: string;
  readonly records: number;
  /** Records left out because they could not be read. */
  readonly skipped: number;
  /** True for the small set that ships with the product. */
  readonly starter: boolean;
  /** Bytes on disk of what this feed takes; 0 when it is not told apart. */
  readonly bytes: number;
  /** What the last attempt to refresh it ended with, for people; null when it went well. The data is then the last good one. */
  readonly error: string | null;
  /** Why records were left out, most frequent reason first; absent or empty when none was. */
  readonly skips?: readonly FeedSkip[];
  /** NVD: CVEs that were withdrawn (`Rejected`) and are not kept. */
  readonly rejected?: number;
  /** OSV: its distributions. */
  readonly parts?: readonly FeedPart[];
}

/** When a feed was last known to be as new as its source: the later of its download and of the server's "nothing newer". */
export function refreshedAt({ fetchedAt, checkedAt }: Pick<FeedState, 'fetchedAt' | 'checkedAt'>): string {
  return checkedAt !== undefined && Date.parse(checkedAt) > Date.parse(fetchedAt) ? checkedAt : fetchedAt;
}

/** A CVSS metric with its origin. */
export interface CvssMetric {
  /** `4.0`, `3.1`, `3.0` or `2.0`. */
  readonly version: string;
  readonly vector: string;
  /** 0.0 to 10.0. */
  readonly score: number;
  readonly severity: Severity;
  /** `nvd@nist.gov` or another CNA. */
  readonly source: string;
  readonly type: 'Primary' | 'Secondary';
}

/** Known exploited vulnerability (CISA KEV). */
export interface KevRecord {
  readonly dateAdded: PlainDate;
  readonly dueDate: PlainDate | null;
  readonly ransomware: boolean;
  readonly requiredAction: string;
}

/** The facts of one CVE that are asked for one by one; what every roll-up needs stands in `MatchIndex`. */
export interface CveDetails {
  readonly id: string;
  /** UTC, as NVD writes them. */
  readonly published: string;
  readonly lastModified: string;
  readonly vulnStatus: string;
  /** In the product's order of choice; the first is the one shown and rated. */
  readonly metrics: readonly CvssMetric[];
  readonly cwes: readonly string[];
  readonly kev: KevRecord | null;
  /** Probability 0 to 1. */
  readonly epss: number | null;
}

export interface CveText {
  readonly description: string;
  readonly references: readonly string[];
}

/** One open generation of the feeds. Immutable while open; a newer generation is another object. */
export interface Knowledge {
  readonly feeds: readonly FeedState[];
  /** True when everything comes from the starter set. */
  readonly starter: boolean;
  /** Identifies the generation; equal revisions give equal assessments. */
  readonly revision: string;
  readonly lifecycle: LifecycleCatalog;
  readonly index: MatchIndex;
  /** What the distributions say of their own packages; empty without the feed `osv`. */
  readonly advisories: AdvisoryIndex;
  /** By CVE index of `index`. */
  details(cve: number): CveDetails;
  text(cve: number): CveText;
}
