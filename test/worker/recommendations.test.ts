import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { CompareExport, CompareGet, CompareRevisions, HistoryGet, HistoryKeep, RecommendationsGet, ServerGet, ServersList, SetAsideList, SetAsidePut, SetAsideRemove } from '../../src/protocol/lsp';
import type { ServerFilter } from '../../src/protocol/models/frame';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

suite('The worker on what to do, and on what changed', () => {
  const samples = temporaryFolder('samples');
  let client: WorkerClient;
  suiteSetup(async () => {
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false', ...args], { cwd: samples.folder, stdio: 'ignore' });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'as it was');
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

  test('beside a git revision, a file, a date; as a panel and as CSV', async () => {
    const { revisions } = await client.request(CompareRevisions, {});
    assert.deepEqual(revisions.map(({ subject }) => subject), ['as it was']);
    const source = { kind: 'revision', revision: revisions[0].id } as const;
    const model = await client.request(CompareGet, { source });
    assert.deepEqual(model.rows.map(({ name, kind, causes }) => `${name} ${kind} ${causes.join()}`), ['HAM-WMS01 gone Inventory']);
    assert.equal(model.servers.unchanged, 45);
    const target = path.join(samples.folder, 'out.csv');
    const { rows } = await client.request(CompareExport, { source, path: target });
    assert.equal(rows, Math.max(1, model.findings.fixed));
    assert.equal(fs.readFileSync(target, 'utf8').trim().split('\r\n').length, rows + 1);
    fs.rmSync(target);
    const dated = await client.request(CompareGet, { source: { kind: 'date', date: '2019-01-01' } });
    assert.deepEqual(dated.steps.map(({ label }) => label), ['Date']);
    const same = await client.request(CompareGet, { source: { kind: 'path', path: samples.folder } });
    assert.equal(same.rows.length, 0);
    assert.equal(fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('inventory-insights-revision-')).length, 0);
  });

  test('beside itself with nothing set aside: what that took away', async () => {
    const list = await client.request(ServersList, { filter: { risks: ['vulnerabilities'] }, sort: { key: 'score', direction: 'descending' } });
    const [{ key, name }] = list.page.rows;
    const [{ cve }] = (await client.request(ServerGet, { server: key }))!.topVulnerabilities;
    const kept = path.join(samples.folder, '.inventory-insights');
    const { problem } = await client.request(SetAsidePut, { cve, status: 'not_affected', justification: 'component_not_present', reason: '', note: '', scope: { servers: { kind: 'server', key }, software: { kind: 'any' } }, until: null });
    assert.equal(problem, '');
    const model = await client.request(CompareGet, { source: { kind: 'suppressions' } });
    assert.deepEqual(model.rows.map((row) => [row.name, row.added, row.fixed, row.causes.join(), row.findings.map((one) => `${one.kind} ${one.cve}`).join()]), [[name, 0, 1, 'Set aside', `fixed ${cve}`]]);
    assert.deepEqual(model.steps.map(({ label, fixed, score }) => [label, fixed, score]), [['Set aside', 1, -1]]);
    const [{ key: statement }] = await client.request(SetAsideList, {});
    await client.request(SetAsideRemove, { keys: [statement] });
    fs.rmSync(kept, { recursive: true });
    assert.equal((await client.request(CompareGet, { source: { kind: 'suppressions' } })).rows.length, 0);
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
    await client.request(HistoryKeep, {});
    const { points: [today, ...others], unread } = await client.request(HistoryGet, {});
    const total = (await client.request(RecommendationsGet, { ticked: [], limit: 1 }))!.figures[0].now;
    assert.deepEqual([today.servers, today.score, today.otherFeeds, others.length, unread.length], [45, total, false, 0, 0]);
  });

  test('what cannot be compared says why', async () => {
    const fails = (source: object, message: RegExp) => assert.rejects(client.request(CompareGet, { source: source as never }), message);
    await fails({ kind: 'revision', revision: 'v9' }, /has no revision “v9”/);
    await fails({ kind: 'path', path: path.join(samples.folder, 'none.csv') }, /names no server/);
    await fails({ kind: 'date', date: 'soon' }, /is not understood/);
    await fails({}, /is not understood/);
  });
});
