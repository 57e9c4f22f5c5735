import { FORMAT_LABELS } from '../formatLabels';
import type { CellField, InventoryFormat, RowCell } from '../reader';
import { enclosingName, memberValue, readTextObject, skipBlanks, type TextMember } from '../text/jsonText';
import { NativeJsonReading } from './nativeJsonReading';

/** Members that only a server of this format has; software lists of other tools have a name and a version too. */
const TELLING: ReadonlySet<string> = new Set(['os', 'software', 'fqdn', 'ipAddresses', 'pendingUpdates', 'hotfixes', 'networkAdapters', 'memoryMB', 'lastSeen', 'rebootPending']);

const SERVER_CELLS: Readonly<Record<string, CellField>> = { name: 'server', fqdn: 'fqdn', lastSeen: 'lastSeen' };
const OS_CELLS: Readonly<Record<string, CellField>> = { name: 'os', version: 'osVersion', build: 'osBuild' };
const SOFTWARE_CELLS: Readonly<Record<string, CellField>> = { name: 'software', publisher: 'publisher', version: 'version', cpe: 'cpe', purl: 'purl' };
const UPDATE_CELLS: Readonly<Record<string, CellField>> = { id: 'update', title: 'update' };

/** The product's own JSON; its schema is `media/schemas/inventory.schema.json`. */
export const nativeJson: InventoryFormat = {
  id: 'native-json',
  label: FORMAT_LABELS['native-json'],
  expects: 'JSON {"servers": [{"name": …, "os": {…}, "software": […]}]}, or a bare list of such servers',
  recognise(fileName, head) {
    const start = skipBlanks(head, 0);
    if (head[start] !== '{' && head[start] !== '[') return 0;
    if (/\.inventory\.json$/i.test(fileName)) return 2;
    const servers = head[start] === '[' ? start : readTextObject(head, start).find(({ name, kind }) => name === 'servers' && kind === 'array')?.start;
    if (servers === undefined) return 0;
    const first = readTextObject(head, servers + 1);
    if (first.length === 0) return head[start] === '{' ? 1 : 0;
    const telling = first.some(({ name }) => TELLING.has(name));
    return first.some(({ name }) => name === 'name') && (telling || head[start] === '{') ? 1 : 0;
  },
  companions: () => [],
  open: (context) => new NativeJsonReading(context),
  cells(text, offset) {
    const members = readTextObject(text, offset);
    switch (listOf(members) ?? enclosingName(text, offset)) {
      case 'software':
        return cellsOf(text, members, SOFTWARE_CELLS);
      case 'pendingUpdates':
        return cellsOf(text, members, UPDATE_CELLS);
      default: {
        const os = members.find(({ name, kind }) => name === 'os' && kind === 'object');
        return [...cellsOf(text, members, SERVER_CELLS), ...(os ? cellsOf(text, readTextObject(text, os.start), OS_CELLS) : [])];
      }
    }
  },
};

/** The list that an object belongs to, by its members; undefined when they do not tell, as for a lone name. Looking back over the text costs its length. */
function listOf(members: readonly TextMember[]): string | undefined {
  if (members.some(({ name }) => TELLING.has(name))) return 'servers';
  if (members.some(({ name }) => name === 'classification' || name === 'releasedOn' || name === 'title')) return 'pendingUpdates';
  return members.some(({ name }) => name === 'version' || name === 'publisher' || name === 'source') ? 'software' : undefined;
}

function cellsOf(text: string, members: readonly TextMember[], fields: Readonly<Record<string, CellField>>): readonly RowCell[] {
  return members
    .filter(({ kind }) => kind === 'text' || kind === 'plain')
    .map((member) => ({ field: Object.hasOwn(fields, member.name) ? fields[member.name]! : 'other', start: member.start, end: member.end, name: member.name, value: memberValue(text, member) }));
}
