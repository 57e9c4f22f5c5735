import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { Stubs } from './estate';

suite('the sample estate', () => {
  const stubs = new Stubs();
  teardown(() => stubs.restore());

  test('a copy that can be edited is opened', async () => {
    const opened: vscode.Uri[] = [];
    const run = vscode.commands.executeCommand;
    stubs.replace(vscode.commands, 'executeCommand', (async (command: string, ...rest: unknown[]) => {
      if (command !== 'vscode.openFolder') return run(command, ...rest);
      opened.push(rest[0] as vscode.Uri);
      return undefined;
    }) as never);
    await run(COMMANDS.samplesOpen);
    const [folder] = opened;
    assert.ok(folder);
    for (const file of ['rotterdam.inventory.json', 'hamburg.inventory.csv', 'azure-migrate-software-inventory.csv']) {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, ...file.split('/')));
    }
  });
});
