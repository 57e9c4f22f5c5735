// The suites of `npm test`: what each needs, how it runs, and what came out.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { runHostTests } from './hostTests.mjs';
import { afterSilence, atExit, signalGroup, stopGroup } from './lifetime.mjs';
import { packageExtension } from './packageExtension.mjs';
import { childEnvironment, nodeBeside, root, seconds } from './project.mjs';
import { ensureVersionTools } from './versionTools.mjs';
import { ensureHost } from './vscodeHost.mjs';

/**
 * @typedef {import('./mochaRun.mjs').Counts} Counts
 *
 * @typedef {object} Options
 * @property {string} [grep] only tests whose full title matches
 * @property {string} [only] only test files whose path holds this
 * @property {string[]} hosts versions of code-server
 *
 * @typedef {object} Leg one run of a suite
 * @property {string} name
 * @property {boolean} [isTest] false for a step that must succeed but tests nothing
 * @property {boolean} [isBeside] true for one that runs beside the leg before it, when that is one of these as well
 * @property {() => Promise<Counts>} run
 */

/** Milliseconds without a test that ended, more than any test has by its own limit: for what hangs. A machine that is merely slow is stopped by nothing, however long a suite takes there. */
const silenceLimit = 2_000_000;

/** Milliseconds for a test in a browser: more than all the waits of one, so that the wait that failed says what was missing. */
const browserTestLimit = 600_000;

/** What a suite gives when it could not even run. */
const broken = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {string} folder of out/
 * @param {string} only
 * @returns {string[]} absolute
 */
function testFiles(folder, only) {
  const base = path.join(root, 'out', folder);
  if (!fs.existsSync(base)) return [];
  return fs.readdirSync(base, { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => file.endsWith('.test.js') && `test/${folder}/${file.replace(/\.js$/, '.ts')}`.includes(only))
    .sort()
    .map(file => path.join(base, file));
}

/** Files that take longest, in the order in which they are begun: none of them is to be left for the end, when the other process has nothing more to do. */
const longest = ['feeds/store/killedWriter', 'core/match/reference', 'feeds/inventoryBadFiles', 'core/version/packageOrders'];

/**
 * Runs a suite whose files share nothing in processes beside each other, as many as there are processors, two at most. Each takes the next file when it is done with one.
 * @param {string} folder of out/
 * @param {Options} options
 * @param {{each: boolean, timeout?: number, retries?: number}} how as for `mocha`
 * @returns {Promise<Counts>} the sum
 */
async function besideEachOther(folder, options, how) {
  const files = testFiles(folder, options.only ?? '');
  const first = longest.map(name => path.join(root, 'out', folder, `${name}.test.js`)).filter(file => files.includes(file));
  const queue = [...first, ...files.filter(file => !first.includes(file))];
  const processes = Math.min(2, os.availableParallelism(), queue.length);
  const all = await Promise.all(Array.from({ length: processes }, (_, at) => mocha(queue, options, { ...how, name: `${folder}-${at + 1}` })));
  if (all.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  return all.reduce((sum, { passed, failed, skipped }) => ({ passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }));
}

/**
 * @param {string[]} queue absolute paths; they are taken off it, and others may take from it as well
 * @param {Options} options
 * @param {{each: boolean, timeout?: number, retries?: number, environment?: Record<string, string>, name: string}} how
 * @returns {Promise<Counts>}
 */
async function mocha(queue, { grep }, { each, timeout, retries = 0, environment = {}, name }) {
  const report = path.join(root, `out/reports/${name}.json`);
  fs.rmSync(report, { force: true });
  if (queue.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const run = JSON.stringify({ report, each, grep, timeout, retries });
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(import.meta.dirname, 'mochaRun.mjs'), run], {
    cwd: root,
    env: childEnvironment(environment),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  const silence = afterSilence(silenceLimit);
  child.on('message', (/** @type {{ended?: true}} */ { ended }) => {
    silence.heard();
    if (!ended && child.connected) child.send({ file: queue.shift() }, () => undefined);
  });
  const forget = atExit(() => signalGroup(child, 'SIGKILL'));
  const code = await Promise.race([
    new Promise(resolve => child.once('exit', (status, signal) => resolve(status ?? signal))),
    silence.over,
  ]);
  await stopGroup(child);
  forget();
  if (!fs.existsSync(report)) {
    console.log(`  FAIL ${name} ended without a result (${code})`);
    return broken;
  }
  return JSON.parse(fs.readFileSync(report, 'utf8'));
}

/** @param {boolean} ok @returns {Counts} */
const asCounts = ok => (ok ? { passed: 1, failed: 0, skipped: 0 } : broken);

/** The compiler keeps what it found out in out/, so that a second run checks only what changed. */
async function typecheck() {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  let ok = true;
  for (const world of ['src/core', 'webview', 'scripts', '.']) {
    const kept = path.join(root, `out/tsc/${world.replace(/\W+/g, '-')}.tsbuildinfo`);
    if (!await nodeBeside([tsc, '-p', world, '--incremental', '--tsBuildInfoFile', kept])) ok = false;
  }
  return asCounts(ok);
}

async function lint() {
  return asCounts(await nodeBeside([path.join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--max-warnings=0']));
}

/**
 * Waits mostly for the network, so it stands beside what only computes.
 * @param {string[]} names of suites that will run
 * @param {readonly string[]} hosts versions of code-server
 * @returns {Leg}
 */
export function preparation(names, hosts) {
  const args = [path.join(import.meta.dirname, 'prepare.mjs'), ...names, ...hosts.flatMap(version => ['--host', version])];
  return {
    name: 'prepare',
    isTest: false,
    isBeside: true,
    run: async () => {
      await nodeBeside(args);
      return { passed: 0, failed: 0, skipped: 0 };
    },
  };
}

/** @returns {string} a copy of the sample estate that tests may change */
function sampleWorkspace() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-samples-'));
  fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });
  atExit(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @type {Record<string, (options: Options) => Leg[]>} in the order of `npm test` */
export const suites = {
  typecheck: () => [{ name: 'typecheck', isBeside: true, run: typecheck }],
  lint: () => [{ name: 'lint', isBeside: true, run: lint }],
  unit: options => [{
    name: 'unit',
    run: () => {
      ensureVersionTools();
      return besideEachOther('unit', options, { each: false });
    },
  }],
  worker: options => [{ name: 'worker', run: () => besideEachOther('worker', options, { each: true, timeout: 300_000 }) }],
  webview: options => [{
    name: 'webview',
    run: () => {
      ensureBrowser();
      // One browser at a time: two leave each other too few frames.
      return mocha(testFiles('webview', options.only ?? ''), options, { name: 'webview', each: true, timeout: browserTestLimit, retries: 1 });
    },
  }],
  host: options => options.hosts.map(version => ({
    name: `host ${version}`,
    run: () => {
      ensureHost(version);
      return runHostTests({ version, grep: options.grep, browser: ensureBrowser(), workspace: sampleWorkspace() });
    },
  })),
  // The pictures are of the newest version; the walks are done in each.
  e2e: options => options.hosts.map((version, index) => ({
    name: `e2e ${version}`,
    run: () => {
      ensureHost(version);
      ensureBrowser();
      const vsix = packageExtension({ again: index === 0 });
      const walks = testFiles('e2e', options.only ?? '').filter(file => index === 0 || !file.endsWith('appearance.test.js'));
      return mocha(walks, options, { name: `e2e-${version}`, each: true, timeout: browserTestLimit, retries: 1, environment: { E2E_HOST: version, E2E_VSIX: vsix } });
    },
  })),
};

/** @param {Counts} counts @returns {string} the form that CI reads: `N passed, N failed[, N skipped]` */
export function tally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {Leg[]} legs
 * @param {{mayBeEmpty: boolean}} options mayBeEmpty: a filter was given, so a suite without a test is no mistake
 * @returns {Promise<Counts>} the sum
 */
export async function runLegs(legs, { mayBeEmpty }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const summary = [];
  /** @param {Leg} leg @param {string} heading */
  const runLeg = async ({ name, run, isTest = true }, heading) => {
    console.log(heading);
    const started = performance.now();
    let counts;
    try {
      counts = await run();
    } catch (error) {
      console.log(`  FAIL ${error instanceof Error ? error.message : error}`);
      counts = broken;
    }
    const empty = counts.passed + counts.failed === 0 && isTest && !mayBeEmpty;
    if (empty) counts = { ...counts, failed: 1 };
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    const said = empty ? 'no test ran' : isTest ? tally(counts) : counts.failed > 0 ? 'failed' : 'done';
    summary.push(`${counts.failed > 0 ? 'FAIL' : 'ok  '} ${name}: ${said}, ${seconds(started)}`);
    console.log(summary.at(-1));
  };
  for (let at = 0; at < legs.length;) {
    let end = at + 1;
    while (legs[at].isBeside && legs[end]?.isBeside) end++;
    const together = legs.slice(at, end);
    await Promise.all(together.map((leg, place) => runLeg(leg, `${place === 0 ? '\n' : ''}[${leg.name}]`)));
    at = end;
  }
  console.log(`\n${summary.join('\n')}`);
  return total;
}
