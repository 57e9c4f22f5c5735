import type { HideablePart } from '../core/insights/sharing';

/** What the worker is told of the user's settings; the extension reads them, the worker never asks VS Code. */
export interface WorkerSettings {
  /** As-of date for everything that carries none of its own (hover, Problems, code lens); null: today. */
  readonly asOf: string | null;
  /** The date last planned for, kept while `asOf` is today, so that views can offer it. */
  readonly plannedDate: string | null;
  /** Servers that every view, count and export is limited to; null: all. */
  readonly scope: ScopeSetting | null;
  /** Glob patterns of inventory files in the workspace. */
  readonly include: readonly string[];
  /** Folder of the feed cache; '' for the user's cache folder. */
  readonly feedsDirectory: string;
  /** Feeds older than this are stale, days. */
  readonly feedsMaximumAgeDays: number;
  /** Days after which an inventory counts as stale. */
  readonly staleAfterDays: number;
  readonly diagnostics: DiagnosticSettings;
  readonly codeLens: boolean;
  /** Keep a snapshot a day where decisions are kept. */
  readonly history: boolean;
  /** Parts that exports leave out. */
  readonly sharingHide: readonly HideablePart[];
  /** Exports written again when an inventory is saved. */
  readonly exportOnSave: readonly SavedExport[];
  /** How the Servers tree is grouped and sorted. */
  readonly tree: TreeSettings;
}

/** One export of `inventoryInsights.exportOnSave`, as it was written; the worker says what is wrong with it. */
export interface SavedExport {
  /** The workspace folder that `file` is relative to. */
  readonly folder: string;
  readonly file: string;
  /** '' for what the ending of the name tells. */
  readonly format: string;
  readonly list: 'servers' | 'software' | 'findings';
  /** A filter text of the list (docs/filters.md); '' for everything. */
  readonly filter: string;
}

/** Exports that one save may write; the rest of the setting is left out. */
export const MOST_SAVED_EXPORTS = 20;
/** Characters of a filter of the setting: as many as any filter text may have. */
const MAX_SAVED_FILTER = 1_000_000;
/** Characters of a path of the setting. */
const MAX_PATH = 4_000;

/** Longest filter of the trees, UTF-16 code units: a text that is typed, not a selection by keys. */
export const MAX_TREE_FILTER = 2_000;

/** A scope that stays: what people call it, and the filter of servers as text (docs/filters.md). */
export interface ScopeSetting {
  readonly label: string;
  readonly text: string;
}

export type DiagnosticLevel = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** One level per kind of diagnostic. */
export interface DiagnosticSettings {
  readonly osEndOfSupport: DiagnosticLevel;
  readonly osEndingSoon: DiagnosticLevel;
  readonly softwareEndOfSupport: DiagnosticLevel;
  readonly exploitedVulnerability: DiagnosticLevel;
  readonly criticalVulnerability: DiagnosticLevel;
  readonly unknownVersion: DiagnosticLevel;
  /** Software that stands for nothing in the feeds, once for each file. */
  readonly unmappedSoftware: DiagnosticLevel;
  /** Rejected rows and other errors and warnings of reading. */
  readonly dataIssues: DiagnosticLevel;
}

export interface TreeSettings {
  readonly groupBy: 'none' | 'environment' | 'site' | 'os';
  readonly sortBy: 'score' | 'name' | 'support';
  /** Words that servers and software must contain; '' shows all. */
  readonly filter: string;
  readonly atRiskOnly: boolean;
}

export const DEFAULT_SETTINGS: WorkerSettings = {
  asOf: null,
  plannedDate: null,
  scope: null,
  include: [
    '**/*.inventory.json',
    '**/*.inventory.csv',
    '**/*{azure-migrate,AzureMigrate,RVTools,rvtools}*.{csv,xlsx}',
    '**/*{dpkg,apt-list,apt-upgradable,rpm-qa,updateinfo}*.{txt,csv}',
    '**/*{.cdx,.spdx,winget,osquery}*.json',
  ],
  feedsDirectory: '',
  feedsMaximumAgeDays: 7,
  staleAfterDays: 30,
  diagnostics: {
    osEndOfSupport: 'warning',
    osEndingSoon: 'information',
    softwareEndOfSupport: 'information',
    exploitedVulnerability: 'error',
    criticalVulnerability: 'warning',
    unknownVersion: 'hint',
    unmappedSoftware: 'hint',
    dataIssues: 'warning',
  },
  codeLens: true,
  history: true,
  sharingHide: [],
  exportOnSave: [],
  tree: { groupBy: 'none', sortBy: 'score', filter: '', atRiskOnly: false },
};

const PARTS: readonly HideablePart[] = ['vulnerabilities', 'updates'];
const LEVELS: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Settings from whatever came over the wire; anything of the wrong type falls back to its default. */
export function decodeSettings(value: unknown): WorkerSettings {
  const given = isRecord(value) ? value : {};
  const diagnostics = isRecord(given.diagnostics) ? given.diagnostics : {};
  const tree = isRecord(given.tree) ? given.tree : {};
  const fallback = DEFAULT_SETTINGS;
  return {
    asOf: dateOr(given.asOf, null),
    plannedDate: dateOr(given.plannedDate, null),
    scope: scopeOr(given.scope),
    include: Array.isArray(given.include) ? given.include.filter((glob) => typeof glob === 'string').slice(0, 100) : fallback.include,
    feedsDirectory: typeof given.feedsDirectory === 'string' ? given.feedsDirectory : '',
    feedsMaximumAgeDays: daysOr(given.feedsMaximumAgeDays, fallback.feedsMaximumAgeDays),
    staleAfterDays: daysOr(given.staleAfterDays, fallback.staleAfterDays),
    diagnostics: Object.fromEntries(
      Object.entries(fallback.diagnostics).map(([kind, level]) => [kind, oneOf(diagnostics[kind], LEVELS, level)]),
    ) as unknown as DiagnosticSettings,
    // A part of an unknown name hides nothing else in its place; what is known stays hidden.
    sharingHide: Array.isArray(given.sharingHide) ? PARTS.filter((part) => (given.sharingHide as unknown[]).includes(part)) : [],
    exportOnSave: savedExports(given.exportOnSave),
    history: typeof given.history === 'boolean' ? given.history : fallback.history,
    codeLens: typeof given.codeLens === 'boolean' ? given.codeLens : fallback.codeLens,
    tree: {
      groupBy: oneOf(tree.groupBy, ['none', 'environment', 'site', 'os'], fallback.tree.groupBy),
      sortBy: oneOf(tree.sortBy, ['score', 'name', 'support'], fallback.tree.sortBy),
      filter: typeof tree.filter === 'string' ? tree.filter.slice(0, MAX_TREE_FILTER) : '',
      atRiskOnly: tree.atRiskOnly === true,
    },
  };
}

function savedExports(value: unknown): readonly SavedExport[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).filter(({ folder, file }) => isPath(folder) && isPath(file)).slice(0, MOST_SAVED_EXPORTS).map(({ folder, file, format, list, filter }) => ({
    folder: folder as string, file: file as string,
    format: typeof format === 'string' ? format.slice(0, MAX_SCOPE_LABEL) : '',
    list: oneOf(list, ['servers', 'software', 'findings'], 'findings'),
    // One character too many stays too many: cut to what is allowed, it would say something else.
    filter: typeof filter === 'string' ? filter.slice(0, MAX_SAVED_FILTER + 1) : '',
  }));
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PATH;
}

/** Characters of a scope's name and filter text. */
const MAX_SCOPE_LABEL = 200;
const MAX_SCOPE_TEXT = 200_000;

function scopeOr(value: unknown): ScopeSetting | null {
  if (!isRecord(value) || typeof value.text !== 'string' || value.text === '' || value.text.length > MAX_SCOPE_TEXT) return null;
  return { label: typeof value.label === 'string' ? value.label.slice(0, MAX_SCOPE_LABEL) : value.text.slice(0, MAX_SCOPE_LABEL), text: value.text };
}

function daysOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : fallback;
}

function dateOr(value: unknown, fallback: string | null): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : fallback;
}

function oneOf<T extends string>(value: unknown, allowed: readonly string[], fallback: T): T {
  return typeof value === 'string' && allowed.includes(value) ? (value as T) : fallback;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
