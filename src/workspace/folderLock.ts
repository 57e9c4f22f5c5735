import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOCK_FILE = '.lock';
/** An edit takes milliseconds; who holds the lock longer than this has died, ms. */
const STALE_MS = 10_000;
/** How long an edit waits for others before it is given up, ms. Longer than a dead holder's lock lives. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 20;

/** Does the work while nobody else writes into the folder, which is made when it is absent. Throws Node's file errors, and an error when others keep it locked. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await fs.mkdir(folder, { recursive: true });
  const file = path.join(folder, LOCK_FILE);
  await take(file);
  try {
    return await work();
  } finally {
    await fs.rm(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await (await fs.open(file, 'wx')).close();
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows says EPERM of a lock that is being removed.
      if (code !== 'EEXIST' && (code !== 'EPERM' || waited > STALE_MS)) throw error;
    }
    if (waited >= PATIENCE_MS) throw new Error('another window keeps the folder locked');
    await removeStale(file);
    await pause(PAUSE_MS);
  }
}

/** Removes the lock of a dead holder. Of several who find it dead, one moves it away; the others see it gone. */
async function removeStale(file: string): Promise<void> {
  const age = await fs.stat(file).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
  if (age < STALE_MS) return;
  const aside = `${file}.${process.pid}`;
  await fs.rename(file, aside).then(() => fs.rm(aside, { force: true }), () => undefined);
}
