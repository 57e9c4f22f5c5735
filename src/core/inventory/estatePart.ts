import type { Estate, Installs } from './model';

/**
 * The estate as if its inventories named only some of its servers, and the software that these have. Files and their problems stay:
 * they are about what was read. `rows` are ascending indexes of servers; with all of them the estate itself is given back.
 */
export function estatePart(estate: Estate, rows: readonly number[]): Estate {
  if (rows.length === estate.servers.length) return estate;
  const { installs } = estate;
  const position = positionsOf(estate, rows);
  return {
    ...estate,
    servers: rows.map((row, index) => ({ ...estate.servers[row], index })),
    software: estate.software.filter((_, id) => position[id] !== NOT_INSTALLED).map((software, index) => ({ ...software, index })),
    installs: {
      offsets: offsetsOf(installs, rows),
      software: taken(installs, rows, installs.software).map((id) => position[id]),
      file: taken(installs, rows, installs.file),
      line: taken(installs, rows, installs.line),
      ...(installs.column && { column: taken(installs, rows, installs.column) }),
    },
  };
}

const NOT_INSTALLED = 0xffff_ffff;

/** The new position of each software; `NOT_INSTALLED` for what none of the servers has. */
function positionsOf({ software, installs }: Estate, rows: readonly number[]): Uint32Array {
  const position = new Uint32Array(software.length).fill(NOT_INSTALLED);
  for (const row of rows) for (let i = installs.offsets[row]; i < installs.offsets[row + 1]; i++) position[installs.software[i]] = 0;
  let next = 0;
  for (let id = 0; id < position.length; id++) if (position[id] === 0) position[id] = next++;
  return position;
}

function offsetsOf({ offsets }: Installs, rows: readonly number[]): Uint32Array {
  const made = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (made[i + 1] = made[i] + offsets[row + 1] - offsets[row]));
  return made;
}

/** A column of the installs of some servers. */
function taken<Column extends Uint16Array | Uint32Array>({ offsets }: Installs, rows: readonly number[], column: Column): Column {
  const length = rows.reduce((sum, row) => sum + offsets[row + 1] - offsets[row], 0);
  const made = new (column.constructor as new (length: number) => Column)(length);
  let at = 0;
  for (const row of rows) {
    made.set(column.subarray(offsets[row], offsets[row + 1]), at);
    at += offsets[row + 1] - offsets[row];
  }
  return made;
}
