import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { eventually } from '../support/eventually';
import { Stubs, api, node } from './estate';

/** One product in the form of endoflife.date's API v1. */
const PRODUCTS = {
  schema_version: '1.2.0', generated_at: '2026-11-20T06:00:00+00:00', total: 1,
  result: [{
    name: 'debian', aliases: [], label: 'Debian', category: 'os', tags: ['os'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:o:debian:debian_linux' }],
    labels: { eol: 'Security Support', eoas: null, eoes: 'Extended LTS', discontinued: null },
    links: { icon: null, html: 'https://endoflife.date/debian', releasePolicy: null },
    releases: [{ name: '12', codename: 'Bookworm', label: '12', releaseDate: '2023-06-10', isLts: false, ltsFrom: null, isEol: true, eolFrom: '2026-06-10', isMaintained: true, isEoes: false, eoesFrom: '2028-06-30', latest: null }],
  }],
};

suite('feeds', () => {
  const stubs = new Stubs();
  let folder: string;

  // A cache of its own: the user's is not for tests.
  suiteSetup(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-feeds-'));
    await vscode.workspace.getConfiguration('inventoryInsights').update('feeds.directory', path.join(folder, 'cache'), vscode.ConfigurationTarget.Global);
    await (await api()).status();
  });
  teardown(() => stubs.restore());
  suiteTeardown(async () => {
    await vscode.workspace.getConfiguration('inventoryInsights').update('feeds.directory', undefined, vscode.ConfigurationTarget.Global);
    await (await api()).status();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return vscode.Uri.file(file);
  };
  const said = (...kinds: ('showErrorMessage' | 'showInformationMessage' | 'showWarningMessage')[]) => {
    const messages: string[] = [];
    for (const kind of kinds) stubs.replace(vscode.window, kind, (async (message: string) => void messages.push(message)) as never);
    return messages;
  };

  test('a file that holds no feed is refused, and the feeds stay', async () => {
    const messages = said('showErrorMessage');
    await vscode.commands.executeCommand(COMMANDS.feedsImport, write('broken.json', '{"result": ['));
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? '', /^The feeds were not imported: /);
    assert.ok((await (await api()).status()).starterFeeds);
  });

  test('endoflife.date’s file is imported and used', async () => {
    const messages = said('showInformationMessage', 'showWarningMessage');
    await vscode.commands.executeCommand(COMMANDS.feedsImport, write('products-full.json', JSON.stringify(PRODUCTS)));
    assert.match(messages.join(), /Imported endoflife/);
    await eventually('the feed in its view', async () => / 1 products?\b/.test((await node('feeds', 'endoflife.date')).description));
  });
});
