// Makes inventory-insights.vsix and holds it against its budget.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { childEnvironment, Failure, root, seconds } from './project.mjs';

/** The budget of docs/architecture.md. */
const budget = 3 * 1024 * 1024;

/**
 * vsce itself runs `vscode:prepublish`, which is the production build.
 * @param {{again?: boolean}} [options] again: false takes the file that is there
 * @returns {string} the .vsix
 * @throws {Failure} when it cannot be made, or is larger than its budget
 */
export function packageExtension({ again = true } = {}) {
  const vsix = path.join(root, 'inventory-insights.vsix');
  if (!again && fs.existsSync(vsix)) return vsix;
  const started = performance.now();
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const options = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--skip-license', '--out', vsix];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, ...options], { cwd: root, env: childEnvironment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0) throw new Failure(`vsce package failed:\n${stdout}${stderr}`);
  const { size } = fs.statSync(vsix);
  console.log(`[package] ${path.basename(vsix)}: ${(size / 1024).toFixed(0)} KiB of ${budget / 1024} KiB, in ${seconds(started)}`);
  if (size > budget) throw new Failure(`The packaged extension is larger than its budget. What is in it:\n${stdout}`);
  return vsix;
}
