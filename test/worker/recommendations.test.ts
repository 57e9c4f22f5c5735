import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { HistoryGet, HistoryKeep, RecommendationsGet, ServersList } from '../../src/protocol/lsp';
import type { ServerFilter } from '../../src/protocol/models/frame';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

suite('The worker on what to do, and on how it went', () => {
  const samples = temporaryFolder('samples');
  let client: WorkerClient;
  suiteSetup(async () => {
    const file = samples.file('azure-migrate-software-inventory.csv');
    const text = fs.readFileSync(file, 'utf8').split('\n');
    fs.writeFileSync(file, text.filter((line) => !line.includes('HAM-WMS01')).join('\n'));
    client = await WorkerClient.start({ folder: samples.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  test('every recommendation opens as many servers as it concerns, where a list can say which', async () => {
    const model = await client.request(RecommendationsGet, { ticked: [], limit: 200 });
    assert.ok(model !== null && model.rows.length > 20);
    assert.deepEqual(model.rows.map(({ points }) => points), model.rows.map(({ points }) => points).sort((a, b) => b - a));
    assert.ok(model.figures.every(({ then }) => then === null));
    const exact = model.rows.filter(({ id, servers: { target } }) => target?.view === 'servers' && /^(?:add-|rescan|upgrade-os)/.test(id));
    assert.ok(exact.length >= 4);
    for (const { label, servers: { value, target } } of exact) {
      if (target?.view !== 'servers') continue;
      assert.equal((await client.request(ServersList, { filter: target.filter, sort: { key: 'score', direction: 'descending' } })).total, value, label);
    }
  });

  test('a tick takes its points from the total, and two no more than both', async () => {
    const before = await client.request(RecommendationsGet, { ticked: [], limit: 200 });
    const [first, second] = before!.rows;
    const score = async (...ids: string[]): Promise<number> => (await client.request(RecommendationsGet, { ticked: ids, limit: 200 }))!.figures[0].then!;
    assert.equal(before!.figures[0].now - await score(first.id), first.points);
    assert.ok(await score(first.id, second.id) < await score(first.id));
    assert.deepEqual((await client.request(RecommendationsGet, { ticked: ['of another inventory'], limit: 200 }))!.ticked, []);
  });

  test('one server, and one that is not there', async () => {
    const [server] = (await client.request(ServersList, { filter: {}, sort: { key: 'score', direction: 'descending' } })).page.rows;
    const model = await client.request(RecommendationsGet, { server: server.key, ticked: [], limit: 200 });
    assert.equal(model!.figures[0].now, server.score);
    assert.ok(model!.rows.every(({ servers: { value } }) => value === 1));
    assert.equal(await client.request(RecommendationsGet, { server: 'nobody', ticked: [], limit: 200 }), null);
  });

  test('follow the scope and the overview\u2019s filter', async () => {
    const score = async (filter: ServerFilter): Promise<number> => (await client.request(ServersList, { filter, sort: { key: 'score', direction: 'descending' } })).page.rows.reduce((sum, row) => sum + row.score, 0);
    const told = async (filter?: ServerFilter) => (await client.request(RecommendationsGet, { ...(filter ? { filter } : {}), ticked: [], limit: 200 }))!;
    const filter: ServerFilter = { text: 'sql' };
    const some = await told(filter);
    assert.ok(some.rows.length > 0);
    assert.equal(some.figures[0].now, await score(filter));
    await client.changeSettings({ scope: { label: 'SQL', text: 'sql' } });
    const scoped = await told();
    assert.deepEqual([scoped.figures, scoped.rows.map(({ id, points }) => [id, points])], [some.figures, some.rows.map(({ id, points }) => [id, points])]);
    await client.changeSettings({ scope: null });
  });

  test('the history is kept when asked for, today as its first day', async () => {
    assert.deepEqual(await client.request(HistoryGet, {}), { points: [], unread: [] });
    // Only today is kept, whichever day that is.
    await client.changeSettings({ asOf: null });
    await client.request(HistoryKeep, {});
    const { points: [today, ...others], unread } = await client.request(HistoryGet, {});
    const total = (await client.request(RecommendationsGet, { ticked: [], limit: 1 }))!.figures[0].now;
    assert.deepEqual([today.servers, today.score, today.otherFeeds, others.length, unread.length], [45, total, false, 0, 0]);
  });
});
