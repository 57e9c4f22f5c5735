import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { EstateRefresh, EstateStatusRequest, FeedsImport, ServerGet, TreeChildren } from '../../src/protocol/lsp';
import { root } from '../support/root';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const INVENTORY = { 'a.inventory.csv': 'Server,OS name,OS version,Software,Version,Source\nWEB1,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual\n' };

/** endoflife.date's file with one product, in its own shape. */
const PRODUCTS = JSON.stringify({
  schema_version: '1.2.0', generated_at: '2026-11-20T00:00:00+00:00', total: 1,
  result: [{
    name: 'debian', aliases: [], label: 'Debian', category: 'os', tags: ['os'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:o:debian:debian_linux' }], labels: { eoas: null, discontinued: null, eol: 'Security Support', eoes: 'Extended LTS' }, links: {},
    releases: [{ name: '12', codename: 'Bookworm', label: '12', releaseDate: '2023-06-10', isLts: false, ltsFrom: null, isEol: false, eolFrom: '2033-03-03', isEoes: false, eoesFrom: null, isMaintained: true, latest: null }],
  }],
});

async function withCache(prepare: (cache: string) => void, run: (client: WorkerClient, cache: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder(INVENTORY);
  const cache = temporaryFolder();
  prepare(cache.folder);
  const client = await WorkerClient.start({ folder: folder.folder, settings: { feedsDirectory: cache.folder } });
  try {
    await run(client, cache.folder);
  } finally {
    await client.stop();
    folder.remove();
    cache.remove();
  }
}

/** The starter generation as if it had been fetched. */
function copyGeneration(cache: string): string {
  const generation = path.join(cache, 'generations', '000001');
  fs.cpSync(path.join(root, 'media/feeds/generation'), generation, { recursive: true });
  return generation;
}

suite('Feeds of the worker', () => {
  test('an empty cache: starter feeds, without complaint', () =>
    withCache(() => undefined, async (client) => {
      const status = await client.request(EstateStatusRequest, {});
      assert.deepEqual([status.starterFeeds, status.feedsProblem], [true, '']);
      assert.match(status.feedsSummary, /^Starter feeds, \d+ CVEs$/);
    }));

  test('imported life cycles decide from then on, in views and Problems; a new worker opens them', () =>
    withCache(() => undefined, async (client, cache) => {
      const support = async (of: WorkerClient) => (await of.request(ServerGet, { server: 'web1' }))!.row.support.endsOn;
      assert.notEqual(await support(client), '2033-03-03');
      const file = path.join(cache, '..', `${path.basename(cache)}-products.json`);
      fs.writeFileSync(file, PRODUCTS);
      const told = client.changes.length;
      const { imported, problems } = await client.request(FeedsImport, { paths: [file] });
      assert.deepEqual([imported, problems], [[{ name: 'endoflife', label: 'endoflife.date', records: 1, skipped: 0 }], []]);
      assert.equal(await support(client), '2033-03-03');
      assert.match(client.changes.slice(told).map(({ text }) => text).join(), /Feeds were imported/);
      assert.match((await client.request(EstateStatusRequest, {})).feedsSummary, /^Starter feeds, \d+ CVEs; endoflife\.date/);
      const again = await WorkerClient.start({ settings: { feedsDirectory: cache } });
      assert.equal((await again.request(EstateStatusRequest, {}).finally(() => again.stop())).feedsProblem, '');
      fs.rmSync(file);
    }));

  test('what is no feed is told, with the reason, and changes nothing', () =>
    withCache(() => undefined, async (client, cache) => {
      const file = path.join(cache, 'x.json');
      fs.writeFileSync(file, '{"hello": 1}');
      for (const given of [file, path.join(cache, 'gone.json')]) {
        const { imported, problems } = await client.request(FeedsImport, { paths: [given] });
        assert.deepEqual(imported, []);
        assert.equal(problems.length, 1);
      }
      assert.equal((await client.request(EstateStatusRequest, {})).starterFeeds, true);
    }));

  const damaged = (name: string, damage: (generation: string) => void, said: RegExp) => test(name, () =>
    withCache((cache) => damage(copyGeneration(cache)), async (client) => {
      const status = await client.request(EstateStatusRequest, {});
      assert.equal(status.starterFeeds, true);
      assert.match(status.feedsProblem, said);
      assert.ok((await client.request(ServerGet, { server: 'web1' }))!.row.exploited > 0, 'judged by the starter feeds all the same');
      const feeds = await client.request(TreeChildren, { view: 'feeds', node: '', offset: 0 });
      assert.match(feeds[0].label, said);
      const issues = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.ok(issues.length > 0);
    }));
  damaged('a cut cache falls back to the starter feeds and says so', (generation) => fs.truncateSync(path.join(generation, 'matches.bin'), 100), /cannot be read/);
  damaged('a manifest that is none', (generation) => fs.writeFileSync(path.join(generation, 'manifest.json'), 'x'), /cannot be read|manifest/);
  damaged('a cache of a newer version', (generation) => {
    const file = path.join(generation, 'manifest.json');
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(file, JSON.stringify({ ...manifest, schema: 999 }));
  }, /newer version/);

  test('another cache folder by the settings; a refresh sees what was repaired', () =>
    withCache((cache) => fs.truncateSync(path.join(copyGeneration(cache), 'matches.bin'), 100), async (client, cache) => {
      assert.notEqual((await client.request(EstateStatusRequest, {})).feedsProblem, '');
      fs.rmSync(path.join(cache, 'generations', '000001'), { recursive: true });
      assert.equal((await client.request(EstateRefresh, {})).feedsProblem, '');
      await client.changeSettings({ feedsDirectory: path.join(cache, 'no', 'such') });
      assert.equal((await client.request(EstateStatusRequest, {})).feedsProblem, '');
    }));
});
