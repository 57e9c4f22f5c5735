// Child processes are stopped with everything they started, however this process ends.
import { execFileSync } from 'node:child_process';

/** @type {Set<() => void>} */
const stops = new Set();
let listening = false;

/**
 * @param {() => void} stop must be synchronous: it runs while the process exits
 * @returns {() => void} takes it off the list again
 */
export function atExit(stop) {
  if (!listening) {
    listening = true;
    process.once('exit', () => { for (const each of [...stops].reverse()) each(); });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => process.exit(130));
  }
  stops.add(stop);
  return () => stops.delete(stop);
}

/**
 * Tells what hangs from what is slow.
 * @param {number} milliseconds
 * @returns {{heard: () => void, over: Promise<string>}} over: resolves, with words for it, when nothing was heard for so long
 */
export function afterSilence(milliseconds) {
  /** @type {(said: string) => void} */
  let end = () => undefined;
  /** @type {Promise<string>} */
  const over = new Promise(resolve => { end = resolve; });
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(end, milliseconds, `silent for ${milliseconds / 1000} s`).unref();
  };
  heard();
  return { heard, over };
}

/**
 * The server of VS Code starts children of its own, which outlive it when only the server is stopped.
 * The child must have been started with `detached` so that it leads a group.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child started with `detached`
 * @param {number} [patience] milliseconds between asking and killing
 */
export async function stopGroup(child, patience = 3000) {
  const ended = new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
    else child.once('exit', resolve);
  });
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, new Promise(resolve => setTimeout(resolve, patience).unref())]);
  signalGroup(child, 'SIGKILL');
}
