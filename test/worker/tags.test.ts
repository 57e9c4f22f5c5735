import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import { DecisionsUndo, FilterComplete, ServerGet, ServersList, TagsEdit, TagsKnown, TreeChildren } from '../../src/protocol/lsp';
import type { ServerFilter } from '../../src/protocol/models/frame';
import { WorkerClient, placeOf, temporaryFolder, uriOf } from '../support/workerClient';

const SERVERS = 101;
/** Of the first server; of each other one. */
const MANY = 5_000;
const SOME = 50;
const MARKUP = '<img src=x onerror=alert(1)> [x](command:y) `z`';
/** Tags that the worker offers to remove at once. */
const MOST_OFFERED = 1_000;
/** Longest answer that a list or panel may be sent for it, UTF-16 code units: what is not drawn is not sent either. */
const MOST_SENT = 1_000_000;

function estateJson(): string {
  const tagsOf = (server: number, count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`key-${server}-${at}`, `value ${at}`]));
  const servers = Array.from({ length: SERVERS }, (_, at) => ({ server: `srv${String(at).padStart(3, '0')}`, tags: { ...(at === 0 ? { [MARKUP]: MARKUP } : {}), ...tagsOf(at, at === 0 ? MANY - 1 : SOME) } }));
  return JSON.stringify({ schemaVersion: 1, servers });
}

suite('Ten thousand tags', () => {
  const csv = ['Server,OS name,OS version', ...Array.from({ length: SERVERS }, (_, at) => `srv${String(at).padStart(3, '0')},Debian GNU/Linux,12`)].join('\n');
  const folder = temporaryFolder({ 'a.inventory.csv': `${csv}\n`, '.inventory-insights/estate.json': estateJson() });
  let client: WorkerClient;
  const list = (filter: ServerFilter) => client.request(ServersList, { filter, sort: { key: 'name', direction: 'ascending' } });
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: folder.folder });
  });
  suiteTeardown(async () => {
    await client.stop();
    folder.remove();
  });

  test('all are read and can be filtered by, one with markup too', async () => {
    assert.equal((await client.request(TagsKnown, { servers: ['srv000'] })).length, MOST_OFFERED, 'as many as a Quick Pick offers');
    assert.equal((await list({ tags: ['key-100-49=value 49'] })).total, 1);
    assert.deepEqual((await list({ tags: [`${MARKUP}=${MARKUP}`] })).page.rows.map(({ name }) => name), ['srv000']);
    const { filter, problem } = await client.request(FilterComplete, { list: 'servers', text: 'tag:key-7-3', offset: 11, inForce: {} });
    assert.deepEqual([problem, filter], [null, { tags: ['key-7-3'] }]);
  });

  test('lists, facets, suggestions, the server\u2019s panel, tree and hover stay small enough to send and draw', async () => {
    const sent = { list: await list({}), server: await client.request(ServerGet, { server: 'srv000' }), tree: await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 }),
      suggestions: await client.request(FilterComplete, { list: 'servers', text: 'tag:', offset: 4, inForce: {} }) };
    for (const [name, answer] of Object.entries(sent)) assert.ok(JSON.stringify(answer).length < MOST_SENT, `${name}: ${JSON.stringify(answer).length}`);
    const facet = sent.list.facets.find(({ field }) => field === 'tags');
    assert.ok(facet && facet.values.length > 0 && facet.values.length <= MOST_OFFERED, String(facet?.values.length));
    assert.equal(sent.server?.decided.tags.length, MANY);
    const [row] = sent.list.page.rows;
    assert.equal(row.name, 'srv000');
    const file = folder.file('a.inventory.csv');
    const hover = await client.ask('textDocument/hover', { textDocument: { uri: uriOf(file) }, position: placeOf(csv, 'srv000').start });
    assert.ok(JSON.stringify(hover).length < 20_000, String(JSON.stringify(hover).length));
    assert.doesNotMatch(JSON.stringify([hover, sent.tree]), /(?<!\\)<img|command:y/);
  });

  test('one more tag on every server is one change, and can be taken back', async () => {
    const servers = (await list({})).page.rows.map(({ key }) => key);
    const { problem, undo } = await client.request(TagsEdit, { servers, put: { added: MARKUP }, remove: [] });
    assert.deepEqual([problem, undo === null], ['', false]);
    assert.equal((await list({ tags: [`added=${MARKUP}`] })).total, servers.length);
    assert.equal((await client.request(DecisionsUndo, { undo: undo! })).problem, '');
    assert.deepEqual([(await list({ tags: [`added=${MARKUP}`] })).total, fs.readFileSync(folder.file('.inventory-insights/estate.json'), 'utf8').includes('"added"')], [0, false]);
  });
});
