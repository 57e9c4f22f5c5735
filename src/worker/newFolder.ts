import { stat } from 'node:fs/promises';
import path from 'node:path';
import { findInventories, isSkippedFolder } from '../feeds/inventoryFiles';

/** Which files of a workspace are inventories. */
interface Workspace {
  readonly workspaceFolders: readonly string[];
  /** True for such a path in a workspace folder, relative to it, with forward slashes. */
  accepts(relative: string): boolean;
}

/** The inventories in a folder that appeared in the workspace, sorted; none when it is no folder. Rejects never. */
export async function inventoriesInNewFolder(place: string, workspace: Workspace): Promise<readonly string[]> {
  const inside = workspace.workspaceFolders.flatMap((folder) => {
    const relative = path.relative(folder, place);
    const parts = relative.split(path.sep);
    return relative === '' || parts[0] === '..' || path.isAbsolute(relative) || parts.some(isSkippedFolder) ? [] : [parts.join('/')];
  });
  // Most of what appears is a file, and of no folder of ours.
  if (inside.length === 0 || !(await isFolder(place))) return [];
  const found = await Promise.all(inside.map((relative) => findInventories(place, (below) => workspace.accepts(`${relative}/${below}`))));
  return [...new Set(found.flat())].sort();
}

async function isFolder(place: string): Promise<boolean> {
  return await stat(place).then((status) => status.isDirectory(), () => false);
}
