import path from 'node:path';
import { object, type GenericSchema } from 'valibot';
import type { DecisionList, PlacedEntry } from './decisionFile';
import { word } from './fields';

/** Which server a listing is of that does not say it. */
export interface ListedHost {
  /** Path of the listing from the folder that holds `.inventory-insights`, with forward slashes. */
  readonly file: string;
  readonly server: string;
}

const host: GenericSchema<unknown, ListedHost> = object({ file: word, server: word }, 'an object is expected');

/** `hosts.json`: asked for once, when a listing names its server neither inside nor by its file's name. */
export const HOSTS: DecisionList<ListedHost> = { file: 'hosts.json', list: 'hosts', schemaVersion: 1, entry: host, keyOf: ({ file }) => file, mostEntries: 10_000 };

/** The servers by the absolute paths of their listings. */
export function hostsByFile(hosts: readonly PlacedEntry<ListedHost>[]): ReadonlyMap<string, string> {
  return new Map(hosts.map(({ entry, file }) => [path.resolve(path.dirname(path.dirname(file)), entry.file), entry.server]));
}

/** The same for a copy of a folder or file, such as an older revision of it: what is said of a listing holds for its copy. */
export function hostsOfCopy(hosts: ReadonlyMap<string, string>, original: string, copy: string): ReadonlyMap<string, string> {
  const from = path.resolve(original);
  const inside = [...hosts].filter(([file]) => file === from || file.startsWith(from.endsWith(path.sep) ? from : from + path.sep));
  return new Map(inside.map(([file, server]) => [path.resolve(copy, path.relative(from, file)), server]));
}

/** How a listing is named in the `hosts.json` of a folder. */
export function listingIn(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}
