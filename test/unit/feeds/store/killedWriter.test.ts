import * as assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { hasIncompleteGeneration } from '../../../../src/feeds/store/generations';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import { nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';

const CVES = 2_000;
const CHANGED = 100;
const KILLS = 200;
/** The longest wait before a kill, as a share of what one import takes here: kills fall on every part of it, and on the beginning of the next. */
const LONGEST_WAIT = 1.2;

/**
 * Of so many kills one comes after the writer has said that an import is whole, and one as soon as a half-written generation is seen:
 * where other programs take the machine's time, chance brings none.
 */
const KILLS_PER_CERTAIN = 10;

/** Every record of one import carries its stamp: in its time, its text and its product. */
function feed(count: number, stamp: number): string {
  return JSON.stringify(nvdFeed(Array.from({ length: count }, (_, i) => {
    const id = `CVE-2021-${10_000 + i}`;
    return nvdCve(id, {
      lastModified: new Date(Date.UTC(2022, 0, 1) + stamp * 1000).toISOString().slice(0, 23),
      descriptions: [{ lang: 'en', value: `${id} ${stamp}` }],
      configurations: [{ nodes: [{ operator: 'OR', cpeMatch: [{ vulnerable: true, criteria: `cpe:2.3:a:vendor:p${stamp}:1.${i}:*:*:*:*:*:*:*` }] }] }],
    });
  })));
}

/** Imports for ever, once it is told to; `stamp` goes up from the first argument. */
const WRITER = `
  import fs from 'node:fs';
  import { importFeeds } from './src/feeds/sync/importFiles';
  import { loadSqlite } from './src/feeds/store/sqlite';
  const [cacheDir, folder, first, step, wasmPath] = process.argv.slice(2);
  await loadSqlite(wasmPath);
  process.stdout.write('ready');
  process.stdin.once('data', async () => {
    for (let stamp = Number(first); ; stamp += Number(step)) {
      const template = fs.readFileSync(folder + '/template.json', 'utf8');
      const modified = new Date(Date.UTC(2022, 0, 1) + stamp * 1000).toISOString().slice(0, 23);
      const file = folder + '/' + process.pid + '.json';
      fs.writeFileSync(file, template.replaceAll('@MODIFIED@', modified).replaceAll('@STAMP@', String(stamp)));
      const { problems } = await importFeeds([file], { cacheDir, starterDir: '', wasmPath, now: '2026-11-21T00:00:00.000Z' });
      if (problems.length > 0) process.stderr.write(JSON.stringify(problems));
      process.stdout.write('done');
    }
  });
`;

suite('a writer that is killed', () => {
  let root: string;
  let program: string;
  suiteSetup(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-'));
    program = path.join(root, 'writer.mjs');
    buildSync({
      stdin: { contents: WRITER, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', outfile: program, logLevel: 'error',
      banner: { js: 'import { createRequire } from "node:module"; import { fileURLToPath } from "node:url"; const require = createRequire(import.meta.url); const __filename = fileURLToPath(import.meta.url); const __dirname = "";' },
    });
  });
  suiteTeardown(() => fs.rmSync(root, { recursive: true, force: true }));

  interface Writer {
    readonly child: ChildProcess;
    readonly ready: Promise<unknown>;
  }

  function start(cacheDir: string, folder: string, first: number): Writer {
    const child = spawn(process.execPath, [program, cacheDir, folder, String(first), '1', wasmPath], { stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, ready: once(child.stdout!, 'data') };
  }

  /** Knowledge is whole: no problem, and all records of one import or none. Answers the stamp of the changed ones. */
  async function check(cacheDir: string, changed: number): Promise<number> {
    const { knowledge, problems } = await openKnowledge({ cacheDir, starterDir: '', wasmPath, verify: true });
    // There are no starter feeds; the products come from nowhere.
    assert.deepEqual(problems.filter(({ message }) => !/starter feeds/.test(message)), []);
    const { index } = knowledge;
    assert.equal(index.cveCount, CVES);
    assert.equal(index.rowCount, CVES);
    const stamps = new Set<string>();
    const last = changed - 1;
    for (const cve of [0, 1, 63, 64, last >> 1, last - 1, last]) {
      const stamp = knowledge.text(cve).description.split(' ')[1] ?? '';
      stamps.add(stamp);
      assert.equal(knowledge.details(cve).lastModified, new Date(Date.UTC(2022, 0, 1) + Number(stamp) * 1000).toISOString().slice(0, 23));
      assert.ok(index.hasProduct(`a:vendor:p${stamp}`));
    }
    assert.equal(stamps.size, 1, `half of an import: ${[...stamps].join(', ')}`);
    const [stamp] = stamps;
    assert.equal(index.productCount, changed === CVES || stamp === '0' ? 1 : 2);
    for (const cve of changed === CVES ? [] : [changed, CVES - 1]) assert.match(knowledge.text(cve).description, / 0$/);
    return Number(stamp);
  }

  async function run(changed: number): Promise<void> {
    const folder = fs.mkdtempSync(path.join(root, 'files-'));
    const cacheDir = path.join(folder, 'cache');
    const whole = path.join(folder, 'whole.json');
    fs.writeFileSync(whole, feed(CVES, 0));
    fs.writeFileSync(path.join(folder, 'template.json'), feed(changed, 7_654_321).replaceAll(/"lastModified":"[^"]+"/g, '"lastModified":"@MODIFIED@"').replaceAll('7654321', '@STAMP@'));
    const { problems } = await importFeeds([whole], { cacheDir, starterDir: '', wasmPath, now: '2026-11-21T00:00:00.000Z' });
    assert.deepEqual(problems, []);
    const longestWait = (await timeOfImport(start(cacheDir, folder, 1))) * LONGEST_WAIT;
    let stamp = await check(cacheDir, changed);
    let interrupted = 0;
    let completed = 0;
    let next = start(cacheDir, folder, 1_000);
    for (let kill = 1; kill <= KILLS; kill++) {
      const { child, ready } = next;
      await ready;
      // The next one loads while this one works.
      if (kill < KILLS) next = start(cacheDir, folder, (kill + 1) * 1_000);
      const exited = once(child, 'exit');
      const turn = kill % KILLS_PER_CERTAIN;
      const whole = turn === 0 ? once(child.stdout!, 'data') : undefined;
      child.stdin!.write('go');
      await whole;
      if (turn === 1) while (!hasIncompleteGeneration(cacheDir)) await pause(1);
      else await pause(Math.random() * longestWait);
      child.kill('SIGKILL');
      await exited;
      if (hasIncompleteGeneration(cacheDir)) interrupted++;
      const now = await check(cacheDir, changed);
      assert.ok(now >= stamp, 'an older state came back');
      if (now > stamp) completed++;
      stamp = now;
    }
    console.log(`      ${KILLS} kills within ${Math.round(longestWait)} ms: ${interrupted} left a half-written generation behind, ${completed} came after a whole one`);
    assert.ok(interrupted > 0 && completed > 0, 'no kill hit a write, or no write came through: the test says nothing');
  }

  /** Milliseconds of the first import of a fresh process. */
  async function timeOfImport({ child, ready }: Writer): Promise<number> {
    await ready;
    const started = performance.now();
    const done = once(child.stdout!, 'data');
    child.stdin!.write('go');
    await done;
    const time = performance.now() - started;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    return time;
  }

  test(`${KILLS} times while 2,000 CVEs are saved: nothing unreadable, nothing by halves`, async function () {
    this.timeout(1_800_000);
    await run(CVES);
  });

  test(`${KILLS} times while 100 of 2,000 CVEs are updated: nothing unreadable, nothing by halves`, async function () {
    this.timeout(1_800_000);
    await run(CHANGED);
  });

  test('readers go on while another process writes', async () => {
    const folder = fs.mkdtempSync(path.join(root, 'files-'));
    const cacheDir = path.join(folder, 'cache');
    fs.writeFileSync(path.join(folder, 'whole.json'), feed(CVES, 0));
    fs.writeFileSync(path.join(folder, 'template.json'), feed(CHANGED, 7_654_321).replaceAll(/"lastModified":"[^"]+"/g, '"lastModified":"@MODIFIED@"').replaceAll('7654321', '@STAMP@'));
    await importFeeds([path.join(folder, 'whole.json')], { cacheDir, starterDir: '', wasmPath, now: '2026-11-21T00:00:00.000Z' });
    const { child, ready } = start(cacheDir, folder, 1);
    child.stdout!.on('data', () => undefined);
    try {
      await ready;
      child.stdin!.write('go');
      const seen = new Set<number>();
      // Until the writer has written meanwhile, however little of the machine's time it gets.
      for (let i = 0; i < 60 || seen.size < 2; i++) seen.add(await check(cacheDir, CHANGED));
    } finally {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
  });
});
