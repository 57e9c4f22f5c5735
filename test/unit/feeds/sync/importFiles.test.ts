import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { decodeEndoflife } from '../../../../src/feeds/decode/decodeEndoflife';
import { decodeKev } from '../../../../src/feeds/decode/decodeKev';
import { decodeNvdPage } from '../../../../src/feeds/decode/decodeNvd';
import { acquireWriterLock } from '../../../../src/feeds/store/lock';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { writeStarterGeneration } from '../../../../src/feeds/store/writeStarterGeneration';
import { importFeeds, type ImportProgress } from '../../../../src/feeds/sync/importFiles';
import { fromData } from '../dataFiles';
import { endoflife, EPSS, kevCatalog, nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';

suite('importFeeds', () => {
  let root: string;
  let starterDir: string;
  let cacheDir: string;
  let folder: string;

  suiteSetup(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'import-'));
    starterDir = path.join(root, 'starter');
    const nvd = decodeNvdPage(nvdFeed([nvdCve('CVE-2020-0001'), nvdCve('CVE-2020-0002')]));
    const kev = decodeKev(kevCatalog(['CVE-2020-0001']));
    const life = decodeEndoflife(endoflife(['starteros']));
    assert.ok('page' in nvd && 'feed' in kev && 'feed' in life);
    await writeStarterGeneration(starterDir, { nvd: nvd.page, kev: kev.feed, endoflife: life.feed, fetchedAt: '2026-11-20T00:00:00.000Z', wasmPath });
  });
  suiteTeardown(() => fs.rmSync(root, { recursive: true, force: true }));
  setup(() => {
    cacheDir = path.join(fs.mkdtempSync(path.join(root, 'case-')), 'cache');
    folder = fs.mkdtempSync(path.join(root, 'files-'));
  });

  type Content = string | Uint8Array | object;

  function write(files: Record<string, Content>): void {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
    }
  }

  const run = (paths: readonly string[], more: object = {}) => importFeeds(paths, { cacheDir, starterDir, wasmPath, now: '2026-11-21T00:00:00.000Z', ...more });

  /** Feeds as they stand, `*` for the starter's, and each CVE with `!` when exploited, `%` with an EPSS. */
  async function state(): Promise<string> {
    const { knowledge, problems } = await openKnowledge({ cacheDir, starterDir, wasmPath, verify: true });
    assert.deepEqual(problems, []);
    const { index } = knowledge;
    const cves = Array.from({ length: index.cveCount }, (_, cve) => `${index.cveId(cve).slice(4)}${index.kev[cve] ? '!' : ''}${index.epss[cve] === 65535 ? '' : '%'}`);
    for (let cve = 0; cve < index.cveCount; cve++) {
      assert.equal(knowledge.details(cve).kev !== null, index.kev[cve] > 0);
      assert.equal(knowledge.details(cve).epss !== null, index.epss[cve] !== 65535);
      assert.match(knowledge.text(cve).description, new RegExp(index.cveId(cve)));
    }
    return `${knowledge.feeds.map((feed) => `${feed.name}${feed.starter ? '*' : ''} ${feed.records}`).join(', ')} | ${knowledge.lifecycle.products.map(({ name }) => name).join(' ')} | ${cves.join(' ')}`;
  }

  const STARTER = 'nvd* 2, endoflife* 1, kev* 1 | starteros | 2020-0001! 2020-0002';

  async function check(files: Record<string, Content>, expected: string): Promise<void> {
    write(files);
    const result = await run([folder]);
    assert.deepEqual(result.problems, []);
    assert.equal(await state(), expected);
    fs.rmSync(folder, { recursive: true });
    fs.mkdirSync(folder);
  }

  test('each feed by itself, the others staying', async () => {
    await check({ 'life.json': endoflife(['debian']) as object }, 'nvd* 2, endoflife 1, kev* 1 | debian | 2020-0001! 2020-0002');
    await check({ 'kev.json': kevCatalog(['CVE-2020-0002', 'CVE-2021-0001']) as object }, 'nvd* 2, endoflife 1, kev 2 | debian | 2020-0001 2020-0002!');
    await check({ 'epss.csv': EPSS }, 'nvd* 2, endoflife 1, kev 2, epss 1 | debian | 2020-0001 2020-0002!');
    await check({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001'), nvdCve('CVE-2020-0002')]) as object }, 'nvd 2, endoflife 1, kev 2, epss 1 | debian | 2020-0002! 2021-0001!%');
    await check({ 'epss.csv': 'cve,epss\nCVE-2020-0002,0.5\n' }, 'nvd 2, endoflife 1, kev 2, epss 1 | debian | 2020-0002!% 2021-0001!');
  });

  test('KEV first, on the starter\'s CVEs, leaves the starter\'s products where they are', () =>
    check({ 'kev.json': kevCatalog(['CVE-2020-0002']) as object }, 'nvd* 2, endoflife* 1, kev 1 | starteros | 2020-0001 2020-0002!'));

  test('NVD first keeps the starter\'s KEV', () =>
    check({ 'nvd.json': nvdFeed([nvdCve('CVE-2020-0001')]) as object }, 'nvd 1, endoflife* 1, kev* 1 | starteros | 2020-0001!'));

  test('everything at once, gzipped, misnamed, with a byte order mark', () =>
    check({
      'a.json': zlib.gzipSync(JSON.stringify(endoflife(['debian', 'ubuntu']))),
      'b.json.gz': JSON.stringify(kevCatalog(['CVE-2021-0001'])),
      'c.json': `\ufeff\n ${JSON.stringify(nvdFeed([nvdCve('CVE-2021-0001')]))}`,
      'd.csv.gz': zlib.gzipSync(EPSS),
      'nvdcve.meta': 'sha256:0',
      'README.md': '<html>',
    }, 'nvd 1, endoflife 2, kev 1, epss 1 | debian ubuntu | 2021-0001!%'));

  test('of several records and files the newest counts', async () => {
    const version = (lastModified: string, more: object = {}) => nvdCve('CVE-2021-0001', { lastModified, descriptions: [{ lang: 'en', value: `CVE-2021-0001 of ${lastModified}` }], ...more });
    write({
      'a.json': nvdFeed([version('2022-01-01T00:00:00.000'), nvdCve('CVE-2021-0003')], '2022') as object,
      'b.json': nvdFeed([version('2024-01-01T00:00:00.000'), nvdCve('CVE-2021-0002')], '2024') as object,
      'c.json': nvdFeed([version('2023-01-01T00:00:00.000')], '2023') as object,
      'old.json': endoflife(['old'], '2020-01-01') as object,
      'new.json': endoflife(['new'], '2021-01-01') as object,
    });
    const { imported } = await run([folder]);
    assert.deepEqual(imported.map(({ name, revision, records }) => `${name} ${revision} ${records}`), ['nvd 2024 3', 'endoflife 2021-01-01 1']);
    assert.equal(await state(), 'nvd 3, endoflife 1, kev* 1 | new | 2021-0001 2021-0002 2021-0003');
    const { knowledge } = await openKnowledge({ cacheDir, starterDir, wasmPath });
    assert.equal(knowledge.text(0).description, 'CVE-2021-0001 of 2024-01-01T00:00:00.000');
    assert.equal(knowledge.details(0).lastModified, '2024-01-01T00:00:00.000');
  });

  test('a CVE that was rejected since is gone, whichever file comes first', async () => {
    const older = { lastModified: '2022-01-01T00:00:00.000' };
    const newer = { lastModified: '2023-01-01T00:00:00.000' };
    await check({
      'a.json': nvdFeed([nvdCve('CVE-2021-0001', older), nvdCve('CVE-2021-0002', { ...newer, vulnStatus: 'Rejected' }), nvdCve('CVE-2021-0003', { ...older, vulnStatus: 'Rejected' }), nvdCve('CVE-2021-0004')]) as object,
      'b.json': nvdFeed([nvdCve('CVE-2021-0001', { ...newer, vulnStatus: 'Rejected' }), nvdCve('CVE-2021-0002', older), nvdCve('CVE-2021-0003', newer)]) as object,
    }, 'nvd 2, endoflife* 1, kev* 1 | starteros | 2021-0003 2021-0004');
  });

  suite('what is refused leaves the last good data', () => {
    /** One wrong file, beside a good one of another feed; the wrong one's problem. */
    async function refuse(name: string, content: Content, expected: RegExp, code: string, beside: Record<string, Content> = { 'good.json': endoflife(['good']) as object }): Promise<void> {
      write({ [name]: content, ...beside });
      const { problems } = await run([path.join(folder, name), ...Object.keys(beside).map((each) => path.join(folder, each))]);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.equal(problems[0].file, path.join(folder, name));
      assert.match(problems[0].message, expected);
      assert.equal(problems[0].code, code);
      assert.equal(problems[0].severity, 'error');
      assert.match(await state(), /endoflife 1.*\| good/);
    }

    const nvd = JSON.stringify(nvdFeed([nvdCve('CVE-2021-0001'), nvdCve('CVE-2021-0002')]));

    test('a web page', () => refuse('nvd.json', '<!DOCTYPE html><html><body>Sign in', /it is a web page, not JSON/, 'feed-unreadable'));
    test('an empty file', () => refuse('nvd.json', '', /it is empty/, 'feed-unreadable'));
    test('a gzip that is cut off', () => refuse('nvd.json.gz', zlib.gzipSync(nvd).subarray(0, -20), /gzip is (cut off|damaged)/, 'feed-unreadable'));
    test('a gzip with a flipped byte', () => {
      const bytes = zlib.gzipSync(nvd);
      bytes[bytes.length - 5] ^= 0xff;
      return refuse('nvd.json.gz', bytes, /gzip is damaged/, 'feed-unreadable');
    });
    test('JSON that is cut off', () => refuse('nvd.json', nvd.slice(0, -3), /it is cut off/, 'feed-unreadable'));
    test('JSON with something behind it', () => refuse('nvd.json', `${nvd}{}`, /something follows its end/, 'feed-unreadable'));
    test('a feed without records', () => refuse('nvd.json', nvdFeed([]) as object, /no record that can be read/, 'feed-unreadable'));
    test('KEV without records', () => refuse('kev.json', kevCatalog([]) as object, /no record that can be read/, 'feed-unreadable'));
    test('KEV that is cut off', () => refuse('kev.json', JSON.stringify(kevCatalog(['CVE-2021-0001'])).slice(0, -5), /it is not valid JSON/, 'feed-unreadable'));
    test('NVD\'s old format', () => refuse('nvd.json', '{"CVE_data_type":"CVE","CVE_Items":[]}', /old format 1\.1/, 'file-format-unknown'));
    test('a zip that is none', () => refuse('all.zip', 'PK\x03\x04xxxx', /its zip is damaged/, 'feed-unreadable'));
    test('an overlay without a record that can be read', () => refuse('o.jsonl', '{"_annotation": {}}\n', /no record that can be read/, 'feed-unreadable'));
    test('something else', () => refuse('x.json', '{"name":"x"}', /none of the feeds known/, 'file-format-unknown'));
    test('a list', () => refuse('x.json', '[1]', /none of the feeds known/, 'file-format-unknown'));
    test('a file that is not there', async () => {
      write({ 'good.json': endoflife(['good']) as object });
      const { problems } = await run([path.join(folder, 'gone.json'), path.join(folder, 'good.json')]);
      assert.match(problems[0].message, /it does not exist/);
    });
    test('a gzip bomb', async () => {
      const head = Buffer.from('{"schema_version":"1","generated_at":"x","result":[');
      await refuse('life.json.gz', zlib.gzipSync(Buffer.concat([head, Buffer.alloc(70 * 1024 * 1024, 0x20)]), { level: 1 }), /larger than 64 MB unpacked|100 times/, 'file-too-large');
    });
    test('a gzip bomb that looks like NVD', async () => {
      const head = Buffer.from('{"format":"NVD_CVE","vulnerabilities":[');
      await refuse('nvd.json.gz', zlib.gzipSync(Buffer.concat([head, Buffer.alloc(80 * 1024 * 1024, 0x20)]), { level: 1 }), /100 times/, 'file-too-large');
    });
  });

  test('records that are not readable are counted, the rest kept', async () => {
    write({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001'), 7, nvdCve('CVE-2021-0002', { configurations: 'x' }), nvdCve('CVE-2021-0003', { vulnStatus: 'Rejected' })]) as object });
    const { imported, problems } = await run([folder]);
    assert.deepEqual(imported, [{ name: 'nvd', revision: '2026-11-20T00:00:00.000', records: 1, skipped: 2 }]);
    assert.deepEqual(problems.map(({ code, message }) => `${code}: ${message}`).sort(), [
      'feed-record-skipped: A record was left out: `configurations` is text, not a list (first: CVE-2021-0002).',
      'feed-record-skipped: A record was left out: it is a number, not an object.',
    ]);
    const { knowledge } = await openKnowledge({ cacheDir, starterDir, wasmPath });
    assert.equal(knowledge.feeds[0].skipped, 2);
  });

  test('nothing to import', async () => {
    assert.match((await run([folder])).problems[0].message, /no feed files/);
    assert.match((await run([])).problems[0].message, /no feed files/);
    assert.equal(await state(), STARTER);
    assert.equal(fs.existsSync(cacheDir), false);
  });

  test('cancelled at any moment: as it was', async () => {
    write({ 'life.json': endoflife(['debian']) as object, 'nvd.json': nvdFeed(Array.from({ length: 500 }, (_, i) => nvdCve(`CVE-2021-${1000 + i}`))) as object });
    assert.equal((await run([folder], { signal: AbortSignal.abort() })).cancelled, true);
    const controller = new AbortController();
    const result = await run([folder], { signal: controller.signal, progress: ({ share }: ImportProgress) => share > 0 && controller.abort() });
    assert.deepEqual(result, { imported: [], problems: [], cancelled: true });
    assert.equal(await state(), STARTER);
    assert.deepEqual(fs.readdirSync(path.join(cacheDir, 'generations')), []);
    assert.equal(fs.existsSync(path.join(cacheDir, 'writer.lock')), false);
  });

  test('while another writes', async () => {
    write({ 'life.json': endoflife(['debian']) as object });
    const taken = acquireWriterLock(cacheDir);
    assert.ok('lock' in taken);
    assert.match((await run([folder])).problems[0].message, /another Inventory Insights \(process \d+ on .+\) is writing/);
    taken.lock.release();
    assert.equal((await run([folder])).imported.length, 1);
  });

  test('a lock lost on the way stops the commit', async () => {
    write({ 'life.json': endoflife(['debian']) as object });
    const steal = () => fs.writeFileSync(path.join(cacheDir, 'writer.lock'), JSON.stringify({ token: 'other', pid: process.pid, host: os.hostname() }));
    const { problems, imported } = await run([folder], { progress: steal });
    assert.match(problems[0].message, /took over the writing/);
    assert.deepEqual(imported, []);
    assert.equal(await state(), STARTER);
  });

  test('a folder that cannot be written to', async () => {
    write({ 'life.json': endoflife(['debian']) as object });
    fs.writeFileSync(path.join(root, 'file'), '');
    const { problems, imported } = await run([folder], { cacheDir: path.join(root, 'file', 'cache') });
    assert.deepEqual(imported, []);
    assert.equal(problems.length, 1);
  });

  test('the whole of endoflife.date', async function () {
    const file = fromData('feeds/endoflife/products-full.json.gz');
    if (!file) return this.skip();
    const { imported, problems } = await run([file]);
    assert.deepEqual(problems, []);
    assert.deepEqual(imported, [{ name: 'endoflife', revision: '2026-08-22T08:52:34+00:00', records: 464, skipped: 0 }]);
    const { knowledge } = await openKnowledge({ cacheDir, starterDir, wasmPath });
    assert.equal(knowledge.lifecycle.products.reduce((sum, { releases }) => sum + releases.length, 0), 8_351);
    const decoded = decodeEndoflife(JSON.parse(zlib.gunzipSync(fs.readFileSync(file)).toString('utf8')));
    assert.ok('feed' in decoded);
    assert.deepEqual(knowledge.lifecycle.products, decoded.feed.products);
  });
});
