import type { FileInventory } from '../core/inventory/reader';
import { diskState } from './diskState';
import { changedMeanwhile, readInventoryFiles, type ReadInventoryOptions } from './inventoryFiles';
import { whenWhole } from './whenWhole';

/**
 * Reads a file as `readInventoryFiles` does, and once more when it changed meanwhile and nobody writes it any more. One that is written
 * on for more than 10 s is given as far as it was, with its problem.
 * @param onAgain told before it is waited for
 */
export async function readWhenWhole(file: string, options: ReadInventoryOptions, onAgain: () => void): Promise<readonly FileInventory[]> {
  const read = await readInventoryFiles(file, options);
  if (!read.some(changedMeanwhile)) return read;
  onAgain();
  await whenWhole(file, (await diskState(file))?.stamp ?? '', options.signal);
  return readInventoryFiles(file, options);
}
