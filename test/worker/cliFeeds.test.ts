import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import type { FeedsReport } from '../../src/cli/feedsReport';
import type { FeedOutcome } from '../../src/feeds/sync/update';
import { runCli, type CliOptions, type CliRun } from '../support/cliRun';
import { feedWorld, type FeedWorld } from '../support/feedServer/feedWorld';
import { nvdRecord } from '../support/feedServer/nvdRecord';
import { startFeedServer, type FeedServer } from '../support/feedServer/startFeedServer';

const INVENTORY = 'Server,OS name,OS version,Software,Version,Source\nWEB1,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual\nWEB2,Windows Server 2022,10.0.20348,Apache Tomcat,9.0.99,manual\n';
const TOMCAT = 'cpe:2.3:a:apache:tomcat:*:*:*:*:*:*:*:*';
const DAY_MS = 86_400_000;

suite('CLI feeds', () => {
  let folder: string;
  let inventory: string;
  let world: FeedWorld;
  let server: FeedServer;
  /** On an origin of its own, as NVD's is: requests to it are 6 s apart. */
  let api: FeedServer;
  let feeds: string;

  suiteSetup(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-feeds-'));
    inventory = path.join(folder, 'a.inventory.csv');
    fs.writeFileSync(inventory, INVENTORY);
  });
  suiteTeardown(() => fs.rmSync(folder, { recursive: true, force: true }));
  setup(async () => {
    feeds = fs.mkdtempSync(path.join(folder, 'feeds-'));
    const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, -1);
    world = feedWorld({
      now: new Date(Date.now() - 60_000),
      cves: [
        nvdRecord('CVE-2024-0001', { criteria: [`${TOMCAT} < 9.0.50`], score: 9.8 }),
        nvdRecord('CVE-2025-0001', { criteria: [`${TOMCAT} < 9.0.20`] }),
        nvdRecord('CVE-2025-0002', { vulnStatus: 'Rejected' }),
        nvdRecord('CVE-2026-0001', { criteria: [`${TOMCAT} < 9.0.100`], lastModified: daysAgo(3) }),
      ],
      products: [{ name: 'debian', label: 'Debian', aliases: [], category: 'os', tags: [], identifiers: [], labels: {}, links: {}, releases: [{ name: '12', label: '12', releaseDate: '2023-06-10', isEol: false, eolFrom: '2033-03-03' }] }],
      kev: [{ cveID: 'CVE-2024-0001', dateAdded: '2024-02-02', dueDate: '2024-03-03', requiredAction: 'Update.', knownRansomwareCampaignUse: 'Known' }],
      epss: [{ cve: 'CVE-2024-0001', epss: 0.9, percentile: 0.99 }],
      advisories: { Debian: [{ id: 'DSA-1-1', modified: '2026-01-01T00:00:00Z', upstream: ['CVE-2024-0001'], affected: [{ package: { ecosystem: 'Debian:12', name: 'tomcat9' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '9.0.60-1' }] }] }] }] },
    });
    server = await startFeedServer({ content: world });
    api = await startFeedServer({ content: world, apiKeys: ['0123-secret'] });
  });
  teardown(() => Promise.all([server.close(), api.close()]));

  const run = (args: readonly string[], more: Partial<CliOptions> = {}): Promise<CliRun> => runCli(args, { home: folder, ...more });
  const addresses = (): string[] => Object.entries({ ...server.urls, nvdApi: api.urls.nvdApi }).map(([name, url]) => `${name}=${url}`);
  const mirrors = (): string[] => addresses().flatMap((address) => ['--mirror', address]);
  const update = (...args: string[]) => run(['feeds', 'update', '--feeds', feeds, '--ecosystem', 'debian', ...mirrors(), ...args]);
  const status = async (of = feeds) => JSON.parse((await run(['feeds', 'status', '--feeds', of, '--format', 'json'])).out) as FeedsReport;
  const assess = (of = feeds) => run(['assess', inventory, '--feeds', of, '--as-of', '2026-11-21', '--format', 'json', '--findings']);
  const findings = async (of = feeds): Promise<string[]> =>
    (JSON.parse((await assess(of)).out) as { findings: { server: string; cve: string; verdict: string }[] }).findings.map((one) => `${one.server} ${one.cve} ${one.verdict}`).sort();
  const outcomes = ({ out }: CliRun): string => (JSON.parse(out) as { outcomes: FeedOutcome[] }).outcomes.map(({ name, outcome }) => `${name} ${outcome}`).join(', ');

  const FIRST = ['WEB1 CVE-2024-0001 affected', 'WEB1 CVE-2026-0001 affected', 'WEB2 CVE-2026-0001 affected'];
  const ALL_UPDATED = 'endoflife updated, nvd updated, kev updated, epss updated, osv updated';

  /** Everything loaded for the first time. */
  async function load(): Promise<void> {
    const first = await update('--format', 'json');
    assert.deepEqual([first.code, outcomes(first)], [0, ALL_UPDATED], first.err + first.out);
  }

  test('a full first load: what each feed brought, its status in the published shape, findings by it', async () => {
    const { code, out, err } = await update();
    assert.equal(code, 0, err);
    assert.deepEqual(out.split('\n').map((line) => line.split(',')[0]), ['endoflife: updated', 'nvd: updated', 'kev: updated', 'epss: updated', 'osv: updated', '']);
    assert.match(err, /\d+ % {2}.*NVD/);
    const report = await status();
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(fs.readFileSync('media/schemas/feeds-status.schema.json', 'utf8')));
    validate(report);
    assert.deepEqual(validate.errors, null);
    assert.deepEqual([report.starter, report.cves, report.matchRows, report.products, report.releases, report.advisories, report.problems], [false, 3, 3, 1, 1, 1, []]);
    assert.deepEqual(report.feeds.map((feed) => `${feed.name} ${feed.records} ${feed.skipped} ${feed.starter} ${feed.ageDays} ${feed.stale} ${feed.error}`),
      ['nvd 3', 'endoflife 1', 'kev 1', 'epss 1', 'osv 1'].map((start) => `${start} 0 false 0 false null`));
    assert.equal(report.feeds[0].rejected, 1);
    assert.deepEqual(report.feeds[4].parts.map(({ name, records }) => `${name} ${records}`), ['Debian 1']);
    assert.deepEqual(await findings(), FIRST);
  });

  test('a status for people names every distribution, what was left out and why', async () => {
    world.cves.push({ ...nvdRecord('CVE-2026-0009'), configurations: 'x' } as never);
    await load();
    const { out } = await run(['feeds', 'status', '--feeds', feeds]);
    assert.match(out, /^nvd .* 3 +1 .* this folder$/m);
    assert.match(out, /^osv: Debian, 1 advisories of /m);
    assert.match(out, /^nvd: 1 rejected CVEs are not kept$/m);
    assert.match(out, /^nvd: 1 left out: .*\(first: CVE-2026-0009\)$/m);
    assert.deepEqual((await status()).feeds[0].skips.map(({ count, example }) => [count, example]), [[1, 'CVE-2026-0009']]);
  });

  test('what is young is left alone; without a distribution named those that are there are kept', async () => {
    await load();
    const asked = server.requests.length;
    const again = await run(['feeds', 'update', '--feeds', feeds, ...mirrors()]);
    assert.equal(again.code, 0);
    assert.match(again.out, /^kev: younger than 7 days, 1 records of .* \(--force refreshes it all the same\)$/m);
    assert.equal(server.requests.length, asked);
    const forced = await run(['feeds', 'update', '--feeds', feeds, ...mirrors(), '--force', '--format', 'json']);
    assert.deepEqual([forced.code, outcomes(forced).replace(/nvd (?:unchanged|updated)/, 'nvd')], [0, 'endoflife unchanged, nvd, kev unchanged, epss unchanged, osv unchanged']);
  });

  test('an update takes what changed, whatever else stands still', async () => {
    await load();
    world.cves = [...world.cves.filter(({ id }) => id !== 'CVE-2026-0001'), nvdRecord('CVE-2026-0001', { vulnStatus: 'Rejected', lastModified: new Date(Date.now() - 30_000).toISOString().slice(0, -1) })];
    world.cves.push(nvdRecord('CVE-2026-0002', { criteria: [`${TOMCAT} < 10.0`], published: new Date(Date.now() - 40_000).toISOString().slice(0, -1) }));
    const changed = await update('--feed', 'nvd', '--force', '--format', 'json');
    assert.deepEqual([changed.code, outcomes(changed)], [0, 'nvd updated']);
    assert.deepEqual(await findings(), ['WEB1 CVE-2024-0001 affected', 'WEB1 CVE-2026-0002 affected', 'WEB2 CVE-2026-0002 affected']);
    assert.ok(server.requests.filter(({ path: asked }) => asked.includes('nvdcve-2.0-2024.json.gz')).length === 1, 'a year is loaded once');
  });

  test('mirrors and the key by the environment; the distributions of an inventory', async () => {
    const env = { INVENTORY_INSIGHTS_FEED_URLS: addresses().join('\n'), INVENTORY_INSIGHTS_NVD_API_KEY: '0123-secret' };
    const { code, out, err } = await run(['feeds', 'update', '--feeds', feeds, '--inventory', inventory, '--quiet'], { env });
    assert.deepEqual([code, err], [0, ''], out);
    assert.match(out, /^osv: updated, 1 records/m);
    for (const { path: asked, headers } of server.requests) assert.equal(headers.apikey, undefined, asked);
    for (const name of fs.readdirSync(feeds, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(feeds, name);
      if (fs.statSync(file).isFile()) assert.equal(fs.readFileSync(file).includes('0123-secret'), false, name);
    }
  });

  test('one feed fails: exit 3, why and what to do, its last good data in use, the others current', async () => {
    await load();
    world.kev.push({ cveID: 'CVE-2025-0001', dateAdded: '2025-02-02', dueDate: '2025-03-03', requiredAction: 'Update.', knownRansomwareCampaignUse: 'Unknown' });
    world.epss.push({ cve: 'CVE-2025-0001', epss: 0.1, percentile: 0.1 });
    server.fail(new URL(server.urls.kev).pathname, { kind: 'html' }, Infinity);
    const { code, out, err } = await update('--force', '--feed', 'kev,epss', '--quiet');
    assert.deepEqual([code, err], [3, '']);
    assert.match(out, /^kev: failed\. KEV was not refreshed: .*\. Its data of \d{4}-\d\d-\d\d stays in use\. .+\.$/m);
    assert.match(out, /^epss: updated, 2 records/m);
    const kev = (await status()).feeds.find(({ name }) => name === 'kev')!;
    assert.deepEqual([kev.records, kev.starter], [1, false]);
    assert.match(kev.error ?? '', /KEV was not refreshed/);
    assert.match((await run(['feeds', 'status', '--feeds', feeds])).out, /^kev: the last refresh failed: KEV was not refreshed/m);
    server.heal();
    assert.equal((await update('--force', '--feed', 'kev')).code, 0);
    const healed = (await status()).feeds.find(({ name }) => name === 'kev')!;
    assert.deepEqual([healed.records, healed.error], [2, null]);
  });

  test('Ctrl+C: exit 130, the feeds as they were, the next update goes on', async function () {
    // Windows ends the process without asking it.
    if (process.platform === 'win32') return this.skip();
    await load();
    const before = (await assess()).out;
    world.cves.push(nvdRecord('CVE-2026-0002', { criteria: [`${TOMCAT} < 10.0`], published: new Date(Date.now() - 40_000).toISOString().slice(0, -1) }));
    server.fail('nvdcve', { kind: 'stall' }, Infinity);
    let isSent = false;
    const watch = setInterval(() => undefined, 1_000);
    const stopped = await run(['feeds', 'update', '--feeds', feeds, ...mirrors(), '--feed', 'nvd', '--force'], {
      onError: (_, child) => {
        if (!isSent) isSent = child.kill('SIGINT');
      },
    });
    clearInterval(watch);
    assert.equal(stopped.code, 130, stopped.err);
    assert.match(stopped.err, /Stopping\. Ctrl\+C again ends at once\./);
    assert.match(stopped.out, /^nvd: interrupted; the next update goes on from here$/m);
    assert.equal((await assess()).out, before);
    server.heal();
    assert.equal((await update('--feed', 'nvd', '--force')).code, 0);
    assert.ok((await findings()).includes('WEB2 CVE-2026-0002 affected'));
  });

  test('what cannot be a feed address, or a name, is wrong usage', async () => {
    const wrong: [string[], RegExp][] = [
      [['x'], /takes no files; "feeds import" does/],
      [['--force', '--max-age', '3'], /leave out --max-age/],
      [['--max-age', 'x'], /--max-age is a number of days, not "x"/],
      [['--feed', 'nvd,cve'], /--feed is endoflife, nvd, kev, epss or osv, not "cve"/],
      [['--ecosystem', 'Windows'], /--ecosystem is one of AlmaLinux, .*, not "Windows"/],
      [['--mirror', 'kev=nowhere'], /needs an address that begins with/],
      [['--nvd-api-key', 'x'], /Unknown option/],
    ];
    for (const [args, message] of wrong) {
      const { code, out, err } = await run(['feeds', 'update', '--feeds', feeds, ...args]);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, message);
    }
  });

  test('exported, carried to another machine, imported: the same answers byte for byte', async () => {
    await load();
    const bundle = path.join(folder, 'carried.inventory-feeds.zip');
    const there = path.join(fs.mkdtempSync(path.join(folder, 'second-')), 'feeds');
    const exported = await run(['feeds', 'export', bundle, '--feeds', feeds]);
    assert.equal(exported.code, 0, exported.err);
    assert.match(exported.out, /carried\.inventory-feeds\.zip: \d+ KB, revision [0-9a-f]{16}: nvd 3, /);
    const imported = await run(['feeds', 'import', bundle, '--feeds', there]);
    assert.deepEqual([imported.code, imported.out.split('\n').length], [0, 6], imported.err);
    assert.equal((await assess(there)).out, (await assess()).out);
    const [here, second] = [await status(), await status(there)];
    assert.deepEqual({ ...second, directory: '' }, { ...here, directory: '', feeds: here.feeds.map((feed) => ({ ...feed, checkedAt: second.feeds.find(({ name }) => name === feed.name)!.checkedAt })) });

    const again = await run(['feeds', 'export', bundle, '--feeds', there]);
    assert.equal(again.code, 3);
    assert.match(again.err, /No bundle was written: the file is there already/);
    const first = fs.readFileSync(bundle);
    assert.equal((await run(['feeds', 'export', bundle, '--feeds', there, '--force', '--quiet'])).code, 0);
    assert.deepEqual(fs.readFileSync(bundle), first);

    first[first.length >> 1] ^= 1;
    fs.writeFileSync(bundle, first);
    const refused = await run(['feeds', 'import', bundle, '--feeds', there]);
    assert.deepEqual([refused.code, refused.out], [3, '']);
    assert.match(refused.err, /This bundle was not imported: .*The feeds are as they were\./);
    assert.equal((await assess(there)).out, (await assess()).out);
  });

  test('an update after an import of a bundle goes on from it', async () => {
    await load();
    const bundle = path.join(folder, 'base.inventory-feeds.zip');
    const there = path.join(fs.mkdtempSync(path.join(folder, 'third-')), 'feeds');
    await run(['feeds', 'export', bundle, '--feeds', feeds]);
    await run(['feeds', 'import', bundle, '--feeds', there]);
    const years = () => server.requests.filter(({ path: asked }) => /nvdcve-2\.0-\d{4}\.json\.gz/.test(asked)).length;
    const before = years();
    world.cves.push(nvdRecord('CVE-2026-0002', { criteria: [`${TOMCAT} < 10.0`], published: new Date(Date.now() - 40_000).toISOString().slice(0, -1) }));
    const { code } = await run(['feeds', 'update', '--feeds', there, ...mirrors(), '--feed', 'nvd', '--force']);
    assert.deepEqual([code, years()], [0, before]);
    assert.ok((await findings(there)).includes('WEB2 CVE-2026-0002 affected'));
  });

  test('export with nothing but starter feeds says what to do', async () => {
    const { code, out, err } = await run(['feeds', 'export', path.join(folder, 'none.zip'), '--feeds', feeds]);
    assert.deepEqual([code, out], [3, '']);
    assert.match(err, /only the starter feeds, which every installation has\. Update or import the feeds first/);
    for (const args of [[], ['a', 'b']]) assert.equal((await run(['feeds', 'export', ...args])).code, 2);
  });

  test('clear says what it removes, asks, and leaves what is not its own', async () => {
    await load();
    fs.writeFileSync(path.join(feeds, 'notes.txt'), 'mine');
    const asked = await run(['feeds', 'clear', '--feeds', feeds]);
    assert.deepEqual([asked.code, asked.out], [2, '']);
    assert.match(asked.err, /would remove 1 generation of feeds, \d+ KB, from .*; say so with --yes/);
    assert.equal((await status()).starter, false);
    const cleared = await run(['feeds', 'clear', '--feeds', feeds, '--yes']);
    assert.equal(cleared.code, 0);
    assert.match(cleared.out, /^Removed 1 generation of feeds, \d+ KB, from /);
    assert.equal((await status()).starter, true);
    assert.deepEqual(fs.readdirSync(feeds), ['notes.txt']);
    assert.match((await run(['feeds', 'clear', '--feeds', feeds])).out, /There is nothing to remove/);
    assert.equal((await run(['feeds', 'clear', 'x'])).code, 2);
  });
});
