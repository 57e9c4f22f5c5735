import fs from 'node:fs';
import path from 'node:path';
import { MANIFEST_FILE } from './manifest';

const FOLDER = 'generations';
const DIGITS = 6;
/** The present one, and the one before it for readers that have it open and for a fall back. */
const KEPT = 2;

export interface GenerationEntry {
  /** Counts up from 1. */
  readonly number: number;
  readonly directory: string;
  /** Has a manifest. */
  readonly complete: boolean;
}

/** The generations of a cache, newest first; none when the cache does not exist or cannot be listed. */
export function listGenerations(cacheDir: string): GenerationEntry[] {
  let names: string[];
  try {
    names = fs.readdirSync(path.join(cacheDir, FOLDER));
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d{6,9}$/.test(name))
    .map((name) => {
      const directory = path.join(cacheDir, FOLDER, name);
      return { number: Number(name), directory, complete: fs.existsSync(path.join(directory, MANIFEST_FILE)) };
    })
    .sort((a, b) => b.number - a.number);
}

/** The folder of the next generation; it does not exist yet. */
export function nextGenerationDirectory(cacheDir: string): string {
  const newest = listGenerations(cacheDir)[0]?.number ?? 0;
  return path.join(cacheDir, FOLDER, String(newest + 1).padStart(DIGITS, '0'));
}

/**
 * Removes all but the newest two complete generations, and incomplete ones older than the newest complete one.
 * For the holder of the writer's lock. Never throws: what a reader on Windows keeps open goes the next time.
 */
export function removeOldGenerations(cacheDir: string): void {
  const entries = listGenerations(cacheDir);
  const kept = new Set(entries.filter(({ complete }) => complete).slice(0, KEPT));
  const newest = Math.max(0, ...[...kept].map(({ number }) => number));
  for (const entry of entries) {
    if (kept.has(entry) || entry.number > newest) continue;
    try {
      // Without its manifest first, so that a half-removed generation is none.
      fs.rmSync(path.join(entry.directory, MANIFEST_FILE), { force: true });
      fs.rmSync(entry.directory, { recursive: true, force: true });
    } catch {
      // Left for the next writer.
    }
  }
}

/** True when a writer stopped in the middle: its generation has no manifest. A live writer looks the same; that is for the caller to tell. */
export function hasIncompleteGeneration(cacheDir: string): boolean {
  return listGenerations(cacheDir).some(({ complete }) => !complete);
}
