import fs from 'node:fs/promises';
import path from 'node:path';
import { mergeEstate } from '../core/inventory/estate';
import { nameHost } from '../core/inventory/nameHost';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import type { FileInventory } from '../core/inventory/reader';
import { changedMeanwhile, findInventories } from '../feeds/inventoryFiles';
import { readWhenWhole } from '../feeds/readWhenWhole';
import { note } from './output';
import type { Stats } from './stats';

export interface ReadEstate {
  readonly estate: Estate;
  /** False when some file gave nothing, or a folder had no inventory. */
  readonly allRead: boolean;
}

/**
 * The inventories of files and folders as one estate.
 * @param hosts the servers of listings that do not name theirs, by absolute path
 */
export async function readEstate(paths: readonly string[], today: PlainDate, stats: Stats, hosts: ReadonlyMap<string, string> = new Map()): Promise<ReadEstate> {
  const inventories: FileInventory[] = [];
  let allRead = true;
  const seen = new Set<string>();
  for (const one of paths) {
    const isFolder = await fs.stat(one).then((stat) => stat.isDirectory(), () => false);
    const files = isFolder ? await findInventories(one) : [one];
    if (files.length === 0) {
      allRead = false;
      inventories.push(withoutInventories(one));
    }
    for (const file of files) {
      const real = await fs.realpath(file).catch(() => file);
      // Named twice, or named beside its folder.
      if (seen.has(real)) continue;
      seen.add(real);
      const read = await readWhenWhole(file, { today }, () => note(`${file} changed while it was read; it is read once more when nobody writes it.`));
      if (read.some((inventory) => changedMeanwhile(inventory) || (inventory.servers.length === 0 && inventory.problems.some(({ severity }) => severity === 'error')))) allRead = false;
      inventories.push(...read.map((inventory) => nameHost(inventory, path.basename(file), hosts.get(path.resolve(file)))));
    }
  }
  stats.lap('read');
  const estate = mergeEstate(inventories);
  stats.lap('merge');
  stats.files = estate.files;
  return { estate, allRead };
}

function withoutInventories(folder: string): FileInventory {
  return {
    file: folder, format: 'native-csv', bytes: 0, rows: 0, rejected: 0, servers: [], software: [],
    installServer: new Uint32Array(0), installSoftware: new Uint32Array(0), installLine: new Uint32Array(0),
    problems: [{
      file: folder, line: 0, column: 0, severity: 'error', code: 'file-unreadable',
      message: 'The folder has no files that are called like inventories.',
      fix: 'Name the files themselves, or call them *.inventory.json or *.inventory.csv.',
    }],
  };
}
