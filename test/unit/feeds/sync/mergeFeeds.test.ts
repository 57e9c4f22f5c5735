import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Knowledge } from '../../../../src/core/match/knowledge';
import { CONFIGURATION_SOURCES } from '../../../../src/core/match/cveRecord';
import { tablesOf } from '../../../../src/core/match/createMatchIndex';
import { listGenerations } from '../../../../src/feeds/store/generations';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import { endoflife, EPSS, kevCatalog, nvdCve, nvdFeed, wasmPath } from '../sampleFeeds';

/** A record from text: `1@2022` is CVE-2021-0001 last modified in 2022; `!` rejected, `-` without configurations, `c` with the CNA's list only. */
function record(text: string): unknown {
  const [, kind, number, year] = /^([!c-]?)(\d)@(\d{4})$/.exec(text) ?? [];
  const id = `CVE-2021-000${number}`;
  return nvdCve(id, {
    lastModified: `${year}-01-01T00:00:00.000`,
    descriptions: [{ lang: 'en', value: `${id} of ${year}` }],
    ...(kind === '!' ? { vulnStatus: 'Rejected' } : {}),
    ...(kind === '-' || kind === 'c' ? { configurations: [] } : { configurations: [{ nodes: [{ operator: 'OR', cpeMatch: [{ vulnerable: true, criteria: `cpe:2.3:a:vendor:product${year}:1.${number}:*:*:*:*:*:*:*` }] }] }] }),
    ...(kind === 'c' ? { affected: [{ vendor: 'Vendor Inc.', product: 'Product', versions: [{ version: '0', lessThan: '2', status: 'affected' }] }] } : {}),
  });
}

/** A record of an overlay: `1@2022`; `0` for its configurations says that it matches nothing, `-` that it has none. */
function overlayRecord(text: string): string {
  const [, kind, number, year] = /^([0-]?)(\d)@(\d{4})$/.exec(text) ?? [];
  const id = `CVE-2021-000${number}`;
  const criteria = kind === '0' ? 'cpe:2.3:a:null:null:*:*:*:*:*:*:*:*' : `cpe:2.3:a:overlay:product:${year}:*:*:*:*:*:*:*`;
  return JSON.stringify({
    _annotation: { cve_id: id, published: '2021-05-05T00:00:00', modified: `${year}-01-01T00:00:00+00:00`, description: `${id} of the overlay`, references: ['https://example.com/overlay'] },
    cve: kind === '-' ? {} : { configurations: [{ nodes: [{ cpeMatch: [{ criteria, vulnerable: kind !== '0' }], negate: false, operator: 'OR' }] }] },
  });
}

suite('merging of NVD, overlay and CNA', () => {
  let root: string;
  let cacheDir: string;
  setup(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'merge-'));
    cacheDir = path.join(root, 'cache');
  });
  teardown(() => fs.rmSync(root, { recursive: true, force: true }));

  async function run(files: Record<string, string | object>, options: object = {}): Promise<void> {
    const folder = fs.mkdtempSync(path.join(root, 'files-'));
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    const { problems } = await importFeeds([folder], { cacheDir, starterDir: path.join(root, 'no-starter'), wasmPath, now: '2026-11-21T00:00:00.000Z', ...options });
    assert.deepEqual(problems, []);
  }

  const nvd = (...records: string[]) => run({ 'nvd.json': nvdFeed(records.map(record), '2026-11-20T00:00:00.000') as object });
  const overlay = (...records: string[]) => run({ 'overlay.jsonl': records.map(overlayRecord).join('\n') });

  async function open(): Promise<Knowledge> {
    const { knowledge, problems } = await openKnowledge({ cacheDir, starterDir: path.join(root, 'no-starter'), wasmPath, verify: true });
    assert.deepEqual(problems.filter(({ file }) => file.startsWith(cacheDir)), []);
    return knowledge;
  }

  /** Each CVE with the year of its record, and whose configurations it has with their number of rows. */
  async function state(): Promise<string> {
    const { index, details, text } = await open();
    const tables = tablesOf(index);
    assert.ok(tables);
    return Array.from({ length: index.cveCount }, (_, cve) => {
      const rows = [...tables.rowNode].filter((node) => tables.configurationCve[tables.nodeConfiguration[node]] === cve).length;
      const { description } = text(cve);
      assert.ok(description.startsWith(index.cveId(cve)));
      const year = details(cve).lastModified.slice(0, 4);
      return `${index.cveId(cve).slice(-1)}@${year} ${description.includes('overlay') ? 'only ' : ''}${rows === 0 ? '-' : rows > 1 ? rows : ''}${CONFIGURATION_SOURCES[index.source[cve]]}`;
    }).join(', ');
  }

  test('the newest of a CVE wins, the rest stays', async () => {
    await nvd('1@2022', '2@2022', '3@2022');
    await nvd('2@2023', '4@2023');
    assert.equal(await state(), '1@2022 nvd, 2@2023 nvd, 3@2022 nvd, 4@2023 nvd');
    await nvd('2@2020', '3@2022');
    assert.equal(await state(), '1@2022 nvd, 2@2023 nvd, 3@2022 nvd, 4@2023 nvd');
    const [state0] = (await open()).feeds;
    assert.deepEqual([state0.records, state0.rejected, state0.skipped], [4, 0, 0]);
  });

  test('a withdrawn CVE goes, an older file does not bring it back, a newer record does', async () => {
    await nvd('1@2022', '2@2022');
    await nvd('!1@2023', '!9@2023');
    assert.equal(await state(), '2@2022 nvd');
    assert.equal((await open()).feeds[0].rejected, 2);
    await nvd('1@2022', '2@2022');
    assert.equal(await state(), '2@2022 nvd');
    await nvd('1@2024');
    assert.equal(await state(), '1@2024 nvd, 2@2022 nvd');
    assert.equal((await open()).feeds[0].rejected, 1);
  });

  test('an older withdrawal changes nothing', async () => {
    await nvd('1@2022');
    await nvd('!1@2021');
    assert.equal(await state(), '1@2022 nvd');
  });

  test('the overlay fills what NVD lacks, and nothing else', async () => {
    await nvd('1@2022', '-2@2022', 'c3@2022', '-4@2022');
    await overlay('1@2024', '2@2024', '3@2024', '5@2024', '-6@2024');
    assert.equal(await state(), '1@2022 nvd, 2@2022 overlay, 3@2022 overlay, 4@2022 -nvd, 5@2024 only overlay, 6@2024 only -nvd');
    const { feeds } = await open();
    assert.deepEqual(feeds.map(({ name, records }) => `${name} ${records}`), ['nvd 4', 'overlay 5']);
  });

  test('the overlay first, NVD later: NVD\'s own configurations win, without them the overlay\'s stay', async () => {
    await nvd('-9@2020');
    await overlay('1@2024', '2@2024', '3@2024');
    await nvd('1@2021', '-2@2025', 'c3@2025');
    assert.equal(await state(), '1@2021 nvd, 2@2025 overlay, 3@2025 overlay, 9@2020 -nvd');
    await nvd('-1@2026');
    assert.equal(await state(), '1@2026 overlay, 2@2025 overlay, 3@2025 overlay, 9@2020 -nvd');
    await nvd('2@2026', '!3@2026');
    assert.equal(await state(), '1@2026 overlay, 2@2026 nvd, 9@2020 -nvd');
  });

  test('the overlay does not bring back what NVD withdrew', async () => {
    await nvd('1@2022', '!2@2022');
    await overlay('2@2024');
    assert.equal(await state(), '1@2022 nvd');
  });

  test('a new overlay takes the place of the old one', async () => {
    await nvd('-1@2022', '-2@2022');
    await overlay('1@2023', '2@2023', '3@2023');
    await overlay('2@2024');
    assert.equal(await state(), '1@2022 -nvd, 2@2022 overlay');
  });

  test('an entry that matches nothing on purpose', async () => {
    await nvd('c1@2022');
    await overlay('01@2023');
    assert.equal(await state(), '1@2022 -overlay');
  });

  test('the CNA\'s list where nobody else says anything', async () => {
    await nvd('c1@2022', '-2@2022');
    assert.equal(await state(), '1@2022 cna, 2@2022 -nvd');
    assert.equal((await open()).index.hasProduct('a:vendor:product'), true);
    await nvd('1@2023');
    assert.equal(await state(), '1@2023 nvd, 2@2022 -nvd');
  });

  test('all at once is one after the other', async () => {
    await run({ 'nvd.json': nvdFeed(['1@2022', '-2@2022', 'c3@2022', '!4@2022'].map(record)) as object, 'overlay.jsonl': ['2@2024', '3@2024', '4@2024', '5@2024'].map(overlayRecord).join('\n') });
    assert.equal(await state(), '1@2022 nvd, 2@2022 overlay, 3@2022 overlay, 5@2024 only overlay');
  });

  test('other feeds stay and are joined to what comes', async () => {
    await nvd('1@2022', '2@2022');
    await run({ 'kev.json': kevCatalog(['CVE-2021-0002', 'CVE-2021-0003']) as object, 'epss.csv': EPSS, 'life.json': endoflife(['debian']) as object });
    await nvd('3@2023', '1@2023');
    const { index, lifecycle, details } = await open();
    assert.deepEqual([...index.kev], [0, 2, 2]);
    assert.deepEqual([...index.epss], [9436, 65535, 65535]);
    assert.equal(details(0).epss, 0.94358);
    assert.equal(lifecycle.products.length, 1);
  });

  test('`through` moves with what is gapless', async () => {
    const span = (since: string, through: string) => run({ 'nvd.json': nvdFeed([record('1@2022')]) as object }, { nvdSpan: { since, through, files: 1 } });
    const through = async () => (await open()).feeds[0].through;
    await span('2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z');
    assert.equal(await through(), undefined);
    await span('', '2024-03-01T00:00:00.000Z');
    assert.equal(await through(), '2024-03-01T00:00:00.000Z');
    await span('2024-02-20T00:00:00.000Z', '2024-03-10T00:00:00.000Z');
    assert.equal(await through(), '2024-03-10T00:00:00.000Z');
    await span('2024-05-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z');
    assert.equal(await through(), '2024-03-10T00:00:00.000Z');
    await nvd('2@2022');
    assert.equal(await through(), '2024-03-10T00:00:00.000Z');
  });

  test('dead texts are cleared away', async () => {
    const many = (year: number) => run({ 'nvd.json': nvdFeed(Array.from({ length: 200 }, (_, i) => nvdCve(`CVE-2021-${1000 + i}`, { lastModified: `${year}-01-01T00:00:00.000` }))) as object });
    for (const year of [2022, 2023, 2024, 2025]) await many(year);
    const newest = listGenerations(cacheDir)[0].directory;
    assert.ok(fs.statSync(path.join(newest, 'texts.bin')).size < 30_000);
    assert.match((await open()).text(199).description, /CVE-2021-1199/);
  });

  test('in any order and any pieces, the same index as at once', async () => {
    const one = fc.tuple(fc.constantFrom('', '', '-', 'c', '!'), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2020, max: 2024 })).map(([kind, number, year]) => `${kind}${number}@${year}`);
    // Of equals the first counts, so that the order would matter: one record a CVE and year.
    const records = fc.uniqueArray(one, { selector: (text) => text.replace(/^[!c-]/, ''), minLength: 1, maxLength: 8 });
    await fc.assert(fc.asyncProperty(records, fc.integer({ min: 1, max: 3 }), fc.boolean(), async (list, pieces, reversed) => {
      const files = async (): Promise<Buffer> => fs.readFileSync(path.join(listGenerations(cacheDir)[0].directory, 'matches.bin'));
      cacheDir = path.join(fs.mkdtempSync(path.join(root, 'once-')), 'cache');
      await nvd(...list);
      const expected = [await files(), await state()] as const;
      cacheDir = path.join(fs.mkdtempSync(path.join(root, 'pieces-')), 'cache');
      const ordered = reversed ? [...list].reverse() : list;
      for (let at = 0; at < ordered.length; at += pieces) await nvd(...ordered.slice(at, at + pieces));
      assert.equal(await state(), expected[1]);
      assert.ok((await files()).equals(expected[0]), 'matches.bin differs');
    }), { numRuns: 12 });
  });
});
