import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { TARGET_COMMAND } from '../../src/extension/trustedHover';
import { eventually } from '../support/eventually';
import { Stubs, api, closeEditors, ours, positionOf, serverIs, workspaceUri } from './estate';

suite('an inventory in an editor', () => {
  const stubs = new Stubs();
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    await (await api()).status();
    document = await vscode.workspace.openTextDocument(workspaceUri('hamburg.inventory.csv'));
    await vscode.window.showTextDocument(document);
  });
  teardown(() => stubs.restore());
  suiteTeardown(closeEditors);

  const hoverAt = async (uri: vscode.Uri, position: vscode.Position) => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
    return hovers.flatMap(({ contents }) => contents).map(content => content as vscode.MarkdownString).find(({ value }) => value.includes('score') || value.includes('Identity'));
  };

  test('it has a language of its own', () => assert.equal(document.languageId, 'inventory-csv'));

  test('an ended operating system is a diagnostic at its cell', async () => {
    const diagnostic = await eventually('diagnostics', () => ours(document.uri).find(({ code, range }) => code === 'os-end-of-support' && document.getText(range).includes('Windows Server 2012')));
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(diagnostic.range), 'Microsoft Windows Server 2012 Standard');
  });

  test('every file of the estate has its diagnostics, open or not', async () => {
    await eventually('diagnostics of a closed file', () => ours(workspaceUri('rotterdam.inventory.json')).length > 0);
  });

  test('a quick fix opens what a diagnostic says', async () => {
    const diagnostic = await eventually('diagnostics', () => ours(document.uri).find(({ code }) => code === 'os-end-of-support'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic.range);
    const open = actions.find(({ title }) => title === 'Open Server Panel');
    assert.equal(open?.command?.command, COMMANDS.targetOpen);
    assert.equal((open?.command?.arguments?.[0] as { view: string }).view, 'server');
    assert.ok(actions.some(({ title }) => title === 'Show in Data Issues'));
  });

  test('hover on a server says its score and the sum, and its links work', async () => {
    const hover = await hoverAt(document.uri, positionOf(document, 'HAM-FILE01').translate(0, 2));
    assert.ok(hover, 'no hover');
    assert.match(hover.value, /risk score \*\*\d+\*\* = /);
    assert.match(hover.value, /command:inventoryInsights\.target\.open/);
  });

  test('hover on a software says its identity', async () => {
    const hover = await hoverAt(document.uri, positionOf(document, '7-Zip 19.00').translate(0, 2));
    assert.ok(hover, 'no hover');
    assert.match(hover.value, /Identity: `cpe:2\.3:a:7-zip:7-zip:19\.00/);
  });

  test('a line above each server says its score and opens its panel', async () => {
    const lenses = await eventually('code lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>('vscode.executeCodeLensProvider', document.uri, 100);
      return found && found.length > 0 && found;
    });
    assert.equal(lenses.length, 16);
    assert.match(lenses[0]?.command?.title ?? '', /^score \d+/);
    assert.equal(lenses[0]?.command?.command, TARGET_COMMAND);
  });

  test('servers and their software are the outline', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.equal(symbols.length, 16);
    assert.ok(symbols.some(({ name, children }) => name === 'HAM-FILE01' && children.length > 0));
  });

  test('the level of a diagnostic follows the setting', async () => {
    const configuration = vscode.workspace.getConfiguration('inventoryInsights');
    const level = () => ours(document.uri).find(({ code }) => code === 'os-end-of-support')?.severity;
    await configuration.update('diagnostics.osEndOfSupport', 'error', vscode.ConfigurationTarget.Global);
    try {
      await eventually('an error', () => level() === vscode.DiagnosticSeverity.Error);
      await configuration.update('diagnostics.osEndOfSupport', 'off', vscode.ConfigurationTarget.Global);
      await eventually('none', () => level() === undefined);
    } finally {
      await configuration.update('diagnostics.osEndOfSupport', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually('a warning', () => level() === vscode.DiagnosticSeverity.Warning);
  });

  test('typing changes the diagnostics, and undoing brings them back', async () => {
    const row = () => ours(document.uri).filter(({ code, range }) => code === 'os-end-of-support' && document.lineAt(range.start.line).text.startsWith('HAM-FILE01'));
    await eventually('the row’s diagnostic', () => row().length > 0);
    const edit = new vscode.WorkspaceEdit();
    const text = document.getText();
    edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(text.length)),
      text.replaceAll('Microsoft Windows Server 2012 Standard,6.2.9200,6.2.9200.24462', 'Microsoft Windows Server 2025 Standard,10.0.26100,10.0.26100.7171'));
    await vscode.workspace.applyEdit(edit);
    await eventually('no diagnostic', () => row().length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the diagnostic again', () => row().length > 0);
  });

  test('the schema knows a native JSON file', async () => {
    const uri = workspaceUri('schema.inventory.json');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('{"servers": [{"name": "SCHEMA01", "cores": "four"}]}'));
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await serverIs('SCHEMA01', true);
      await eventually('a problem of the schema', () => vscode.languages.getDiagnostics(uri).some(({ source, message }) => source !== 'Inventory Insights' && /type|number|integer/i.test(message)));
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(uri);
      await serverIs('SCHEMA01', false);
    }
  });
});
