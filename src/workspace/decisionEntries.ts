import type { Node } from 'jsonc-parser';
import { getDotPath, safeParse, type BaseIssue } from 'valibot';
import { quoted } from '../core/inventory/cellValues';
import type { Problem } from '../core/inventory/problem';
import { ProblemList } from '../core/inventory/problemList';
import type { DecisionList, PlacedEntry } from './decisionFile';
import { memberOf, valueOf, type JsonDocument } from './jsonDocument';

/** Characters of a schema's complaint that are shown; it may quote the file. */
const MAX_REASON = 300;

/** One element of the list; `entry` is undefined where it is not valid. */
export interface ListElement<Entry> {
  readonly node: Node;
  readonly entry: Entry | undefined;
  readonly key: string | undefined;
}

export interface ListRead<Entry> {
  /** All elements as they stand. */
  readonly elements: readonly ListElement<Entry>[];
  /** Undefined where the document has no such list. */
  readonly array: Node | undefined;
  /** One for each key, in the order of the document. */
  readonly entries: readonly PlacedEntry<Entry>[];
  readonly problems: readonly Problem[];
  /** '' when the document may be edited. */
  readonly refusal: string;
}

/** Finds and judges the entries of one list of a document. */
export function listIn<Entry>(list: DecisionList<Entry>, file: string, document: JsonDocument): ListRead<Entry> {
  const problems = new ProblemList(file);
  const refusal = refusalOf(list, document, problems);
  if (refusal === '') tellOfStrayLists(list, document, problems);
  const array = memberOf(document.root, list.list);
  if (array?.type !== 'array') return { elements: [], array: undefined, entries: [], problems: problems.finish(), refusal };
  const nodes = array.children ?? [];
  if (nodes.length > list.mostEntries) {
    problems.add('error', () => ({
      ...document.placeOf(nodes[list.mostEntries].offset), code: 'decision-invalid',
      message: `"${list.list}" has ${nodes.length} entries; the first ${list.mostEntries} count.`, fix: 'Remove the entries that are no longer needed.',
    }));
  }
  const elements = nodes.map((node, at) => (at < list.mostEntries ? judge(list, document, node, problems) : { node, entry: undefined, key: undefined }));
  return { elements, array, entries: entriesOf(list, file, elements, document, problems), problems: problems.finish(), refusal };
}

/** '' or why the document must not be written to; with the problem that says so. */
function refusalOf<Entry>(list: DecisionList<Entry>, { root, flaw, placeOf }: JsonDocument, problems: ProblemList): string {
  const refuse = (offset: number, code: Problem['code'], message: string, fix: string): string => {
    problems.add('error', () => ({ ...placeOf(offset), code, message, fix }));
    return message;
  };
  if (flaw) return refuse(flaw.offset, 'decision-unreadable', flaw.message, flaw.isMerge ? 'Finish the merge; until then the file is not changed by Inventory Insights.' : 'Correct it; until then the file is not changed by Inventory Insights.');
  if (root === undefined) return '';
  if (root.type !== 'object') return refuse(root.offset, 'decision-unreadable', 'The file is not a JSON object.', `Write it as { "schemaVersion": ${list.schemaVersion}, … }, or remove the file.`);
  const version = memberOf(root, 'schemaVersion');
  if (version !== undefined && version.type !== 'number') return refuse(version.offset, 'decision-unreadable', '"schemaVersion" is not a number.', `Write ${list.schemaVersion}.`);
  if (version !== undefined && (version.value as number) > list.schemaVersion) {
    return refuse(version.offset, 'decision-newer-schema', `The file is of schema ${String(version.value)}; this version knows ${list.schemaVersion}, reads what it understands and does not change the file.`, 'Update Inventory Insights.');
  }
  const array = memberOf(root, list.list);
  return array === undefined || array.type === 'array' ? '' : refuse(array.offset, 'decision-unreadable', `"${list.list}" is not a list.`, 'Write [ ] around its entries.');
}

/** A list that the file does not have, a misspelled one for instance: nothing in it counts. What begins with `$` or `@` is of other programs. */
function tellOfStrayLists<Entry>({ file, list, lists = [list] }: DecisionList<Entry>, { root, placeOf }: JsonDocument, problems: ProblemList): void {
  for (const { offset, children: [name, value] = [] } of root?.children ?? []) {
    const member = String(name?.value);
    if (value?.type !== 'array' || lists.includes(member) || /^[$@]/.test(member)) continue;
    problems.add('warning', () => ({
      ...placeOf(offset), code: 'decision-invalid',
      message: `${quoted(member)} is no list of ${file}, so nothing in it counts.`, fix: `Write ${lists.map((one) => `"${one}"`).join(' or ')} instead, or remove it.`,
    }));
  }
}

function judge<Entry>(list: DecisionList<Entry>, { placeOf }: JsonDocument, node: Node, problems: ProblemList): ListElement<Entry> {
  const result = safeParse(list.entry, valueOf(node));
  if (result.success) return { node, entry: result.output, key: list.keyOf(result.output) };
  const [issue] = result.issues;
  const at = getDotPath(issue);
  problems.add('error', () => ({
    ...placeOf(node.offset), code: 'decision-invalid',
    message: `This entry of "${list.list}" does not count: ${at === null ? '' : `"${at}": `}${reasonOf(issue).replace(/\.$/, '')}.`,
    fix: 'Correct or remove it.',
  }));
  return { node, entry: undefined, key: undefined };
}

/** A schema speaks of the object that lacks a member; what is said here stands beside the member's name. */
function reasonOf({ received, message }: BaseIssue<unknown>): string {
  return received === 'undefined' ? 'it is missing' : message.slice(0, MAX_REASON);
}

function entriesOf<Entry>(list: DecisionList<Entry>, file: string, elements: readonly ListElement<Entry>[], { placeOf }: JsonDocument, problems: ProblemList): readonly PlacedEntry<Entry>[] {
  const byKey = new Map<string, PlacedEntry<Entry>>();
  for (const { node, entry, key } of elements) {
    if (entry === undefined || key === undefined) continue;
    const place = placeOf(node.offset);
    const before = byKey.get(key);
    if (before) {
      problems.add('warning', () => ({
        ...place, code: 'decision-conflict',
        message: `This entry of "${list.list}" is for the same as the one in line ${before.line}; this one counts.`, fix: 'Remove one of them.',
      }));
      byKey.delete(key);
    }
    byKey.set(key, { entry, file, ...place });
  }
  return [...byKey.values()];
}
