import type { Estate } from '../../core/inventory/model';

/** Rows of one file in text order: where each begins, its server, and its software or -1 for a server's own row. */
export interface RowAnchors {
  /** 1-based lines and columns, ascending. */
  readonly line: Uint32Array;
  readonly column: Uint32Array;
  readonly server: Uint32Array;
  readonly software: Int32Array;
}

const kept = new WeakMap<Estate, Map<number, RowAnchors>>();

/** The rows of a file, made once per estate. A row that is both a server's and a software's stands twice, the server first. */
export function rowAnchors(estate: Estate, file: number): RowAnchors {
  const ofEstate = kept.get(estate) ?? new Map<number, RowAnchors>();
  kept.set(estate, ofEstate);
  const known = ofEstate.get(file);
  if (known) return known;
  const made = collect(estate, file);
  ofEstate.set(file, made);
  return made;
}

/** Position of the last row that begins at or before a place; -1 when none does. */
export function rowBefore({ line, column }: RowAnchors, atLine: number, atColumn: number): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line[middle] < atLine || (line[middle] === atLine && column[middle] <= atColumn)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function collect(estate: Estate, file: number): RowAnchors {
  const lines: number[] = [];
  const columns: number[] = [];
  const servers: number[] = [];
  const softwares: number[] = [];
  const add = (line: number, column: number, server: number, software: number): void => {
    lines.push(line);
    columns.push(column);
    servers.push(server);
    softwares.push(software);
  };
  for (const server of estate.servers) {
    for (const row of server.rows) if (row.file === file) add(row.line, row.column, server.index, -1);
    const { offsets, software, file: files, line, column } = estate.installs;
    for (let i = offsets[server.index]; i < offsets[server.index + 1]; i++) {
      if (files[i] === file) add(line[i], column?.[i] ?? 1, server.index, software[i]);
    }
  }
  const order = lines.map((_, i) => i).sort((a, b) => lines[a] - lines[b] || columns[a] - columns[b] || softwares[a] - softwares[b]);
  return {
    line: Uint32Array.from(order, (i) => lines[i]),
    column: Uint32Array.from(order, (i) => columns[i]),
    server: Uint32Array.from(order, (i) => servers[i]),
    software: Int32Array.from(order, (i) => softwares[i]),
  };
}
