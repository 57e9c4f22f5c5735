import fs from 'node:fs/promises';
import path from 'node:path';

const MAX_DEPTH = 8;
/** An overlay may be a folder with a file for each record. */
const MAX_FILES = 200_000;
/** What a feed may be called. `.meta`, checksums and notes beside the feeds are passed over. */
const FEED_NAME = /\.(?:json|jsonl|csv|zip)(?:\.gz)?$/i;

export interface FoundFile {
  readonly path: string;
  /** Named by the user, not found in a folder. */
  readonly explicit: boolean;
}

/** The files to look at: those named, and those of a feed's name below the folders named, sorted by path. A path that does not exist stays, for its reader to say so. */
export async function findFeedFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const one of paths) {
    const isFolder = await fs.stat(one).then((stats) => stats.isDirectory(), () => false);
    if (isFolder) for (const file of await walk(one, 0)) found.set(path.resolve(file), found.get(path.resolve(file)) ?? { path: file, explicit: false });
    else found.set(path.resolve(one), { path: one, explicit: true });
    if (found.size > MAX_FILES) break;
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_FILES).map(([, file]) => file);
}

async function walk(folder: string, depth: number): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    // Symbolic links are not followed: they can lead in circles or out of the folder that the user named.
    if (entry.isDirectory() && depth < MAX_DEPTH && !entry.name.startsWith('.')) files.push(...await walk(full, depth + 1));
    else if (entry.isFile() && FEED_NAME.test(entry.name)) files.push(full);
    if (files.length > MAX_FILES) break;
  }
  return files;
}
