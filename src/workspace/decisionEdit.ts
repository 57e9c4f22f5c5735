import type { Node } from 'jsonc-parser';
import { listIn } from './decisionEntries';
import type { DecisionEdit, DecisionList } from './decisionFile';
import { parseDocument } from './jsonDocument';
import { editElement, elementText, styleOf, type JsonStyle } from './jsonElement';
import { ListSegments } from './listSegments';

export type EditedText<Entry> = { readonly text: string; readonly undo: DecisionEdit<Entry> } | { readonly refusal: string };

/** The text with an edit applied to its entries as they are now; or why it must not be changed. An empty text is an absent file. */
export function editDecisionText<Entry>(list: DecisionList<Entry>, file: string, text: string, edit: (now: readonly Entry[]) => DecisionEdit<Entry>): EditedText<Entry> {
  const document = parseDocument(text);
  const { elements, array, entries, refusal } = listIn(list, file, document);
  if (refusal !== '') return { refusal };
  const { put = [], remove = [] } = edit(entries.map(({ entry }) => entry));

  const before = new Map(entries.map(({ entry }) => [list.keyOf(entry), entry]));
  const after = new Map(put.map((entry) => [list.keyOf(entry), entry]));
  const gone = new Set(remove.filter((key) => !after.has(key)));
  const undo: DecisionEdit<Entry> = {
    put: [...after.keys(), ...gone].map((key) => before.get(key)).filter((entry) => entry !== undefined),
    remove: [...after.keys()].filter((key) => !before.has(key)),
  };
  const added = [...after].filter(([key]) => !before.has(key));
  if (list.order !== 'given') added.sort(([a], [b]) => (a < b ? -1 : 1));
  const removed = [...gone].filter((key) => before.has(key)).length;
  if (added.length > 0 && elements.length + added.length - removed > list.mostEntries) return { refusal: `"${list.list}" would have more than ${list.mostEntries} entries.` };
  if (added.length === 0 && removed === 0 && after.size === 0) return { text, undo };

  if (array === undefined) {
    if (added.length === 0) return { text, undo };
    return { text: withList(list, text, document.root, added.map(([, entry]) => entry)), undo };
  }
  const style = styleOf(text, array);
  const segments = new ListSegments(text, array, style);
  // Of two entries of one key the later counts, so it is the one that changes.
  const last = new Map<string, number>();
  elements.forEach(({ key }, at) => key !== undefined && last.set(key, at));
  const keys: (string | undefined)[] = [];
  elements.forEach(({ node, key, entry }, at) => {
    if (key !== undefined && gone.has(key)) {
      segments.remove(at);
      return;
    }
    keys.push(key);
    const next = key === undefined || last.get(key) !== at ? undefined : after.get(key);
    if (next !== undefined) segments.replace(at, editElement(text, node, entry, next, style));
  });
  for (const [key, entry] of added) {
    const at = list.order === 'given' ? -1 : keys.findIndex((other) => other !== undefined && other > key);
    const place = at < 0 ? keys.length : at;
    keys.splice(place, 0, key);
    segments.insert(place, elementText(entry, style));
  }
  return { text: text.slice(0, array.offset + 1) + segments.text() + text.slice(array.offset + array.length - 1), undo };
}

/** A document that has no such list yet. */
function withList<Entry>(list: DecisionList<Entry>, text: string, root: Node | undefined, entries: readonly Entry[]): string {
  if (root === undefined) return `${text}${text === '' ? '' : '\n'}${JSON.stringify({ ...(list.newDocument?.() ?? { schemaVersion: list.schemaVersion }), [list.list]: entries }, undefined, 2)}\n`;
  const style: JsonStyle = { ...styleOf(text, root), indent: styleOf(text, root).unit };
  const member = `${style.eol}${style.indent}${JSON.stringify(list.list)}: ${elementText(entries, style)}`;
  const [last] = (root.children ?? []).slice(-1);
  if (last === undefined) return `${text.slice(0, root.offset + 1)}${member}${style.eol}${text.slice(root.offset + root.length - 1)}`;
  const end = last.offset + last.length;
  return `${text.slice(0, end)},${member}${text.slice(end).trimStart().startsWith(',') ? text.slice(end).replace(/^\s*,/, '') : text.slice(end)}`;
}
