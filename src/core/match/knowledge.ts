import type { LifecycleCatalog } from '../identify/lifecycle';
import type { PlainDate } from '../inventory/plainDate';
import type { MatchIndex } from './matchIndex';
import type { Severity } from './verdict';

/** Where one feed stands. */
export interface FeedState {
  readonly name: 'nvd' | 'endoflife' | 'kev' | 'epss' | 'osv';
  /** The feed's own revision: a timestamp or version; '' when it has none. */
  readonly revision: string;
  /** ISO 8601 date-time when it was downloaded, imported or (starter) made. */
  readonly fetchedAt: string;
  readonly records: number;
  /** Records left out because they could not be read. */
  readonly skipped: number;
  /** True for the small set that ships with the product. */
  readonly starter: boolean;
  /** Bytes on disk of what this feed takes; 0 when it is not told apart. */
  readonly bytes: number;
  readonly error: string | null;
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
  /** By CVE index of `index`. */
  details(cve: number): CveDetails;
  text(cve: number): CveText;
}
