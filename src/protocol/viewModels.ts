/**
 * What views show, ready to draw: the worker makes them (`src/worker/present`), the extension passes them on,
 * webviews draw them. Plain JSON. Text from inventories and feeds is data here and must be drawn as text.
 *
 * Three states are never mixed: a number (0 included), `null` = not known ("unknown", drawn as –).
 */
import type { ServerFilter, ServerRisk, ServerSortKey, SoftwareFilter, SoftwareSortKey, Sort, SupportBucket } from '../core/insights/filter';
import type { ServerCoverage } from '../core/insights/estate/decidedColumns';
import type { HideablePart } from '../core/insights/sharing';
import type { FeedName } from '../core/match/knowledge';
import type { Severity, Verdict } from '../core/match/verdict';
import type { IdentificationModel, SoftwareRef } from './models/mapping';
import type { ServerDecisionsModel } from './models/tags';

export type {
  ServerFilter, ServerRisk, ServerSortKey, SoftwareFilter, SoftwareRisk, SoftwareSortKey, Sort, SortDirection, SupportBucket,
} from '../core/insights/filter';
export type { ServerCoverage } from '../core/insights/estate/decidedColumns';
export type { HideablePart } from '../core/insights/sharing';
export type { FeedName } from '../core/match/knowledge';
export type { Severity, Verdict } from '../core/match/verdict';

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

// ---------------------------------------------------------------- Overview

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

// ---------------------------------------------------------------- Lists

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
  /** Age of the oldest inventory file's data, days; null when unknown. */
  readonly inventoryAgeDays: number | null;
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

// ---------------------------------------------------------------- Server panel

export interface ServerModel {
  readonly frame: Frame;
  readonly key: string;
  readonly name: string;
  readonly row: ServerRow;
  readonly os: { readonly label: string; readonly written: string; readonly version: string; readonly build: string; readonly cpe: string; readonly rule: string; readonly confidence: string };
  readonly source: Target | null;
  readonly sourceLabel: string;
  /** Score on the planned date, when one is set and differs from the as-of date. */
  readonly scoreOnPlannedDate: number | null;
  readonly notCounted: { readonly possible: number; readonly unknownVersion: number; readonly suppressed: number };
  readonly security: PresenceModel;
  readonly patch: PresenceModel;
  readonly topVulnerabilities: readonly VulnerabilityRow[];
  readonly topUpdates: readonly UpdateRow[];
  readonly endedSoftware: readonly ServerSoftwareRow[];
  /** Software with affected findings, worst first. */
  readonly vulnerableSoftware: readonly ServerSoftwareRow[];
  /** What to do first, worked out from the same findings. */
  readonly counts: { readonly vulnerabilities: number | null; readonly possible: number; readonly software: number | null; readonly updates: number | null };
  /** Tags, criticality and coverage with who says so. */
  readonly decided: ServerDecisionsModel;
  readonly facts: readonly FactGroup[];
  readonly problems: readonly { readonly severity: string; readonly message: string; readonly target: Target }[];
}

export interface PresenceModel extends Presence {
  readonly groups: readonly { readonly label: string; readonly products: readonly string[] }[];
  /** What to do when missing or unknown; '' when present. */
  readonly advice: string;
}

/** Names one finding on one server: `software` is the index of the software in the estate, -1 the OS. */
export interface FindingRef {
  readonly cve: string;
  readonly software: number;
}

export interface VulnerabilityRow {
  readonly ref: FindingRef;
  readonly cve: string;
  readonly severity: Severity;
  readonly score: number | null;
  readonly cvssVersion: string;
  readonly cvssSource: string;
  readonly exploited: boolean;
  readonly ransomware: boolean;
  readonly dueDate: IsoDate | null;
  readonly epss: number | null;
  /** "Apache Tomcat 9.0.30", or the OS label. */
  readonly software: string;
  readonly fixedIn: string;
  readonly verdict: Verdict;
  readonly verdictLabel: string;
  /** Who set it aside, why and until when, as sentences; '' when it counts. */
  readonly setAside: string;
  readonly published: IsoDate;
}

export interface UpdateRow {
  readonly id: string;
  readonly title: string;
  readonly class: 'critical' | 'security' | 'other';
  readonly releasedOn: IsoDate | null;
  readonly waitsDays: number | null;
  readonly source: Target;
}

export interface ServerSoftwareRow extends SoftwareRow {
  readonly place: Target;
}

export interface FactGroup {
  readonly label: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Lists of the server panel beyond the top five, fed page by page. */
export type ServerListKind = 'vulnerabilities' | 'software' | 'updates';

// ---------------------------------------------------------------- Evidence

/** Why? — the trail of one finding, in steps. */
export interface EvidenceModel {
  readonly ref: FindingRef;
  readonly cve: string;
  readonly verdict: Verdict;
  readonly verdictLabel: string;
  /** "counts 1 in the score" or why it does not. */
  readonly counts: string;
  readonly description: string;
  readonly severity: Severity;
  readonly steps: readonly EvidenceStep[];
  readonly references: readonly string[];
  /** The whole trail as plain text, for the clipboard. */
  readonly plain: string;
}

export interface EvidenceStep {
  readonly title: string;
  /** At the right: "confidence: high", "inside", "met". */
  readonly note: string;
  readonly text: string;
  /** Monospace text copied from the file or feed. */
  readonly code: readonly string[];
  readonly target: Target | null;
  readonly targetLabel: string;
  /** Drawn as a line with the version on it; null where there is no range. */
  readonly range: { readonly from: string; readonly fromIncluded: boolean; readonly to: string; readonly toIncluded: boolean; readonly at: string } | null;
}

/** Why a CVE is, or is not, found on a server, for an id that somebody asked for. */
export interface WhyNotModel {
  readonly cve: string;
  /** `found`, `ruled-out`, `not-listed`, `no-products`, `rejected` or `unknown-cve`; see `core/insights/whyNot.ts`. */
  readonly outcome: string;
  /** The answer in one sentence, and what explains or limits it in further ones. */
  readonly answer: string;
  readonly details: readonly string[];
  /** Each subject whose product the record names, the nearest to a finding first, and how many more there are. */
  readonly subjects: readonly { readonly ref: FindingRef; readonly label: string; readonly verdict: Verdict; readonly verdictLabel: string; readonly reason: string }[];
  readonly more: number;
}

// ---------------------------------------------------------------- Tree, issues, feeds

export type TreeView = 'servers' | 'software' | 'dataIssues' | 'feeds';

export interface TreeNode {
  /** Stable over refreshes. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown made by the worker; inventory text in it is escaped. */
  readonly tooltip: string;
  /** A codicon name and a theme colour id, '' for none. */
  readonly icon: string;
  readonly color: string;
  readonly expandable: boolean;
  /** For `when` clauses of menus: `server`, `software`, `finding`, `file`, `problem`, `feed`, `more`. */
  readonly context: string;
  readonly target: Target | null;
  /** At most 2 characters shown as a decoration badge; '' for none. */
  readonly badge: string;
  /** Spoken instead of label and description. */
  readonly accessibleLabel: string;
}

export interface EstateStatus {
  readonly revision: number;
  readonly phase: 'reading' | 'ready';
  readonly files: number;
  readonly unreadableFiles: number;
  readonly servers: number;
  readonly serversAtRisk: number;
  readonly software: number;
  readonly problems: { readonly errors: number; readonly warnings: number; readonly information: number };
  readonly feedsSummary: string;
  readonly feedsStale: boolean;
  readonly starterFeeds: boolean;
  /** Said once to the user: what was wrong with the feed cache; '' when nothing. */
  readonly feedsProblem: string;
}

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
