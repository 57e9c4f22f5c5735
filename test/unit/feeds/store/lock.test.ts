import * as assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { acquireWriterLock, isWriterActive, LOCK_TIMES } from '../../../../src/feeds/store/lock';

/** Takes the lock again and again; under it, reads a number, waits, and writes the next: two holders at once would lose one. */
const COUNTING = `
  import fs from 'node:fs';
  import { acquireWriterLock } from './src/feeds/store/lock';
  const [, , cache, counter, rounds] = process.argv;
  const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
  for (let done = 0; done < Number(rounds);) {
    const taken = acquireWriterLock(cache);
    if (!('lock' in taken)) { await pause(1 + Math.random() * 3); continue; }
    const before = Number(fs.readFileSync(counter, 'utf8'));
    await pause(Math.random() * 2);
    if (!taken.lock.isHeld()) throw new Error('lost a lock while holding it');
    fs.writeFileSync(counter, String(before + 1));
    taken.lock.release();
    done++;
  }
`;
/** Takes the lock and keeps it until killed. */
const HOLDING = `
  import { acquireWriterLock } from './src/feeds/store/lock';
  acquireWriterLock(process.argv[2]);
  console.log('held');
  setInterval(() => {}, 1000);
`;

suite('writer lock', () => {
  let cache: string;
  setup(() => (cache = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'))));
  teardown(() => fs.rmSync(cache, { recursive: true, force: true }));

  const lockFile = () => path.join(cache, 'writer.lock');

  function start(program: string, ...args: string[]): ChildProcess {
    const outfile = path.join(fs.mkdtempSync(path.join(cache, 'program-')), 'program.mjs');
    buildSync({ stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
    return spawn(process.execPath, [outfile, cache, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  test('one holder, then the next', () => {
    const first = acquireWriterLock(cache);
    assert.ok('lock' in first);
    assert.equal(isWriterActive(cache), true);
    assert.deepEqual(acquireWriterLock(cache), { holder: { pid: process.pid, host: os.hostname() } });
    assert.equal(first.lock.isHeld(), true);
    first.lock.release();
    assert.equal(isWriterActive(cache), false);
    const second = acquireWriterLock(cache);
    assert.ok('lock' in second);
    second.lock.release();
    assert.deepEqual(fs.readdirSync(cache), []);
  });

  test('a cache that does not exist yet is made', () => {
    const taken = acquireWriterLock(path.join(cache, 'deep', 'er'));
    assert.ok('lock' in taken);
    taken.lock.release();
  });

  /** A lock left by someone else, and whether it is taken over. */
  function check(content: string, ageMs: number, expected: 'taken over' | 'respected'): void {
    fs.writeFileSync(lockFile(), content);
    const when = new Date(Date.now() - ageMs);
    fs.utimesSync(lockFile(), when, when);
    assert.equal(isWriterActive(cache), expected === 'respected');
    const taken = acquireWriterLock(cache);
    assert.equal('lock' in taken ? 'taken over' : 'respected', expected);
    if ('lock' in taken) taken.lock.release();
    fs.rmSync(lockFile(), { force: true });
  }

  test('whose lock is taken over', () => {
    const by = (pid: number, host = os.hostname()) => JSON.stringify({ token: 'other', pid, host });
    const deadPid = 2 ** 22 + 1;
    check(by(process.pid), 0, 'respected');
    check(by(process.pid), LOCK_TIMES.staleMs * 2, 'respected');
    check(by(process.pid), LOCK_TIMES.busyMs * 2, 'taken over');
    check(by(deadPid), 0, 'taken over');
    check(by(deadPid, 'another-machine'), 0, 'respected');
    check(by(deadPid, 'another-machine'), LOCK_TIMES.staleMs * 2, 'taken over');
    // Made a moment ago and not filled yet; cut by a crash long ago.
    check('', 0, 'respected');
    check('{"tok', LOCK_TIMES.staleMs * 2, 'taken over');
  });

  test('a holder whose lock was taken over knows, and leaves the new one alone', () => {
    const first = acquireWriterLock(cache);
    assert.ok('lock' in first);
    fs.writeFileSync(lockFile(), JSON.stringify({ token: 'other', pid: process.pid, host: os.hostname() }));
    assert.equal(first.lock.isHeld(), false);
    first.lock.release();
    assert.ok(fs.existsSync(lockFile()));
  });

  test('three processes never hold it at once', async () => {
    const counter = path.join(cache, 'counter');
    fs.writeFileSync(counter, '0');
    const children = [1, 2, 3].map(() => start(COUNTING, counter, '40'));
    const codes = await Promise.all(children.map(async (child) => ((await once(child, 'exit')) as [number])[0]));
    assert.deepEqual(codes, [0, 0, 0]);
    assert.equal(fs.readFileSync(counter, 'utf8'), '120');
  });

  test('a killed holder\'s lock is taken over at once', async () => {
    const child = start(HOLDING);
    await once(child.stdout!, 'data');
    assert.ok('holder' in acquireWriterLock(cache));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const taken = acquireWriterLock(cache);
    assert.ok('lock' in taken);
    taken.lock.release();
  });
});
