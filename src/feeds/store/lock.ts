import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asObject, asText } from '../decode/shape';

const LOCK_FILE = 'writer.lock';
/** Rounds of finding a lock that is dead or gone again, before the takers that are faster are left alone. */
const MAX_ATTEMPTS = 5;

export interface LockTimes {
  /** How often the holder shows that it lives, ms. */
  readonly heartbeatMs: number;
  /** A holder on another machine is taken for dead after this long without a heartbeat, ms. */
  readonly staleMs: number;
  /** A running process of this machine is believed longer: its event loop may be busy, or its id reused, ms. */
  readonly busyMs: number;
}

export const LOCK_TIMES: LockTimes = { heartbeatMs: 5_000, staleMs: 60_000, busyMs: 600_000 };

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

/** The holder as a clause; a lock that names nobody was left by a writer that stopped as it began, and is taken over when it is stale. */
export function holderIsWriting({ pid, host }: LockHolder, where: string): string {
  return pid > 0 ? `another Inventory Insights (process ${pid} on ${host}) is writing to ${where}` : `another Inventory Insights began to write to ${where} a moment ago`;
}

/** The right to write into a cache. */
export interface WriterLock {
  /** False when another writer took the lock over meanwhile; ask before a commit. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Takes the cache's writer lock, or says who holds it. A dead holder's lock is taken over.
 * Two takers at the same moment: the file is created exclusively, so one of them gets it.
 * Even a lock lost by mistake costs no data: every writer has a generation folder of its own.
 * Throws Node's file errors (read-only folder, disk full).
 */
export function acquireWriterLock(cacheDir: string, times: LockTimes = LOCK_TIMES): { readonly lock: WriterLock } | { readonly holder: LockHolder } {
  fs.mkdirSync(cacheDir, { recursive: true });
  const file = path.join(cacheDir, LOCK_FILE);
  const token = randomUUID();
  for (let attempt = 0; ; attempt++) {
    try {
      createLock(file, JSON.stringify({ token, pid: process.pid, host: os.hostname() }));
      return { lock: heldLock(file, token, times) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const seen = readLock(file);
    if (attempt >= MAX_ATTEMPTS || (seen && isAlive(seen, times))) return { holder: { pid: seen?.pid ?? 0, host: seen?.host ?? '' } };
    if (seen) removeStale(file, seen.token);
  }
}

/** Creates the file, or throws EEXIST. On a full disk it can be created and not be filled: an empty lock must not stay and keep everybody out. */
function createLock(file: string, content: string): void {
  const fd = fs.openSync(file, 'wx');
  try {
    fs.writeFileSync(fd, content);
  } catch (error) {
    fs.rmSync(file, { force: true });
    throw error;
  } finally {
    fs.closeSync(fd);
  }
}

/** True while a living writer holds the lock. */
export function isWriterActive(cacheDir: string, times: LockTimes = LOCK_TIMES): boolean {
  const seen = readLock(path.join(cacheDir, LOCK_FILE));
  return seen !== undefined && isAlive(seen, times);
}

interface SeenLock extends LockHolder {
  readonly token: string;
  readonly ageMs: number;
}

function readLock(file: string): SeenLock | undefined {
  try {
    const ageMs = Date.now() - fs.statSync(file).mtimeMs;
    const text = fs.readFileSync(file, 'utf8');
    let content: ReturnType<typeof asObject>;
    try {
      content = asObject(JSON.parse(text));
    } catch {
      // Created a moment ago and not yet filled, or cut by a crash: only its age can tell.
    }
    return {
      token: asText(content?.token, 100) ?? '',
      pid: typeof content?.pid === 'number' ? content.pid : 0,
      host: asText(content?.host, 256) ?? '',
      ageMs,
    };
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host, ageMs }: SeenLock, times: LockTimes): boolean {
  if (host !== os.hostname() || pid <= 0) return ageMs < times.staleMs;
  return isRunning(pid) && ageMs < times.busyMs;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Moves a dead lock away and makes sure that it was the dead one: another taker may have been faster. */
function removeStale(file: string, token: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    fs.renameSync(file, aside);
    if (readLock(aside)?.token !== token) fs.linkSync(aside, file);
  } catch {
    // Gone, or a third taker has it: the next attempt sees.
  }
  fs.rmSync(aside, { force: true });
}

function heldLock(file: string, token: string, times: LockTimes): WriterLock {
  const isHeld = (): boolean => readLock(file)?.token === token;
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A heartbeat on a lock that was taken over would keep a stranger's lock alive.
    if (isHeld()) fs.utimes(file, now, now, () => undefined);
  }, times.heartbeatMs);
  heartbeat.unref();
  return {
    isHeld,
    release() {
      clearInterval(heartbeat);
      if (isHeld()) fs.rmSync(file, { force: true });
    },
  };
}
