import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { InventoryInsightsApi } from '../../src/extension/api';
import { eventually } from '../support/eventually';

suite('the extension in VS Code', () => {
  test('it activates', async () => {
    const extension = vscode.extensions.getExtension('inventory-insights.inventory-insights');
    assert.ok(extension, 'it is not installed');
    const api = (await extension.activate()) as InventoryInsightsApi;
    assert.ok(extension.isActive);
    console.log(`[test]     the worker answered ${await api.startupMs()} ms after activation began`);
  });

  test('its commands are there', async () => {
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.some(command => command.startsWith('inventoryInsights.')));
  });

  test('the worker answers: an inventory of the workspace has its servers as symbols', async () => {
    const [file] = await vscode.workspace.findFiles('**/*.inventory.csv');
    assert.ok(file, 'the workspace has an inventory');
    await vscode.window.showTextDocument(file);
    const symbols = await eventually('document symbols', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', file);
      return found && found.length > 0 && found;
    });
    assert.ok(symbols.length > 0);
  });
});
