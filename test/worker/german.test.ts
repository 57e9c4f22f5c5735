import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { FeedsStatusRequest, HostName, RecommendationsGet, TreeChildren } from '../../src/protocol/lsp';
import { root } from '../support/root';
import { WorkerClient, placeOf, temporaryFolder, uriOf } from '../support/workerClient';

suite('The worker in German', () => {
  const samples = temporaryFolder('samples');
  let client: WorkerClient;
  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder, env: { INVENTORY_INSIGHTS_STRINGS: path.join(root, 'l10n/bundle.l10n.de.json') } });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  test('the tree: descriptions, what a screen reader hears, and the parts of a server', async () => {
    const [server] = await client.request(TreeChildren, { view: 'servers', node: '', offset: 0 });
    assert.match(server.description, /^[\d.]+ · \d+ kritisch/);
    assert.match(server.accessibleLabel, /, Risikobewertung \d+, \d+ kritisch/);
    const parts = await client.request(TreeChildren, { view: 'servers', node: server.id, offset: 0 });
    assert.deepEqual(parts.slice(1).map(({ label }) => label), ['Schwachstellen', 'Ausstehende Updates', 'Software', 'Schutz']);
  });

  test('hover on a server', async () => {
    const json = samples.file('rotterdam.inventory.json');
    const { start } = placeOf(fs.readFileSync(json, 'utf8'), 'RTM-APP01', 1);
    const answer = (await client.ask('textDocument/hover', { textDocument: { uri: uriOf(json) }, position: { line: start.line, character: start.character + 3 } })) as Hover;
    const { value } = answer.contents as MarkupContent;
    assert.match(value, /· Risikobewertung \*\*\d+\*\* = /);
    assert.match(value, /\| Größtes Risiko \| CVSS \| Korrektur \|/);
    assert.match(value, /\*\*Zuerst tun:\*\* .*Orientierung/s);
  });

  test('Problems of an inventory file', async () => {
    const problems = await client.diagnosticsWhen(samples.file('rotterdam.inventory.json'), (found) => found.length > 1);
    assert.ok(problems.some(({ message }) => / hat (?:eine )?bekanntermaßen ausgenutzte Schwachstellen?: CVE-/.test(message)), problems.map(({ message }) => message).join('\n'));
    assert.ok(problems.some(({ message }) => /endete am \d{4}-/.test(message)));
  });

  test('recommendations, feeds and refusals: what the core says too', async () => {
    const { rows } = (await client.request(RecommendationsGet, { ticked: [], limit: 10 }))!;
    assert.ok(rows.some(({ label }) => / aktualisieren| installieren| ersetzen/.test(label)), rows.map(({ label }) => label).join('\n'));
    assert.match((await client.request(FeedsStatusRequest, {})).summary, /^Starterfeeds, \d+ CVEs$/);
    assert.deepEqual(await client.request(HostName, { uri: 'untitled:one', server: 'one' }), { problem: 'Es können nur Dateien dieses Computers benannt werden.' });
  });
});
