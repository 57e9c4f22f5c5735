import { NO_OPERATING_SYSTEM } from '../serverFacts';
import { installedHotfix } from './installedHotfix';
import type { DraftServer } from './inventoryDraft';
import { itemsOf, jsonListing, memberOf, textOf, type JsonHead, type JsonListingState } from './jsonListing';
import type { JsonNode } from './jsonNode';

/** osquery's tables of software, and how the product names their source. */
const SOFTWARE_TABLES: Readonly<Record<string, string>> = {
  programs: 'registry', deb_packages: 'dpkg', rpm_packages: 'rpm', apps: 'apps', homebrew_packages: 'homebrew', chocolatey_packages: 'chocolatey',
  python_packages: 'pypi', npm_packages: 'npm', portage_packages: 'portage', pkg_packages: 'pkg', software: '',
};
const OTHER_TABLES = ['os_version', 'system_info', 'patches'] as const;
/** Columns that name a row's host where several hosts' rows are in one file. */
const HOST_COLUMNS = ['hostIdentifier', 'host_hostname', 'hostname', 'computer_name', 'csname', 'host'] as const;
const FIX = 'Write the rows of programs, deb_packages or rpm_packages with osqueryi --json.';

/** A package as every such table has it; `software` of other tools is recognised by the same two columns. */
function looksLikeRows({ members, names }: Pick<JsonHead, 'members' | 'names'>): boolean {
  return ((names.has('name') && names.has('version')) || tableOfRow(names) !== '') && members.every(({ kind }) => kind === 'text' || kind === 'plain');
}

/** The table of a row that stands in a list without a name, where it lists no packages. */
function tableOfRow(names: Pick<ReadonlySet<string>, 'has'>): string {
  if (names.has('hotfix_id')) return 'patches';
  if (names.has('cpu_logical_cores') && names.has('physical_memory')) return 'system_info';
  return names.has('platform') && names.has('major') && names.has('minor') ? 'os_version' : '';
}

/** A result as osqueryd logs it: rows under `snapshot`, or one row under `columns`. */
function isLogged(names: ReadonlySet<string>): boolean {
  return names.has('hostIdentifier') && (names.has('snapshot') || names.has('columns'));
}

/**
 * `osqueryi --json` of one table (a list of rows), or several tables under their names: programs, deb_packages, rpm_packages, …,
 * os_version, system_info, patches; or results as osqueryd logs them, one a line. A row's own host column, else system_info, else the file names the host.
 */
export const osquery = jsonListing({
  id: 'osquery',
  expects: 'osquery rows in JSON: [{"name": …, "version": …}], or {"programs": […], "os_version": […]}',
  fix: FIX,
  recognise(head, fileName) {
    if (head.isList) return !looksLikeRows(head) ? 0 : /osquery|programs|(?:deb|rpm)_packages/.test(fileName) ? 2 : 1;
    if (isLogged(head.names)) return 2;
    const tables = head.members.filter(({ name, kind }) => kind === 'array' && (name in SOFTWARE_TABLES || (OTHER_TABLES as readonly string[]).includes(name)));
    // A list of this name alone is used by too many tools to be sure.
    return tables.length === 0 ? 0 : tables.some(({ name }) => name !== 'software') ? 2 : 1;
  },
  lists: new Set(['', ...Object.keys(SOFTWARE_TABLES), ...OTHER_TABLES]),
  isRecord: isLogged,
  record(list, node, state) {
    if (node.kind !== 'object') return state.draft.reject(node, 'An entry', 'is no row', FIX);
    if (list === '' && isLogged(new Set(node.members.keys()))) return logged(node, state);
    row(list, node, textOf(node, ...HOST_COLUMNS), state);
  },
  cells: { name: 'software', version: 'version', publisher: 'publisher', vendor: 'publisher', maintainer: 'publisher', hotfix_id: 'update', hostname: 'server' },
});

type Row = Extract<JsonNode, { kind: 'object' }>;

function row(list: string, node: Row, hostName: string, state: JsonListingState): void {
  const table = tableOfRow(node.members) || list;
  const host = hostName === '' || (table === 'system_info' && list !== '') ? state.host() : state.draft.server({ name: hostName }, node);
  if (table === 'system_info') return system(node, host, state);
  if (table === 'os_version') return release(node, host, state);
  if (table === 'patches') return patch(node, host, state);
  const name = textOf(node, 'name');
  if (name === '') return state.draft.reject(node, 'A row', 'has no name', FIX);
  state.draft.rows++;
  host.softwareKnown = true;
  // deb_packages also lists what was removed but for its configuration.
  if (/^(?:deinstall|purge|unknown) /.test(textOf(node, 'status'))) return;
  const source = SOFTWARE_TABLES[textOf(node, 'source')] ?? (textOf(node, 'source') || SOFTWARE_TABLES[table] || '');
  state.draft.install(host, { name, version: versionOf(node), publisher: textOf(node, 'publisher', 'vendor', 'maintainer'), source }, node);
}

/** A row that a query no longer finds is told as removed. */
function logged(node: Row, state: JsonListingState): void {
  const columns = memberOf(node, 'columns');
  const rows = columns ? [columns] : itemsOf(node, 'snapshot');
  if (columns && textOf(node, 'action') === 'removed') return void state.draft.rows++;
  // Packs are called pack_<pack>_<query>, and queries by those who know them after their table.
  const list = Object.keys(SOFTWARE_TABLES).find((table) => table !== 'software' && textOf(node, 'name').endsWith(table)) ?? '';
  for (const each of rows) {
    if (each.kind === 'object') row(list, each, textOf(each, ...HOST_COLUMNS) || textOf(node, 'hostIdentifier'), state);
    else state.draft.reject(each, 'An entry', 'is no row', FIX);
  }
}

/** rpm_packages has the epoch and the release apart. */
function versionOf(node: JsonNode): string {
  const version = textOf(node, 'version');
  const release = textOf(node, 'release');
  const epoch = textOf(node, 'epoch');
  if (release === '' || version === '') return version;
  return `${epoch === '' || epoch === '0' ? '' : `${epoch}:`}${version}-${release}`;
}

function system(node: JsonNode, host: DraftServer, { draft }: JsonListingState): void {
  draft.rows++;
  const name = textOf(node, 'hostname', 'computer_name');
  if (name !== '') draft.rename(host, { name });
  const cores = Number(textOf(node, 'cpu_logical_cores'));
  const memory = Number(textOf(node, 'physical_memory'));
  if (cores > 0) draft.know(host, { cores });
  if (memory > 0) draft.know(host, { memoryMB: Math.round(memory / 1024 ** 2) });
}

function release(node: JsonNode, host: DraftServer, { draft }: JsonListingState): void {
  draft.rows++;
  const os = { ...NO_OPERATING_SYSTEM, name: textOf(node, 'name'), version: textOf(node, 'version'), build: textOf(node, 'build'), architecture: textOf(node, 'arch') };
  draft.know(host, { os });
}

function patch(node: JsonNode, host: DraftServer, state: JsonListingState): void {
  state.draft.rows++;
  const id = textOf(node, 'hotfix_id');
  if (id !== '') installedHotfix(host, id, textOf(node, 'installed_on'), node, state);
}
