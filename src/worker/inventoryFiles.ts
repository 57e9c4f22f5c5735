import { readdir } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';

/** Bounds of the walk through a workspace. */
const MAX_ENTRIES = 200_000;
const MAX_DEPTH = 24;
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test']);

/** Tells inventory files by the settings' patterns, relative to a workspace folder. */
export class InventoryPatterns {
  private readonly test: (relative: string) => boolean;

  constructor(include: readonly string[]) {
    this.test = include.length === 0 ? () => false : picomatch([...include], { nocase: true, dot: true });
  }

  /** `relative` with forward slashes. */
  matches(relative: string): boolean {
    return this.test(relative);
  }
}

/** Inventory files below the folders, sorted. Links are not followed; a folder that cannot be read is passed over. */
export async function findInventoryFiles(folders: readonly string[], patterns: InventoryPatterns): Promise<string[]> {
  const found = new Set<string>();
  let entries = 0;
  const walk = async (root: string, folder: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || entries > MAX_ENTRIES) return;
    const children = await readdir(folder, { withFileTypes: true }).catch(() => []);
    entries += children.length;
    for (const child of children) {
      const full = path.join(folder, child.name);
      if (child.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(child.name)) await walk(root, full, depth + 1);
      } else if (child.isFile() && patterns.matches(path.relative(root, full).split(path.sep).join('/'))) found.add(full);
    }
  };
  for (const folder of folders) await walk(folder, folder, 0);
  return [...found].sort();
}
