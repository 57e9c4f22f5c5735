import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { DEFAULT_SETTINGS } from '../../src/protocol/settings';
import { extension } from './estate';

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly default: unknown }>> }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string }; readonly description: string }[] }[];
  };
}

suite('what the manifest promises', () => {
  let manifest: Manifest;
  let root: vscode.Uri;

  suiteSetup(async () => {
    const { packageJSON, extensionUri } = await extension();
    manifest = packageJSON as Manifest;
    root = extensionUri;
  });

  test('every text is there', () => {
    assert.deepEqual(JSON.stringify(manifest).match(/"%[^"]*%"/g), null);
  });

  test('every command of the code is registered, and those in the manifest are of the code', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(command => command.startsWith('inventoryInsights.'));
    const known: readonly string[] = Object.values(COMMANDS);
    assert.deepEqual(known.filter(command => !registered.includes(command)), []);
    const described = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(described.filter(command => !known.includes(command)), []);
    // These take arguments that only trees and links have.
    assert.deepEqual(known.filter(command => !described.includes(command)).sort(), [COMMANDS.treeMore, COMMANDS.targetOpen].sort());
    assert.deepEqual(manifest.contributes.commands.filter(({ category }) => category !== 'Inventory Insights'), []);
  });

  test('commands in texts exist', async () => {
    const all = await vscode.commands.getCommands(true);
    const texts = JSON.stringify(manifest.contributes.viewsWelcome) + JSON.stringify(manifest.contributes.walkthroughs);
    const named = [...texts.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? '');
    assert.ok(named.length > 5);
    assert.deepEqual(named.filter(command => !all.includes(command)), []);
  });

  test('the settings’ defaults are the worker’s', () => {
    const properties = Object.assign({}, ...manifest.contributes.configuration.map(section => section.properties)) as Readonly<Record<string, { readonly default: unknown }>>;
    const expected = {
      'files.include': DEFAULT_SETTINGS.include,
      'inventory.staleAfterDays': DEFAULT_SETTINGS.staleAfterDays,
      'history.enabled': DEFAULT_SETTINGS.history,
      'sharing.hide': DEFAULT_SETTINGS.sharingHide,
      exportOnSave: DEFAULT_SETTINGS.exportOnSave,
      'feeds.directory': DEFAULT_SETTINGS.feedsDirectory,
      'feeds.maximumAge': DEFAULT_SETTINGS.feedsMaximumAgeDays,
      'feeds.automaticRefresh': 'ask',
      'feeds.urls': {},
      'codeLens.enabled': DEFAULT_SETTINGS.codeLens,
      'tree.groupBy': DEFAULT_SETTINGS.tree.groupBy,
      'tree.sortBy': DEFAULT_SETTINGS.tree.sortBy,
      ...Object.fromEntries(Object.entries(DEFAULT_SETTINGS.diagnostics).map(([kind, level]) => [`diagnostics.${kind}`, level])),
    };
    const actual = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key.replace('inventoryInsights.', ''), property.default]));
    assert.deepEqual(actual, expected);
  });

  test('every file that it names is shipped', async () => {
    const files = [manifest.icon, ...manifest.contributes.jsonValidation.map(({ url }) => url), ...manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg))];
    for (const file of files) await vscode.workspace.fs.stat(vscode.Uri.joinPath(root, file));
  });
});
