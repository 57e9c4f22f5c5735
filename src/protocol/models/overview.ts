/** The Overview panel: header counts, summary rows, cards, support horizon. */
import type { Count, EmptyReason, Frame, IsoDate, ServerFilter, ServerRisk, Severity, Share, Target } from './frame';
import type { FilterChip } from './lists';
import type { IdentificationModel } from './mapping';

export interface OverviewModel {
  readonly frame: Frame;
  readonly empty: EmptyReason | null;
  /** Limits everything below; `{}` for none. */
  readonly filter: ServerFilter;
  /** The filter as removable limits, and as text. */
  readonly chips: readonly FilterChip[];
  readonly filterText: string;
  /** Workspace folder's name. */
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly target: Target }[];
  readonly header: readonly HeaderCount[];
  readonly summary: readonly SummaryRow[];
  readonly servers: ServersCard;
  readonly software: SoftwareCard;
  readonly horizon: Horizon;
  readonly coverage: readonly CoverageMeter[];
  /** What of the software is identified, and what most servers have of the rest. */
  readonly identification: IdentificationModel;
  /** Software of the scope that is not identified, that of most servers first. */
  readonly unidentified: Target;
  /** Problems of the inventory files, by severity. */
  readonly dataIssues: { readonly errors: Count; readonly warnings: Count; readonly information: Count };
}

/** V8: total, at risk, exploited, then one per environment. */
export interface HeaderCount {
  readonly key: string;
  readonly label: string;
  readonly count: Count;
  /** Share of all servers, 0 to 1; null for the total. */
  readonly share: number | null;
  /** "504 at risk" below an environment. */
  readonly detail: { readonly count: Count; readonly label: string } | null;
}

export type SummaryKey = 'critical-vulnerabilities' | 'os-end-of-support' | 'pending-updates';

export interface SummaryRow {
  readonly key: SummaryKey;
  readonly label: string;
  readonly servers: Share;
  /** Beside the label: "87 exploited now". */
  readonly notes: readonly RichText[];
  /** What to do, with counts inside. */
  readonly advice: RichText;
  readonly action: { readonly label: string; readonly target: Target } | null;
}

/** Text with links inside; parts are drawn in order. */
export type RichText = readonly RichPart[];
export interface RichPart {
  readonly text: string;
  readonly target?: Target;
}

export interface ServersCard {
  readonly atRisk: Count;
  readonly total: Count;
  /** Servers by highest level of any affected finding, Critical to Unknown; none where vulnerabilities are hidden. */
  readonly levels: readonly { readonly level: Severity; readonly servers: Share }[];
  readonly risks: readonly { readonly risk: ServerRisk; readonly label: string; readonly servers: Share; /** Servers for which it is unknown. */ readonly unknown: Count }[];
}

export interface SoftwareCard {
  readonly atRisk: Count;
  readonly total: Count;
  /** Each as a fraction of software at risk. */
  readonly ended: Share;
  readonly vulnerable: Share;
  readonly both: Share;
  readonly top: readonly TopSoftware[];
}

export interface TopSoftware {
  readonly name: string;
  readonly version: string;
  readonly target: Target;
  readonly level: Severity;
  readonly ended: boolean;
  readonly vulnerable: boolean;
  readonly critical: Count;
  readonly high: Count;
  readonly servers: Count;
}

export interface Horizon {
  /** Consecutive quarters from the as-of date's, at most 12, then `later`. */
  readonly quarters: readonly HorizonQuarter[];
  /** The soonest ends from the as-of date on. */
  readonly next: readonly HorizonEnd[];
  readonly alreadyEnded: { readonly servers: Count; readonly software: Count };
  readonly later: { readonly servers: Count; readonly software: Count };
  /** By the planned date another N servers and M software leave support; null without a planned date. */
  readonly byPlannedDate: { readonly servers: Count; readonly software: Count } | null;
}

export interface HorizonQuarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly servers: Count;
  readonly software: Count;
  /** The OS with most servers ending in it; '' when none. */
  readonly label: string;
}

export interface HorizonEnd {
  readonly date: IsoDate;
  readonly days: number;
  readonly label: string;
  readonly target: Target;
  readonly servers: Count;
}

/** R19: what could be judged. */
export interface CoverageMeter {
  readonly key: 'identified' | 'versions' | 'softwareData' | 'seen';
  readonly label: string;
  readonly value: Share;
  readonly total: number;
  readonly note: RichText;
}
