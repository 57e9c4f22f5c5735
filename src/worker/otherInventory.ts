import path from 'node:path';
import { mergeEstate } from '../core/inventory/estate';
import type { Estate } from '../core/inventory/model';
import { nameHost } from '../core/inventory/nameHost';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Problem } from '../core/inventory/problem';
import type { FileInventory } from '../core/inventory/reader';
import { findInventories, readInventoryFiles } from '../feeds/inventoryFiles';

/** Where an inventory is read, and the place that it is read for: another one where it is a copy of an older state. */
export interface InventoryPlace {
  readonly path: string;
  readonly insteadOf: string;
}

export interface ReadOther {
  /** True for paths below a folder that are inventories. */
  readonly accept: (relative: string) => boolean;
  readonly today: PlainDate;
  readonly signal: AbortSignal;
  /** The servers of listings that do not name theirs, by absolute path. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** An inventory beside the workspace's own. */
export interface OtherInventory {
  readonly estate: Estate;
  /** What was read, by name below the places, in order. */
  readonly files: readonly string[];
  /** What was wrong with its files, the gravest first; `file` is the name among `files`. */
  readonly problems: readonly Problem[];
}

/** Reads files, and the inventories below folders. Rejects only when the signal is aborted. */
export async function readOtherInventory(places: readonly InventoryPlace[], { accept, today, signal, hosts }: ReadOther): Promise<OtherInventory> {
  const inventories: FileInventory[] = [];
  const names = new Map<string, string>();
  for (const place of places) {
    const found = await findInventories(place.path, accept);
    for (const file of found.length > 0 ? found : [place.path]) {
      names.set(file, path.relative(place.path, file).split(path.sep).join('/') || path.basename(place.insteadOf));
      const host = hosts.get(path.join(place.insteadOf, path.relative(place.path, file)));
      inventories.push(...(await readInventoryFiles(file, { today, signal })).map((inventory) => nameHost(inventory, path.basename(file), host)));
    }
  }
  const estate = mergeEstate(inventories);
  const problems = estate.problems.filter(({ severity }) => severity !== 'information').map((problem) => ({ ...problem, file: names.get(problem.file) ?? path.basename(problem.file) }));
  return { estate, files: [...names.values()].sort(), problems: [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))] };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
