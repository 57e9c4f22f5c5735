// Where the project is, and how its scripts start other programs. Node's own modules only: this runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** What a script failed at, for a person: printed without a stack. */
export class Failure extends Error {}

/** Variables that a VS Code terminal, an outer npm or a production shell leave behind and that change what children do. */
const harmful = [
  /^VSCODE_(?!TEST)/,
  /^ELECTRON_/,
  /^npm_(package|lifecycle|command|node_execpath)/,
  /^npm_config_(local_prefix|global_prefix|prefix|omit|include|production|only|workspace|ignore_scripts|dry_run|global)/,
  /^INIT_CWD$/,
  /^NODE_ENV$/,
  /^NODE_CHANNEL_/,
];

/**
 * @param {Record<string, string | undefined>} [additions] undefined takes a variable away
 * @returns {NodeJS.ProcessEnv} this process's environment, fit for a child
 */
export function childEnvironment(additions = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !harmful.some(pattern => pattern.test(name)));
  return { ...Object.fromEntries(kept), ...additions };
}

/**
 * npm as node and a script where it can be found: `npm.cmd` cannot be started without a shell on Windows.
 * @returns {{command: string, before: string[], shell: boolean}}
 */
function npmCommand() {
  const beside = path.dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath ?? '',
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = scripts.find(file => path.basename(file) === 'npm-cli.js' && fs.existsSync(file));
  if (script) return { command: process.execPath, before: [script], shell: false };
  return { command: 'npm', before: [], shell: process.platform === 'win32' };
}

/**
 * @param {string[]} args
 * @param {{cwd?: string, capture?: boolean}} [options] capture: return what npm prints instead of showing it
 * @returns {string} what npm printed, when captured
 * @throws {Failure} when npm fails
 */
export function npm(args, { cwd = root, capture = false } = {}) {
  const { command, before, shell } = npmCommand();
  const { status, stdout, error } = spawnSync(command, [...before, ...args], {
    cwd,
    shell,
    encoding: 'utf8',
    // A package that does not come is asked for more often than npm does by itself.
    env: childEnvironment({ npm_config_fetch_retries: process.env.npm_config_fetch_retries ?? '5' }),
    maxBuffer: 1 << 28,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Failure(`npm ${args.slice(0, 2).join(' ')} failed (${error?.message ?? `exit code ${status}`}); its output is above`);
  return stdout ?? '';
}

/**
 * Runs a Node program of ours and shows what it prints.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [environment]
 * @returns {boolean} whether it ended with 0
 */
export function node(args, environment = {}) {
  return spawnSync(process.execPath, args, { cwd: root, env: childEnvironment(environment), stdio: 'inherit' }).status === 0;
}

/**
 * Runs a Node program of ours while others run; what it prints is shown in one piece when it has ended.
 * @param {string[]} args
 * @returns {Promise<boolean>} whether it ended with 0
 */
export function nodeBeside(args) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { cwd: root, env: childEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => printed.push(chunk));
    child.once('error', error => printed.push(Buffer.from(`${error.message}\n`)));
    child.once('close', status => {
      process.stdout.write(Buffer.concat(printed));
      resolve(status === 0);
    });
  });
}

/** @param {number} started from `performance.now()` */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * Runs a script's main function; a Failure is printed as its message, anything else with its stack.
 * @param {() => Promise<number | void>} main answers the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main() ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
