import { parseDate, updateClassOf } from '../cellValues';
import type { PlainDate } from '../plainDate';
import { installedHotfix } from './installedHotfix';
import type { DraftServer } from './inventoryDraft';
import { itemsOf, jsonListing, memberOf, textOf, type JsonListingState } from './jsonListing';
import { nodeText, type JsonNode } from './jsonNode';

const FIX = 'Write the list again with ConvertTo-Json.';

/** What PowerShell's ConvertTo-Json makes of Get-HotFix, of Windows Update lists and of the Uninstall keys: a list of objects, or one object. */
export const windowsLists = jsonListing({
  id: 'windows-json',
  expects: 'JSON of Get-HotFix, of pending Windows updates or of the Uninstall keys, as ConvertTo-Json writes it',
  fix: FIX,
  recognise: ({ isList, names }) => (isList && (names.has('HotFixID') || names.has('DisplayVersion') || (names.has('Title') && (names.has('KB') || names.has('KBArticleIDs')))) ? 2 : 0),
  lists: new Set(['']),
  record(_list, node, state) {
    const server = hostOfRow(node, state);
    const { draft } = state;
    const [name, hotfix, title] = [textOf(node, 'DisplayName'), textOf(node, 'HotFixID'), textOf(node, 'Title')];
    if (name === '' && hotfix === '' && title === '' && !memberOf(node, 'DisplayVersion')) return draft.reject(node, 'An entry', 'is no hotfix, no update and no program', FIX);
    draft.rows++;
    if (hotfix !== '') installedHotfix(server, hotfix, dateText(memberOf(node, 'InstalledOn')), node, state);
    else if (title !== '') pending(title, node, server, state);
    else if (name !== '') draft.install(server, { name, version: textOf(node, 'DisplayVersion'), publisher: textOf(node, 'Publisher'), source: 'registry' }, node);
  },
  cells: { DisplayName: 'software', DisplayVersion: 'version', Publisher: 'publisher', Title: 'update', KB: 'update', HotFixID: 'update', PSComputerName: 'server', ComputerName: 'server' },
});

function hostOfRow(node: JsonNode, { draft, host }: JsonListingState): DraftServer {
  const name = textOf(node, 'PSComputerName', 'ComputerName', 'CSName', '__SERVER');
  return name === '' || name === '.' || name === 'localhost' ? host() : draft.server({ name }, node);
}

function pending(title: string, node: JsonNode, server: DraftServer, { draft, today }: JsonListingState): void {
  const kb = textOf(node, 'KB') || itemsOf(node, 'KBArticleIDs').map(nodeText).join(', ');
  const categories = [textOf(node, 'Classification', 'MsrcSeverity', 'Category'), ...itemsOf(node, 'Categories').map(nodeText)].filter(Boolean);
  const classes = categories.map(updateClassOf);
  const id = kb === '' ? (/\bKB\d{5,8}\b/i.exec(title)?.[0] ?? title) : /^\d+$/.test(kb) ? `KB${kb}` : kb;
  draft.update(server, {
    id,
    title,
    class: classes.includes('critical') ? 'critical' : classes.includes('security') ? 'security' : 'other',
    classification: categories.join(', '),
    releasedOn: dateOf(memberOf(node, 'LastDeploymentChangeTime'), today),
  }, node);
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
