import type { Installs } from './model';
import type { FileInventory } from './reader';

/** Columns that are full to this share keep their spare room. */
const WORTH_KEEPING = 0.75;

/**
 * The installs of all files as compressed sparse rows: a counting sort by server that keeps the order of files and rows,
 * then a pass that drops what a server lists twice, by a stamp a software.
 * `serverOf` and `softwareOf` give the estate's numbers of each file's servers and software; undefined means the same numbers.
 * Rows marked in `aside`, by file, are left out.
 */
export function mergeInstalls(
  files: readonly FileInventory[],
  servers: number,
  serverOf: readonly Uint32Array[],
  softwareCount: number,
  softwareOf: readonly (Uint32Array | undefined)[],
  aside: readonly (Uint8Array | undefined)[] = [],
): Installs {
  const next = new Uint32Array(servers + 1);
  let total = 0;
  let withColumn = false;
  files.forEach((file, index) => {
    const map = serverOf[index]!;
    const { installServer } = file;
    const left = aside[index];
    withColumn ||= file.installColumn !== undefined;
    for (let row = 0; row < installServer.length; row++) {
      if (left !== undefined && left[row] === 1) continue;
      next[map[installServer[row]!]! + 1]!++;
      total++;
    }
  });
  for (let server = 0; server < servers; server++) next[server + 1]! += next[server]!;
  const starts = next.slice();
  const software = new Uint32Array(total);
  const fileOf = new Uint16Array(total);
  const line = new Uint32Array(total);
  const column = withColumn ? new Uint32Array(total).fill(1) : undefined;
  files.forEach((file, index) => {
    const map = serverOf[index]!;
    const renumber = softwareOf[index];
    const left = aside[index];
    const { installServer, installSoftware, installLine, installColumn } = file;
    for (let row = 0; row < installServer.length; row++) {
      if (left !== undefined && left[row] === 1) continue;
      const at = next[map[installServer[row]!]!]!++;
      const number = installSoftware[row]!;
      software[at] = renumber ? renumber[number]! : number;
      fileOf[at] = index;
      line[at] = installLine[row]!;
      if (column && installColumn) column[at] = installColumn[row]!;
    }
  });
  return withoutRepeats({ offsets: starts, software, file: fileOf, line, column }, softwareCount);
}

function withoutRepeats(all: { readonly offsets: Uint32Array; readonly software: Uint32Array; readonly file: Uint16Array; readonly line: Uint32Array; readonly column: Uint32Array | undefined }, softwareCount: number): Installs {
  const { software, file, line, column } = all;
  const servers = all.offsets.length - 1;
  const offsets = new Uint32Array(servers + 1);
  const stamp = new Uint32Array(softwareCount);
  let kept = 0;
  for (let server = 0; server < servers; server++) {
    for (let at = all.offsets[server]!; at < all.offsets[server + 1]!; at++) {
      const number = software[at]!;
      if (stamp[number] === server + 1) continue;
      stamp[number] = server + 1;
      if (kept !== at) {
        software[kept] = number;
        file[kept] = file[at]!;
        line[kept] = line[at]!;
        if (column) column[kept] = column[at]!;
      }
      kept++;
    }
    offsets[server + 1] = kept;
  }
  // A copy only when much was dropped: the estate of millions of rows should not exist twice.
  const cut = <T extends Uint16Array | Uint32Array>(values: T): T => (kept >= values.length * WORTH_KEEPING ? values.subarray(0, kept) : values.slice(0, kept)) as T;
  return { offsets, software: cut(software), file: cut(file), line: cut(line), ...(column ? { column: cut(column) } : {}) };
}
