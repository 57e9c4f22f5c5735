/** Tags, criticality and coverage as views show them, and how they are changed. Text of users is data and drawn as text. */

export type CriticalityLevel = 'critical' | 'high' | 'medium' | 'low';

export type CoverageState = 'protected' | 'partial' | 'unprotected' | 'excluded' | 'unknown';

/** One tag of a server. */
export interface TagModel {
  readonly key: string;
  readonly value: string;
  readonly from: 'inventory' | 'user';
  /** The user took it away: it counts for nothing and is shown as removed. */
  readonly removed: boolean;
  /** What the inventory says under the user's word; null when it has no such tag. */
  readonly written: string | null;
}

/** What is decided about one server. */
export interface ServerDecisionsModel {
  readonly tags: readonly TagModel[];
  /** '' where nobody says. */
  readonly criticality: CriticalityLevel | '';
  /** "rule 2: environment:production", "set by hand", "group Payroll", "inventory"; '' where nobody says. */
  readonly criticalityBy: string;
  readonly coverage: CoverageState;
  /** "Protected: security and patch-management software". */
  readonly coverageText: string;
  /** Why it is excluded; '' when it is not. */
  readonly excluded: string;
  readonly groups: readonly string[];
}

/** Which servers: by key, or those that pass a filter's text. */
export interface TagChange {
  readonly servers: readonly string[];
  /** Tags that are set. */
  readonly put: Readonly<Record<string, string>>;
  /** Keys that are taken away; null as value is never sent. */
  readonly remove: readonly string[];
}

/** How a change of decisions went. */
export interface DecisionAnswer {
  /** Entries that are something else now. */
  readonly changed: number;
  /** Why nothing, or not all, was written, as a sentence with its next step; '' when all went well. */
  readonly problem: string;
  /** Names the change for `decisions/undo`; null when there is nothing to undo. */
  readonly undo: number | null;
}

/** A tag that servers have, for a Quick Pick. */
export interface KnownTag {
  readonly key: string;
  readonly servers: number;
  /** Its values, most servers first, at most 100. */
  readonly values: readonly { readonly value: string; readonly servers: number }[];
}

/** What an import of tags came to. */
export interface TagsImported extends DecisionAnswer {
  readonly rows: number;
  readonly rejected: number;
  /** Names that no server has, the first of them. */
  readonly unknownServers: readonly string[];
  /** Where rows were not understood, the first of them. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}
