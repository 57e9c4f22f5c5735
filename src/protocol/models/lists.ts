/** The lists of servers and of software: pages, facets, filters, rows. */
import type {
  Count, EmptyReason, Frame, IsoDate, ServerCoverage, ServerFilter, ServerSortKey, Severity, SeverityCounts, SoftwareFilter, SoftwareSortKey, Sort,
  SupportModel,
} from './frame';
import type { HeaderCount } from './overview';

/** One page of a list in its order. */
export interface Page<Row> {
  readonly revision: number;
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface FacetValue {
  /** The filter's value. */
  readonly value: string;
  readonly label: string;
  /** How many rows with the other facets' limits applied. */
  readonly count: number;
  readonly selected: boolean;
}

export interface Facet {
  /** The field of `ServerFilter` or `SoftwareFilter` that it sets, an array of strings. */
  readonly field: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** One-click filter above a list, with its count under the other limits. */
export interface QuickFilter {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

/** A limit in force, as a removable chip. */
export interface FilterChip {
  /** Field of the filter. */
  readonly field: string;
  readonly value: string;
  readonly label: string;
}

export interface ListHeader {
  readonly frame: Frame;
  readonly empty: EmptyReason | null;
  /** Rows without any filter, with the filter, and of those at risk. */
  readonly all: number;
  readonly total: number;
  readonly atRisk: number;
  readonly facets: readonly Facet[];
  readonly quick: readonly QuickFilter[];
  readonly chips: readonly FilterChip[];
  /** The filter as text (docs/filters.md); '' when nothing limits. */
  readonly filterText: string;
  /** When `empty` is `filtered`: the one chip whose removal brings most rows back. */
  readonly dropHint: { readonly chip: FilterChip; readonly rows: number } | null;
  /** Days since the server was seen that was not seen for longest; null when no date is known. */
  readonly inventoryAgeDays: number | null;
  /** Servers not seen for longer are stale, days (a setting). */
  readonly staleAfterDays: number;
}

export interface ServersModel extends ListHeader {
  readonly filter: ServerFilter;
  readonly sort: Sort<ServerSortKey>;
  /** V8: by environment, following the filter. */
  readonly environments: readonly HeaderCount[];
  readonly page: Page<ServerRow>;
}

export interface SoftwareModel extends ListHeader {
  readonly filter: SoftwareFilter;
  readonly sort: Sort<SoftwareSortKey>;
  readonly page: Page<SoftwareRow>;
}

/** Presence of a kind of software on a server. */
export interface Presence {
  readonly state: 'present' | 'missing' | 'unknown';
  /** Products that satisfy it. */
  readonly products: readonly string[];
}

export interface ServerRow {
  readonly key: string;
  readonly name: string;
  readonly os: string;
  readonly support: SupportModel;
  readonly score: number;
  readonly parts: ScoreParts;
  readonly atRisk: boolean;
  readonly level: Severity;
  /** null: no software data and no OS identity, so not judged. */
  readonly bySeverity: SeverityCounts | null;
  readonly vulnerabilities: number | null;
  readonly possible: number;
  readonly exploited: number;
  /** Critical and security updates pending; null when unknown. */
  readonly updates: number | null;
  /** Things to do on it (`recommend`). */
  readonly recommendations: number;
  readonly security: Presence;
  readonly patch: Presence;
  readonly environment: string;
  readonly site: string;
  readonly criticality: string;
  /** Whether security and patch-management software look after it. */
  readonly coverage: ServerCoverage;
  readonly owner: string;
  readonly tags: readonly string[];
  readonly softwareCount: number | null;
  readonly lastSeen: IsoDate | null;
  readonly lastSeenDays: number | null;
  readonly stale: boolean;
}

/** The six terms of the score in their order; null = unknown, which scores 0. */
export interface ScoreParts {
  readonly osEndOfSupport: 0 | 1 | null;
  readonly softwareEndOfSupport: 0 | 1 | null;
  readonly vulnerabilities: number | null;
  readonly pendingUpdates: number | null;
  readonly missingSecuritySoftware: 0 | 1 | null;
  readonly missingPatchManagement: 0 | 1 | null;
}

export interface SoftwareRow {
  /** Index in the estate, valid for the page's revision. */
  readonly id: number;
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly source: string;
  readonly category: string;
  readonly subcategory: string;
  readonly support: SupportModel;
  readonly atRisk: boolean;
  readonly ended: boolean;
  readonly level: Severity;
  /** null: not identified, so not judged. */
  readonly bySeverity: SeverityCounts | null;
  readonly vulnerabilities: number | null;
  readonly possible: number;
  readonly exploited: number;
  readonly servers: Count;
  readonly cpe: string;
  readonly product: string;
  readonly cycle: string;
  readonly rule: string;
  readonly confidence: string;
  /** A user said that it does not matter. */
  readonly ignored?: true;
}
