// Makes node_modules what package-lock.json says. Node's own modules only.
import fs from 'node:fs';
import path from 'node:path';
import { Failure, npm, root, seconds } from './project.mjs';

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean}> | undefined} packages by their path, undefined when the file is not there
 */
function lockedPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * By content, not by age: a checkout gives the lock file a new date without changing it.
 * @returns {string | undefined} why the dependencies must be installed, undefined when they are as locked
 */
function whyInstall() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  if (!installed) return 'node_modules is missing';
  for (const [name, { version, optional }] of Object.entries(lockedPackages('package-lock.json') ?? {})) {
    if (name === '') continue;
    const here = installed[name];
    if (here ? here.version !== version : !optional) return `${name.replace(/^.*node_modules\//, '')} ${version} is not installed`;
  }
  return undefined;
}

/** Installs the dependencies when they are not those of the lock file. */
export function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Failure(`Node ${process.versions.node} is too old: Inventory Insights is built with Node 20.19 or newer. Install it and run this again.`);
  }
  const reason = whyInstall();
  if (!reason) return;
  if (fs.lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm ci begins by emptying the folder, and would empty the one that the link leads to.
    throw new Failure(`${reason}, but node_modules is a link to another folder, which npm ci would empty. Remove the link, or install there.`);
  }
  const started = performance.now();
  console.log(`[setup] ${reason}: npm ci`);
  const install = () => npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  try {
    install();
  } catch (error) {
    console.log(`[setup] ${error instanceof Error ? error.message : error}; once more`);
    install();
  }
  console.log(`[setup] dependencies installed in ${seconds(started)}`);
}
