import type { Estate, RowRef, Server } from './model';

/** What a row of a file is about. */
export interface RowHit {
  /** 1-based, of the row's first character. */
  readonly line: number;
  readonly column: number;
  /** Index into `Estate.servers`. */
  readonly server: number;
  /** Index into `Estate.software`; -1 when the row is about the server itself or an update. */
  readonly software: number;
  /** Index into the server's `pendingUpdates`; -1 when the row is about none. */
  readonly update: number;
}

/** Servers by their key. */
export function serverByKey(estate: Estate): ReadonlyMap<string, Server> {
  return new Map(estate.servers.map((server) => [server.key, server]));
}

/**
 * The rows of one file in its order, found by place. A row that both names a server first and lists a software counts as the software's.
 * Rows that repeat a software of their server, and updates that a newer account replaced, are not in the estate and so not here.
 */
export class FileRows {
  constructor(private readonly hits: Rows) {}

  get length(): number {
    return this.hits.line.length;
  }

  at(index: number): RowHit {
    const { line, column, server, software, update } = this.hits;
    return { line: line[index]!, column: column[index]!, server: server[index]!, software: software[index]!, update: update[index]! };
  }

  /** The row that starts in `line` (at `column`, when given; otherwise the first there). */
  starting(line: number, column?: number): RowHit | undefined {
    const index = this.lowerBound(line, column ?? 0);
    if (index >= this.length || this.hits.line[index] !== line) return undefined;
    return column === undefined || this.hits.column[index] === column ? this.at(index) : undefined;
  }

  /** The last row that starts at or before the place: the one it stands in, if it stands in one. In JSON a server's own row is asked for with `serverOnly` when the place is behind its lists. */
  before(line: number, column: number, serverOnly = false): RowHit | undefined {
    let index = this.lowerBound(line, column + 1) - 1;
    while (serverOnly && index >= 0 && (this.hits.software[index]! >= 0 || this.hits.update[index]! >= 0)) index--;
    return index < 0 ? undefined : this.at(index);
  }

  /** First row at or behind the place. */
  private lowerBound(line: number, column: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const here = this.hits.line[middle]!;
      if (here < line || (here === line && this.hits.column[middle]! < column)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Rows {
  readonly line: Uint32Array;
  readonly column: Uint32Array;
  readonly server: Uint32Array;
  readonly software: Int32Array;
  readonly update: Int32Array;
}

/** The rows of file `fileIndex`; costs one pass over the estate's installs, so keep it while the estate lives. */
export function rowsOfFile(estate: Estate, fileIndex: number): FileRows {
  const { offsets, software, file, line, column } = estate.installs;
  const found: RowHit[] = [];
  const add = (row: RowRef, server: number, update: number): void => {
    if (row.file === fileIndex) found.push({ line: row.line, column: row.column, server, software: -1, update });
  };
  estate.servers.forEach((server, index) => {
    for (let at = offsets[index]!; at < offsets[index + 1]!; at++) {
      if (file[at] === fileIndex) found.push({ line: line[at]!, column: column?.[at] ?? 1, server: index, software: software[at]!, update: -1 });
    }
    for (const row of server.rows) add(row, index, -1);
    server.pendingUpdates?.forEach((update, number) => add(update.row, index, number));
  });
  // Software before updates before the server itself, so that the first of a place is the most telling.
  const rank = (hit: RowHit): number => (hit.software >= 0 ? 0 : hit.update >= 0 ? 1 : 2);
  found.sort((a, b) => a.line - b.line || a.column - b.column || rank(a) - rank(b));
  const hits = found.filter((hit, index) => index === 0 || hit.line !== found[index - 1]!.line || hit.column !== found[index - 1]!.column);
  return new FileRows({
    line: Uint32Array.from(hits, (hit) => hit.line),
    column: Uint32Array.from(hits, (hit) => hit.column),
    server: Uint32Array.from(hits, (hit) => hit.server),
    software: Int32Array.from(hits, (hit) => hit.software),
    update: Int32Array.from(hits, (hit) => hit.update),
  });
}

/** Who has a software: the servers of software `s`, ascending, stand at `offsets[s] … offsets[s + 1]`. */
export interface ServersOfSoftware {
  readonly offsets: Uint32Array;
  /** Index into `Estate.servers`. */
  readonly servers: Uint32Array;
  /** Index into the columns of `Estate.installs`. */
  readonly installs: Uint32Array;
}

/** The installs seen from the software. One pass each to count and to place; the caller keeps it. */
export function serversOfSoftware(estate: Estate): ServersOfSoftware {
  const { offsets: rows, software } = estate.installs;
  const offsets = new Uint32Array(estate.software.length + 1);
  for (const number of software) offsets[number + 1]!++;
  for (let number = 0; number < estate.software.length; number++) offsets[number + 1]! += offsets[number]!;
  const next = offsets.slice();
  const servers = new Uint32Array(software.length);
  const installs = new Uint32Array(software.length);
  for (let server = 0; server < estate.servers.length; server++) {
    for (let at = rows[server]!; at < rows[server + 1]!; at++) {
      const place = next[software[at]!]!++;
      servers[place] = server;
      installs[place] = at;
    }
  }
  return { offsets, servers, installs };
}
