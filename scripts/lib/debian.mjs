// Debian's packages, for the machines of CI.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { childEnvironment } from './project.mjs';

/** Seconds that apt-get waits for another program that installs. */
const lockSeconds = 300;
const mostTries = 3;
/** Milliseconds: the lists have a lock of their own, which is not waited for. */
const pauseBetweenTries = 10_000;

/**
 * Installs packages where this machine is a Debian and this process may.
 * @param {...string} names
 * @returns {boolean} whether they are installed now
 */
export function installFromDebian(...names) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return false;
  console.log(`[setup] installing Debian's ${names.join(', ')}`);
  const env = childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' });
  // A machine that has just started may be updating itself, and a mirror may not answer at once.
  const patient = ['-o', `DPkg::Lock::Timeout=${lockSeconds}`, '-o', 'Acquire::Retries=3'];
  const apt = (/** @type {string[]} */ ...args) => spawnSync('apt-get', ['-q', ...patient, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', ...names);
  for (let tries = 1; tries <= mostTries; tries++) {
    if (tries > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseBetweenTries);
    // Lists that could not be renewed may still be good enough.
    const isRenewed = apt('update');
    if (install()) return true;
    console.log(`[setup] apt-get could not ${isRenewed ? 'install' : 'renew its lists or install'} ${names.join(', ')}, try ${tries} of ${mostTries}`);
  }
  return false;
}
