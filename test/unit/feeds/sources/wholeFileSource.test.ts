import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { endoflifeSource } from '../../../../src/feeds/sources/endoflifeSource';
import { epssSource } from '../../../../src/feeds/sources/epssSource';
import { kevSource } from '../../../../src/feeds/sources/kevSource';
import { osvSource } from '../../../../src/feeds/sources/osvSource';
import { NO_ENTRY, type JournalEntry } from '../../../../src/feeds/store/journal';
import { feedWorld, type FeedWorld } from '../../../support/feedServer/feedWorld';
import { startFeedServer } from '../../../support/feedServer/startFeedServer';
import { feedState, SourceCase, STALL_LIMITS } from './sourceCase';

const FETCHED_AT = '2026-11-13T00:00:00.000Z';

suite('sources of whole files', () => {
  let world: FeedWorld;
  let one: SourceCase;
  setup(async () => {
    world = feedWorld({
      products: [{ name: 'debian', label: 'Debian', releases: [] }],
      kev: [{ cveID: 'CVE-2021-0001', dateAdded: '2022-02-02' }],
      epss: [{ cve: 'CVE-2021-0001', epss: 0.5, percentile: 0.9 }],
      advisories: { Debian: [{ id: 'DSA-1' }], 'Rocky Linux': [{ id: 'RLSA-1' }], Empty: [] },
    });
    one = new SourceCase(await startFeedServer({ content: world }));
  });
  teardown(() => one.close());

  /** The journal after the versions of an arrival were applied. */
  const applied = (versions: object, fetchedAt = FETCHED_AT): JournalEntry => ({
    ...NO_ENTRY,
    versions: Object.fromEntries(Object.entries(versions).map(([address, version]) => [address, { ...version, fetchedAt }])),
  });

  for (const [source, file, request] of [
    [endoflifeSource, 'products-full.json', 'products/full'],
    [kevSource, 'known_exploited_vulnerabilities.json', 'kev/known_exploited_vulnerabilities.json'],
    [epssSource, 'epss_scores-current.csv.gz', 'epss/epss_scores-current.csv.gz'],
  ] as const) {
    test(`${source.name}: once, and again when it changed`, async () => {
      const first = await one.fetch(source);
      assert.equal(first.names, file);
      assert.deepEqual(one.requests(), [request]);
      const entry = applied(first.versions);
      one.staging().clear();

      const state = feedState(source.name, { fetchedAt: FETCHED_AT });
      assert.equal((await one.fetch(source, { state, entry })).names, '');
      assert.deepEqual(one.requests(), [`${request} 304`]);
      // The cache has other data than the journal speaks of: cleared, imported by hand, or an older generation.
      assert.equal((await one.fetch(source, { state: feedState(source.name, { fetchedAt: '2026-11-14T00:00:00.000Z' }), entry })).names, file);
      one.staging().clear();
      assert.equal((await one.fetch(source, { entry })).names, file);
      one.staging().clear();
      one.requests();

      world.clock = new Date('2026-11-05T00:00:00Z');
      assert.equal((await one.fetch(source, { state, entry })).names, file);
      assert.deepEqual(one.requests(), [request]);
    });
  }

  test('a file that waits from an earlier attempt is taken, unless the server has a newer one', async () => {
    await one.fetch(kevSource);
    one.requests();
    const again = await one.fetch(kevSource);
    assert.equal(again.names, 'known_exploited_vulnerabilities.json');
    assert.equal(Object.keys(again.versions).length, 1);
    assert.deepEqual(one.requests(), ['kev/known_exploited_vulnerabilities.json 304']);
    world.clock = new Date('2026-11-05T00:00:00Z');
    const newer = await one.fetch(kevSource);
    assert.match(fs.readFileSync(newer.files[0].path, 'utf8'), /2026\.11\.05/);
    assert.deepEqual(one.requests(), ['kev/known_exploited_vulnerabilities.json']);
  });

  test('an interrupted download goes on where it was', async () => {
    world.products = Array.from({ length: 3_000 }, (_, i) => ({ name: `product-${i}`, label: 'x'.repeat(100), releases: [] }));
    await one.close();
    one = new SourceCase(await startFeedServer({ content: world }), STALL_LIMITS);
    // A stall, because what a broken connection still had on its way is lost.
    one.server.fail('products/full', { kind: 'stall', afterBytes: 100_000 }, 3);
    const failure = await one.refusal(endoflifeSource);
    assert.equal((failure as { kind?: string }).kind, 'timeout');
    one.requests();
    const arrival = await one.fetch(endoflifeSource);
    assert.equal((JSON.parse(fs.readFileSync(arrival.files[0].path, 'utf8')) as { result: unknown[] }).result.length, 3_000);
    assert.deepEqual(one.server.requests.map(({ headers, status }) => `${headers.range} ${status}`), ['bytes=300000- 206']);
  });

  test('another feed at the address, or a web page, is refused and not kept', async () => {
    one.server.serve('/kev/known_exploited_vulnerabilities.json', JSON.stringify({ schema_version: '1', generated_at: '2026', result: [] }));
    assert.match((await one.refusal(kevSource)).message, /another feed \(endoflife\)/);
    one.server.serve('/kev/known_exploited_vulnerabilities.json', '<html><body>Sign in</body></html>', 'text/html');
    assert.match((await one.refusal(kevSource)).message, /web page/);
    assert.equal(one.staging().find('known_exploited_vulnerabilities.json'), undefined);
    assert.deepEqual(fs.readdirSync(one.staging().path('.')).filter((name) => name.startsWith('known')), []);
  });

  test('OSV: each distribution on its own, its name encoded', async () => {
    const first = await one.fetch(osvSource, { ecosystems: ['Rocky Linux', 'Debian', 'Debian'] });
    assert.equal(first.names, 'Debian.zip Rocky_Linux.zip');
    assert.deepEqual(one.requests(), ['Debian/all.zip', 'Rocky%20Linux/all.zip']);
    assert.deepEqual(first.failures, []);

    const part = (name: string) => ({ name, revision: '1', fetchedAt: FETCHED_AT, records: 1 });
    const entry = applied(first.versions);
    one.staging().clear();
    world.advisories.Debian = [{ id: 'DSA-2' }];
    // Rocky Linux is new to the cache: what the journal says of it is of data that is gone.
    const state = feedState('osv', { parts: [part('Debian')] });
    assert.equal((await one.fetch(osvSource, { ecosystems: ['Debian', 'Rocky Linux'], state, entry })).names, 'Debian.zip Rocky_Linux.zip');
    one.staging().clear();
    const both = feedState('osv', { parts: [part('Debian'), part('Rocky Linux')] });
    assert.equal((await one.fetch(osvSource, { ecosystems: ['Debian', 'Rocky Linux'], state: both, entry })).names, 'Debian.zip');
    assert.deepEqual(one.requests().slice(2), ['Debian/all.zip', 'Rocky%20Linux/all.zip 304']);
  });

  test('OSV: a distribution that fails leaves the others', async () => {
    one.server.fail('Debian/all.zip', { kind: 'html' });
    const arrival = await one.fetch(osvSource, { ecosystems: ['Alpine', 'Debian', 'Rocky Linux', '../secret', 'Empty'] });
    assert.equal(arrival.names, 'Empty.zip Rocky_Linux.zip');
    assert.deepEqual(arrival.failures.map((error) => (error as { part: string }).part), ['../secret', 'Alpine', 'Debian']);
    assert.ok(!one.server.requests.some(({ path }) => path.includes('secret')));
    assert.match((await one.refusal(osvSource, { ecosystems: ['Alpine'] })).message, /./);
  });

  test('OSV: without distributions there is nothing to do, and it says so', async () => {
    const arrival = await one.fetch(osvSource);
    assert.equal(arrival.names, '');
    assert.match(arrival.note ?? '', /no server/);
    assert.deepEqual(one.requests(), []);
  });
});
