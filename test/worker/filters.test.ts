import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { EstateStatusRequest, FilterComplete, FilterFormat, OverviewGet, ServersList, SoftwareList, TreeChildren, ViewsEdit, ViewsList } from '../../src/protocol/lsp';
import type { ServerFilter } from '../../src/protocol/models/frame';
import { temporaryFolder, WorkerClient } from '../support/workerClient';

const BY_SCORE = { key: 'score', direction: 'descending' } as const;
const BY_RISK = { key: 'risk', direction: 'descending' } as const;

suite('Filter texts, views and the scope', () => {
  const samples = temporaryFolder('samples');
  let client: WorkerClient;
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  const complete = (text: string, offset = text.length, inForce: ServerFilter = {}) => client.request(FilterComplete, { list: 'servers', text, offset, inForce });

  test('a text is read, and its values are counted', async () => {
    const model = await complete('exploited:yes environment:');
    assert.equal(model.problem?.text, 'At character 27: A value of “environment” is missing.');
    for (const { insert, count } of model.suggestions) {
      const { filter, problem, canonical } = await complete(`exploited:yes environment:${insert}`);
      assert.equal(problem, null);
      assert.equal(canonical, `environment:${insert} exploited:yes`);
      assert.equal((await client.request(ServersList, { filter: filter as ServerFilter, sort: BY_SCORE })).total, count, insert);
    }
    assert.ok(model.suggestions.length > 1);
    const list = await client.request(ServersList, { filter: { environments: ['production'], exploited: true }, sort: BY_SCORE });
    assert.equal(list.filterText, 'environment:production exploited:yes');
    assert.equal(await client.request(FilterFormat, { list: 'software', filter: { server: 'a b' } }), 'server:"a b"');
  });

  test('views of the workspace are kept in views.json and change by name', async () => {
    const view = { name: 'This week', list: 'servers', filter: 'exploited:yes', sort: BY_SCORE } as const;
    await client.request(ViewsEdit, { put: [view], remove: [] });
    assert.deepEqual(await client.request(ViewsList, {}), [view]);
    const file = path.join(samples.folder, '.inventory-insights', 'views.json');
    assert.deepEqual(JSON.parse(fs.readFileSync(file, 'utf8')), { schemaVersion: 1, views: [view] });
    await client.request(ViewsEdit, { put: [{ ...view, name: 'Other' }], remove: ['THIS WEEK'] });
    assert.deepEqual((await client.request(ViewsList, {})).map(({ name }) => name), ['Other']);
  });

  test('a scope limits every view, count and tree, and says so; without it all are back', async () => {
    const all = await client.request(ServersList, { filter: {}, sort: BY_SCORE });
    const expected = await client.request(ServersList, { filter: { environments: ['Production'], exploited: true }, sort: BY_SCORE });
    await client.changeSettings({ scope: { label: 'Week', text: 'environment:production exploited:yes' } });
    const scoped = await client.request(ServersList, { filter: {}, sort: BY_SCORE });
    assert.deepEqual([scoped.all, scoped.total], [expected.total, expected.total]);
    assert.deepEqual(scoped.page.rows.map(({ name, score }) => `${name} ${score}`), expected.page.rows.map(({ name, score }) => `${name} ${score}`));
    assert.deepEqual(scoped.frame.scope, { label: 'Week', text: 'environment:production exploited:yes', servers: expected.total, of: all.total });
    const overview = await client.request(OverviewGet, {});
    assert.equal(overview.servers.total.value, expected.total);
    assert.equal((await client.request(EstateStatusRequest, {})).servers, expected.total);
    assert.ok((await client.request(SoftwareList, { filter: {}, sort: BY_RISK })).all < (await client.request(EstateStatusRequest, {})).servers * 1_000);
    const tree = await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 });
    assert.equal(tree.length, expected.total);

    await client.changeSettings({ scope: { label: 'None', text: 'name:no-such' } });
    assert.equal((await client.request(ServersList, { filter: {}, sort: BY_SCORE })).empty, 'scoped');
    await client.changeSettings({ scope: { label: 'Broken', text: 'no:filter' } });
    assert.equal((await client.request(ServersList, { filter: {}, sort: BY_SCORE })).all, all.all, 'a text that is no filter limits nothing');
    await client.changeSettings({ scope: null });
    assert.equal((await client.request(ServersList, { filter: {}, sort: BY_SCORE })).all, all.all);
  });
});
