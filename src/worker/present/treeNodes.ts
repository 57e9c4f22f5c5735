import { TREE_PAGE } from '../../protocol/lsp';
import type { ServerSection } from '../../protocol/models/frame';
import type { TreeNode } from '../../protocol/models/tree';
import { t } from '../l10n';
import { grouped } from './words';

/** A node that says no more than its label. */
export const PLAIN: Omit<TreeNode, 'id' | 'label' | 'context'> = {
  description: '', tooltip: '', icon: '', color: '', expandable: false, target: null, badge: '', accessibleLabel: '',
};

type SoftwareParts = readonly [name: string, publisher: string, version: string, source: string, cpe: string, purl: string];

/** A node's place as data; its JSON is the id, so an id from outside parses or is nothing. */
export type Place =
  | readonly ['group', string]
  | readonly ['server', string]
  | readonly ['part', string, ServerSection]
  /** Name, publisher, version, source, CPE and package URL: what tells software apart, and stays when the inventory changes. */
  | readonly ['software', ...SoftwareParts]
  | readonly ['file', string]
  /** Software that nothing identified. */
  | readonly ['unmapped']
  /** Servers not seen for long. */
  | readonly ['stale']
  /** A feed's name. */
  | readonly ['feed', string]
  /** A feed's name and what of it. */
  | readonly ['feedPart', string, string];

const PLACE_LENGTH: Readonly<Record<Place[0], number>> = { group: 2, server: 2, part: 3, software: 7, file: 2, unmapped: 1, stale: 1, feed: 2, feedPart: 3 };

export function idOf(place: Place): string {
  return JSON.stringify(place);
}

export function parsePlace(node: string): Place | undefined {
  if (node === '') return undefined;
  try {
    const value: unknown = JSON.parse(node);
    const isPlace = Array.isArray(value) && value.every((part) => typeof part === 'string') && value.length === PLACE_LENGTH[value[0] as Place[0]];
    return isPlace ? (value as unknown as Place) : undefined;
  } catch {
    return undefined;
  }
}

/** A level's nodes from `offset`, at most `TREE_PAGE`, then one that brings more. */
export function paged<T>(items: readonly T[], node: string, offset: number, make: (item: T, position: number) => TreeNode): TreeNode[] {
  const nodes = items.slice(offset, offset + TREE_PAGE).map((item, i) => make(item, offset + i));
  const left = items.length - offset - nodes.length;
  if (left > 0) {
    nodes.push({ ...PLAIN, id: `${node}/more/${offset + nodes.length}`, label: t('Show {0} more', grouped(Math.min(left, TREE_PAGE))), description: t('{0} left', grouped(left)), icon: 'ellipsis', context: 'more', accessibleLabel: t('Show more, {0} left', grouped(left)) });
  }
  return nodes;
}
