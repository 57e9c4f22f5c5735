import type { FileInventory } from './reader';

/** Rows of one file that a newer list of another replaces. */
export interface OutdatedList {
  /** The estate's number of the server. */
  readonly server: number;
  /** Indexes of the older and of the newer file. */
  readonly file: number;
  readonly newer: number;
  readonly source: string;
  rows: number;
}

export interface OutdatedInstalls {
  /** By file: 1 for each row that is set aside; undefined where none is. */
  readonly rows: readonly (Uint8Array | undefined)[];
  readonly lists: readonly OutdatedList[];
}

/**
 * Of two files that list software of the same source (`dpkg`, `registry`, …) for one server, the one that saw it later says what is
 * there; what only the other lists was removed since. Files that do not date the server, and rows that do not name their source,
 * replace nothing and stay. Undefined when no list replaces another.
 *
 * @param serverOf by file, the estate's numbers of its servers
 */
export function outdatedInstalls(files: readonly FileInventory[], servers: number, serverOf: readonly Uint32Array[]): OutdatedInstalls | undefined {
  if (files.length < 2) return undefined;
  const dates = files.map((file, index) => datesOf(file, serverOf[index]!));
  if (!someDiffer(dates, servers, serverOf)) return undefined;
  const sources = new Map<string, number>([['', 0]]);
  const sourceOf = files.map(({ software }) => Uint32Array.from(software, ({ source }) => {
    if (!sources.has(source)) sources.set(source, sources.size);
    return sources.get(source)!;
  }));
  const width = sources.size;
  // By server and source: the date of the newest list, and whose it is.
  const newest = new Uint32Array(servers * width);
  const newestFile = new Uint16Array(servers * width);
  files.forEach(({ installServer, installSoftware }, index) => {
    for (let row = 0; row < installServer.length; row++) {
      const date = dates[index]![installServer[row]!]!;
      const place = serverOf[index]![installServer[row]!]! * width + sourceOf[index]![installSoftware[row]!]!;
      if (date <= newest[place]!) continue;
      newest[place] = date;
      newestFile[place] = index;
    }
  });
  const names = [...sources.keys()];
  const lists: OutdatedList[] = [];
  const rows = files.map(({ installServer, installSoftware }, index) => {
    let aside: Uint8Array | undefined;
    const told = new Map<number, OutdatedList>();
    for (let row = 0; row < installServer.length; row++) {
      const date = dates[index]![installServer[row]!]!;
      const source = sourceOf[index]![installSoftware[row]!]!;
      const server = serverOf[index]![installServer[row]!]!;
      const place = server * width + source;
      if (source === 0 || date === 0 || date >= newest[place]!) continue;
      (aside ??= new Uint8Array(installServer.length))[row] = 1;
      let list = told.get(place);
      if (!list) {
        list = { server, file: index, newer: newestFile[place]!, source: names[source]!, rows: 0 };
        told.set(place, list);
        lists.push(list);
      }
      list.rows++;
    }
    return aside;
  });
  return lists.length === 0 ? undefined : { rows, lists };
}

/** By server of the file: when the file saw it last, as YYYYMMDD; 0 when it does not say. A server told twice has the later date. */
function datesOf(file: FileInventory, serverOf: Uint32Array): Uint32Array {
  const latest = new Map<number, number>();
  file.servers.forEach(({ facts }, index) => {
    const date = facts.lastSeen === null ? 0 : Number(facts.lastSeen.replaceAll('-', ''));
    latest.set(serverOf[index]!, Math.max(date, latest.get(serverOf[index]!) ?? 0));
  });
  return serverOf.map((server) => latest.get(server)!);
}

/** Whether two files date one server differently. */
function someDiffer(dates: readonly Uint32Array[], servers: number, serverOf: readonly Uint32Array[]): boolean {
  const first = new Uint32Array(servers);
  return dates.some((ofFile, index) =>
    ofFile.some((date, place) => {
      const server = serverOf[index]![place]!;
      if (date === 0) return false;
      if (first[server] === 0) first[server] = date;
      return first[server] !== date;
    }));
}
