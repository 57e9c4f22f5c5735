import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Knowledge } from '../../../../src/core/match/knowledge';
import { decodeEndoflife } from '../../../../src/feeds/decode/decodeEndoflife';
import { decodeKev } from '../../../../src/feeds/decode/decodeKev';
import { decodeNvdPage } from '../../../../src/feeds/decode/decodeNvd';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { writeStarterGeneration } from '../../../../src/feeds/store/writeStarterGeneration';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import { endoflife, kevCatalog, nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';

const FILES = ['manifest.json', 'catalog.sqlite', 'lifecycle.json', 'matches.bin', 'texts.bin'];

suite('openKnowledge', () => {
  let root: string;
  let cacheDir: string;
  let starterDir: string;

  suiteSetup(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'feeds-'));
    starterDir = path.join(root, 'starter');
    await writeStarter(starterDir);
  });
  suiteTeardown(() => fs.rmSync(root, { recursive: true, force: true }));
  setup(() => (cacheDir = fs.mkdtempSync(path.join(root, 'cache-'))));

  async function writeStarter(directory: string): Promise<void> {
    const nvd = decodeNvdPage(nvdFeed([nvdCve('CVE-2020-0002'), nvdCve('CVE-2020-0001', { metrics: {}, descriptions: [] })], 'starter'));
    const kev = decodeKev(kevCatalog(['CVE-2020-0002']));
    const life = decodeEndoflife(endoflife(['starteros'], 'starter'));
    assert.ok('page' in nvd && 'feed' in kev && 'feed' in life);
    await writeStarterGeneration(directory, { nvd: nvd.page, kev: kev.feed, endoflife: life.feed, fetchedAt: '2026-11-20T00:00:00.000Z', wasmPath });
  }

  const open = (more: object = {}) => openKnowledge({ cacheDir, starterDir, wasmPath, ...more });

  /** Imports the values as files; answers the new generation's folder. */
  async function importValues(files: Record<string, unknown>, told: readonly string[] = []): Promise<string> {
    const folder = fs.mkdtempSync(path.join(root, 'import-'));
    for (const [name, value] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    const result = await importFeeds([folder], { cacheDir, starterDir, wasmPath, now: '2026-11-21T00:00:00.000Z' });
    assert.deepEqual(result.problems.map(({ message }) => message), told);
    const generations = fs.readdirSync(path.join(cacheDir, 'generations')).sort();
    return path.join(cacheDir, 'generations', generations[generations.length - 1]);
  }

  function describe({ feeds, lifecycle, index }: Knowledge): string {
    return [
      feeds.map((feed) => `${feed.name}${feed.starter ? '*' : ''} ${feed.records}`).join(', '),
      lifecycle.products.map(({ name }) => name).join(' '),
      Array.from({ length: index.cveCount }, (_, cve) => index.cveId(cve)).join(' '),
    ].join(' | ');
  }

  const STARTER = 'nvd* 2, endoflife* 1, kev* 1 | starteros | CVE-2020-0001 CVE-2020-0002';

  test('without a cache everything is the starter set', async () => {
    const { knowledge, problems } = await open();
    assert.deepEqual(problems, []);
    assert.equal(describe(knowledge), STARTER);
    assert.equal(knowledge.starter, true);
  });

  test('every fact comes back', async () => {
    const { knowledge } = await open();
    const cve = knowledge.index.cveIndex('CVE-2020-0002');
    assert.deepEqual(knowledge.details(cve), {
      id: 'CVE-2020-0002', published: '2021-12-10T10:15:09.143', lastModified: '2022-01-01T00:00:00.000', vulnStatus: 'Analyzed',
      metrics: [{ version: '3.1', vector: 'CVSS:3.1/AV:N', score: 9.8, severity: 'critical', source: 'nvd@nist.gov', type: 'Primary' }],
      cwes: ['CWE-79'], kev: { dateAdded: '2022-02-02', dueDate: '2022-03-03', ransomware: true, requiredAction: 'Update.' }, epss: null,
    });
    assert.deepEqual(knowledge.text(cve), { description: 'About CVE-2020-0002.', references: ['https://example.com/CVE-2020-0002'] });
    assert.equal(knowledge.index.kev[cve], 2);
    assert.equal(knowledge.index.score[cve], 98);
    const other = knowledge.index.cveIndex('CVE-2020-0001');
    assert.deepEqual([knowledge.details(other).metrics, knowledge.details(other).kev, knowledge.text(other).description, knowledge.index.score[other]], [[], null, '', 255]);
    assert.deepEqual(knowledge.lifecycle.product('starteros-alias'), {
      name: 'starteros', label: 'STARTEROS', category: 'os', aliases: ['starteros-alias'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:o:starteros:starteros' }], eoesLabel: 'LTS',
      releases: [{ name: '1', label: '1', releaseDate: '2020-01-01', isLts: true, isEoas: false, eoasFrom: null, isEol: false, eolFrom: '2027-01-01', isEoes: false, eoesFrom: null, latest: '1.5', latestDate: '2024-01-01' }],
    });
    assert.deepEqual([knowledge.details(99_999).metrics, knowledge.text(99_999).references], [[], []]);
  });

  test('the same facts give the same bytes', async () => {
    const again = path.join(root, 'starter-again');
    await writeStarter(again);
    for (const file of FILES) assert.deepEqual(fs.readFileSync(path.join(again, file)), fs.readFileSync(path.join(starterDir, file)), file);
  });

  test('a feed that the cache lacks comes from the starter set', async () => {
    await importValues({ 'life.json': endoflife(['debian', 'ubuntu']) });
    const { knowledge } = await open();
    assert.equal(describe(knowledge), 'nvd* 2, endoflife 2, kev* 1 | debian ubuntu | CVE-2020-0001 CVE-2020-0002');
    assert.equal(knowledge.starter, false);
    await importValues({ 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]), 'kev.json': kevCatalog(['CVE-2021-0001', 'CVE-2021-9999']) });
    assert.equal(describe((await open()).knowledge), 'nvd 1, endoflife 2, kev 2 | debian ubuntu | CVE-2021-0001');
  });

  test('equal content has one revision, whenever it was imported', async () => {
    const revision = async () => (await open()).knowledge.revision;
    await importValues({ 'life.json': endoflife(['debian']) });
    const first = await revision();
    await importValues({ 'life.json': endoflife(['ubuntu']) });
    const second = await revision();
    await importValues({ 'life.json': endoflife(['debian']) });
    assert.notEqual(second, first);
    assert.equal(await revision(), first);
  });

  test('the newest two generations are kept', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await importValues({ 'life.json': endoflife([name]) });
    assert.deepEqual(fs.readdirSync(path.join(cacheDir, 'generations')), ['000003', '000004']);
  });

  suite('a damaged generation', () => {
    let newest: string;
    setup(async () => {
      await importValues({ 'life.json': endoflife(['old']), 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001')]) });
      newest = await importValues({ 'life.json': endoflife(['new']), 'nvd.json': nvdFeed([nvdCve('CVE-2022-0001')]) });
    });

    async function check(expected: string, problem: RegExp | undefined, more: object = {}): Promise<void> {
      const { knowledge, problems } = await open(more);
      assert.equal(knowledge.lifecycle.products[0]?.name, expected);
      if (!problem) assert.deepEqual(problems, []);
      else {
        assert.equal(problems.length, 1);
        assert.equal(problems[0].file, newest);
        assert.match(problems[0].message, problem);
        assert.ok(problems[0].fix);
      }
    }

    for (const file of FILES) {
      test(`${file} cut off at any length`, async () => {
        const whole = fs.readFileSync(path.join(newest, file));
        for (const length of [0, 1, 10, whole.length >> 1, whole.length - 1]) {
          fs.writeFileSync(path.join(newest, file), whole.subarray(0, length));
          // A manifest that lacks only its last line break says everything.
          await check(file === 'manifest.json' && length === whole.length - 1 ? 'new' : 'old', file === 'manifest.json' && length === whole.length - 1 ? undefined : /cannot be read \(.+\); older feeds/);
        }
      });

      test(`${file} missing`, async () => {
        fs.rmSync(path.join(newest, file));
        // Without a manifest it is a generation that never came to be.
        await check('old', file === 'manifest.json' ? undefined : /cannot be read/);
      });

      if (file !== 'manifest.json') test(`${file} with a flipped byte is found when checksums are verified`, async () => {
        const bytes = fs.readFileSync(path.join(newest, file));
        bytes[bytes.length >> 1] ^= 1;
        fs.writeFileSync(path.join(newest, file), bytes);
        await check('old', /SHA-256/, { verify: true });
      });

      test(`${file} of random bytes never throws`, async () => {
        fs.writeFileSync(path.join(newest, file), Buffer.alloc(fs.statSync(path.join(newest, file)).size, 0x5a));
        await check('old', /cannot be read/);
      });
    }

    test('checksums are verified by themselves after a writer stopped in the middle', async () => {
      const file = path.join(newest, 'texts.bin');
      const bytes = fs.readFileSync(file);
      bytes[0] ^= 1;
      fs.writeFileSync(file, bytes);
      await check('new', undefined);
      fs.mkdirSync(path.join(cacheDir, 'generations', '000009'));
      fs.writeFileSync(path.join(cacheDir, 'generations', '000009', 'catalog.sqlite.tmp'), 'half');
      await check('old', /SHA-256/);
    });

    test('a damaged text block costs one text, not the run', async () => {
      const file = path.join(newest, 'texts.bin');
      const bytes = fs.readFileSync(file);
      bytes.fill(0xff, 0, 20);
      fs.writeFileSync(file, bytes);
      const { knowledge } = await open();
      assert.deepEqual(knowledge.text(0), { description: '', references: [] });
    });

    test('a damaged catalog costs facts, not the run', async () => {
      const file = path.join(newest, 'catalog.sqlite');
      const bytes = fs.readFileSync(file);
      bytes.fill(0xff, 100);
      fs.writeFileSync(file, bytes);
      const { knowledge, problems } = await open();
      assert.deepEqual(problems, []);
      assert.deepEqual([knowledge.details(0).id, knowledge.details(0).metrics], ['CVE-2021-0001', []]);
    });

    test('a catalog whose header speaks of another size is none', async () => {
      const file = path.join(newest, 'catalog.sqlite');
      const bytes = fs.readFileSync(file);
      bytes.writeUInt32BE(bytes.readUInt32BE(28) + 1, 28);
      fs.writeFileSync(file, bytes);
      await check('old', /catalog\.sqlite: it is no SQLite database of this size/);
    });

    test('a generation of before lifecycle.json opens by its catalog, and the next one has the file', async () => {
      withoutLifecycleFile(newest);
      await check('new', undefined);
      await check('new', undefined, { verify: true });
      const next = await importValues({ 'nvd.json': nvdFeed([nvdCve('CVE-2023-0001')]) });
      assert.equal(describe((await open()).knowledge), 'nvd 3, endoflife 1, kev* 1 | new | CVE-2021-0001 CVE-2022-0001 CVE-2023-0001');
      assert.ok(fs.existsSync(path.join(next, 'lifecycle.json')));
    });

    function withoutLifecycleFile(directory: string): void {
      const file = path.join(directory, 'manifest.json');
      const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { files: Record<string, unknown> };
      delete manifest.files['lifecycle.json'];
      fs.writeFileSync(file, JSON.stringify(manifest));
      fs.rmSync(path.join(directory, 'lifecycle.json'));
    }

    test('a newer format falls back and says so', async () => {
      const manifest = path.join(newest, 'manifest.json');
      fs.writeFileSync(manifest, fs.readFileSync(manifest, 'utf8').replace('"schema": 2', '"schema": 3'));
      const { problems } = await open();
      assert.equal(problems[0].code, 'feed-newer-schema');
      await check('old', /format 3, which a newer version/);
    });

    test('both damaged: the starter set', async () => {
      for (const number of ['000001', '000002']) fs.truncateSync(path.join(cacheDir, 'generations', number, 'catalog.sqlite'), 100);
      const { knowledge, problems } = await open();
      assert.equal(describe(knowledge), STARTER);
      assert.deepEqual(problems.map(({ code }) => code), ['feed-unreadable', 'feed-unreadable']);
    });

    test('an import over a damaged generation carries over the older one', async () => {
      const { size } = fs.statSync(path.join(newest, 'matches.bin'));
      fs.truncateSync(path.join(newest, 'matches.bin'), 100);
      await importValues({ 'life.json': endoflife(['third']) }, [`These feeds could not be carried over: matches.bin has 100 bytes instead of ${size}. Those saved before them were taken instead.`]);
      assert.equal(describe((await open()).knowledge), 'nvd 1, endoflife 1, kev* 1 | third | CVE-2021-0001');
    });
  });

  test('nothing at all: empty knowledge and the reason', async () => {
    const { knowledge, problems } = await open({ starterDir: path.join(root, 'gone') });
    assert.equal(describe(knowledge), ' |  | ');
    assert.match(problems[0].message, /starter feeds cannot be read/);
    const withoutWasm = await open({ wasmPath: path.join(root, 'gone.wasm') });
    assert.match(withoutWasm.problems[0].message, /SQLite could not be loaded/);
    assert.equal(withoutWasm.knowledge.index.cveCount, 0);
  });
});
