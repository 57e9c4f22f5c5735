import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { EstateStatusRequest, FeedsClear, FeedsExport, FeedsImport, FeedsStatusRequest, FeedsUpdate, ServerGet, TreeChildren, type FeedsUpdateParams } from '../../src/protocol/lsp';
import type { FeedsStatus } from '../../src/protocol/models/feeds';
import { eventually } from '../support/eventually';
import { feedWorld, type FeedWorld } from '../support/feedServer/feedWorld';
import { nvdRecord } from '../support/feedServer/nvdRecord';
import { startFeedServer, type FeedServer } from '../support/feedServer/startFeedServer';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const INVENTORY = { 'a.inventory.csv': 'Server,OS name,OS version,Software,Version,Source\nWEB1,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual\n' };
const KEY = '01234567-89ab-cdef-0123-456789abcdef';
const DAY_MS = 86_400_000;

function world(): FeedWorld {
  return feedWorld({
    now: new Date(),
    cves: [
      nvdRecord('CVE-2025-1001', { score: 9.8, criteria: ['cpe:2.3:a:apache:tomcat:*:*:*:*:*:*:*:* < 9.0.90'] }),
      nvdRecord('CVE-2026-1002', { score: 5, criteria: ['cpe:2.3:a:acme:other:*:*:*:*:*:*:*:* < 2'] }),
    ],
    products: [{
      name: 'debian', aliases: [], label: 'Debian', category: 'os', tags: ['os'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:o:debian:debian_linux' }], labels: { eoas: null, discontinued: null, eol: 'Security Support', eoes: 'Extended LTS' }, links: {},
      releases: [{ name: '12', codename: 'Bookworm', label: '12', releaseDate: '2023-06-10', isLts: false, ltsFrom: null, isEol: false, eolFrom: '2033-03-03', isEoes: false, eoesFrom: null, isMaintained: true, latest: null }],
    }],
    kev: [{ cveID: 'CVE-2025-1001', vendorProject: 'Apache', product: 'Tomcat', vulnerabilityName: 'x', dateAdded: '2026-01-02', shortDescription: 'x', requiredAction: 'Update.', dueDate: '2026-02-03', knownRansomwareCampaignUse: 'Unknown', notes: '', cwes: [] }],
    epss: [{ cve: 'CVE-2025-1001', epss: 0.9, percentile: 0.99 }],
    advisories: { Debian: [{ id: 'DSA-1', modified: '2026-01-02T03:04:05Z', upstream: ['CVE-2025-1001'], affected: [{ package: { ecosystem: 'Debian:12', name: 'tomcat9' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '9.0.70-2' }] }] }] }] },
  });
}

interface Run {
  readonly client: WorkerClient;
  readonly server: FeedServer;
  readonly world: FeedWorld;
  readonly cache: string;
  readonly update: (more?: Partial<FeedsUpdateParams>) => Promise<ReturnType<typeof outcomesOf>>;
}

const outcomesOf = (outcomes: readonly { readonly name: string; readonly outcome: string }[]): string => outcomes.map(({ name, outcome }) => `${name} ${outcome}`).join(', ');
const paramsFor = (server: FeedServer, more: Partial<FeedsUpdateParams> = {}): FeedsUpdateParams =>
  ({ token: 1, maxAgeDays: 0, network: { urls: server.urls, proxy: { url: '', noProxy: [] } }, nvdApiKey: '', ...more });

async function withServer(run: (given: Run) => Promise<void>): Promise<void> {
  const content = world();
  const server = await startFeedServer({ content, apiKeys: [KEY] });
  const folder = temporaryFolder(INVENTORY);
  const cache = temporaryFolder();
  const client = await WorkerClient.start({ folder: folder.folder, settings: { feedsDirectory: cache.folder } });
  try {
    await run({
      client, server, world: content, cache: cache.folder,
      update: async (more) => outcomesOf((await client.request(FeedsUpdate, paramsFor(server, more))).outcomes),
    });
  } finally {
    await client.stop();
    await server.close();
    folder.remove();
    cache.remove();
  }
}

const counts = ({ feeds }: FeedsStatus): string => feeds.map(({ name, starter, records, error }) => `${name}${starter ? '*' : ''} ${records}${error === '' ? '' : '!'}`).join(', ');
const ALL_UPDATED = 'endoflife updated, nvd updated, kev updated, epss updated, osv updated';

suite('Updates of the feeds by the worker', () => {
  test('a first update brings everything, with progress, and views follow', () => withServer(async ({ client, server, update }) => {
    assert.ok((await client.request(FeedsStatusRequest, {})).starter);
    assert.equal(await update({ token: 77 }), ALL_UPDATED);
    const status = await client.request(FeedsStatusRequest, {});
    assert.equal(counts(status), 'nvd 2, endoflife 1, kev 1, epss 1, osv 1');
    assert.deepEqual([status.starter, status.stale, status.ageDays, status.failed], [false, false, 0, []]);
    assert.deepEqual([status.totals.cves, status.totals.matchRows, status.totals.products, status.totals.releases, status.totals.advisories], [2, 2, 1, 1, 1]);
    const { row } = (await client.request(ServerGet, { server: 'web1' }))!;
    assert.deepEqual([row.support.endsOn, row.exploited, row.bySeverity?.critical], ['2033-03-03', 1, 1]);
    assert.ok(client.changes.some(({ text }) => text.includes('The feeds were updated')));
    assert.ok(client.feedsProgress.length > 0 && client.feedsProgress.every(({ token, text, share }) => token === 77 && text !== '' && share >= 0 && share <= 1), JSON.stringify(client.feedsProgress));
    // The estate has one Debian, so OSV's other distributions are left alone.
    assert.deepEqual([...new Set(server.requests.filter(({ path: of }) => of.includes('/osv/')).map(({ path: of }) => of))], ['/osv/Debian/all.zip']);
    assert.ok(server.requests.every(({ headers }) => headers.apikey === undefined));
  }));

  test('what is young is left alone, and what did not change is not loaded again', () => withServer(async ({ client, server, update }) => {
    await update();
    const before = server.requests.length;
    assert.equal(await update({ maxAgeDays: 7 }), 'endoflife fresh, nvd fresh, kev fresh, epss fresh, osv fresh');
    assert.equal(server.requests.length, before);
    assert.equal(await update({ feeds: ['kev', 'overlay', 'x'] }), 'kev unchanged');
    assert.deepEqual(server.requests.slice(before).map(({ path: of, status }) => `${of} ${status}`), ['/kev/known_exploited_vulnerabilities.json 304']);
    assert.equal(counts(await client.request(FeedsStatusRequest, {})), 'nvd 2, endoflife 1, kev 1, epss 1, osv 1');
  }));

  test('a failing source is told in the view; its last good data and the other feeds stay in use', () => withServer(async ({ client, server, world: content, update }) => {
    await update();
    content.kev = [...content.kev, { ...content.kev[0] as object, cveID: 'CVE-2026-1002' }];
    server.fail('known_exploited', { kind: 'html' }, Infinity);
    content.products = [...content.products, { ...content.products[0] as object, name: 'other', label: 'Other', identifiers: [] }];
    content.clock = new Date(content.clock.getTime() + DAY_MS);
    const { outcomes } = await client.request(FeedsUpdate, paramsFor(server, { feeds: ['endoflife', 'kev'] }));
    assert.equal(outcomesOf(outcomes), 'endoflife updated, kev failed');
    const [, kev] = outcomes;
    assert.ok(kev.error !== '' && kev.fix !== '', JSON.stringify(kev));
    const status = await client.request(FeedsStatusRequest, {});
    assert.equal(counts(status), 'nvd 2, endoflife 2, kev 1!, epss 1, osv 1');
    assert.deepEqual(status.failed, ['KEV']);
    assert.equal((await client.request(ServerGet, { server: 'web1' }))!.row.exploited, 1);
    const nodes = await client.request(TreeChildren, { view: 'feeds', node: '', offset: 0 });
    const node = nodes.find(({ label }) => label === 'KEV')!;
    assert.match(node.description, /^update failed · /);
    const [error] = await client.request(TreeChildren, { view: 'feeds', node: node.id, offset: 0 });
    assert.deepEqual([error.label, error.description], [kev.error, kev.fix]);
    server.heal();
    assert.equal(await update({ feeds: ['kev'] }), 'kev updated');
    assert.equal(counts(await client.request(FeedsStatusRequest, {})), 'nvd 2, endoflife 2, kev 2, epss 1, osv 1');
  }));

  test('a source that never brought anything is in the view with its failure', () => withServer(async ({ client, server, update }) => {
    server.fail('/osv/', { kind: 'status', status: 404 }, Infinity);
    assert.equal(await update({ feeds: ['endoflife', 'osv'] }), 'endoflife updated, osv failed');
    const status = await client.request(FeedsStatusRequest, {});
    assert.deepEqual(status.feeds.filter(({ error }) => error !== '').map(({ name, text, records }) => [name, text, records]), [['osv', 'nothing yet', 0]]);
    assert.ok((await client.request(TreeChildren, { view: 'feeds', node: '', offset: 0 })).some(({ label, icon }) => label === 'OSV' && icon === 'error'));
  }));

  /** A cache as of 30 days ago, and a server whose modified feed does not reach back to it: the API has the changes between. */
  const growOld = async ({ world: content, update }: Pick<Run, 'world' | 'update'>): Promise<void> => {
    const stamp = (daysAgo: number): string => `${new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 19)}.000`;
    content.clock = new Date(Date.now() - 30 * DAY_MS);
    content.cves = [...content.cves, nvdRecord('CVE-2026-1003', { lastModified: stamp(31) })];
    assert.equal(await update({ nvdApiKey: KEY }), ALL_UPDATED);
    content.clock = new Date();
    content.cves = [...content.cves, nvdRecord('CVE-2026-1004', { lastModified: stamp(15) }), nvdRecord('CVE-2026-1005', { lastModified: stamp(1) })];
  };

  test('the key reaches the API, and nothing else: no other address, log or file', () => withServer(async ({ client, server, world: content, cache, update }) => {
    await growOld({ world: content, update });
    assert.equal(await update({ feeds: ['nvd'], nvdApiKey: KEY }), 'nvd updated');
    assert.equal((await client.request(FeedsStatusRequest, {})).totals.cves, 5);
    const withKey = server.requests.filter(({ headers }) => headers.apikey !== undefined);
    assert.ok(withKey.length > 0 && withKey.every(({ path: of, headers }) => of.startsWith('/nvd/rest/json/cves/2.0?') && headers.apikey === KEY), JSON.stringify(withKey.map(({ path: of }) => of)));
    assert.ok(!client.log.join('\n').includes(KEY));
    for (const file of fs.readdirSync(cache, { recursive: true, encoding: 'utf8' })) {
      const full = path.join(cache, file);
      if (fs.statSync(full).isFile()) assert.ok(!fs.readFileSync(full).includes(KEY), file);
    }
  }));

  test('a wrong key is told, and the last good data stays', () => withServer(async ({ client, server, world: content, update }) => {
    await growOld({ world: content, update });
    const wrong = KEY.replace('0', 'f');
    const { outcomes: [nvd] } = await client.request(FeedsUpdate, paramsFor(server, { feeds: ['nvd'], nvdApiKey: wrong }));
    assert.equal(nvd.outcome, 'failed');
    assert.match(`${nvd.error} ${nvd.fix}`, /API key/);
    assert.ok(!`${nvd.error} ${nvd.fix}`.includes(wrong) && !client.log.join('\n').includes(wrong));
    assert.equal(counts(await client.request(FeedsStatusRequest, {})), 'nvd 3!, endoflife 1, kev 1, epss 1, osv 1');
  }));

  test('while an update runs everything else is answered, a second one is refused, and it can be cancelled', () => withServer(async ({ client, server, update }) => {
    await update();
    server.fail('known_exploited', { kind: 'stall' }, Infinity);
    const source = new CancellationTokenSource();
    const running = client.request(FeedsUpdate, paramsFor(server, { token: 5, feeds: ['kev'] }), source.token);
    await eventually('the request', () => server.requests.filter(({ path: of }) => of.includes('known_exploited')).length > 1);
    assert.equal((await client.request(EstateStatusRequest, {})).servers, 1);
    assert.equal(counts(await client.request(FeedsStatusRequest, {})), 'nvd 2, endoflife 1, kev 1, epss 1, osv 1');
    await assert.rejects(client.request(FeedsClear, {}), /already\. Try again when that is done/);
    source.cancel();
    const { cancelled, outcomes } = await running;
    assert.deepEqual([cancelled, outcomesOf(outcomes)], [true, 'kev cancelled']);
    server.heal();
    assert.equal(await update({ feeds: ['kev'] }), 'kev unchanged');
    assert.equal(counts(await client.request(FeedsStatusRequest, {})), 'nvd 2, endoflife 1, kev 1, epss 1, osv 1');
  }));

  test('an address that is none is no request to the public source', () => withServer(async ({ client, server }) => {
    const network = { urls: { ...server.urls, kev: 'mirror' }, proxy: { url: '', noProxy: [] } };
    await assert.rejects(client.request(FeedsUpdate, paramsFor(server, { network })), /kev is no web address, so nothing was downloaded/);
    assert.deepEqual(server.requests, []);
  }));

  test('a bundle carries all of it to another machine; clearing brings the starter feeds back', () => withServer(async ({ client, update, cache }) => {
    await update();
    const before = await client.request(FeedsStatusRequest, {});
    const folder = temporaryFolder();
    const bundle = folder.file('all.inventory-feeds.zip');
    const { bytes, cancelled, problems } = await client.request(FeedsExport, { token: 3, path: bundle });
    assert.deepEqual([bytes > 0, cancelled, problems], [true, false, []]);
    assert.equal(fs.statSync(bundle).size, bytes);
    await assert.rejects(client.request(FeedsExport, { token: 4, path: 'relative.zip' }), /no absolute path/);

    const other = await WorkerClient.start({ settings: { feedsDirectory: folder.file('cache') } });
    try {
      const { imported } = await other.request(FeedsImport, { token: 9, paths: [bundle] });
      assert.deepEqual(imported.map(({ label, records }) => `${label} ${records}`).sort(), ['EPSS 1', 'KEV 1', 'NVD 2', 'OSV 1', 'endoflife.date 1']);
      const { directory: _, ...there } = await other.request(FeedsStatusRequest, {});
      const { directory: __, ...here } = before;
      assert.deepEqual(there, here);
    } finally {
      await other.stop();
    }

    assert.ok((await client.request(FeedsClear, {})).bytes > 0);
    assert.ok((await client.request(FeedsStatusRequest, {})).starter);
    assert.deepEqual(fs.existsSync(path.join(cache, 'generations')), false);
    assert.equal((await client.request(FeedsClear, {})).bytes, 0);
    await assert.rejects(client.request(FeedsExport, { token: 4, path: bundle }), /only the starter feeds/);
    assert.equal(fs.statSync(bundle).size, bytes, 'a failed export leaves what was there');
    folder.remove();
  }));

  test('a folder of feed files, with what is none passed over', () => withServer(async ({ client }) => {
    const content = world();
    const folder = temporaryFolder({ 'notes.json': '{"hello": 1}', 'readme.txt': 'x' });
    for (const [name, file] of [['endoflife', 'products-full.json'], ['kev', 'kev.json'], ['epss', 'deep/epss.csv.gz'], ['nvd/nvdcve-2.0-2025.json.gz', 'nvd/nvdcve-2.0-2025.json.gz'], ['osv/Debian/all.zip', 'osv/Debian/all.zip']]) {
      fs.mkdirSync(path.dirname(folder.file(file)), { recursive: true });
      fs.writeFileSync(folder.file(file), (await content.resource(name))!.bytes);
    }
    const { imported, problems, cancelled } = await client.request(FeedsImport, { token: 1, paths: [folder.folder] });
    assert.deepEqual(imported.map(({ name, records }) => `${name} ${records}`).sort(), ['endoflife 1', 'epss 1', 'kev 1', 'nvd 1', 'osv 1']);
    assert.deepEqual([problems.filter(({ severity }) => severity !== 'information'), cancelled], [[], false]);
    assert.equal(counts(await client.request(FeedsStatusRequest, {})), 'nvd 1, endoflife 1, kev 1, epss 1, osv 1');
    folder.remove();
  }));

  test('what another window or the command line wrote is taken up', () => withServer(async ({ server, update, cache }) => {
    const other = await WorkerClient.start({ settings: { feedsDirectory: cache } });
    try {
      assert.ok((await other.request(FeedsStatusRequest, {})).starter);
      await update({ feeds: ['endoflife'] });
      assert.equal((await other.request(FeedsStatusRequest, {})).starter, false);
      assert.ok(other.changes.some(({ text }) => text.includes('The feeds were changed elsewhere')));
      assert.equal(server.requests.filter(({ path: of }) => of.includes('products/full')).length, 1);
      server.fail('products/full', { kind: 'html' });
      assert.equal(await update({ feeds: ['endoflife'] }), 'endoflife failed');
      assert.deepEqual((await other.request(FeedsStatusRequest, {})).failed, ['endoflife.date'], 'that it failed, too');
    } finally {
      await other.stop();
    }
  }));

  test('parameters of any kind do not end the worker', () => withServer(async ({ client, server }) => {
    for (const method of ['feeds/update', 'feeds/import', 'feeds/export', 'feeds/status', 'feeds/clear']) {
      for (const params of [{}, { token: 'x', paths: 7, path: 7, network: { urls: 7 }, maxAgeDays: 'x', feeds: 7, nvdApiKey: {} }, { paths: [7, null], feeds: [7], network: { urls: { kev: 7 } } }]) {
        // Without addresses an update would go to the public sources, which no test may.
        if (method === 'feeds/update' && !('network' in params)) continue;
        await client.ask(method, params).catch(() => undefined);
      }
    }
    assert.ok(client.isAlive);
    assert.ok((await client.request(FeedsStatusRequest, {})).starter);
    assert.deepEqual(server.requests, []);
  }));
});
