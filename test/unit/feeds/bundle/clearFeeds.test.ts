import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { clearFeeds, findClearable } from '../../../../src/feeds/store/clearFeeds';
import { acquireWriterLock } from '../../../../src/feeds/store/lock';
import { endoflife, nvdCve, nvdFeed } from '../sampleFeeds';
import { BundleCase } from './bundleCase';

suite('clearFeeds', () => {
  let root: string;
  let world: BundleCase;
  let cache: string;

  suiteSetup(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'clear-'));
    world = new BundleCase(root);
    await world.writeStarter();
  });
  suiteTeardown(() => fs.rmSync(root, { recursive: true, force: true }));
  setup(async () => {
    cache = world.machine();
    await world.give(cache, { 'life.json': endoflife(['one']) });
    await world.give(cache, { 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) });
  });

  const put = (name: string, content = 'x') => {
    fs.mkdirSync(path.dirname(path.join(cache, name)), { recursive: true });
    fs.writeFileSync(path.join(cache, name), content);
  };
  const left = () => fs.readdirSync(cache, { recursive: true, encoding: 'utf8' }).sort();

  test('the starter feeds are used from then on, and nothing of it is left', async () => {
    put('journal.json', '{}');
    put('journal.json.0a1b2c3d-0000-4000-8000-000000000000.tmp');
    put('downloads/nvd/nvdcve-2.0-2026.json.gz.part', 'half');
    put('generations/000009/catalog.sqlite.tmp', 'stopped in the middle');
    const found = await findClearable(cache);
    const { removed, problems } = await clearFeeds(cache);
    assert.deepEqual(problems, []);
    assert.deepEqual(removed.paths, found.paths);
    assert.equal(removed.generations, 3);
    assert.ok(removed.bytes > 1_000);
    assert.deepEqual(left(), []);
    assert.match(await world.state(cache), / \| nvd\* 2026-11-20, endoflife\* .* \| starteros \| 2020-0001$/);
  });

  test('what is not of the feeds stays', async () => {
    const strange = ['notes.txt', 'generations/readme.md', 'generations/1/x', 'generations/archive/000001/manifest.json', 'journal.json.bak', 'my journal.json', 'writer.lock.note'];
    for (const name of strange) put(name);
    await clearFeeds(cache);
    for (const name of strange) assert.ok(fs.existsSync(path.join(cache, name)), name);
    assert.equal(left().some((name) => name.includes('00000') && !name.includes('archive')), false);
  });

  test('a link is removed, not what it leads to', async () => {
    const outside = path.join(root, 'outside');
    fs.mkdirSync(outside, { recursive: true });
    fs.writeFileSync(path.join(outside, 'manifest.json'), 'mine');
    for (const name of ['downloads', 'generations/000007']) fs.symlinkSync(outside, path.join(cache, name), 'junction');
    await clearFeeds(cache);
    assert.deepEqual(left(), []);
    assert.equal(fs.readFileSync(path.join(outside, 'manifest.json'), 'utf8'), 'mine');
  });

  test('the generation in use goes last', async () => {
    const { paths } = await findClearable(cache);
    assert.deepEqual(paths.map((one) => path.basename(one)), ['000001', '000002']);
  });

  for (const folder of ['', 'downloads']) test(`while another ${folder === '' ? 'writes' : 'downloads'}`, async () => {
    const before = await world.state(cache);
    const taken = acquireWriterLock(path.join(cache, folder));
    assert.ok('lock' in taken);
    const { removed, problems } = await clearFeeds(cache);
    taken.lock.release();
    assert.deepEqual([removed.paths, problems.length], [[], 1]);
    assert.match(problems[0].message, /another Inventory Insights (\(process \d+ on .+\) is writing|is downloading) to it/);
    assert.equal(await world.state(cache), before);
  });

  test('a folder that is not there or has no feeds is left as it is', async () => {
    const gone = path.join(root, 'gone');
    assert.deepEqual(await clearFeeds(gone), { removed: { generations: 0, bytes: 0, paths: [] }, problems: [] });
    assert.equal(fs.existsSync(gone), false);
  });
});
