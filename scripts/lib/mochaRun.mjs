// Runs bundled tests with mocha in a process of its own, prints them with durations and writes the counts.
// Asks its parent for one file after the other (`{}`, answered by `{ file }`), until that has no more (`{}`); says `{ ended: true }` after each test.
//
//   node scripts/lib/mochaRun.mjs '{"report": "out/reports/unit.json", "each": false}'   see MochaRun
import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { root } from './project.mjs';

/**
 * @typedef {object} MochaRun
 * @property {string} report where the counts go
 * @property {boolean} each a line for each test; otherwise one for each file, and each test that is slow, skipped or failed
 * @property {string} [grep]
 * @property {number} [timeout] milliseconds for a test
 * @property {number} [retries] how often a failed test is tried again; a browser on a busy machine may miss a key press. Each is printed.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** Milliseconds after which a test is named though it passed. */
const slow = 1000;

/** @type {MochaRun} */
const run = JSON.parse(process.argv[2]);
const settings = JSON.parse(fs.readFileSync(path.join(root, '.mocharc.json'), 'utf8'));

/** @type {Counts} */
const counts = { passed: 0, failed: 0, skipped: 0 };
/** @type {{title: string, error: any}[]} */
const failures = [];
/** @type {Map<string, {tests: number, milliseconds: number}>} */
const files = new Map();

const outFolder = path.join(root, 'out');
const fileOf = (/** @type {Mocha.Runnable} */ test) => path.relative(outFolder, test.file ?? '').replaceAll('\\', '/').replace(/\.test\.js$/, '');

/** @param {Mocha.Runner} runner */
function Reporter(runner) {
  const line = (/** @type {string} */ mark, /** @type {Mocha.Runnable} */ test) =>
    console.log(`  ${mark} ${test.fullTitle()}${test.duration === undefined ? '' : ` (${test.duration} ms)`}`);
  const count = (/** @type {Mocha.Runnable} */ test) => {
    const file = files.get(fileOf(test)) ?? { tests: 0, milliseconds: 0 };
    files.set(fileOf(test), { tests: file.tests + 1, milliseconds: file.milliseconds + (test.duration ?? 0) });
  };
  runner.on('pass', test => {
    counts.passed++;
    count(test);
    if (run.each || (test.duration ?? 0) >= slow) line('ok  ', test);
  });
  runner.on('pending', test => {
    counts.skipped++;
    line('skip', test);
  });
  runner.on('test end', () => process.send?.({ ended: true }));
  runner.on('retry', (test, error) => {
    line('again', test);
    console.log(`    ${explain(error)}`);
  });
  runner.on('fail', (test, error) => {
    counts.failed++;
    count(test);
    line('FAIL', test);
    failures.push({ title: test.fullTitle(), error });
  });
}

/** @param {any} error @returns {string} */
function explain(error) {
  const text = String(error?.stack ?? error?.message ?? error);
  const ours = text.split('\n').filter(each => !/^\s+at .*(node:internal|node_modules[\\/]mocha)/.test(each));
  return ours.join('\n    ');
}

/** @returns {Promise<string | undefined>} absolute; undefined when there is none left */
const nextFile = () => new Promise(resolve => {
  process.once('message', (/** @type {{file?: string}} */ { file }) => resolve(file));
  process.send?.({});
});

for (let file = await nextFile(); file !== undefined; file = await nextFile()) {
  const mocha = new Mocha({ ...settings, timeout: run.timeout ?? settings.timeout, retries: run.retries ?? 0, grep: run.grep, reporter: /** @type {any} */ (Reporter) });
  mocha.addFile(file);
  await new Promise(resolve => mocha.run(resolve));
  mocha.dispose();
  if (!run.each) for (const [name, { tests, milliseconds }] of files) console.log(`  ${name}: ${tests} in ${milliseconds} ms`);
  files.clear();
}

failures.forEach(({ title, error }, index) => console.log(`\n  ${index + 1}) ${title}\n    ${explain(error)}`));
fs.mkdirSync(path.dirname(run.report), { recursive: true });
fs.writeFileSync(run.report, JSON.stringify(counts));
process.exit(counts.failed > 0 ? 1 : 0);
