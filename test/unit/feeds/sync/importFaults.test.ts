import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ZipFile } from 'yazl';
import type { Problem } from '../../../../src/core/inventory/problem';
import type { Knowledge } from '../../../../src/core/match/knowledge';
import { feedTotals } from '../../../../src/feeds/store/feedTotals';
import { listGenerations } from '../../../../src/feeds/store/generations';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import { fromData } from '../dataFiles';
import { endoflife, kevCatalog, nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';

suite('imports that meet faults', () => {
  let root: string;
  let cacheDir: string;
  setup(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
    cacheDir = path.join(root, 'cache');
  });
  teardown(() => fs.rmSync(root, { recursive: true, force: true }));

  const places = () => ({ cacheDir, starterDir: path.join(root, 'no-starter'), wasmPath });

  function write(files: Record<string, string | object>): string {
    const folder = fs.mkdtempSync(path.join(root, 'files-'));
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
    return folder;
  }

  const run = (...paths: string[]) => importFeeds(paths, { ...places(), now: '2026-11-21T00:00:00.000Z' });

  async function open(): Promise<Knowledge> {
    const { knowledge, problems } = await openKnowledge({ ...places(), verify: true });
    assert.deepEqual(problems.filter(({ message }) => !/starter feeds/.test(message)), []);
    return knowledge;
  }

  const texts = (problems: readonly Problem[]) => problems.map(({ message }) => message);

  suite('of the disk', () => {
    /** Runs with a function of `fs` replaced; what it throws is what the disk would say. */
    async function failing<T>(name: 'writeSync' | 'mkdirSync', code: string, from: number, work: () => Promise<T>): Promise<{ readonly result: T; readonly calls: number }> {
      const own = fs[name] as (...args: unknown[]) => unknown;
      let calls = 0;
      (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
        if (++calls >= from) throw Object.assign(new Error(`${code}: said the test`), { code });
        return own.apply(fs, args);
      };
      try {
        return { result: await work(), calls };
      } finally {
        (fs as unknown as Record<string, unknown>)[name] = own;
      }
    }

    test('a full disk, at any write: the reason, the next step, and everything as it was', async () => {
      assert.deepEqual((await run(write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) as object, 'life.json': endoflife(['debian']) as object }))).problems, []);
      const files = write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0002')]) as object });
      const before = await open();
      const { calls } = await failing('writeSync', 'ENOSPC', Number.MAX_SAFE_INTEGER, () => run(files));
      assert.ok(calls > 10);
      cacheDir = path.join(root, 'second');
      await run(write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) as object, 'life.json': endoflife(['debian']) as object }));
      for (let at = 1; at <= calls; at += 7) {
        const { result } = await failing('writeSync', 'ENOSPC', at, () => run(files));
        assert.deepEqual(texts(result.problems), ['This was not imported: the disk is full. The feeds are as they were.']);
        assert.match(result.problems[0].fix ?? '', /Free some space/);
        assert.equal((await open()).revision, before.revision);
        assert.equal(listGenerations(cacheDir).length, 1);
      }
    });

    for (const code of ['EROFS', 'EACCES']) {
      test(`a folder that may not be written to (${code})`, async () => {
        const files = write({ 'life.json': endoflife(['debian']) as object });
        const { result } = await failing('mkdirSync', code, 1, () => run(files));
        assert.deepEqual(texts(result.problems), ['This was not imported: the folder of the feeds may not be written to. The feeds are as they were.']);
        assert.match(result.problems[0].fix ?? '', /another folder/);
      });
    }
  });

  test('a file where the folder should be', async () => {
    fs.mkdirSync(path.dirname(cacheDir), { recursive: true });
    fs.writeFileSync(cacheDir, '');
    const { problems } = await run(write({ 'life.json': endoflife(['debian']) as object }));
    assert.deepEqual(texts(problems), ['This was not imported: a file stands where the folder of the feeds should be. The feeds are as they were.']);
    assert.equal(problems[0].fix, 'Choose another folder for the feeds.');
    assert.equal(fs.statSync(cacheDir).size, 0);
  });

  test('an older format is not read, and the next import starts anew', async () => {
    await run(write({ 'life.json': endoflife(['debian']) as object }));
    const manifest = path.join(listGenerations(cacheDir)[0].directory, 'manifest.json');
    fs.writeFileSync(manifest, fs.readFileSync(manifest, 'utf8').replace('"schema": 2', '"schema": 1'));
    const { problems } = await openKnowledge(places());
    assert.match(problems[0].message, /format 1, which this version no longer reads/);
    assert.equal(problems[0].fix, 'Update or import the feeds again.');
    assert.deepEqual(texts((await run(write({ 'life.json': endoflife(['ubuntu']) as object }))).problems), [
      'These feeds could not be carried over: it is in format 1, which this version no longer reads. What was not imported now comes from the starter feeds.',
    ]);
    assert.deepEqual((await open()).lifecycle.products.map(({ name }) => name), ['ubuntu']);
  });

  for (const file of ['catalog.sqlite', 'matches.bin', 'texts.bin', 'overlay.bin']) {
    test(`a flipped byte of ${file} is not carried into the next generation`, async () => {
      const overlay = JSON.stringify({ _annotation: { cve_id: 'CVE-2021-0009' }, cve: { configurations: [] } });
      await run(write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) as object, 'o.jsonl': overlay }));
      await run(write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0002')]) as object }));
      const damaged = path.join(listGenerations(cacheDir)[0].directory, file);
      const bytes = fs.readFileSync(damaged);
      bytes[bytes.length >> 2] ^= 1;
      fs.writeFileSync(damaged, bytes);
      // Whoever imports one file must hear that the rest is not what was saved last.
      assert.deepEqual(texts((await run(write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0003')]) as object }))).problems), [`These feeds could not be carried over: ${file} was changed: its SHA-256 is not the one recorded. Those saved before them were taken instead.`]);
      const { index } = await open();
      assert.deepEqual(Array.from({ length: index.cveCount }, (_, cve) => index.cveId(cve).slice(-1)).join(''), '139');
    });
  }

  test('records of any wrong shape are left out and counted, huge and odd ones kept', async () => {
    const row = (i: number) => ({ vulnerable: true, criteria: `cpe:2.3:a:vendor:product:${i}:*:*:*:*:*:*:*` });
    const node = { operator: 'OR', cpeMatch: [row(1)] };
    const records = [
      nvdCve('CVE-2021-0001', { configurations: [{ nodes: [{ operator: 'OR', cpeMatch: Array.from({ length: 30_000 }, (_, i) => row(i)) }] }] }),
      nvdCve('CVE-2021-0002', { vulnStatus: 'Not Scheduled', someday: { a: [1] }, metrics: { cvssMetricV99: [{ cvssData: { baseScore: 1 } }] } }),
      nvdCve('CVE-2021-0003', { configurations: [{ nodes: [{ operator: 'AND', children: [node], cpeMatch: [] }] }] }),
      nvdCve('CVE-2021-0004', { configurations: [{}] }),
      nvdCve('CVE-2021-0005', { configurations: [{ nodes: [] }] }),
      nvdCve('CVE-2021-0006', { configurations: [{ nodes: [{ cpeMatch: [] }] }] }),
      nvdCve('CVE-2021-0007', { published: 'yesterday' }),
      nvdCve('CVE-2021-0008', { configurations: [{ nodes: [{ operator: 'XOR', cpeMatch: [] }] }] }),
      { cve: null }, null, 'text', {}, { cve: { id: '__proto__' } },
      JSON.parse(`{"cve":${'['.repeat(500)}${']'.repeat(500)}}`),
    ];
    const { imported, problems } = await run(write({ 'nvd.json': nvdFeed(records) as object }));
    assert.deepEqual(imported, [{ name: 'nvd', revision: '2026-11-20T00:00:00.000', records: 4, skipped: 10 }]);
    assert.ok(problems.every(({ severity }) => severity === 'warning'));
    const { index, feeds } = await open();
    assert.equal(index.rowCount, 30_000 + 1);
    const [nvd] = feeds;
    assert.equal(nvd.skips?.reduce((sum, { count }) => sum + count, 0), 10);
    assert.deepEqual(nvd.skips.find(({ reason }) => /two levels/.test(reason)), { reason: 'its configurations are nested deeper than two levels', count: 1, example: 'CVE-2021-0003' });
  });

  suite('overlays', () => {
    const record = (id: string) => ({ _annotation: { cve_id: id, reason: 'x' }, cve: { configurations: [{ nodes: [{ operator: 'OR', cpeMatch: [{ vulnerable: true, criteria: 'cpe:2.3:a:v:p:1:*:*:*:*:*:*:*' }] }] }] } });
    const nvd = { 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) as object };

    test('a folder of files with one record each, over several lines', async () => {
      await run(write({ ...nvd, 'CVE-2024-0001.json': JSON.stringify(record('CVE-2024-0001'), null, 2), 'CVE-2024-0002.json': JSON.stringify(record('CVE-2024-0002')) }));
      const { feeds, index } = await open();
      assert.deepEqual([feeds.find(({ name }) => name === 'overlay')?.records, index.cveCount], [2, 3]);
    });

    test('lines that are not readable are counted, the rest kept', async () => {
      const lines = [JSON.stringify(record('CVE-2024-0001')), '{"_annotation": ', '7', '', JSON.stringify({ _annotation: {}, cve: {} }), JSON.stringify(record('CVE-2024-0002'))];
      const { imported, problems } = await run(write({ ...nvd, 'o.jsonl': lines.join('\r\n') }));
      assert.deepEqual(imported.find(({ name }) => name === 'overlay'), { name: 'overlay', revision: '', records: 2, skipped: 3 });
      assert.equal(problems.length, 3);
    });

    test('one that is damaged leaves NVD and the overlay before in place', async () => {
      await run(write({ ...nvd, 'o.jsonl': JSON.stringify(record('CVE-2024-0001')) }));
      const folder = write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0002')]) as object, 'o.json': `{"_annotation": {\n "cve_id": "CVE-2024-0009"` });
      const { imported, problems } = await run(folder);
      assert.deepEqual(imported.map(({ name }) => name), ['nvd']);
      assert.deepEqual(texts(problems), ['This was not imported: it is not valid JSON. The feeds are as they were.']);
      assert.equal((await open()).index.cveCount, 3);
    });
  });

  suite('OSV', () => {
    async function archive(ecosystem: string, ids: readonly string[]): Promise<string> {
      const zip = new ZipFile();
      for (const id of ids) {
        zip.addBuffer(Buffer.from(JSON.stringify({
          id, modified: '2026-01-01T00:00:00Z', schema_version: '1.6.0', aliases: ['CVE-2021-0001'],
          affected: [{ package: { ecosystem: `${ecosystem}:9`, name: 'openssl' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2' }] }] }],
        })), `${id}.json`);
      }
      zip.end();
      const folder = path.join(fs.mkdtempSync(path.join(root, 'osv-')), ecosystem);
      fs.mkdirSync(folder);
      const chunks: Buffer[] = [];
      for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
      fs.writeFileSync(path.join(folder, 'all.zip'), Buffer.concat(chunks));
      return folder;
    }

    test('a distribution takes the place of its own earlier data, others stay', async () => {
      await run(write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) as object }));
      assert.deepEqual((await run(await archive('AlmaLinux', ['ALSA-1', 'ALSA-2']), await archive('Debian', ['DSA-1']))).problems, []);
      assert.deepEqual((await open()).feeds.find(({ name }) => name === 'osv')?.parts?.map(({ name, records }) => `${name} ${records}`), ['AlmaLinux 2', 'Debian 1']);
      assert.deepEqual((await run(await archive('AlmaLinux', ['ALSA-3']))).problems, []);
      await run(write({ 'kev.json': kevCatalog(['CVE-2021-0001']) as object }));
      const knowledge = await open();
      assert.deepEqual(knowledge.advisories.advisoriesOf('AlmaLinux:9', 'openssl').map(({ advisory }) => advisory), ['ALSA-3']);
      assert.deepEqual(knowledge.advisories.advisoriesOf('Debian:9', 'openssl').map(({ advisory }) => advisory), ['DSA-1']);
      assert.deepEqual(feedTotals(knowledge), { cves: 1, matchRows: 1, products: 0, releases: 0, advisories: 2 });
    });

    test('alone, without any other feed', async () => {
      assert.deepEqual((await run(await archive('AlmaLinux', ['ALSA-1']))).problems, []);
      assert.equal(feedTotals(await open()).advisories, 1);
    });

    test('an archive that is cut off leaves the others', async () => {
      const folder = await archive('AlmaLinux', ['ALSA-1']);
      const file = path.join(folder, 'all.zip');
      fs.truncateSync(file, fs.statSync(file).size - 30);
      const { imported, problems } = await run(folder, await archive('Debian', ['DSA-1']));
      assert.deepEqual(imported.map(({ name }) => name), ['osv']);
      assert.match(problems[0].message, /its zip is damaged/);
    });

    test('a damaged index of advisories falls back', async () => {
      await run(await archive('AlmaLinux', ['ALSA-1']));
      await run(await archive('AlmaLinux', ['ALSA-1', 'ALSA-2']));
      fs.truncateSync(path.join(listGenerations(cacheDir)[0].directory, 'advisories.bin'), 100);
      const { knowledge, problems } = await openKnowledge(places());
      assert.equal(knowledge.advisories.advisoryCount, 1);
      assert.match(problems[0].message, /advisories\.bin has 100 bytes/);
    });

    test('AlmaLinux whole', async function () {
      const folder = fromData('feeds/osv/AlmaLinux');
      if (!folder) return this.skip();
      const { imported, problems } = await run(folder);
      assert.deepEqual(problems, []);
      assert.equal(imported[0].records, feedTotals(await open()).advisories);
    });
  });
});
