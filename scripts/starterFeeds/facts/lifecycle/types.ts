/** An identifier as endoflife.date writes it: a truncated CPE 2.3 name, a package URL or a Repology project. */
export interface Identifier {
  readonly type: 'cpe' | 'purl' | 'repology';
  readonly id: string;
}

/** What a product's page calls its phases. `null` or absent: the product has no such column. */
export interface PhaseLabels {
  /** End of mainstream support. */
  readonly eoas?: string | null;
  readonly discontinued?: string | null;
  /** End of (extended) support. */
  readonly eol?: string | null;
  /** End of further support, often paid. */
  readonly eoes?: string | null;
}

/** One cycle. Dates are `YYYY-MM-DD`; `null` says that the column exists and holds no date. */
export interface ReleaseFact {
  readonly name: string;
  readonly label: string;
  readonly released: string | null;
  readonly lts: boolean;
  /** Absent when the product has no mainstream column. */
  readonly mainstream?: string | null;
  readonly ends: string | null;
  /** Ended at a date nobody wrote down. Only with `ends: null`. */
  readonly endedUndated?: true;
  /** Absent when the product has no further-support column. */
  readonly extended?: string | null;
  /** Further support without a date: one can still have it, or it is over. Only with `extended: null`. */
  readonly extendedUndated?: 'offered' | 'ended';
  /** The last version or the build. `null` where it moves from week to week. */
  readonly latest: { readonly name: string; readonly date: string | null } | null;
}

export interface LifecycleFact {
  /** endoflife.date's own product name. */
  readonly name: string;
  readonly label: string;
  readonly category: 'app' | 'database' | 'framework' | 'lang' | 'os' | 'server-app';
  readonly aliases?: readonly string[];
  readonly identifiers?: readonly Identifier[];
  readonly labels?: PhaseLabels;
  readonly releases: readonly ReleaseFact[];
}
