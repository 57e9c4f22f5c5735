import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { Stubs, closeEditors, labels, revert, serverIs, workspaceUri, writeFile } from './estate';
import { eventually } from '../support/eventually';

const ROWS = 'Server,OS name,OS version\nNEW01,Microsoft Windows Server 2012 R2 Standard,6.3.9600\n';

suite('files come and go', () => {
  const stubs = new Stubs();
  const made = workspaceUri('new.inventory.csv');
  const renamed = workspaceUri('renamed.inventory.csv');
  const other = workspaceUri('listing.data');

  teardown(async () => {
    stubs.restore();
    await closeEditors();
    for (const uri of [made, renamed, other]) await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
    await eventually('the samples alone', async () => (await labels('servers')).length === 46);
  });

  test('a file that is created, changed, renamed and deleted is followed', async () => {
    await writeFile(made, ROWS);
    await serverIs('NEW01', true);
    await writeFile(made, ROWS.replaceAll('NEW01', 'NEW02'));
    await serverIs('NEW02', true);
    assert.ok(!(await labels('servers')).includes('NEW01'));
    await vscode.workspace.fs.rename(made, renamed);
    await eventually('the renamed file', async () => (await labels('servers')).includes('NEW02') && (await labels('servers')).length === 47);
    await vscode.workspace.fs.delete(renamed);
    await serverIs('NEW02', false);
  });

  test('a file that is deleted while it is open leaves the estate', async () => {
    await writeFile(made, ROWS);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(made));
    await serverIs('NEW01', true);
    await vscode.workspace.fs.delete(made);
    await serverIs('NEW01', false);
  });

  test('text that is not saved yet counts', async () => {
    await writeFile(made, ROWS);
    await serverIs('NEW01', true);
    const document = await vscode.workspace.openTextDocument(made);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(made, document.positionAt(ROWS.length), 'NEW03,Debian GNU/Linux 12,12\n');
    await vscode.workspace.applyEdit(edit);
    await serverIs('NEW03', true);
    await revert(made);
    await serverIs('NEW03', false);
  });

  test('any file can be opened as an inventory, and is followed from then on', async () => {
    await writeFile(other, ROWS.replaceAll('NEW01', 'ODD01'));
    await vscode.commands.executeCommand(COMMANDS.inventoryOpen, other, [other]);
    await serverIs('ODD01', true);
    await writeFile(other, ROWS.replaceAll('NEW01', 'ODD02'));
    await serverIs('ODD02', true);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(other));
    const lenses = await eventually('one code lens', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>('vscode.executeCodeLensProvider', other);
      return found && found.length > 0 && found;
    });
    assert.equal(lenses.length, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(other, new vscode.Range(1, 0, 1, 5), 'ODD03');
    await vscode.workspace.applyEdit(edit);
    await serverIs('ODD03', true);
    await revert(other);
    await serverIs('ODD02', true);
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => items) as never);
    await vscode.commands.executeCommand(COMMANDS.inventoryForget);
    await serverIs('ODD02', false);
  });

  test('a file that is none is refused with the reason', async () => {
    const said: string[] = [];
    stubs.replace(vscode.window, 'showErrorMessage', (async (message: string) => void said.push(message)) as never);
    await writeFile(other, 'this is,no inventory\nat,all\n');
    await vscode.commands.executeCommand(COMMANDS.inventoryOpen, other);
    await eventually('the refusal', () => said.some(message => /listing\.data/.test(message)));
    await serverIs('HAM-FILE01', true);
  });
});
