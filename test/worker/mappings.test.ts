import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FileChangeType, type Hover, type MarkupContent } from 'vscode-languageserver/node';
import { DecisionsUndo, EstateStatusRequest, MappingOptionsGet, MappingRemove, MappingSet, OverviewGet, ProductsSearch, ServersList, SoftwareList, TreeChildren } from '../../src/protocol/lsp';
import type { MappingTarget } from '../../src/protocol/models/mapping';
import { eventually } from '../support/eventually';
import { WorkerClient, temporaryFolder, uriOf } from '../support/workerClient';

/** Nothing knows the in-house name; under it runs a Tomcat with known vulnerabilities. */
const INVENTORY = [
  'Server,OS name,OS version,Software,Publisher,Version,Source',
  'WEB1,Debian GNU/Linux,12,Meridian App Runtime,Meridian Freight,9.0.30,manual',
  'WEB2,Debian GNU/Linux,12,Meridian App Runtime,Meridian Freight,9.0.30,manual',
  'WEB2,Debian GNU/Linux,12,Meridian Spooler,Meridian Freight,1.0,manual',
].join('\n');
const RUNTIME = { name: 'Meridian App Runtime', publisher: 'Meridian Freight', version: '9.0.30' };

interface World {
  readonly client: WorkerClient;
  readonly file: (name: string) => string;
  readonly mappings: string;
}

async function withWorker(run: (world: World) => Promise<void>, mappings?: string): Promise<void> {
  const folder = temporaryFolder({ 'a.inventory.csv': INVENTORY });
  const file = path.join(folder.folder, '.inventory-insights/mappings.json');
  if (mappings !== undefined) {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, mappings);
  }
  const client = await WorkerClient.start({ folder: folder.folder });
  try {
    await client.request(EstateStatusRequest, {});
    await run({ client, file: folder.file, mappings: file });
  } finally {
    await client.stop();
    folder.remove();
  }
}

const scores = async (client: WorkerClient): Promise<Record<string, number>> =>
  Object.fromEntries((await client.request(ServersList, { filter: {}, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ name, score }) => [name, score]));
const identified = async (client: WorkerClient, value: boolean): Promise<string[]> =>
  (await client.request(SoftwareList, { filter: { identified: value }, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ name }) => name);
const set = (client: WorkerClient, target: MappingTarget) => client.request(MappingSet, { software: RUNTIME, target });
const json = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));

suite('mappings', () => {
  test('a mapping changes scores at once, is written beside the inventory, and undo takes it back', () =>
    withWorker(async ({ client, mappings }) => {
      const before = await scores(client);
      assert.deepEqual(await identified(client, false), ['Meridian App Runtime', 'Meridian Spooler']);
      const { problem, undo } = await set(client, { kind: 'cpe', value: 'apache:tomcat' });
      assert.equal(problem, '');
      const after = await scores(client);
      assert.ok(after.WEB1! > before.WEB1! && after.WEB2! > before.WEB2!, JSON.stringify([before, after]));
      assert.deepEqual(json(mappings), { schemaVersion: 1, mappings: [{ name: 'Meridian App Runtime', publisher: 'Meridian Freight', cpe: 'apache:tomcat' }] });
      assert.deepEqual(await identified(client, false), ['Meridian Spooler']);
      const { page } = await client.request(SoftwareList, { filter: { software: RUNTIME }, sort: { key: 'name', direction: 'ascending' } });
      assert.equal(page.rows[0]!.rule, 'your mapping, mappings.json line 4');
      await client.request(DecisionsUndo, { undo: undo! });
      assert.deepEqual(await scores(client), before);
      assert.deepEqual(json(mappings), { schemaVersion: 1, mappings: [] });
    }));

  test('another choice replaces the first, and removing it gives back what nothing knew', () =>
    withWorker(async ({ client, mappings }) => {
      const before = await scores(client);
      await set(client, { kind: 'cpe', value: 'apache:tomcat' });
      await set(client, { kind: 'product', value: 'nodejs' });
      assert.deepEqual(json(mappings), { schemaVersion: 1, mappings: [{ name: 'Meridian App Runtime', publisher: 'Meridian Freight', product: 'nodejs' }] });
      const options = await client.request(MappingOptionsGet, { software: RUNTIME });
      assert.deepEqual([options?.mapping, options?.servers], [{ file: mappings, line: 4 }, 2]);
      assert.equal((await client.request(MappingRemove, { software: RUNTIME })).problem, '');
      assert.deepEqual(await scores(client), before);
      assert.match((await client.request(MappingRemove, { software: RUNTIME })).problem, /no mapping/);
    }));

  test('what is ignored counts nowhere and says so', () =>
    withWorker(async ({ client }) => {
      const share = async () => (await client.request(OverviewGet, {})).identification;
      assert.deepEqual([(await share()).software, (await share()).rows, (await share()).ignored], [{ value: 0, total: 2 }, { value: 0, total: 3 }, 0]);
      assert.deepEqual((await share()).unmapped.map(({ label, servers }) => [label, servers]), [['Meridian App Runtime 9.0.30', 2], ['Meridian Spooler 1.0', 1]]);
      await set(client, { kind: 'ignore' });
      assert.deepEqual([(await share()).software, (await share()).rows, (await share()).ignored], [{ value: 0, total: 1 }, { value: 0, total: 1 }, 1]);
      assert.deepEqual([await identified(client, true), await identified(client, false)], [[], ['Meridian Spooler']]);
      await set(client, { kind: 'unknown' });
      assert.deepEqual([(await share()).software, await identified(client, true)], [{ value: 1, total: 2 }, ['Meridian App Runtime']]);
    }));

  test('an edited file changes the views, its problems stand at their lines, and a corrected one has none', () =>
    withWorker(async ({ client, mappings }) => {
      const before = await scores(client);
      const write = async (text: string): Promise<void> => {
        fs.mkdirSync(path.dirname(mappings), { recursive: true });
        fs.writeFileSync(mappings, text);
        await client.didChangeOnDisk([mappings, FileChangeType.Changed]);
      };
      await write('{"schemaVersion": 1, "mappings": [\n{"name": "Meridian App Runtime", "cpe": "apache:tomcat"},\n{"name": 7},\n{"name": "Meridian Spooler", "product": "no-such-product"}\n]}');
      await eventually('the new score', async () => (await scores(client)).WEB1! > before.WEB1!);
      const found = await client.diagnosticsWhen(mappings, (all) => all.length === 2);
      assert.deepEqual(found.map(({ code, range }) => [code, range.start.line]).sort(), [['decision-invalid', 2], ['mapping-unknown-name', 3]]);
      const issues = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
      assert.deepEqual(issues.map(({ label, description }) => [label, description]).filter(([label]) => label !== 'a.inventory.csv'), [['mappings.json', '2 issues'], ['Software that is not identified', '1 distinct, 1 install']]);
      await write('{"schemaVersion": 1, "mappings": []}');
      await client.diagnosticsWhen(mappings, (all) => all.length === 0);
      assert.deepEqual(await scores(client), before);
    }));

  test('broken files are used as far as they can be read, and never written to', () =>
    withWorker(async ({ client, mappings }) => {
      const check = async (text: string, isApplied: boolean, reason: RegExp): Promise<void> => {
        fs.writeFileSync(mappings, text);
        await client.didChangeOnDisk([mappings, FileChangeType.Changed]);
        await client.diagnosticsWhen(mappings, (all) => all.length > 0);
        assert.equal((await identified(client, true)).includes('Meridian App Runtime'), isApplied, text);
        assert.match((await set(client, { kind: 'cpe', value: 'acme:widget' })).problem, reason);
        assert.equal(fs.readFileSync(mappings, 'utf8'), text);
        fs.writeFileSync(mappings, '{"mappings": []}');
        await client.didChangeOnDisk([mappings, FileChangeType.Changed]);
        await client.diagnosticsWhen(mappings, (all) => all.length === 0);
      };
      const entry = '{"name": "Meridian App Runtime", "cpe": "apache:tomcat"}';
      await check(`{"mappings": [\n<<<<<<< mine\n${entry}\n=======\n{"name": "Other", "ignore": true}\n>>>>>>> theirs\n]}`, true, /not changed.*merge/);
      await check(`{"schemaVersion": 2, "mappings": [${entry}]}`, true, /not changed.*schema 2/);
      await check(`{"mappings": [${entry}`, true, /not changed.*closing bracket/);
      await check('not JSON', false, /not changed/);
    }, '{"mappings": []}'));

  test('what another window wrote stays', () =>
    withWorker(async ({ client, mappings }) => {
      // No change is told: the file is read again when it is edited.
      fs.writeFileSync(mappings, '{"mappings": [\n{"name": "Other", "ignore": true} // theirs\n]}');
      await set(client, { kind: 'unknown' });
      assert.match(fs.readFileSync(mappings, 'utf8'), /"Meridian App Runtime"[^]*\{"name": "Other", "ignore": true\} \/\/ theirs/);
    }, '{"mappings": []}'));

  test('products are searched in the feeds, and a software has candidates', () =>
    withWorker(async ({ client }) => {
      const found = await client.request(ProductsSearch, { text: 'apache tomcat', limit: 5 });
      assert.deepEqual(found.filter(({ kind }) => kind === 'cpe').map(({ value }) => value).slice(0, 1), ['apache:tomcat']);
      assert.ok(found.some(({ kind }) => kind === 'product'));
      assert.deepEqual(await client.request(ProductsSearch, { text: '', limit: 5 }), []);
      assert.equal(await client.request(MappingOptionsGet, { software: { name: 'nothing' } }), null);
      assert.equal((await client.request(MappingOptionsGet, { software: RUNTIME }))?.now, 'Not identified');
    }));

  test('parameters of the wrong kind change nothing', () =>
    withWorker(async ({ client, mappings }) => {
      for (const target of [{ kind: 'cpe', value: 'tomcat' }, { kind: 'cpe', value: 7 }, { kind: 'product', value: '' }, { kind: 'delete' }, {}]) {
        assert.notEqual((await set(client, target as MappingTarget)).problem, '', JSON.stringify(target));
      }
      assert.match((await client.request(MappingSet, { software: { name: 'nothing' }, target: { kind: 'ignore' } })).problem, /no such software/);
      assert.equal(fs.existsSync(mappings), false);
    }));

  test('the hover and Problems say what decided, and lead to the mapping', () =>
    withWorker(async ({ client, file }) => {
      const a = file('a.inventory.csv');
      const unmapped = await client.diagnosticsWhen(a, (all) => all.some(({ code }) => code === 'software-unmapped'));
      assert.deepEqual(unmapped.filter(({ code }) => code === 'software-unmapped').map(({ range, data }) => [range.start.line, (data as { view: string }).view]), [[1, 'mapping'], [3, 'mapping']]);
      await set(client, { kind: 'cpe', value: 'apache:tomcat' });
      const hover = (await client.ask('textDocument/hover', { textDocument: { uri: uriOf(a) }, position: { line: 1, character: 'WEB1,Debian GNU/Linux,12,Meridian'.length } })) as Hover;
      const { value } = hover.contents as MarkupContent;
      assert.match(value, /by your mapping\\, mappings\\\.json line 4/);
      assert.match(value, /Set mapping…/);
    }));
});
