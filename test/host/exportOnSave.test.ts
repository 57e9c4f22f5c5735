import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { Stubs, api, closeEditors, readFile, serverIs, workspaceUri, writeFile } from './estate';

suite('export on save', () => {
  const stubs = new Stubs();
  const said: string[] = [];
  const inventory = workspaceUri('saved.inventory.csv');
  const out = workspaceUri('reports', 'servers.csv');
  const set = (value: unknown) => vscode.workspace.getConfiguration('inventoryInsights').update('exportOnSave', value, vscode.ConfigurationTarget.Workspace);
  const add = async (name: string) => {
    const editor = await vscode.window.showTextDocument(inventory);
    await editor.edit(edit => edit.insert(editor.document.positionAt(1e6), `${name},Debian GNU/Linux,12\n`));
    await editor.document.save();
  };
  setup(async () => {
    await (await api()).status();
    await writeFile(inventory, 'Server,OS name,OS version\nSAVED1,Debian GNU/Linux,12\n');
    await serverIs('SAVED1', true);
    stubs.replace(vscode.window, 'showWarningMessage', (async (message: string) => void said.push(message)) as never);
  });
  teardown(async () => {
    stubs.restore();
    said.splice(0);
    await set(undefined);
    await closeEditors();
    for (const uri of [inventory, workspaceUri('reports')]) await vscode.workspace.fs.delete(uri, { recursive: true }).then(undefined, () => undefined);
    // The suites that follow count the sample estate alone.
    await serverIs('SAVED1', false);
  });

  test('saving an inventory in the editor writes the export of the setting', async () => {
    await set([{ file: 'reports/servers.csv', list: 'servers', filter: 'name:SAVED*' }]);
    await add('SAVED2');
    await eventually('the export has the new server', async () => /^SAVED2,/m.test(await readFile(out)));
    assert.doesNotMatch(await readFile(out), /RTM-/);
    await add('SAVED3');
    await eventually('the export follows', async () => /^SAVED3,/m.test(await readFile(out)));
    assert.deepEqual(said, []);
  });

  test('an export that cannot be written is told once, in words', async () => {
    await set([{ file: 'reports/x.inventory.csv' }, { file: 'reports/servers.csv', list: 'servers' }]);
    await add('SAVED2');
    await eventually('the other export is written', async () => /^SAVED2,/m.test(await readFile(out)));
    await add('SAVED3');
    await eventually('and again', async () => /^SAVED3,/m.test(await readFile(out)));
    await eventually('the warning', () => said.length > 0);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^reports\/x\.inventory\.csv was not exported after the save: its name is that of an inventory/);
  });
});
