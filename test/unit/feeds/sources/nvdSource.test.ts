import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import type { FeedHttp } from '../../../../src/feeds/net/http';
import { nvdPageUrl } from '../../../../src/feeds/sources/nvdCrawl';
import { nvdSource } from '../../../../src/feeds/sources/nvdSource';
import { NO_ENTRY } from '../../../../src/feeds/store/journal';
import type { NvdRecord } from '../../../support/feedServer/feedContent';
import { feedWorld, type FeedWorld } from '../../../support/feedServer/feedWorld';
import { nvdRecord } from '../../../support/feedServer/nvdRecord';
import { startFeedServer } from '../../../support/feedServer/startFeedServer';
import { feedState, SourceCase } from './sourceCase';

const DAY_MS = 86_400_000;
const THROUGH = '2026-10-01T00:00:00.000Z';

suite('nvdSource', () => {
  let world: FeedWorld;
  let one: SourceCase;
  setup(async () => {
    // 4,100 changes since the cache's last, and one of today, by which the modified feed is dated.
    const changed = Array.from({ length: 4_100 }, (_, i) => at(i, Date.parse(THROUGH) + i * 60_000));
    world = feedWorld({ now: new Date('2026-11-20T12:00:00Z'), cves: [...changed, nvdRecord('CVE-2026-99999', { lastModified: '2026-11-20T11:00:00.000' })] });
    one = new SourceCase(await startFeedServer({ content: world }));
  });
  teardown(() => one.close());

  function at(i: number, ms: number): NvdRecord {
    return nvdRecord(`CVE-2026-${10_000 + i}`, { lastModified: new Date(ms).toISOString().slice(0, -1) });
  }
  const state = feedState('nvd', { through: THROUGH });

  /** Ids in the files that came, each once. */
  function ids(files: readonly { readonly path: string }[]): Set<string> {
    return new Set(files.flatMap(({ path }) => (JSON.parse(fs.readFileSync(path, 'utf8')) as { vulnerabilities: { cve: NvdRecord }[] }).vulnerabilities.map(({ cve }) => cve.id)));
  }

  test('pages until all results are there', async () => {
    const arrival = await one.fetch(nvdSource, { state });
    assert.deepEqual(one.requests().filter((name) => !name.endsWith('.meta')), ['2.0@0', '2.0@2000', '2.0@4000']);
    assert.equal(ids(arrival.files).size, 4_101);
    assert.deepEqual(arrival.nvdSpan, { since: THROUGH, through: '2026-11-20T11:00:01.000Z', files: 3 });
    assert.ok(one.reports.includes('NVD changes until 2026-11-20: 2,000 of 4,101'));
  });

  test('an interrupted crawl goes on at the page where it was', async () => {
    one.server.fail('startIndex=4000', { kind: 'status', status: 503 }, 3);
    assert.match((await one.refusal(nvdSource, { state })).message, /503/);
    one.requests();
    assert.equal(ids((await one.fetch(nvdSource, { state })).files).size, 4_101);
    assert.deepEqual(one.requests().filter((name) => !name.endsWith('.meta')), ['2.0@4000']);
  });

  test('a crawl that goes on days later has what changed in between too', async () => {
    one.server.fail('startIndex=4000', { kind: 'status', status: 503 }, 3);
    await one.refusal(nvdSource, { state });
    world.clock = new Date('2026-11-25T12:00:00Z');
    // Moved out of the window that was begun: the rest of it moves up by five.
    for (let i = 0; i < 5; i++) world.cves[i] = at(i, Date.parse('2026-11-25T00:00:00Z') + i);
    one.requests();
    const arrival = await one.fetch(nvdSource, { state });
    assert.deepEqual(one.requests().filter((name) => !name.endsWith('.meta')), ['2.0@4000', '2.0@3995', '2.0@0']);
    assert.equal(ids(arrival.files).size, 4_101);
    assert.equal(arrival.files.filter(({ path }) => fs.readFileSync(path, 'utf8').includes('2026-11-25T00:00:00.004')).length, 1);
    assert.equal(arrival.nvdSpan?.through, '2026-11-25T00:00:01.000Z');
  });

  test('results that move while they are read are not missed', async () => {
    const http = one.context().http;
    let pages = 0;
    const moving: FeedHttp = {
      ...http,
      text: async (url, options) => {
        const answer = await http.text(url, options);
        // After the first page, ten of its records are changed and leave the window; the next page would begin ten too late.
        if (url.includes('startIndex=0') && ++pages === 1) for (let i = 0; i < 10; i++) world.cves[i] = at(i, Date.parse('2026-11-20T11:30:00Z') + i);
        return answer;
      },
    };
    const arrival = await one.fetch(nvdSource, { state, http: moving });
    assert.equal(ids(arrival.files).size, 4_101);
    assert.equal(arrival.nvdSpan?.through, '2026-11-20T11:00:01.000Z');
  });

  test('another state of the cache begins another crawl', async () => {
    one.server.fail('startIndex=4000', { kind: 'status', status: 503 }, 3);
    await one.refusal(nvdSource, { state });
    one.requests();
    const later = feedState('nvd', { through: '2026-10-02T00:00:00.000Z' });
    await one.fetch(nvdSource, { state: later });
    assert.deepEqual(one.requests().filter((name) => !name.endsWith('.meta')), ['2.0@0', '2.0@2000']);
  });

  test('a page that answers another question is refused', async () => {
    for (const [wrong, reason] of [
      [{ startIndex: 7, totalResults: 8, vulnerabilities: [] }, /from result 7 instead of 0/],
      [{ startIndex: 0, totalResults: 8, vulnerabilities: [] }, /gives 0 of the 8 results/],
      [{ startIndex: 0, vulnerabilities: [] }, /does not say/],
      [{ startIndex: 0, totalResults: 0 }, /no list/],
    ] as const) {
      one.staging().clear();
      one.server.serve('/nvd/rest/json/cves/2.0', JSON.stringify({ format: 'NVD_CVE', version: '2.0', ...wrong }));
      assert.match((await one.refusal(nvdSource, { state })).message, reason);
    }
  });

  test('an endless answer ends', async () => {
    let asked = 0;
    const endless: FeedHttp = {
      ...one.context().http,
      text: (url, options) => (url.includes('.meta') ? one.context().http.text(url, options) : Promise.resolve({
        kind: 'text',
        text: JSON.stringify({ startIndex: Number(new URL(url).searchParams.get('startIndex')), totalResults: 90_000 - ++asked, vulnerabilities: [{}] }),
        validators: { etag: '', lastModified: '' },
      })),
    };
    assert.match((await one.refusal(nvdSource, { state, http: endless })).message, /faster than they can be read/);
  });

  test('so many changes that all years come quicker', async () => {
    one.server.serve('/nvd/rest/json/cves/2.0', JSON.stringify({ format: 'NVD_CVE', version: '2.0', startIndex: 0, totalResults: 100_001, vulnerabilities: [{}] }));
    const arrival = await one.fetch(nvdSource, { state });
    assert.equal(arrival.nvdSpan?.since, '');
    assert.ok(one.requests().includes('2002.json.gz'));
  });

  test('by how old the cache is, in NVD\'s own time', async () => {
    const written = Date.parse('2026-11-20T11:00:00Z');
    const check = async (ageDays: number, expected: RegExp, more: object = {}) => {
      one.staging().clear();
      one.requests();
      await one.fetch(nvdSource, { state: feedState('nvd', { through: new Date(written - ageDays * DAY_MS).toISOString() }), ...more });
      assert.match(one.requests().filter((name) => !name.endsWith('.meta')).join(' '), expected, `${ageDays} days`);
    };
    await check(0.1, /^modified\.json\.gz$/);
    await check(7.9, /^modified\.json\.gz$/);
    await check(8, /^2\.0@0$/);
    await check(119, /^2\.0@0 2\.0@2000 2\.0@4000$/);
    await check(359, /^(?:2\.0@\d+ ?){5}$/);
    await check(361, /^2002\.json\.gz .* 2026\.json\.gz modified\.json\.gz$/);
    await check(30, /^2002\.json\.gz .* modified\.json\.gz$/, { usesNvdApi: false });
    // Newer than the modified feed: a mirror is behind, or another copy was ahead. Never a window that ends before it begins.
    await check(-3, /^modified\.json\.gz$/);
    // This machine's clock has no say.
    await check(0.1, /^modified\.json\.gz$/, { now: '1999-01-01T00:00:00.000Z' });
    await check(0.1, /^modified\.json\.gz$/, { now: 'not a date' });
  });

  test('what is known of the modified feed counts for the data that it went into', async () => {
    const fresh = feedState('nvd', { through: '2026-11-19T00:00:00.000Z' });
    const { versions } = await one.fetch(nvdSource, { state: fresh });
    const [[address, version]] = Object.entries(versions);
    const entry = { ...NO_ENTRY, versions: { [address]: { ...version, fetchedAt: fresh.fetchedAt } } };
    assert.equal((await one.fetch(nvdSource, { state: fresh, entry })).names, '');
    assert.equal((await one.fetch(nvdSource, { state: { ...fresh, fetchedAt: '2026-11-14T00:00:00.000Z' }, entry })).names, 'nvdcve-2.0-modified.json.gz');
    assert.ok((await one.fetch(nvdSource, { entry })).names.startsWith('nvdcve-2.0-2002.json.gz'));
  });

  test('dates go with an offset whose plus is encoded', () =>
    assert.equal(
      nvdPageUrl('https://services.nvd.nist.gov/rest/json/cves/2.0', { start: '2026-10-01T00:00:00.000Z', end: '2026-11-20T11:00:00.000Z' }, 2_000),
      'https://services.nvd.nist.gov/rest/json/cves/2.0?lastModStartDate=2026-10-01T00%3A00%3A00.000%2B00%3A00&lastModEndDate=2026-11-20T11%3A00%3A00.000%2B00%3A00&resultsPerPage=2000&startIndex=2000',
    ));
});
