// Finds a Chromium for the workbench and the webview tests, and brings one when the machine has none.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { installFromDebian } from './debian.mjs';
import { childEnvironment, Failure, root } from './project.mjs';

/** @returns {string[]} where the systems put Chromium, Chrome and Edge */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const bases = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(base => base !== undefined);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return bases.flatMap(base => programs.map(program => path.join(base, program)));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return names.flatMap(name => folders.map(folder => path.join(folder, name)));
}

const playwrightCli = path.join(root, 'node_modules/playwright-core/cli.js');

/**
 * Playwright's own build, when it has been downloaded.
 * @returns {string | undefined}
 */
function playwrightShell() {
  const plan = spawnSync(process.execPath, [playwrightCli, 'install', '--dry-run', 'chromium-headless-shell'], { encoding: 'utf8', env: childEnvironment() });
  const folder = /Install location:\s+(.*headless[_-]shell.*)/.exec(plan.stdout ?? '')?.[1]?.trim();
  if (!folder || !fs.existsSync(folder)) return undefined;
  const file = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(name => /(^|[\\/])(chrome-)?headless[-_]shell(\.exe)?$/.test(name));
  return file && path.join(folder, file);
}

/** @returns {string | undefined} */
function downloadShell() {
  console.log('[browser] no Chromium found: downloading the one of Playwright');
  const { status } = spawnSync(process.execPath, [playwrightCli, 'install', 'chromium-headless-shell'], { stdio: ['ignore', 'inherit', 'ignore'], env: childEnvironment(), timeout: 600_000 });
  const shell = status === 0 ? playwrightShell() : undefined;
  if (!shell) console.log('[browser] the download failed');
  return shell;
}

/** @returns {string | undefined} */
function chromiumOfDebian() {
  return installFromDebian('chromium', 'fonts-dejavu-core') ? '/usr/bin/chromium' : undefined;
}

/**
 * The browser's path, which is also put into CHROME_PATH for the programs started from here.
 * @returns {string}
 * @throws {Failure} when there is none and none can be had
 */
export function ensureBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && !fs.existsSync(named)) throw new Failure(`CHROME_PATH names ${named}, which does not exist. Set it to a Chromium or Chrome, or unset it.`);
  const found = named ?? usualPlaces().find(file => fs.existsSync(file)) ?? playwrightShell() ?? downloadShell() ?? chromiumOfDebian();
  if (!found) {
    throw new Failure('The tests of the workbench and the webviews need Chromium or Chrome, and none could be found or installed. Install one, or set CHROME_PATH to it.');
  }
  process.env.CHROME_PATH = found;
  return found;
}

/** Quiet, and able to run as root in a container. */
export const browserArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
