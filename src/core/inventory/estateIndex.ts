import type { Estate, RowRef } from './model';

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
  let count = 0;
  forEachRow(estate, fileIndex, () => count++);
  for (const one of file) if (one === fileIndex) count++;
  const rows: Rows = { line: new Uint32Array(count), column: new Uint32Array(count), server: new Uint32Array(count), software: new Int32Array(count), update: new Int32Array(count) };
  let at = 0;
  const add = (ofLine: number, ofColumn: number, server: number, ofSoftware: number, update: number): void => {
    rows.line[at] = ofLine;
    rows.column[at] = ofColumn;
    rows.server[at] = server;
    rows.software[at] = ofSoftware;
    rows.update[at++] = update;
  };
  for (let server = 0; server < estate.servers.length; server++) {
    for (let i = offsets[server]!; i < offsets[server + 1]!; i++) if (file[i] === fileIndex) add(line[i]!, column?.[i] ?? 1, server, software[i]!, -1);
  }
  forEachRow(estate, fileIndex, (row, server, update) => add(row.line, row.column, server, -1, update));
  return new FileRows(firstOfEachPlace(rows));
}

/** The rows of a file that list no software: those about a server itself, with update -1, and its pending updates. */
function forEachRow(estate: Estate, fileIndex: number, take: (row: RowRef, server: number, update: number) => void): void {
  estate.servers.forEach((server, index) => {
    for (const row of server.rows) if (row.file === fileIndex) take(row, index, -1);
    server.pendingUpdates?.forEach(({ row }, number) => {
      if (row.file === fileIndex) take(row, index, number);
    });
  });
}

/** By place; software before updates before the server itself, so that the first of a place, which alone is kept, is the most telling. */
function firstOfEachPlace({ line, column, server, software, update }: Rows): Rows {
  const rank = (i: number): number => (software[i]! >= 0 ? 0 : update[i]! >= 0 ? 1 : 2);
  const order = Uint32Array.from(line, (_, i) => i).sort((a, b) => line[a]! - line[b]! || column[a]! - column[b]! || rank(a) - rank(b) || a - b);
  const first = order.filter((row, i) => i === 0 || line[row] !== line[order[i - 1]!] || column[row] !== column[order[i - 1]!]);
  return {
    line: first.map((row) => line[row]!),
    column: first.map((row) => column[row]!),
    server: first.map((row) => server[row]!),
    software: Int32Array.from(first, (row) => software[row]!),
    update: Int32Array.from(first, (row) => update[row]!),
  };
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
