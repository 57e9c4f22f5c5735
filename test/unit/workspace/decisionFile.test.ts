import * as assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { editDecisionFile, readDecisionFile } from '../../../src/workspace/decisionFile';
import { decisionPath, folderOf } from '../../../src/workspace/folder';
import { FRUITS } from './testList';

/** Adds one after the other what the other process adds too: two that do not see each other would lose some. */
const ADDING = `
  import { editDecisionFile } from './src/workspace/decisionFile';
  import { FRUITS } from './test/unit/workspace/testList';
  const [, , folder, who] = process.argv;
  (async () => {
    for (let i = 0; i < 20; i++) {
      const { problem } = await editDecisionFile({ ...FRUITS, mostEntries: 100 }, folder, () => ({ put: [{ name: who + i }] }));
      if (problem) throw new Error(problem.message);
    }
  })();
`;

suite('decision files', () => {
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'decisions-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const file = (): string => decisionPath(folder, FRUITS.file);
  const write = (content: string | Uint8Array): void => {
    fs.mkdirSync(path.dirname(file()), { recursive: true });
    fs.writeFileSync(file(), content);
  };
  const names = async (): Promise<string[]> => (await readDecisionFile(FRUITS, folder)).entries.map(({ entry }) => entry.name);

  test('what is written is read, and nothing stays beside it', async () => {
    assert.deepEqual(await readDecisionFile(FRUITS, folder), { entries: [], problems: [], refusal: '' });
    assert.deepEqual(await editDecisionFile(FRUITS, folder, (now) => ({ put: [...now, { name: 'Pear' }] })), { undo: { put: [], remove: ['pear'] } });
    const { undo } = await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }], remove: ['pear'] }));
    assert.deepEqual(await names(), ['Apple']);
    await editDecisionFile(FRUITS, folder, () => undo);
    assert.deepEqual(await names(), ['Pear']);
    assert.deepEqual(fs.readdirSync(path.dirname(file())), ['fruits.json']);
  });

  test('an edit is applied to what is there now', async () => {
    write('{"fruits": [{"name": "Apple"}]}');
    await editDecisionFile(FRUITS, folder, (now) => ({ put: now.map((entry) => ({ ...entry, count: 1 })) }));
    assert.equal(fs.readFileSync(file(), 'utf8'), '{"fruits": [{"name": "Apple", "count": 1}]}');
  });

  test('an edit that changes nothing writes nothing', async () => {
    const text = '{"fruits": [{"name":  "Apple"}]}';
    write(text);
    const { mtimeMs, ino } = fs.statSync(file());
    await editDecisionFile(FRUITS, folder, (now) => ({ put: now, remove: ['unknown'] }));
    assert.equal(fs.readFileSync(file(), 'utf8'), text);
    assert.deepEqual([fs.statSync(file()).mtimeMs, fs.statSync(file()).ino], [mtimeMs, ino]);
  });

  test('many edits at once in one window', async () => {
    await Promise.all('Apple Fig Kiwi Lime Plum'.split(' ').map((name) => editDecisionFile(FRUITS, folder, () => ({ put: [{ name }] }))));
    assert.deepEqual(await names(), ['Apple', 'Fig', 'Kiwi', 'Lime', 'Plum']);
  });

  test('two windows lose nothing of each other', async () => {
    const outfile = path.join(folder, 'program.cjs');
    buildSync({ stdin: { contents: ADDING, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], outfile, logLevel: 'error' });
    const run = promisify(execFile);
    await Promise.all(['a', 'b'].map((who) => run(process.execPath, [outfile, folder, who])));
    const { entries, problems } = await readDecisionFile({ ...FRUITS, mostEntries: 100 }, folder);
    assert.deepEqual([entries.length, problems], [40, []]);
    assert.deepEqual(fs.readdirSync(path.dirname(file())), ['fruits.json']);
  });

  test('the lock of a dead window is taken over', async () => {
    write('{}');
    const lock = decisionPath(folder, '.lock');
    fs.writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    fs.utimesSync(lock, longAgo, longAgo);
    assert.equal((await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }] }))).problem, undefined);
    assert.deepEqual(fs.readdirSync(path.dirname(file())), ['fruits.json']);
  });

  test('what cannot be edited stays as it is, with the reason', async () => {
    const check = async (content: string | Uint8Array, message: RegExp): Promise<void> => {
      write(content);
      const { problem, undo } = await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }] }));
      assert.match(problem?.message ?? '', message);
      assert.deepEqual([problem?.code, undo], ['decision-unwritten', {}]);
      assert.deepEqual(fs.readFileSync(file()), Buffer.from(content));
    };
    await check('{"fruits": [', /not changed.*closing bracket/);
    await check('{"schemaVersion": 9}', /not changed.*schema 9/);
    await check(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), /not UTF-8/);
    await check(new Uint8Array(17_000_000).fill(0x20), /17 MB/);
  });

  test('an edit that would make the file larger than what is read writes nothing', async () => {
    write('{"fruits": []}');
    const { problem } = await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'a'.repeat(17_000_000) }] }));
    assert.match(problem?.message ?? '', /^fruits\.json was not changed\. It would have 18 MB; at most 16 MB are read\.$/);
    assert.equal(fs.readFileSync(file(), 'utf8'), '{"fruits": []}');
  });

  test('a read-only file is not replaced, and one that only its owner reads stays so', async () => {
    write('{"fruits": []}');
    fs.chmodSync(file(), 0o444);
    const { problem } = await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }] }));
    assert.match(problem?.message ?? '', /^fruits\.json was not changed\. It is read-only; allow writing to it first\.$/);
    assert.deepEqual(await names(), []);
    fs.chmodSync(file(), 0o600);
    assert.equal((await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }] }))).problem, undefined);
    if (process.platform !== 'win32') assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
    assert.deepEqual(await names(), ['Apple']);
  });

  test('a folder that cannot be written to says so', async () => {
    fs.writeFileSync(path.join(folder, '.inventory-insights'), 'a file');
    const { problem } = await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }] }));
    assert.match(problem?.message ?? '', /^fruits\.json was not changed\. The folder \.inventory-insights cannot be written to: .*EEXIST/);
    assert.deepEqual(await readDecisionFile(FRUITS, folder), { entries: [], problems: [], refusal: '' });
  });

  test('a file that cannot be read is a problem', async () => {
    fs.mkdirSync(file(), { recursive: true });
    const { entries, problems } = await readDecisionFile(FRUITS, folder);
    assert.deepEqual([entries, problems.map(({ code, message }) => `${code} ${message}`)], [[], ['decision-unreadable This is not a file.']]);
  });

  test('a pipe in the place of a file is not waited for', async function () {
    if (process.platform === 'win32') return this.skip();
    fs.mkdirSync(path.dirname(file()));
    execFileSync('mkfifo', [file()]);
    assert.deepEqual((await readDecisionFile(FRUITS, folder)).problems.map(({ message }) => message), ['This is not a file.']);
    assert.match((await editDecisionFile(FRUITS, folder, () => ({ put: [{ name: 'Apple' }] }))).problem?.message ?? '', /not a file/);
  });

  test('the folder of a file', () => {
    const check = (of: string | undefined, folders: string[], expected: string | undefined): void => assert.equal(folderOf(of, folders), expected);
    check('/a/b/x.json', ['/a', '/a/b', '/c'], '/a/b');
    check('/a/x.json', ['/a/b', '/a'], '/a');
    check('/elsewhere/x.json', ['/a', '/b'], '/a');
    check('/ab/x.json', ['/c', '/a'], '/c');
    check(undefined, ['/a', '/b'], '/a');
    check('/a/..b/x', ['/c', '/a'], '/a');
    check('/a/x', [], undefined);
  });
});
