// The programs whose order of versions the unit tests compare ours with.
import { spawnSync } from 'node:child_process';
import { installFromDebian } from './debian.mjs';

/** Brings rpm to CI, where its tests must not be skipped; elsewhere they print that they were. dpkg is there wherever this can install. */
export function ensureVersionTools() {
  if (!process.env.CI || spawnSync('rpm', ['--version'], { stdio: 'ignore' }).status === 0) return;
  if (!installFromDebian('rpm')) console.log('[setup] rpm could not be installed: the tests that compare with it will fail');
}
