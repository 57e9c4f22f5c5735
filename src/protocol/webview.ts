/**
 * What crosses between the extension host and a webview. A webview is a function of one snapshot and sends intents;
 * one union per direction. Everything received is `unknown` until decoded on either side.
 */
import type { ChartsModel } from './models/charts';
import type { FilterTextModel } from './models/filters';
import type { CompareKind, CompareModel, CompareRow, CompareSource } from './models/compare';
import type { ViewName } from './models/views';
import type { RecommendationsModel } from './models/recommendations';
import type { EvidenceModel, SoftwareTrail, WhyNotModel } from './models/evidence';
import type { ServerFilter, ServerSection, ServerSortKey, SoftwareFilter, SoftwareSortKey, Sort, Target } from './models/frame';
import type { Page, ServerRow, ServersModel, SoftwareModel, SoftwareRow } from './models/lists';
import type { OverviewModel } from './models/overview';
import type { FindingRef, ServerListKind, ServerModel, ServerSoftwareRow, UpdateRow, VulnerabilityRow } from './models/server';

export type PanelKind = 'overview' | 'servers' | 'software' | 'server' | 'charts' | 'compare';

/** What a panel draws: all of it, never a delta. */
export type PanelSnapshot =
  | { readonly panel: 'overview'; readonly model: OverviewModel }
  | ({ readonly panel: 'servers'; readonly model: ServersModel } & AroundList)
  | ({ readonly panel: 'software'; readonly model: SoftwareModel } & AroundList)
  | { readonly panel: 'charts'; readonly model: ChartsModel }
  | { readonly panel: 'compare'; readonly model: CompareModel; readonly source: CompareSource | null }
  | { readonly panel: 'server'; readonly model: ServerModel; readonly section: ServerSection; readonly finding: FindingRef | null };

/** What a list's panel draws beside its model. */
export interface AroundList {
  /** Keys of the columns on show; absent: those that fit. */
  readonly columns?: readonly string[];
  /** Saved views of this list, by name. */
  readonly views?: readonly ViewName[];
}

/** A row of any list that is fed page by page. */
export type ListRow = ServerRow | SoftwareRow | VulnerabilityRow | UpdateRow | ServerSoftwareRow | CompareRow;

export type HostMessage =
  | { readonly type: 'snapshot'; readonly snapshot: PanelSnapshot }
  /** Answer to `page`. */
  | { readonly type: 'page'; readonly request: number; readonly page: Page<ListRow> }
  /** Answer to `explain`. */
  | { readonly type: 'evidence'; readonly request: number; readonly evidence: EvidenceModel }
  /** Answer to `explainSoftware`. */
  | { readonly type: 'softwareTrail'; readonly request: number; readonly trail: SoftwareTrail }
  /** Answer to `whyNot`. */
  | { readonly type: 'explanation'; readonly request: number; readonly explanation: WhyNotModel }
  /** Answer to `recommend`. */
  | { readonly type: 'recommendations'; readonly request: number; readonly model: RecommendationsModel }
  /** Answer to `filterText`. */
  | { readonly type: 'filterText'; readonly request: number; readonly model: FilterTextModel }
  /** Data changed since the snapshot: say so, keep the user's place, offer Refresh (V17). */
  | { readonly type: 'changed'; readonly revision: number; readonly text: string }
  /** Work over 300 ms has begun or ended. */
  | { readonly type: 'busy'; readonly busy: boolean }
  /** An intent failed: the thing, the reason, the next step. */
  | { readonly type: 'error'; readonly request: number | null; readonly message: string; /** What one press does about it. */ readonly remedy?: 'clearScope' };

/** What is decided about servers: by which command. */
export type DecisionKind = 'addTag' | 'removeTags' | 'setCriticality' | 'exclude' | 'include' | 'addRule';

export type WebviewMessage =
  /** Sent once on load, with the persisted arrangement; the host answers with a snapshot. */
  | { readonly type: 'ready'; readonly state: PanelState }
  | { readonly type: 'open'; readonly target: Target; readonly beside: boolean }
  | { readonly type: 'refresh' }
  /** New filter or sort of a list panel; the host answers with a snapshot. */
  | { readonly type: 'arrange'; readonly state: PanelState }
  | { readonly type: 'page'; readonly request: number; readonly list: 'servers' | 'software' | 'compare' | ServerListKind; readonly offset: number; readonly limit: number }
  | { readonly type: 'explain'; readonly request: number; readonly finding: FindingRef }
  /** What a software of the panel's server is taken for; `software` is its index in the estate. */
  | { readonly type: 'explainSoftware'; readonly request: number; readonly software: number }
  /** Why a CVE, its id as it was typed, is or is not found on the panel's server. */
  | { readonly type: 'whyNot'; readonly request: number; readonly cve: string }
  /** What to do first on the panel's servers, and what doing the ticked ones comes to. */
  | { readonly type: 'recommend'; readonly request: number; readonly ticked: readonly string[] }
  /** What a filter text says, and what could stand at the offset. */
  | { readonly type: 'filterText'; readonly request: number; readonly text: string; readonly offset: number }
  /** `null`: today. */
  | { readonly type: 'setAsOf'; readonly asOf: string | null }
  | { readonly type: 'pickAsOf' }
  /** Opens a saved view, the one named or one that the user chooses; saves the panel's list as one; manages them; or makes the panel's filter the scope. */
  | { readonly type: 'views'; readonly action: 'open' | 'save' | 'manage' | 'scope'; readonly name?: string }
  /** Every view shows all servers again. */
  | { readonly type: 'clearScope' }
  | { readonly type: 'export'; readonly what: 'servers' | 'software' | 'findings' }
  /** Asks the user what to say of the servers that pass. */
  | { readonly type: 'decide'; readonly what: DecisionKind; readonly filter: ServerFilter }
  /** Asks the user how a finding of the panel's server is set aside. */
  | { readonly type: 'setAside'; readonly finding: FindingRef }
  /** Asks the user how a CVE is set aside on the servers that pass. */
  | { readonly type: 'setAsideOn'; readonly cve: string; readonly filter: ServerFilter }
  /** Asks what to compare with. */
  | { readonly type: 'compareWith' }
  | { readonly type: 'exportComparison' }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'showLog' }
  /** The first step from an empty panel: the workbench's Open Folder, or the command that opens any file as an inventory. */
  | { readonly type: 'begin'; readonly action: 'openFolder' | 'openInventory' };

/** All that a panel keeps over reloads: arrangement, never data. */
export interface PanelState {
  readonly panel: PanelKind;
  /** Server key of a server panel. */
  readonly server?: string;
  readonly section?: ServerSection;
  readonly serverFilter?: ServerFilter;
  readonly serverSort?: Sort<ServerSortKey>;
  readonly softwareFilter?: SoftwareFilter;
  readonly softwareSort?: Sort<SoftwareSortKey>;
  /** Columns of a list on show; absent: those that fit. */
  readonly columns?: readonly string[];
  /** Recommendations that count as done in what the panel shows beside the real numbers. */
  readonly ticked?: readonly string[];
  /** What the Compare panel compares with. */
  readonly compare?: CompareSource;
  /** The kind of servers that the Compare panel lists; absent: all that differ. */
  readonly compareShown?: CompareKind;
}

/** Rows of one page; a list keeps at most `LIST_CACHE_PAGES` of them. */
export const PAGE_ROWS = 100;
export const LIST_CACHE_PAGES = 40;
