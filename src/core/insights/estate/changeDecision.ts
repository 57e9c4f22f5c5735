import type { Criticality } from '../../inventory/model';
import type { ServerDecision } from './estateDecisions';

type Tags = Readonly<Record<string, string>>;

/** A change of what is said of a server; null takes it back. */
export interface DecisionChange {
  readonly put?: Tags;
  readonly remove?: readonly string[];
  readonly criticality?: Criticality | null;
  readonly excluded?: string | null;
}

/**
 * What is said of a server after a change; undefined when that is nothing. A tag that the inventory says as well is not kept twice, and
 * one that it has is taken away by saying so. `written` are the inventory's own tags.
 */
export function changeDecision(server: string, before: ServerDecision | undefined, written: Tags, { put = {}, remove = [], criticality, excluded }: DecisionChange): ServerDecision | undefined {
  const inventory = new Map(Object.entries(written));
  const tags = new Map(Object.entries(before?.tags ?? {}));
  for (const key of remove) {
    if (inventory.has(key)) tags.set(key, null);
    else tags.delete(key);
  }
  for (const [key, value] of Object.entries(put)) {
    if (inventory.get(key) === value) tags.delete(key);
    else tags.set(key, value);
  }
  const level = criticality === undefined ? before?.criticality : (criticality ?? undefined);
  const reason = excluded === undefined ? before?.excluded : (excluded ?? undefined);
  if (tags.size === 0 && level === undefined && reason === undefined) return undefined;
  return {
    server,
    ...(tags.size === 0 ? {} : { tags: Object.fromEntries([...tags].sort(([a], [b]) => (a < b ? -1 : 1))) }),
    ...(level === undefined ? {} : { criticality: level }),
    ...(reason === undefined ? {} : { excluded: reason }),
  };
}
