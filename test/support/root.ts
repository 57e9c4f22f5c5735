import * as fs from 'node:fs';
import * as path from 'node:path';

/** The project's folder, found from wherever a bundle of the tests lies. */
export const root = findRoot(__dirname);

function findRoot(folder: string): string {
  if (fs.existsSync(path.join(folder, 'package-lock.json')) && fs.existsSync(path.join(folder, 'src'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`no project above ${__dirname}`);
  return findRoot(parent);
}
