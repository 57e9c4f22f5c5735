/**
 * Custom messages between the extension and the worker, beside standard LSP. Requests are stateless: each carries all
 * it needs. "Changed" notifications carry no data; the client asks again. `docs/protocol.md` lists them, and a test
 * holds that page against this file.
 */
import type { EvidenceModel, SoftwareTrail, WhyNotModel } from './models/evidence';
import type { FeedOutcomeModel, FeedProblem, FeedsStatus } from './models/feeds';
import type { ServerFilter, ServerSortKey, SoftwareFilter, SoftwareSortKey, Sort } from './models/frame';
import type { Page, ServerRow, ServersModel, SoftwareModel, SoftwareRow } from './models/lists';
import type { OverviewModel } from './models/overview';
import type { FindingRef, ServerListKind, ServerModel, ServerSoftwareRow, UpdateRow, VulnerabilityRow } from './models/server';
import type { EstateStatus, TreeNode, TreeView } from './models/tree';
import type { ChartsModel } from './models/charts';
import type { MappingOptions, MappingTarget, ProductChoice, SoftwareRef } from './models/mapping';
import type { CompareChoices, CompareKind, CompareModel, CompareRevision, CompareRow, CompareSource } from './models/compare';
import type { HistoryModel } from './models/history';
import type { RecommendationsModel } from './models/recommendations';
import type { SetAsideChange, SetAsideOffer, SetAsideRow, VexFormat, VexImported } from './models/suppressions';
import type { CriticalityLevel, DecisionAnswer, KnownTag, TagChange, TagsImported } from './models/tags';
import type { FilteredList, FilterTextModel } from './models/filters';
import type { SavedView } from './models/views';
import type { ExportFormat } from '../core/export/exportFormat';
import type { FeedsNetwork } from './feedsNetwork';
import type { WorkerSettings } from './settings';

export type { ExportFormat } from '../core/export/exportFormat';

/** A request's name with the types of its parameters and answer; independent of either side's JSON-RPC library. */
export interface Request<Params, Result> {
  readonly method: string;
  readonly __types?: (params: Params) => Result;
}

/** A notification's name with the type of its parameters. */
export interface Notification<Params> {
  readonly method: string;
  readonly __types?: (params: Params) => void;
}

const request = <Params, Result>(method: string): Request<Params, Result> => ({ method });
const notification = <Params>(method: string): Notification<Params> => ({ method });

/** Date that an answer is computed for; absent: the settings' as-of date, else today. */
export interface AsOf {
  readonly asOf?: string | null;
}

export interface PageRange {
  readonly offset: number;
  /** At most `MAX_PAGE_ROWS`. */
  readonly limit: number;
}

/** Rows of one page, however many are asked for. */
export const MAX_PAGE_ROWS = 500;

/** Given to the worker in `initialize`'s initializationOptions. */
export interface InitializationOptions {
  readonly settings: WorkerSettings;
  /** `media/feeds/generation` of the installed extension. */
  readonly starterFeeds: string;
  /** sql.js's WebAssembly file. */
  readonly sqlWasm: string;
  /** Version of the installed extension; it stands in feed bundles. */
  readonly productVersion: string;
  /** Files that the user opened as inventories although no pattern names them, as URIs. */
  readonly openedInventories: readonly string[];
}

export interface ServersParams extends AsOf {
  readonly filter: ServerFilter;
  readonly sort: Sort<ServerSortKey>;
}

export interface SoftwareParams extends AsOf {
  readonly filter: SoftwareFilter;
  readonly sort: Sort<SoftwareSortKey>;
}

/** Client to worker. How many files, servers and problems there are, and the state of the feeds. */
export const EstateStatusRequest = request<AsOf, EstateStatus>('estate/status');

/** Client to worker. Reads every inventory file again from disk and reopens the feeds. Answers when done. */
export const EstateRefresh = request<Record<string, never>, EstateStatus>('estate/refresh');

/** Client to worker. Treats these files as inventories whatever their names. Answers which ones were refused, and why. */
export const InventoryOpen = request<{ readonly uris: readonly string[] }, { readonly refused: readonly { readonly uri: string; readonly reason: string }[] }>('inventory/open');

/** Client to worker. Listings that name their server neither inside nor by their file's name, with what they are called meanwhile. */
export const HostsUnnamed = request<Record<string, never>, readonly { readonly uri: string; readonly name: string }[]>('hosts/unnamed');

/** Client to worker. Keeps in `hosts.json` which server a listing is of; at once in every view. `problem` is '' when it was written. */
export const HostName = request<{ readonly uri: string; readonly server: string }, { readonly problem: string }>('host/name');

/** Client to worker. Everything of the Overview panel, for the servers of the filter. */
export const OverviewGet = request<AsOf & { readonly filter?: ServerFilter }, OverviewModel>('overview/get');

/** Client to worker. Everything of the Charts panel, for the servers of the filter. */
export const ChartsGet = request<AsOf & { readonly filter?: ServerFilter }, ChartsModel>('charts/get');

export interface RecommendationsParams extends AsOf {
  /** Key of one server; absent: the servers of the filter. */
  readonly server?: string;
  readonly filter?: ServerFilter;
  /** Ids of recommendations that count as done. */
  readonly ticked: readonly string[];
  readonly limit: number;
}

/** Client to worker. What to do first, most points first, and what doing the ticked ones comes to. null when no inventory names the server. */
export const RecommendationsGet = request<RecommendationsParams, RecommendationsModel | null>('recommendations/get');

export interface FilterTextParams extends AsOf {
  readonly list: FilteredList;
  readonly text: string;
  /** Where suggestions are wanted, UTF-16 code units. */
  readonly offset: number;
  /** The filter in force beside the text: it limits the counts of suggestions. */
  readonly inForce: ServerFilter | SoftwareFilter;
}

/** Client to worker. What a filter text says (docs/filters.md), its first mistake, and keys or values with counts for a place in it. */
export const FilterComplete = request<FilterTextParams, FilterTextModel>('filter/complete');

/** What is compared, and the kind of servers that are listed; absent: all that differ. */
export interface CompareParams {
  readonly source: CompareSource;
  readonly shown?: CompareKind;
}

/** Client to worker. The inventory as it is now beside its past, another inventory, another day or other feeds: what is new, fixed and unchanged. */
export const CompareGet = request<CompareParams, CompareModel>('compare/get');

/** Client to worker. More servers of a comparison, in its order; none where only totals are known. */
export const ComparePage = request<CompareParams & PageRange, Page<CompareRow>>('compare/page');

/** Client to worker. Feeds and days that are kept, to compare with. */
export const CompareChoicesGet = request<Record<string, never>, CompareChoices>('compare/choices');

/** Client to worker. The newest commits that touched the workspace's first folder under git; empty without one. */
export const CompareRevisions = request<Record<string, never>, { readonly revisions: readonly CompareRevision[] }>('compare/revisions');

/** Client to worker. Writes every new and fixed finding of a comparison as CSV; cancellable. A failed export leaves what was there before. */
export const CompareExport = request<{ readonly source: CompareSource; /** Absolute. */ readonly path: string }, { readonly rows: number }>('compare/export');

/** Client to worker. What the estate came to on each day kept, oldest first; the trend. */
export const HistoryGet = request<Record<string, never>, HistoryModel>('history/get');

/** Client to worker. Keeps today beside the inventory, in the first workspace folder, and makes the folder for it. Nothing is kept of a view of another date. */
export const HistoryKeep = request<Record<string, never>, Record<string, never>>('history/keep');

/** Client to worker. The canonical text of a filter; '' when nothing limits. */
export const FilterFormat = request<{ readonly list: FilteredList; readonly filter: ServerFilter | SoftwareFilter }, string>('filter/format');

/** Client to worker. Views that the workspace shares. */
export const ViewsList = request<Record<string, never>, readonly SavedView[]>('views/list');

/** Client to worker. Writes and removes (by name) views that the workspace shares. */
export const ViewsEdit = request<{ readonly put: readonly SavedView[]; readonly remove: readonly string[] }, Record<string, never>>('views/edit');

/** Client to worker. Header, facets, counts and first page of the servers list. Its page is empty when the estate is. */
export const ServersList = request<ServersParams, ServersModel>('servers/list');

/** Client to worker. One page of servers, in the order asked for. */
export const ServersPage = request<ServersParams & PageRange, Page<ServerRow>>('servers/page');

/** Client to worker. Header, facets, counts and first page of the software list. */
export const SoftwareList = request<SoftwareParams, SoftwareModel>('software/list');

/** Client to worker. One page of software, in the order asked for. */
export const SoftwarePage = request<SoftwareParams & PageRange, Page<SoftwareRow>>('software/page');

/** Client to worker. The server panel's model; null when no server has this key. */
export const ServerGet = request<AsOf & { readonly server: string }, ServerModel | null>('server/get');

/** Client to worker. The label of the scope that leaves this server out; null when none does, or no inventory names it. */
export const ServerHiddenBy = request<{ readonly server: string }, string | null>('server/hiddenBy');

/** Client to worker. One page of a server's vulnerabilities, software or updates, in their documented order. */
export const ServerRows = request<AsOf & PageRange & { readonly server: string; readonly list: ServerListKind }, Page<VulnerabilityRow | ServerSoftwareRow | UpdateRow>>('server/rows');

/** Client to worker. Why (or why not) a CVE is found on a server's software or OS; null when the server or the CVE is unknown. */
export const FindingExplain = request<AsOf & { readonly server: string; readonly finding: FindingRef }, EvidenceModel | null>('finding/explain');

/** Client to worker. What a software of a server is taken for and why, with its row as written; null when the server does not have it. */
export const SoftwareExplain = request<AsOf & { readonly server: string; readonly software: number }, SoftwareTrail | null>('software/explain');

/** Client to worker. Why a CVE id, as it was typed, is or is not found on a server; null when no server has this key. */
export const ServerWhyNot = request<AsOf & { readonly server: string; readonly cve: string }, WhyNotModel | null>('server/whyNot');

/** Client to worker. Children of a tree node ('' for the top), at most `TREE_PAGE` of them and then a node that brings more. */
export const TreeChildren = request<AsOf & { readonly view: TreeView; readonly node: string; readonly offset: number }, readonly TreeNode[]>('tree/children');

/** Children of one tree level before "more". */
export const TREE_PAGE = 200;

/** Servers for a Quick Pick, best match first. */
export const ServersFind = request<AsOf & { readonly text: string; readonly limit: number }, readonly { readonly key: string; readonly name: string; readonly detail: string }[]>('servers/find');

export type ExportParams = AsOf & {
  /** Absolute path; written beside and renamed, so that a cancelled export leaves nothing. */
  readonly path: string;
} & (
    | { readonly what: 'servers' | 'findings'; readonly filter: ServerFilter; readonly sort: Sort<ServerSortKey> }
    | { readonly what: 'software'; readonly filter: SoftwareFilter; readonly sort: Sort<SoftwareSortKey> }
  );

/**
 * Client to worker. Writes the filtered, sorted set to a file in a format; cancellable, with `export/progress` on the way. CSV holds the one list of `what`,
 * the other formats the whole assessment of those servers or that software; JSON has findings when `what` is. Answers how many rows CSV has, of others how many servers or software. `isBounded`: the
 * format has no room for all of it, and the file says what is left out.
 */
export const ExportWrite = request<ExportParams & { readonly token: number; readonly format: ExportFormat }, { readonly rows: number; readonly bytes: number; readonly isBounded: boolean }>('export/write');

/** Lists that users decide in and may edit by hand. */
export type DecisionTopic = 'servers' | 'groups' | 'criticalityRules' | 'setAside';

/** Client to worker. Keys of the servers that pass a filter, for what is done to all of them. */
export const ServersKeys = request<AsOf & { readonly filter: ServerFilter }, readonly string[]>('servers/keys');

/** Client to worker. Tags of the servers named, or of all, with how many have them. */
export const TagsKnown = request<{ readonly servers?: readonly string[] }, readonly KnownTag[]>('tags/known');

/** Client to worker. Sets and takes away tags of servers. They are kept beside the inventory, which stays as it is. */
export const TagsEdit = request<TagChange, DecisionAnswer>('tags/edit');

/** Client to worker. Sets the tags of a CSV file with columns for server, key and value; answers what was not understood. */
export const TagsImport = request<{ /** Absolute. */ readonly path: string }, TagsImported>('tags/import');

/** Client to worker. Sets the criticality of servers by hand; null: rules, groups and the inventory decide again. */
export const CriticalitySet = request<{ readonly servers: readonly string[]; readonly criticality: CriticalityLevel | null }, DecisionAnswer>('criticality/set');

/** Client to worker. Adds a rule behind those that there are: servers that pass the filter, or a filter's text, have this criticality. */
export const CriticalityAddRule = request<{ readonly filter?: ServerFilter; readonly text?: string; readonly criticality: CriticalityLevel }, DecisionAnswer>('criticality/addRule');

/** Client to worker. Says that servers need no protection, and why; null: they do again. */
export const CoverageExclude = request<{ readonly servers: readonly string[]; readonly reason: string | null }, DecisionAnswer>('coverage/exclude');

/** Client to worker. What a software stands for, and what it may be mapped to, best first; null when the inventory has none such. */
export const MappingOptionsGet = request<{ readonly software: SoftwareRef }, MappingOptions | null>('mapping/options');

/** Client to worker. Vendor and product pairs of the feed and products of endoflife.date whose names have all the words, at most 100. */
export const ProductsSearch = request<{ readonly text: string; readonly limit: number }, readonly ProductChoice[]>('products/search');

/** Client to worker. Says what a software is, in mappings.json beside its inventory: all versions of this name and publisher, unless a narrower mapping names it already. */
export const MappingSet = request<{ readonly software: SoftwareRef; readonly target: MappingTarget }, DecisionAnswer>('mapping/set');

/** Client to worker. Removes the mapping that decides about a software. */
export const MappingRemove = request<{ readonly software: SoftwareRef }, DecisionAnswer>('mapping/remove');

/** Client to worker. Takes back a change of decisions, where nobody has changed the same since. */
export const DecisionsUndo = request<{ readonly undo: number }, DecisionAnswer>('decisions/undo');

/** Client to worker. Where a list of decisions, or one entry of it, stands; makes the file when there is none yet. */
export const DecisionsPlace = request<{ readonly topic: DecisionTopic; readonly key?: string }, { readonly file: string; readonly line: number; readonly column: number }>('decisions/place');

/** Client to worker. What may be said of a finding to set it aside; null when the server or the software is unknown. */
export const SetAsideOfferRequest = request<{ readonly server: string; readonly finding: FindingRef }, SetAsideOffer | null>('setAside/offer');

/** Client to worker. Sets a finding aside, or changes the statement that does. */
export const SetAsidePut = request<SetAsideChange, DecisionAnswer>('setAside/put');

/** Client to worker. Every statement about findings, what they come to here, and where they stand. */
export const SetAsideList = request<AsOf, readonly SetAsideRow[]>('setAside/list');

/** Client to worker. Removes statements, so that their findings count again. */
export const SetAsideRemove = request<{ readonly keys: readonly string[] }, DecisionAnswer>('setAside/remove');

/** Client to worker. Takes the statements of an OpenVEX or CycloneDX document that name something of this inventory. */
export const VexImport = request<{ /** Absolute. */ readonly path: string }, VexImported>('vex/import');

/** Client to worker. Writes every statement as a document for others; what there was is replaced when it is whole. */
export const VexExport = request<{ /** Absolute. */ readonly path: string; readonly format: VexFormat }, { readonly statements: number; readonly bytes: number }>('vex/export');

/** Client to worker. Where each feed stands: revision, age, records, size, what failed, and the totals. Looks first whether another window or the command line wrote newer ones. */
export const FeedsStatusRequest = request<Record<string, never>, FeedsStatus>('feeds/status');

export interface FeedsUpdateParams {
  /** Tells the progress of requests apart. */
  readonly token: number;
  /** Names of the feeds to refresh; absent: all that come over the network. */
  readonly feeds?: readonly string[];
  /** Feeds younger than this are left alone, days; 0 refreshes all. */
  readonly maxAgeDays: number;
  readonly network: FeedsNetwork;
  /** NVD's API key out of the secret storage; '' for none. No other message carries it, and neither side logs it. */
  readonly nvdApiKey: string;
}

/**
 * Client to worker. Refreshes the feeds over the network, each on its own: one that fails leaves its last good data in use. Cancellable, with
 * `feeds/progress` on the way; a cancelled update answers too, with what was done until then. The only message that makes the worker use the network.
 */
export const FeedsUpdate = request<FeedsUpdateParams, { readonly outcomes: readonly FeedOutcomeModel[]; readonly problems: readonly FeedProblem[]; readonly cancelled: boolean }>('feeds/update');

/** Client to worker. Imports feed files, folders of them, overlays, OSV's archives or a bundle into the cache; cancellable, with `feeds/progress` on the way. */
export const FeedsImport = request<
  { readonly token?: number; readonly paths: readonly string[] },
  { readonly imported: readonly { readonly name: string; readonly label: string; readonly records: number; readonly skipped: number }[]; readonly problems: readonly FeedProblem[]; readonly cancelled: boolean }
>('feeds/import');

/** Client to worker. Writes the feeds in use into one file that another machine imports; cancellable, with `feeds/progress` on the way. A cancelled or failed export leaves what was there before. */
export const FeedsExport = request<{ readonly token: number; /** Absolute. */ readonly path: string }, { readonly bytes: number; readonly problems: readonly FeedProblem[]; readonly cancelled: boolean }>('feeds/export');

/** Client to worker. Removes every downloaded and imported feed, so that the starter feeds are in use again. Answers how many bytes that gave back. */
export const FeedsClear = request<Record<string, never>, { readonly bytes: number }>('feeds/clear');

/** Client to worker. New settings, whole. */
export const SettingsChanged = notification<WorkerSettings>('settings/changed');

/** Worker to client. Inventory, feeds or as-of date changed: ask again what is shown. `progress` while files are being read. */
export const EstateChanged = notification<{ readonly revision: number; readonly text: string }>('estate/changed');

/** Client to worker. Ends the reading of large files that is under way; what was not read yet is left out until it changes or everything is read again. */
export const EstateCancelReading = notification<Record<string, never>>('estate/cancelReading');

/**
 * Worker to client. How far the reading of large files is (more than 50 MB together), at most four times a second. Trees asked for meanwhile show the
 * servers read so far. `share` is 0 to 1; `isOver` when the reading ended or was ended.
 */
export const EstateReading = notification<{ readonly share: number; readonly rows: number; readonly servers: number; /** Base name. */ readonly file: string; readonly isOver: boolean }>('estate/reading');

/** Worker to client. Rows written so far of the export with this token. */
export const ExportProgress = notification<{ readonly token: number; readonly done: number; readonly total: number }>('export/progress');

/** Worker to client. An export of the settings was written after a save, or why not: a sentence for the user, told once until it is written or says another; '' when it was written. */
export const ExportSaved = notification<{ /** As the setting names it. */ readonly file: string; readonly problem: string }>('export/saved');

/** Worker to client. How far the feed work with this token is. `share` is 0 to 1; `records` counts CVE records read so far, 0 when none are being read. */
export const FeedsProgress = notification<{ readonly token: number; readonly text: string; readonly share: number; readonly records: number }>('feeds/progress');
