import path from 'node:path';

/** What users decide stands in this folder, beside the inventories that it is about. */
export const DECISIONS_FOLDER = '.inventory-insights';

/** The path of one of its files. */
export function decisionPath(folder: string, file: string): string {
  return path.join(folder, DECISIONS_FOLDER, file);
}

/** The folder that holds a file, the innermost where one lies in another; the first when none does, or when no file is told. Undefined without folders. */
export function folderOf(file: string | undefined, folders: readonly string[]): string | undefined {
  const holding = file === undefined ? [] : folders.filter((folder) => isWithin(folder, file));
  return holding.sort((a, b) => b.length - a.length)[0] ?? folders[0];
}

/** True when a path lies below a folder; the folder itself does not. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
