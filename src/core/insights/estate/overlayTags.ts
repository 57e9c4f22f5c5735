import type { Estate, Server } from '../../inventory/model';
import type { ServerDecision } from './estateDecisions';

type Tags = Readonly<Record<string, string>>;

/** The estate with the users' tags, and what the inventory itself says of each server that they changed. Only those servers are new objects. */
export function overlayTags(estate: Estate, decisions: ReadonlyMap<number, ServerDecision>): { readonly estate: Estate; readonly writtenTags: ReadonlyMap<number, Tags> } {
  const writtenTags = new Map<number, Tags>();
  const changed = new Map<number, Server>();
  for (const [row, { tags }] of decisions) {
    if (tags === undefined || Object.keys(tags).length === 0) continue;
    const server = estate.servers[row]!;
    writtenTags.set(row, server.tags);
    changed.set(row, { ...server, tags: withUserTags(server.tags, tags) });
  }
  if (changed.size === 0) return { estate, writtenTags };
  return { estate: { ...estate, servers: estate.servers.map((server, row) => changed.get(row) ?? server) }, writtenTags };
}

/** The user's values win; null takes a tag away. */
export function withUserTags(written: Tags, users: Readonly<Record<string, string | null>>): Tags {
  // Keys are the user's text: through entries none of them can reach a prototype.
  const tags = new Map(Object.entries(written));
  for (const [key, value] of Object.entries(users)) {
    if (value === null) tags.delete(key);
    else tags.set(key, value);
  }
  return Object.fromEntries(tags);
}

/** One tag of a server as shown: where its value comes from, and what the inventory says when that is something else. */
export interface TagState {
  readonly key: string;
  readonly value: string;
  readonly from: 'inventory' | 'user';
  /** The user took it away: it counts for nothing and is shown as removed. */
  readonly isRemoved: boolean;
  /** The inventory's value under the user's; null when the inventory has no such tag. */
  readonly written: string | null;
}

/** All tags of a server by key, removed ones among them. */
export function tagStates(written: Tags, users: Readonly<Record<string, string | null>> = {}): TagState[] {
  const inventory = new Map(Object.entries(written));
  const user = new Map(Object.entries(users));
  return [...new Set([...inventory.keys(), ...user.keys()])].sort().flatMap((key): TagState[] => {
    const own = user.get(key);
    const said = inventory.get(key) ?? null;
    if (own === undefined) return [{ key, value: said ?? '', from: 'inventory', isRemoved: false, written: said }];
    // Taking away what the inventory does not have (any more) shows nothing.
    if (own === null) return said === null ? [] : [{ key, value: said, from: 'user', isRemoved: true, written: said }];
    return [{ key, value: own, from: 'user', isRemoved: false, written: said }];
  });
}
