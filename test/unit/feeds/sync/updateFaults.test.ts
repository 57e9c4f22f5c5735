import * as assert from 'node:assert/strict';
import zlib from 'node:zlib';
import type { FeedHttpOptions } from '../../../../src/feeds/net/createFeedHttp';
import { HttpFailure, type FeedHttp } from '../../../../src/feeds/net/http';
import type { NetworkFeed, UpdateOptions } from '../../../../src/feeds/sync/update';
import { updateFeeds } from '../../../../src/feeds/sync/updateFeeds';
import { startConnectProxy } from '../../../support/feedServer/connectProxy';
import type { Fault } from '../../../support/feedServer/faults';
import { feedWorld } from '../../../support/feedServer/feedWorld';
import { startFeedServer } from '../../../support/feedServer/startFeedServer';
import { impatientHttp, STALL_LIMITS } from '../sources/sourceCase';
import { acme, smallFacts, told, UpdateCase } from './updateCase';

/** Every fault meets one feed while another is refreshed beside it: the one keeps its last good data and says why, the other lands. */
suite('updateFeeds: faults', () => {
  let one: UpdateCase;
  setup(async () => {
    one = await UpdateCase.start();
    assert.match(await one.outcomes(), /^(?:\w+ updated \d+(?:, )?){5}$/);
    one.pass(2);
    one.world.products.push({ ...(one.world.products[0] as object), name: 'alma' });
    one.world.kev.push({ cveID: 'CVE-2022-0002', dateAdded: '2022-02-02' });
    one.world.cves.push(acme('CVE-2026-0004', '2026-11-21T00:00:00.000'));
    one.world.epss.push({ cve: 'CVE-2021-0001', epss: 0.1, percentile: 0.2 });
  });
  teardown(() => one.close());

  const BEFORE: Readonly<Record<NetworkFeed, string>> = { endoflife: 'endoflife 2', nvd: 'nvd 3', kev: 'kev 1', epss: 'epss 1', osv: 'osv 1' };
  const AFTER: Readonly<Record<NetworkFeed, string>> = { endoflife: 'endoflife 3', nvd: 'nvd 4', kev: 'kev 2', epss: 'epss 2', osv: 'osv 1' };

  interface Way {
    readonly network?: Partial<FeedHttpOptions>;
    readonly options?: Partial<UpdateOptions>;
    /** Ends what stands in the way. */
    readonly heal?: () => void;
  }

  /** @param expected what the feed's outcome says, message and fix */
  async function fails(feed: NetworkFeed, expected: RegExp, { network, options, heal }: Way = {}): Promise<void> {
    const revision = await one.revision();
    const alone = await one.update({ ...options, feeds: [feed] }, network);
    assert.equal(told(alone), `${feed} failed`);
    assert.match(`${alone.outcomes[0].error} | ${alone.outcomes[0].fix}`, expected);
    assert.match(alone.outcomes[0].error, /stays in use\.$/);
    assert.notEqual(alone.outcomes[0].fix, '');
    assert.equal(await one.revision(), revision, 'the last good data is in use');
    assert.deepEqual(await one.errors(), [`${feed}: ${alone.outcomes[0].error} ${alone.outcomes[0].fix}`]);

    const other = feed === 'endoflife' ? 'kev' : 'endoflife';
    const both = await one.update({ ...options, feeds: [feed, other] }, network);
    assert.deepEqual(both.outcomes.map(({ name, outcome }) => `${name} ${outcome}`).sort(), [`${feed} failed`, `${other} updated`].sort());
    const state = await one.state();
    assert.ok(state.includes(BEFORE[feed]) && state.includes(AFTER[other]), state);

    one.server.heal();
    heal?.();
    assert.match(await one.outcomes({ feeds: [feed] }), /updated/);
    assert.ok((await one.state()).includes(AFTER[feed]));
    assert.deepEqual(await one.errors(), []);
  }

  const MODIFIED = 'nvdcve-2.0-modified';
  const meets = async (feed: NetworkFeed, path: string, fault: Fault, expected: RegExp, way: Way = {}): Promise<void> => {
    one.server.fail(path, fault, Infinity);
    await fails(feed, expected, way);
  };

  test('403', () => meets('kev', '/kev/', { kind: 'status', status: 403 }, /^KEV was not refreshed: .*\(403\).*\. Its data of 2026-11-20 stays in use\. \| \w/));
  test('404', () => meets('epss', '/epss/', { kind: 'status', status: 404 }, /^EPSS was not refreshed: .*\(404\).* \| Check the address/));
  test('429', () => meets('kev', '/kev/', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }, /no more requests.*429/));
  test('500 that stays', () => meets('endoflife', '/endoflife/', { kind: 'status', status: 500 }, /^endoflife\.date was not refreshed: .*500/));
  test('503 that stays', () => meets('nvd', MODIFIED, { kind: 'status', status: 503 }, /^NVD \(nvdcve-2\.0-modified\.meta\) was not refreshed: .*503/));
  test('a burst of 503 is waited for', async () => {
    one.server.fail('/', { kind: 'status', status: 503 }, 2);
    assert.match(await one.outcomes({ feeds: ['kev'] }), /kev updated 2/);
  });
  test('reset before an answer', () => meets('kev', '/kev/', { kind: 'reset' }, /was reset/));
  test('reset mid-body', () => meets('nvd', `${MODIFIED}.json.gz`, { kind: 'reset', afterBytes: 100 }, /broke before the answer was whole/));
  test('ended before the promised length', () => meets('epss', '/epss/', { kind: 'truncate', afterBytes: 50 }, /broke before the answer was whole/));
  test('stalled', () => meets('kev', '/kev/', { kind: 'stall', afterBytes: 0 }, /stopped sending/, { network: { limits: { ...STALL_LIMITS, attempts: 2 } } }));
  test('a gzip cut off', () => meets('epss', '/epss/', { kind: 'cut' }, /gzip is cut off/));
  test('a gzip with a wrong byte', () => meets('nvd', `${MODIFIED}.json.gz`, { kind: 'corrupt' }, /^NVD \(nvdcve-2\.0-modified\.json\.gz\) was not refreshed: (?:its gzip is damaged|it has \d+ bytes|its SHA-256)/));
  test('a wrong SHA-256', () => meets('nvd', `${MODIFIED}.meta`, { kind: 'wrong-sha' }, /SHA-256 is not the one/));
  test('NVD\'s JSON cut off', () => meets('nvd', `${MODIFIED}.json.gz`, { kind: 'cut-json' }, /bytes unpacked instead of/));
  test('JSON cut off', () => meets('kev', '/kev/', { kind: 'cut-json' }, /^KEV \(known_exploited_vulnerabilities\.json\) was not refreshed: it is not valid JSON \([^)]*\)\. Its data/));
  test('a web page', () => meets('endoflife', '/endoflife/', { kind: 'html' }, /web page.* \| Update again later/));
  test('a web page for a .meta', () => meets('nvd', `${MODIFIED}.meta`, { kind: 'html' }, /^NVD \(nvdcve-2\.0-modified\.meta\)/));
  test('a web page for an archive', async () => {
    one.world.advisories.Debian[0].modified = '2026-11-21T00:00:00Z';
    await meets('osv', '/osv/', { kind: 'html' }, /^OSV \(Debian\) was not refreshed: it is a web page|web page/);
  });
  test('an archive cut off', async () => {
    one.world.advisories.Debian[0].modified = '2026-11-21T00:00:00Z';
    await meets('osv', '/osv/', { kind: 'cut' }, /^OSV \(Debian\.zip\) was not refreshed: its zip is damaged/);
  });
  test('100 MB where 1 MB was expected', () => meets('kev', '/kev/', { kind: 'oversize', bytes: 100_000_000 }, /larger than 32 MB/));
  test('a redirect to another host', () => meets('kev', '/kev/', { kind: 'redirect', to: 'http://127.0.0.2:1/kev.json' }, /127\.0\.0\.2/));
  test('a connection refused', () => fails('kev', /refuses the connection/, { options: { urls: { ...one.server.urls, kev: 'http://127.0.0.1:1/kev.json' } } }));

  test('an unknown key for NVD\'s API', async () => {
    one.pass(20);
    one.world.cves.push(acme('CVE-2026-0004', '2026-12-11T00:00:00.000'));
    one.world.cves.splice(3, 1);
    const network = { rules: [{ url: one.server.urls.nvdApi, apiKey: 'wrong', throttlesWith403: true }] };
    await fails('nvd', /^NVD \(changes from 2026-11-18 to 2026-12-11\) was not refreshed: .*does not know the API key \(404\).* \| Set the NVD API key/, { network });
  });

  test('NVD\'s API throttles with 403', async () => {
    one.pass(20);
    one.world.cves[3] = acme('CVE-2026-0004', '2026-12-11T00:00:00.000');
    await meets('nvd', '/rest/json/', { kind: 'status', status: 403 }, /takes no more requests for now \(403\)/);
  });

  test('NVD\'s API answers with half a page', async () => {
    one.pass(20);
    one.world.cves[3] = acme('CVE-2026-0004', '2026-12-11T00:00:00.000');
    await meets('nvd', '/rest/json/', { kind: 'cut-json' }, /it is cut off/);
  });

  test('a proxy that asks for a password', async () => {
    const proxy = await startConnectProxy({ credentials: 'user:secret' });
    try {
      await fails('kev', /asks for a user name and password \(407\).* \| Put them into/, { network: { proxy: { url: proxy.url, noProxy: [], loopback: true, environment: {} } }, options: {} }).catch((error: unknown) => {
        // The feed beside it goes through the same proxy, and fails with it.
        if (!(error as Error).message.includes('endoflife failed')) throw error;
      });
    } finally {
      await proxy.close();
    }
  });

  test('a certificate that does not verify', async () => {
    const secured = await startFeedServer({ content: feedWorld(smallFacts()), tls: true });
    try {
      await fails('kev', /certificate of .* does not verify/, { options: { urls: { ...one.server.urls, kev: secured.urls.kev } } });
    } finally {
      await secured.close();
    }
  });

  /** Failures that loopback cannot make, from behind the same interface. */
  async function failsWith(error: Error, expected: RegExp): Promise<void> {
    const http = (urls: Parameters<typeof impatientHttp>[0]): FeedHttp => {
      const real = impatientHttp(urls);
      return { ...real, download: (url, file, options) => (url.includes('/kev/') ? Promise.reject(error) : real.download(url, file, options)) };
    };
    const revision = await one.revision();
    const { outcomes } = await updateFeeds(one.options({ feeds: ['kev'] }), http);
    assert.match(`${outcomes[0].error} | ${outcomes[0].fix}`, expected);
    assert.equal(await one.revision(), revision);
    assert.equal(told(await updateFeeds(one.options({ feeds: ['kev', 'endoflife'] }), http)), 'endoflife updated 3, kev failed');
    assert.equal((await one.errors()).length, 1);
  }
  const systemError = (code: string): Error => Object.assign(new Error(`${code}: something on the disk`), { code });

  test('a name that does not resolve', () => failsWith(new HttpFailure('dns', 'the name www.cisa.gov cannot be resolved (ENOTFOUND)', 'Check the DNS.'), /^KEV was not refreshed: the name www\.cisa\.gov cannot be resolved \(ENOTFOUND\)\. Its data of 2026-11-20 stays in use\. \| Check the DNS\./));
  test('a full disk', () => failsWith(systemError('ENOSPC'), /the disk is full.* \| Free some space/));
  test('a quota', () => failsWith(systemError('EDQUOT'), /the disk is full/));
  test('a file system that is read-only', () => failsWith(systemError('EROFS'), /may not be written to.* \| Choose another folder/));
  test('an error that nobody thought of', () => failsWith(new TypeError('cannot read x of undefined'), /^KEV was not refreshed: cannot read x of undefined\. .* \| Try again later/));

  test('records of the wrong shape are left out, counted, and the rest is kept', async () => {
    one.world.cves.push(
      { id: 'CVE-2026-0005', lastModified: '2026-11-21T00:00:00.000', configurations: 'none' },
      { id: 'nonsense', lastModified: '2026-11-21T00:00:00.000' },
      { ...acme('CVE-2026-0006', '2026-11-21T00:00:00.000', { vulnStatus: 'Not Scheduled' }), somethingNew: { deep: [1] }, metrics: { cvssMetricV50: [{ cvssData: { version: '5.0', baseScore: 11 } }] } },
    );
    const { outcomes, problems } = await one.update({ feeds: ['nvd'] });
    assert.equal(told({ outcomes, problems, cancelled: false }), 'nvd updated 5');
    assert.deepEqual(problems.map(({ severity, code }) => `${severity} ${code}`), ['warning feed-record-skipped', 'warning feed-record-skipped']);
    assert.match(await one.state(), /2026-0004@26-11-21 2026-0006@26-11-21$/);
  });

  test('an empty list in place of a feed is a fault', async () => {
    one.world.products.length = 0;
    const revision = await one.revision();
    const { outcomes } = await one.update({ feeds: ['endoflife'] });
    assert.match(`${outcomes[0].outcome} ${outcomes[0].error}`, /^failed endoflife\.date \(products-full\.json\) was not refreshed: it has no record/);
    assert.equal(await one.revision(), revision);
  });

  test('a feed that cannot be imported leaves those that came with it', async () => {
    one.server.serve('/kev/known_exploited_vulnerabilities.json', '{"catalogVersion": "1", "vulnerabilities": [{"cveID": "nonsense"}]}');
    one.server.serve('/epss/epss_scores-current.csv.gz', zlib.gzipSync('#model_version:v1\ncve,epss,percentile\n'), 'application/gzip');
    assert.equal(await one.outcomes(), 'endoflife updated 3, nvd updated 4, kev failed, epss failed, osv unchanged');
    assert.deepEqual(one.staged(), []);
    const errors = await one.errors();
    assert.equal(errors.length, 2);
    assert.match(errors.join('\n'), /^kev: KEV \(known_exploited_vulnerabilities\.json\) was not refreshed: it has no record that can be read/);
    one.server.serve('/kev/known_exploited_vulnerabilities.json', JSON.stringify({ catalogVersion: '2', vulnerabilities: one.world.kev }));
    assert.equal(await one.outcomes({ feeds: ['kev'] }), 'kev updated 2');
  });

  test('one distribution\'s archive that fails leaves the others, and is still due', async () => {
    const advisory = (id: string, ecosystem: string) => ({ ...one.world.advisories.Debian[0], id, affected: [{ package: { ecosystem, name: 'app' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1' }] }] }] });
    one.world.advisories = { Debian: [advisory('DSA-2', 'Debian:12'), advisory('DSA-3', 'Debian:12')], Ubuntu: [advisory('USN-1', 'Ubuntu:24.04')] };
    one.server.fail('/Ubuntu/', { kind: 'cut' });
    const { outcomes } = await one.update({ feeds: ['osv'], ecosystems: ['Debian', 'Ubuntu'] });
    assert.deepEqual(outcomes.map(({ outcome, records }) => `${outcome} ${records}`), ['failed 2']);
    assert.match(outcomes[0].error, /^OSV \(Ubuntu\.zip\) was not refreshed: /);
    assert.equal((await one.errors()).length, 1);
    one.requests();
    assert.equal(await one.outcomes({ feeds: ['osv'], ecosystems: ['Debian', 'Ubuntu'], maxAgeDays: 7 }), 'osv updated 3');
    assert.deepEqual(one.requests(), ['Debian/all.zip 304', 'Ubuntu/all.zip']);
    assert.deepEqual(await one.errors(), []);
  });
});
