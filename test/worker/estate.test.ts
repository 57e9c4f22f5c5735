import * as assert from 'node:assert/strict';
import type { Request } from '../../src/protocol/lsp';
import {
  EstateRefresh, EstateStatusRequest, FindingExplain, InventoryOpen, MAX_PAGE_ROWS, OverviewGet, ServerGet, ServerRows, ServersFind, ServersList, ServersPage, SoftwareList, SoftwarePage, TREE_PAGE, TreeChildren,
} from '../../src/protocol/lsp';
import type { ServerFilter, ServerSortKey, Sort } from '../../src/protocol/models/frame';
import type { VulnerabilityRow } from '../../src/protocol/models/server';
import type { TreeNode, TreeView } from '../../src/protocol/models/tree';
import { countsOf } from '../support/countsOf';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const BY_SCORE: Sort<ServerSortKey> = { key: 'score', direction: 'descending' };

suite('The worker on the sample estate', () => {
  const samples = temporaryFolder('samples');
  let client: WorkerClient;
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  const serversWith = async (filter: ServerFilter) => (await client.request(ServersList, { filter, sort: BY_SCORE })).total;

  test('says what an editor can ask of it', () => {
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(serverInfo?.name, 'Inventory Insights');
    assert.equal(capabilities.hoverProvider, true);
    assert.equal(capabilities.documentSymbolProvider, true);
    assert.ok(capabilities.codeLensProvider);
  });

  test('status: three files, one estate, starter feeds', async () => {
    const status = await client.request(EstateStatusRequest, {});
    assert.deepEqual([status.phase, status.files, status.unreadableFiles, status.servers], ['ready', 3, 0, 46]);
    assert.ok(status.serversAtRisk > 30 && status.serversAtRisk < 46);
    assert.match(status.feedsSummary, /^Starter feeds, \d+ CVEs$/);
    assert.deepEqual([status.starterFeeds, status.feedsProblem], [true, '']);
  });

  test('overview: every number opens a list of exactly that many', async () => {
    const model = await client.request(OverviewGet, {});
    assert.equal(model.empty, null);
    assert.equal(model.frame.asOf, '2026-11-21');
    let opened = 0;
    for (const { path, value, target } of countsOf(model)) {
      if (!target || /^software\.top\.\d+\.(critical|high)$/.test(path)) continue;
      if (target.view === 'servers') assert.equal(await serversWith(target.filter), value, path);
      else if (target.view === 'software') assert.equal((await client.request(SoftwareList, { filter: target.filter, sort: { key: 'risk', direction: 'descending' } })).total, value, path);
      opened++;
    }
    assert.ok(opened > 60, `only ${opened}`);
    assert.equal(model.servers.total.value, 46);
  });

  test('lists in the order asked for, page by page without gap', async () => {
    const list = await client.request(ServersList, { filter: {}, sort: { key: 'name', direction: 'ascending' } });
    assert.equal(list.total, 46);
    const names: string[] = [];
    for (let offset = 0; offset < list.total; offset += 10) {
      const page = await client.request(ServersPage, { filter: {}, sort: { key: 'name', direction: 'ascending' }, offset, limit: 10 });
      assert.deepEqual([page.offset, page.total, page.revision], [offset, 46, list.page.revision]);
      names.push(...page.rows.map(({ name }) => name));
    }
    assert.deepEqual(names, list.page.rows.map(({ name }) => name));
    const scores = (await client.request(ServersList, { filter: {}, sort: BY_SCORE })).page.rows.map(({ score }) => score);
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
  });

  test('a page is bounded, whatever is asked', async () => {
    const ask = async (offset: number, limit: number) => {
      const page = await client.request(SoftwarePage, { filter: {}, sort: { key: 'risk', direction: 'descending' }, offset, limit });
      return [page.offset, page.rows.length];
    };
    const { total } = await client.request(SoftwareList, { filter: {}, sort: { key: 'risk', direction: 'descending' } });
    assert.deepEqual(await ask(0, 1e9), [0, Math.min(total, MAX_PAGE_ROWS)]);
    assert.deepEqual(await ask(-5, 2), [0, 2]);
    assert.deepEqual(await ask(1e9, 10), [1e9, 0]);
    assert.deepEqual(await ask(0, -1), [0, 0]);
    assert.deepEqual(await ask(Number.NaN, 3), [0, 3]);
  });

  test('a filter that shows nothing says which limit to drop', async () => {
    const model = await client.request(ServersList, { filter: { environments: ['Production'], text: 'no such thing' }, sort: BY_SCORE });
    assert.deepEqual([model.total, model.empty], [0, 'filtered']);
    assert.equal(model.dropHint?.chip.field, 'text');
    assert.equal(model.dropHint?.rows, await serversWith({ environments: ['Production'] }));
  });

  test('a server with its score, its rows and the evidence of each finding', async () => {
    const [found] = await client.request(ServersFind, { text: 'rtm-app01', limit: 5 });
    assert.equal(found.name, 'RTM-APP01');
    const model = (await client.request(ServerGet, { server: found.key }))!;
    assert.equal(model.row.score, Object.values(model.row.parts).reduce((sum: number, part) => sum + (part ?? 0), 0));
    const page = await client.request(ServerRows, { server: found.key, list: 'vulnerabilities', offset: 0, limit: 100 });
    const rows = page.rows as VulnerabilityRow[];
    assert.deepEqual(model.topVulnerabilities, rows.slice(0, 5));
    assert.equal(rows.filter(({ verdict }) => verdict === 'affected').length, model.counts.vulnerabilities);
    assert.ok(rows.some(({ cve, software, fixedIn }) => cve === 'CVE-2021-44228' && software === 'log4j-core 2.14.1' && fixedIn === '2.15.0'));
    for (const row of rows) {
      const evidence = (await client.request(FindingExplain, { server: found.key, finding: row.ref }))!;
      assert.deepEqual([evidence.cve, evidence.verdict, evidence.severity], [row.cve, row.verdict, row.severity]);
      assert.ok(evidence.steps.length >= 5 && evidence.description !== '');
    }
    const software = await client.request(ServerRows, { server: found.key, list: 'software', offset: 0, limit: 500 });
    assert.equal(software.total, model.counts.software);
    const updates = await client.request(ServerRows, { server: found.key, list: 'updates', offset: 0, limit: 500 });
    assert.equal(updates.total, model.counts.updates);
  });

  test('what nobody knows is null or empty', async () => {
    assert.equal(await client.request(ServerGet, { server: 'nobody' }), null);
    assert.deepEqual((await client.request(ServerRows, { server: 'nobody', list: 'software', offset: 0, limit: 10 })).rows, []);
    const [{ key }] = await client.request(ServersFind, { text: 'RTM-APP01', limit: 1 });
    assert.equal(await client.request(FindingExplain, { server: 'nobody', finding: { cve: 'CVE-2020-1938', software: 0 } }), null);
    assert.equal(await client.request(FindingExplain, { server: key, finding: { cve: 'CVE-1999-0001', software: 0 } }), null);
    assert.equal(await client.request(FindingExplain, { server: key, finding: { cve: 'CVE-2020-1938', software: 1e6 } }), null);
    assert.equal(await client.request(FindingExplain, { server: key, finding: { cve: 'CVE-2020-1938', software: -2 } }), null);
    assert.deepEqual(await client.request(ServersFind, { text: 'no such server', limit: 10 }), []);
  });

  test('servers are found by name first', async () => {
    const found = await client.request(ServersFind, { text: 'ham-w', limit: 3 });
    assert.equal(found.length, 3);
    assert.ok(found.every(({ name }) => name.startsWith('HAM-W')));
    assert.match(found[0].detail, /score \d+/);
  });

  test('another date, another score; the planned date beside today', async () => {
    const score = async (asOf: string) => (await client.request(ServersList, { filter: { text: 'HAM-DC01' }, sort: BY_SCORE, asOf })).page.rows[0];
    assert.equal((await score('2027-01-12')).parts.osEndOfSupport, 0);
    assert.equal((await score('2027-01-13')).parts.osEndOfSupport, 1);
    const byDefault = await client.request(EstateStatusRequest, { asOf: 'nonsense' });
    assert.deepEqual(byDefault.serversAtRisk, (await client.request(EstateStatusRequest, {})).serversAtRisk, 'a date that is none falls back');
  });

  test('all nodes of all trees can be walked', async () => {
    const walk = async (view: TreeView, node: string, seen: Set<string>): Promise<number> => {
      let nodes = 0;
      for (let offset = 0, more = true; more; offset += TREE_PAGE) {
        const children: readonly TreeNode[] = await client.request(TreeChildren, { view, node, offset });
        more = children.at(-1)?.context === 'more';
        for (const child of children) {
          if (child.context === 'more') continue;
          assert.ok(!seen.has(child.id), child.id);
          seen.add(child.id);
          nodes++;
          if (child.expandable) nodes += await walk(view, child.id, seen);
        }
      }
      return nodes;
    };
    assert.ok((await walk('servers', '', new Set())) > 500);
    const { software } = await client.request(EstateStatusRequest, {});
    assert.ok((await walk('software', '', new Set())) > software);
    assert.ok((await walk('dataIssues', '', new Set())) >= 3);
    assert.ok((await walk('feeds', '', new Set())) >= 3);
  });

  test('parameters of the wrong kind are an error, and the worker goes on', async () => {
    const methods: readonly Request<never, unknown>[] = [OverviewGet, ServersList, ServersPage, SoftwareList, SoftwarePage, ServerGet, ServerRows, FindingExplain, TreeChildren, ServersFind, EstateStatusRequest, InventoryOpen];
    const nested = JSON.parse(`${'{"within":'.repeat(2_000)}{}${'}'.repeat(2_000)}`) as unknown;
    const garbage: readonly unknown[] = [
      {}, [], { filter: null }, { filter: { text: 7 } }, { filter: { levels: 'critical' } }, { filter: {}, sort: { key: '__proto__', direction: 'up' } }, { server: {} }, { server: 'x', finding: null },
      { view: 'nothing', node: {}, offset: 'x' }, { text: {}, limit: 'x' }, { uris: 'file:///x' }, { uris: [7] }, { asOf: 7 }, { filter: nested, sort: BY_SCORE }, { server: 'x', list: 'nothing', offset: {}, limit: [] },
    ];
    for (const { method } of methods) for (const params of garbage) await client.ask(method, params).catch(() => undefined);
    await assert.rejects(client.ask('no/such', {}));
    await client.notify('settings/changed', null);
    await client.notify('settings/changed', { include: 7, diagnostics: [], asOf: {} });
    await client.notify('textDocument/didChange', { textDocument: { uri: 'file:///nowhere', version: 2 }, contentChanges: [{ text: 'x' }] });
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'untitled:x', type: 2 }, { uri: 'file:///%', type: 1 }] });
    await client.changeSettings({});
    assert.equal((await client.request(EstateRefresh, {})).servers, 46);
    assert.ok(client.isAlive);
  });
});

suite('The worker with nothing to read', () => {
  const check = async (options: Parameters<typeof WorkerClient.start>[0], empty: string) => {
    const client = await WorkerClient.start(options);
    try {
      assert.equal((await client.request(OverviewGet, {})).empty, empty);
      const list = await client.request(ServersList, { filter: {}, sort: BY_SCORE });
      assert.deepEqual([list.empty, list.total, list.page.rows], [empty, 0, []]);
      assert.deepEqual(await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 }), []);
    } finally {
      await client.stop();
    }
  };

  test('no folder', () => check({}, 'no-workspace'));
  test('no inventory', async () => {
    const folder = temporaryFolder({ 'notes.txt': 'x' });
    await check({ folder: folder.folder }, 'no-inventory');
    folder.remove();
  });
  test('nothing that can be read', async () => {
    const folder = temporaryFolder({ 'a.inventory.csv': 'Colour,Size\nred,3\n' });
    await check({ folder: folder.folder }, 'unreadable');
    folder.remove();
  });
  test('an inventory without servers', async () => {
    const folder = temporaryFolder({ 'a.inventory.json': '{"servers": []}' });
    await check({ folder: folder.folder }, 'no-servers');
    folder.remove();
  });
  test('options of the wrong kind', async () => {
    const client = await WorkerClient.start({ initializationOptions: { settings: 7, starterFeeds: null, openedInventories: [7, 'x'] } });
    assert.match((await client.request(EstateStatusRequest, {})).feedsProblem, /Install Inventory Insights again/);
    assert.equal((await client.request(OverviewGet, {})).empty, 'no-workspace');
    await client.stop();
  });
});
