import fs from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../core/inventory/problem';
import { IDENTITIES_FOLDER } from '../identities/keptIdentities';
import { listGenerations } from './generations';
import { acquireWriterLock, holderIsWriting, isWriterActive } from './lock';
import { MANIFEST_FILE } from './manifest';

/** Downloads under way, with the lock of the update that makes them. */
const DOWNLOADS = 'downloads';
/** What updates keep beside the generations: downloads, and their journal, also one that was never finished. */
const OF_UPDATES = /^(?:downloads|journal\.json(?:\.[0-9a-f-]+\.tmp)?)$/;
const GENERATIONS = 'generations';

/** What a cache has that can be cleared. */
export interface ClearableFeeds {
  readonly generations: number;
  /** On disk, of everything named. */
  readonly bytes: number;
  /** In the order in which they go: the generation in use is the last, so that whoever is stopped has left whole feeds or none. */
  readonly paths: readonly string[];
}

export interface ClearResult {
  readonly removed: ClearableFeeds;
  readonly problems: readonly Problem[];
}

/** What `clearFeeds` would remove; nothing of a folder that is none of ours or does not exist. Never rejects. */
export async function findClearable(cacheDir: string): Promise<ClearableFeeds> {
  const names = await fs.readdir(cacheDir).catch(() => []);
  const generations = listGenerations(cacheDir).map(({ directory }) => directory).reverse();
  const paths = [...names.filter((name) => name === IDENTITIES_FOLDER || OF_UPDATES.test(name)).map((name) => path.join(cacheDir, name)), ...generations];
  let bytes = 0;
  for (const one of paths) bytes += await sizeOf(one);
  return { generations: generations.length, bytes, paths };
}

/**
 * Removes the generations, downloads, journal and kept decisions of a cache, under its writer lock, and nothing else in that folder: the starter feeds are used from then on.
 * What cannot be removed is a problem, and what else can goes. Never rejects.
 */
export async function clearFeeds(cacheDir: string): Promise<ClearResult> {
  const found = await findClearable(cacheDir);
  if (found.paths.length === 0) return { removed: found, problems: [] };
  const refuse = (reason: string, fix: string): ClearResult => ({ removed: NOTHING, problems: [problem(cacheDir, reason, fix)] });
  // An update downloads under a lock of its own, and takes the writer's only at its end.
  if (isWriterActive(path.join(cacheDir, DOWNLOADS))) return refuse('another Inventory Insights is downloading to it', 'Try again when it is done, or stop it first.');
  try {
    const taken = acquireWriterLock(cacheDir);
    if ('holder' in taken) return refuse(holderIsWriting(taken.holder, 'it'), 'Try again when it is done.');
    try {
      return await removeAll(cacheDir);
    } finally {
      taken.lock.release();
    }
  } catch (error) {
    return refuse(reasonOf(error), 'Choose another folder for the feeds, or allow writing to this one.');
  }
}

/** For the holder of the lock. */
async function removeAll(cacheDir: string): Promise<ClearResult> {
  const removed = { generations: 0, bytes: 0, paths: [] as string[] };
  const problems: Problem[] = [];
  for (const one of (await findClearable(cacheDir)).paths) {
    try {
      const bytes = await sizeOf(one);
      // Without its manifest first, so that a half-removed generation is none; through a link it would be another folder's.
      if ((await fs.lstat(one)).isDirectory()) await fs.rm(path.join(one, MANIFEST_FILE), { force: true });
      await fs.rm(one, { recursive: true, force: true });
      removed.paths.push(one);
      removed.bytes += bytes;
      if (path.basename(path.dirname(one)) === GENERATIONS) removed.generations++;
    } catch (error) {
      problems.push(problem(one, reasonOf(error), 'Close the windows that use these feeds, then clear them again.'));
    }
  }
  // Goes only when it is empty.
  await fs.rmdir(path.join(cacheDir, GENERATIONS)).catch(() => undefined);
  return { removed, problems };
}

const NOTHING: ClearableFeeds = { generations: 0, bytes: 0, paths: [] };

function problem(file: string, reason: string, fix: string): Problem {
  return { file, line: 0, column: 0, severity: 'error', code: 'file-unreadable', message: `This was not removed: ${reason}.`, fix };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'the folder may not be written to, or a file in it is in use';
  if (code === 'EBUSY') return 'a file in it is in use';
  return error instanceof Error ? error.message : String(error);
}

/** Bytes of a file, or of everything below a folder; links are not followed. */
async function sizeOf(one: string): Promise<number> {
  const stats = await fs.lstat(one).catch(() => undefined);
  if (!stats?.isDirectory()) return stats?.size ?? 0;
  let bytes = 0;
  for (const name of await fs.readdir(one).catch(() => [])) bytes += await sizeOf(path.join(one, name));
  return bytes;
}
