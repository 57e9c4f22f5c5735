// Debian's packages, for the machines of CI.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { childEnvironment } from './project.mjs';

/**
 * Installs packages where this machine is a Debian and this process may.
 * @param {...string} names
 * @returns {boolean} whether they are installed now
 */
export function installFromDebian(...names) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync('/etc/debian_version')) return false;
  console.log(`[setup] installing Debian's ${names.join(', ')}`);
  const env = childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' });
  const apt = (/** @type {string[]} */ ...args) => spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...names);
}
