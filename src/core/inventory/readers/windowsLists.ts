import { classOfSeverity, parseDate, quoted, strongest, updateClassOf } from '../cellValues';
import type { PlainDate } from '../plainDate';
import { installedHotfix } from './installedHotfix';
import { isHere } from './hostName';
import type { DraftServer } from './inventoryDraft';
import { itemsOf, jsonListing, memberOf, textOf, type JsonListingState } from './jsonListing';
import { nodeText, type JsonNode } from './jsonNode';

const FIX = 'Write the list again with ConvertTo-Json -Depth 5.';

/** What PowerShell's ConvertTo-Json makes of Get-HotFix, of Windows Update lists and of the Uninstall keys: a list of objects, or one object. */
export const windowsLists = jsonListing({
  id: 'windows-json',
  expects: 'JSON of Get-HotFix, of pending Windows updates or of the Uninstall keys, as ConvertTo-Json writes it',
  fix: FIX,
  recognise: ({ isList, names, text }) => {
    if (isEntry(names)) return 2;
    // Windows PowerShell wraps some lists: {"value": […], "Count": 2}.
    return !isList && names.has('value') && names.has('Count') && /"(?:HotFixID|DisplayVersion|KBArticleIDs)"\s*:/.test(text) ? 2 : 0;
  },
  lists: new Set(['', 'value']),
  isRecord: isEntry,
  record(_list, node, state) {
    const server = hostOfRow(node, state);
    const { draft } = state;
    const [name, hotfix, title] = [textOf(node, 'DisplayName'), textOf(node, 'HotFixID'), textOf(node, 'Title')];
    if (name === '' && hotfix === '' && title === '' && !memberOf(node, 'DisplayVersion')) return draft.reject(node, 'An entry', 'is no hotfix, no update and no program', FIX);
    const cut = [name, hotfix, title].find((text) => CUT.test(text));
    if (cut !== undefined) return draft.reject(node, cut, 'is what ConvertTo-Json leaves of an object below its -Depth', FIX);
    draft.rows++;
    if (hotfix !== '') installedHotfix(server, hotfix, dateText(memberOf(node, 'InstalledOn')), node, state);
    else if (title !== '') pending(title, node, server, state);
    else if (name !== '') draft.install(server, { name, version: uncut(node, 'DisplayVersion', state), publisher: uncut(node, 'Publisher', state), source: 'registry' }, node);
  },
  cells: { DisplayName: 'software', DisplayVersion: 'version', Publisher: 'publisher', Title: 'update', KB: 'update', HotFixID: 'update', PSComputerName: 'server', ComputerName: 'server' },
});

function isEntry(names: ReadonlySet<string>): boolean {
  return names.has('HotFixID') || names.has('DisplayVersion') || (names.has('Title') && (names.has('KB') || names.has('KBArticleIDs')));
}

/** A text that stands for an object or a list which ConvertTo-Json did not go into. */
const CUT = /^(?:@\{.*\}|System\.(?:__ComObject|(?:Object|String|Int32)\[\]|Collections\.\S+))$/s;

/** A text of an entry; one that was cut is told and says nothing. */
function uncut(node: JsonNode, name: string, { draft }: JsonListingState): string {
  const text = textOf(node, name);
  if (!CUT.test(text)) return text;
  draft.complain(memberOf(node, name)!, { code: 'value-unknown', message: `${quoted(text)} is what ConvertTo-Json leaves of an object below its -Depth; it is left out.`, fix: FIX }, 'warning');
  return '';
}

/** PSComputerName is '' and "localhost" where nothing was asked from afar; the properties of the machine itself go before it. */
function hostOfRow(node: JsonNode, { draft, host }: JsonListingState): DraftServer {
  const name = textOf(node, 'CSName', '__SERVER', 'PSComputerName', 'ComputerName');
  return isHere(name) ? host() : draft.server({ name }, node);
}

function pending(title: string, node: JsonNode, server: DraftServer, { draft, today }: JsonListingState): void {
  const kbs = [textOf(node, 'KB'), ...itemsOf(node, 'KBArticleIDs').map(nodeText)].filter((text) => text !== '' && !CUT.test(text));
  const kb = kbs[0] ?? '';
  const categories = [textOf(node, 'Classification', 'Category'), ...itemsOf(node, 'Categories').map(categoryOf)].filter((text) => text !== '' && !CUT.test(text));
  const severity = textOf(node, 'MsrcSeverity');
  const classes = [...categories.map(updateClassOf), classOfSeverity(severity)];
  const id = kb === '' ? (/\bKB\d{5,8}\b/i.exec(title)?.[0] ?? title) : /^\d+$/.test(kb) ? `KB${kb}` : kb;
  draft.update(server, {
    id,
    title,
    class: strongest(...classes),
    classification: [severity, ...categories].filter(Boolean).join(', '),
    releasedOn: dateOf(memberOf(node, 'LastDeploymentChangeTime'), today),
  }, node);
}

/** A category of the Windows Update agent: an object with a name, or what is left of one below -Depth: `@{Name=Security Updates; …}`. */
function categoryOf(node: JsonNode): string {
  if (node.kind === 'object') return textOf(node, 'Name');
  const text = nodeText(node);
  return /^@\{.*?\bName=([^;}]*)/s.exec(text)?.[1]?.trim() ?? text;
}

/** Anything but a date that is certain, such as one in a country's own order, says nothing. */
function dateOf(node: JsonNode | undefined, today: PlainDate): PlainDate | null {
  const date = parseDate(dateText(node), today).value;
  return date !== null && date <= today ? date : null;
}

/** A date as it is written, the `/Date(ms)/` of Windows PowerShell and its `{value, DateTime}` as ISO; '' for none. */
function dateText(node: JsonNode | undefined): string {
  if (node?.kind === 'object') return dateText(node.members.get('value') ?? node.members.get('DateTime'));
  if (node?.kind !== 'text') return '';
  const ticks = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(node.text);
  return ticks ? new Date(Number(ticks[1])).toISOString() : node.text;
}
