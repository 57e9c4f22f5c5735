import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { importFeeds } from '../../../../src/feeds/sync/importFiles';
import type { UpdateProgress } from '../../../../src/feeds/sync/update';
import { clearFeeds } from '../../../../src/feeds/store/clearFeeds';
import { folderContent } from '../../../support/feedServer/folderContent';
import { startFeedServer } from '../../../support/feedServer/startFeedServer';
import { fromData } from '../dataFiles';
import { kevCatalog, wasmPath } from '../sampleFeeds';
import { acme, START, UpdateCase } from './updateCase';

const FIRST = 'endoflife updated 2, nvd updated 3, kev updated 1, epss updated 1, osv updated 1';
const LOADED = 'nvd 3, endoflife 2, kev 1, epss 1, osv 1 | debian ubuntu | 2021-0001@22-01-01! 2022-0002@23-01-01% 2026-0003@26-11-19';

suite('updateFeeds', () => {
  let one: UpdateCase;
  setup(async () => (one = await UpdateCase.start()));
  teardown(() => one.close());

  test('the first load brings every feed whole, as one generation, and leaves nothing behind', async () => {
    const { outcomes, problems, cancelled } = await one.update();
    assert.deepEqual(outcomes.map(({ name, outcome, records, error, fix }) => `${name} ${outcome} ${records}${error}${fix}`), ['endoflife updated 2', 'nvd updated 3', 'kev updated 1', 'epss updated 1', 'osv updated 1']);
    assert.deepEqual(problems, []);
    assert.equal(cancelled, false);
    assert.equal(await one.state(), LOADED);
    assert.deepEqual(fs.readdirSync(path.join(one.cacheDir, 'generations')), ['000001']);
    assert.deepEqual(one.staged(), []);
    const requests = one.requests();
    assert.equal(requests.filter((name) => /^(?:20\d\d|modified)\.meta$/.test(name)).length, 2026 - 2002 + 1 + 2);
    assert.equal(requests.filter((name) => /^(?:20\d\d|modified)\.gz$/.test(name)).length, 2026 - 2002 + 1 + 1);
    assert.equal(requests.filter((name) => name.startsWith('api')).length, 0);
    assert.deepEqual(await one.errors(), []);
  });

  test('"not modified" everywhere: nothing is written but the time of the check', async () => {
    await one.update();
    const revision = await one.revision();
    one.requests();
    one.now = '2026-11-20T13:00:00.000Z';
    assert.equal(await one.outcomes(), 'endoflife unchanged, nvd unchanged, kev unchanged, epss unchanged, osv unchanged');
    assert.deepEqual(one.requests().sort(), ['Debian/all.zip 304', 'epss/epss_scores-current.csv.gz 304', 'kev/known_exploited_vulnerabilities.json 304', 'modified.meta', 'products/full 304']);
    assert.equal(await one.revision(), revision);
    assert.deepEqual(fs.readdirSync(path.join(one.cacheDir, 'generations')), ['000001']);
    assert.equal(one.journal().feeds.kev?.checkedAt, one.now);
    assert.equal(one.journal().feeds.kev?.fetchedAt, START);
  });

  test('a check that found nothing newer makes a feed fresh again', async () => {
    await one.update();
    one.pass(6);
    assert.equal(await one.outcomes({ maxAgeDays: 7 }), 'endoflife fresh, nvd fresh, kev fresh, epss fresh, osv fresh');
    assert.equal(await one.outcomes({ maxAgeDays: 6, feeds: ['osv'] }), 'osv unchanged');
    one.requests();
    one.now = new Date(Date.parse(one.now) + 6.9 * 86_400_000).toISOString();
    assert.equal(await one.outcomes({ maxAgeDays: 7, feeds: ['osv'] }), 'osv fresh');
    assert.deepEqual(one.requests(), []);
    assert.equal(await one.outcomes({ maxAgeDays: 7, feeds: ['osv', 'nvd'] }), 'nvd unchanged, osv fresh');
  });

  test('NVD by the modified feed: changed, new and rejected records', async () => {
    await one.update();
    one.pass(7);
    one.world.cves[0] = acme('CVE-2021-0001', '2026-11-26T00:00:00.000');
    one.world.cves[1] = acme('CVE-2022-0002', '2026-11-26T01:00:00.000', { vulnStatus: 'Rejected' });
    one.world.cves.push(acme('CVE-2026-0004', '2026-11-26T02:00:00.000'));
    one.requests();
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 3');
    assert.deepEqual(one.requests(), ['modified.meta', 'modified.meta', 'modified.gz']);
    assert.match(await one.state(), /\| 2021-0001@26-11-26! 2026-0003@26-11-19 2026-0004@26-11-26$/);
    assert.deepEqual(fs.readdirSync(path.join(one.cacheDir, 'generations')), ['000001', '000002']);
    one.requests();
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd unchanged');
    assert.deepEqual(one.requests(), ['modified.meta']);
  });

  test('NVD by the API when the modified feed no longer reaches back', async () => {
    await one.update();
    one.pass(30);
    one.world.cves[0] = acme('CVE-2021-0001', '2026-11-25T00:00:00.000');
    one.world.cves.push(acme('CVE-2026-0004', '2026-12-19T00:00:00.000'));
    one.requests();
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 4');
    assert.deepEqual(one.requests(), ['modified.meta', 'api@0']);
    const asked = await one.state();
    assert.match(asked, /\| 2021-0001@26-11-25! 2022-0002@23-01-01% 2026-0003@26-11-19 2026-0004@26-12-19$/);
    // Within two hours nobody asks the API again: the modified feed says whether anything changed.
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd unchanged');
    assert.deepEqual(one.requests(), ['modified.meta']);
  });

  test('NVD in several windows when the gap is longer than 120 days, in years when it is longer than three of them', async () => {
    await one.update();
    one.pass(200);
    one.world.cves.push(acme('CVE-2026-0004', '2027-01-01T00:00:00.000'), acme('CVE-2027-0005', '2027-06-07T00:00:00.000'));
    one.requests();
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 5');
    assert.deepEqual(one.requests(), ['modified.meta', 'api@0', 'api@0']);
    one.pass(400);
    one.world.cves.push(acme('CVE-2027-0006', '2027-09-01T00:00:00.000'), acme('CVE-2028-0007', '2028-07-10T00:00:00.000'));
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 7');
    const requests = one.requests();
    assert.ok(!requests.some((name) => name.startsWith('api')) && requests.includes('2002.gz') && requests.includes('2028.gz'), requests.join(' '));
  });

  test('a mirror of NVD\'s files is not left for the public API', async () => {
    await one.update();
    one.pass(30);
    one.world.cves.push(acme('CVE-2026-0004', '2026-12-19T00:00:00.000'));
    one.requests();
    const urls = { ...one.server.urls, nvdApi: '' };
    assert.equal(await one.outcomes({ feeds: ['nvd'], urls }), 'nvd updated 4');
    assert.ok(one.requests().includes('2002.gz'));
  });

  test('imported NVD files say nothing of what is missing: all years are loaded once', async () => {
    const file = path.join(one.root, 'nvd.json');
    fs.writeFileSync(file, JSON.stringify({ format: 'NVD_CVE', version: '2.0', timestamp: '2026-11-20T11:00:00.000', vulnerabilities: [{ cve: acme('CVE-2021-0001', '2022-01-01T00:00:00.000') }] }));
    assert.equal((await importFeeds([file], { cacheDir: one.cacheDir, starterDir: one.starterDir, wasmPath, now: START })).imported.length, 1);
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 3');
    assert.ok(one.requests().includes('2002.gz'));
    // What is imported after that leaves the whole whole.
    await importFeeds([file], { cacheDir: one.cacheDir, starterDir: one.starterDir, wasmPath, now: '2026-11-20T12:30:00.000Z' });
    one.requests();
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 3');
    assert.deepEqual(one.requests(), ['modified.meta', 'modified.meta', 'modified.gz']);
  });

  test('feeds that were cleared, or fell back to an older generation, are loaded again whatever the journal says', async () => {
    await one.update();
    await clearFeeds(one.cacheDir);
    assert.equal(await one.outcomes(), FIRST);
    const journal = fs.readFileSync(path.join(one.cacheDir, 'journal.json'));
    await clearFeeds(one.cacheDir);
    fs.writeFileSync(path.join(one.cacheDir, 'journal.json'), journal);
    one.now = '2026-11-20T13:00:00.000Z';
    assert.equal(await one.outcomes({ maxAgeDays: 7 }), FIRST);
    assert.equal(await one.state(), LOADED);
  });

  test('a clock that was set back leaves no feed fresh forever, and loses nothing', async () => {
    await one.update();
    one.world.clock = new Date('2026-11-22T12:00:00Z');
    one.world.cves.push(acme('CVE-2026-0004', '2026-11-22T00:00:00.000'));
    one.now = '2020-01-01T00:00:00.000Z';
    one.requests();
    assert.equal(await one.outcomes({ maxAgeDays: 7 }), 'endoflife updated 2, nvd updated 4, kev updated 1, epss updated 1, osv unchanged');
    assert.ok(!one.requests().some((name) => name.startsWith('api') || name.startsWith('2002')));
    // Set right again: what was marked with the wrong time is old.
    one.now = '2026-11-22T13:00:00.000Z';
    assert.equal(await one.outcomes({ maxAgeDays: 7, feeds: ['nvd', 'kev'] }), 'nvd unchanged, kev unchanged');
    assert.equal(await one.outcomes({ maxAgeDays: 7, feeds: ['nvd', 'kev'] }), 'nvd fresh, kev fresh');
  });

  test('in January the new year may have no feed yet; any other missing year is a failure', async () => {
    one.world.cves.push(acme('CVE-2026-0005', '2027-01-02T00:00:00.000'));
    one.world.clock = new Date('2027-01-02T12:00:00Z');
    one.now = '2027-01-02T12:00:00.000Z';
    one.server.fail('nvdcve-2.0-2027', { kind: 'status', status: 404 }, 2);
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 4');
    await clearFeeds(one.cacheDir);
    one.server.heal();
    one.server.fail('nvdcve-2.0-2026', { kind: 'status', status: 404 }, 2);
    const { outcomes } = await one.update({ feeds: ['nvd'] });
    assert.match(`${outcomes[0].outcome} ${outcomes[0].error}`, /^failed NVD \(nvdcve-2\.0-2026\.meta\) was not refreshed: .*404|not found/i);
  });

  test('a first load that stops half-way goes on at the year where it was', async () => {
    one.server.fail('nvdcve-2.0-2020.json.gz', { kind: 'status', status: 503 }, 3);
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd failed');
    assert.equal(one.staged().length, 18);
    one.requests();
    one.world.cves[0] = acme('CVE-2021-0001', '2026-11-20T00:00:00.000');
    one.world.cves.push(acme('CVE-2005-0001', '2026-11-20T01:00:00.000'));
    assert.equal(await one.outcomes({ feeds: ['nvd'] }), 'nvd updated 4');
    const requests = one.requests();
    // 2005 changed meanwhile.
    assert.deepEqual(requests.filter((name) => name.endsWith('.gz')), ['2005.gz', ...[2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => `${year}.gz`), 'modified.gz']);
    assert.deepEqual(one.staged(), []);
  });

  test('OSV without distributions is no error', async () => {
    const { outcomes } = await one.update({ feeds: ['osv'], ecosystems: [] });
    assert.deepEqual(outcomes.map(({ outcome, error }) => `${outcome}${error}`), ['unchanged']);
    assert.match(outcomes[0].note ?? '', /no server/);
  });

  test('a distribution that is new to the estate makes OSV due', async () => {
    one.world.advisories.Alpine = [{ ...one.world.advisories.Debian[0], id: 'ALPINE-1', affected: [{ package: { ecosystem: 'Alpine:v3.20', name: 'app' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2-r3' }] }] }] }];
    await one.update();
    assert.equal(await one.outcomes({ maxAgeDays: 7, feeds: ['osv'] }), 'osv fresh');
    one.requests();
    assert.equal(await one.outcomes({ maxAgeDays: 7, feeds: ['osv'], ecosystems: ['Alpine', 'Debian'] }), 'osv updated 2');
    assert.deepEqual(one.requests(), ['Alpine/all.zip', 'Debian/all.zip 304']);
  });

  test('progress runs forward to the end and names what is done', async () => {
    const seen: UpdateProgress[] = [];
    await one.update({ progress: (progress) => void seen.push(progress) });
    assert.ok(seen.every(({ share }, i) => share >= (seen[i - 1]?.share ?? 0) && share <= 1));
    assert.equal(seen.at(-1)?.share, 1);
    for (const expected of [/^NVD 2021: \d/, /^KEV: \d/, /^OSV Debian: \d/, /^Reading nvdcve-2\.0-2021/, /^Saving/]) assert.ok(seen.some(({ text }) => expected.test(text)), String(expected));
    assert.ok(seen.some(({ records }) => records === 3));
  });

  test('records left out are told with their address', async () => {
    one.world.kev.push({ cveID: 'nonsense', dateAdded: '2022-02-02' });
    const { outcomes, problems } = await one.update({ feeds: ['kev'] });
    assert.equal(outcomes[0].outcome, 'updated');
    assert.deepEqual(problems.map(({ file, severity, message }) => `${severity} ${file}: ${message}`), [`warning ${one.server.urls.kev}: A record was left out: its cveID is not a CVE id (first: nonsense).`]);
  });

  test('the real endoflife.date and KEV', async function () {
    const folder = fromData('feeds');
    if (!folder) return this.skip();
    const server = await startFeedServer({ content: folderContent(folder, () => new Date(START)) });
    try {
      assert.equal(await one.outcomes({ feeds: ['endoflife', 'kev'], urls: server.urls }), 'endoflife updated 464, kev updated 1404');
      assert.equal(await one.outcomes({ feeds: ['endoflife', 'kev'], urls: server.urls }), 'endoflife unchanged, kev unchanged');
    } finally {
      await server.close();
    }
  });

  test('an import by hand ends the complaint about the network', async () => {
    await one.update({ feeds: ['kev'] });
    one.now = '2026-11-20T13:00:00.000Z';
    one.server.fail('kev', { kind: 'status', status: 500 }, Infinity);
    assert.equal(await one.outcomes({ feeds: ['kev'] }), 'kev failed');
    assert.equal((await one.errors()).length, 1);
    const file = path.join(one.root, 'kev.json');
    fs.writeFileSync(file, JSON.stringify(kevCatalog(['CVE-2020-9999'])));
    await importFeeds([file], { cacheDir: one.cacheDir, starterDir: one.starterDir, wasmPath, now: '2026-11-20T14:00:00.000Z' });
    assert.deepEqual(await one.errors(), []);
  });
});
