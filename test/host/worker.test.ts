import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { Stubs, api, extension, labels, ours, workspaceUri } from './estate';

/** Process ids of the workers that this extension host has started. */
function workers(): readonly number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(match => match !== null && Number(match[2]) === process.pid && (match[3] ?? '').includes('worker.js'))
    .map(match => Number(match?.[1]));
}

suite('a worker that dies', () => {
  const stubs = new Stubs();
  teardown(() => stubs.restore());

  test('another one takes over with the same state, and the user is told once', async function () {
    if (process.platform === 'win32') this.skip();
    await (await extension()).activate();
    const said: string[] = [];
    stubs.replace(vscode.window, 'showWarningMessage', (async (message: string) => void said.push(message)) as never);
    stubs.replace(vscode.window, 'showErrorMessage', (async (message: string) => void said.push(message)) as never);
    stubs.replace(vscode.window, 'showInformationMessage', (async (message: string) => void said.push(message)) as never);
    await vscode.commands.executeCommand('inventoryInsights.asOf.set', '2027-01-13');
    const before = await labels('servers');
    for (const round of [1, 2]) {
      const [pid, ...others] = workers();
      assert.ok(pid !== undefined && others.length === 0, `one worker in round ${round}, not ${[pid, ...others].join(', ')}`);
      process.kill(pid, 'SIGKILL');
      await eventually('another worker', () => workers().length === 1 && !workers().includes(pid));
      await eventually('the estate', async () => (await (await api()).status()).servers === 46);
      assert.deepEqual(await labels('servers'), before);
      await eventually('its diagnostics', () => ours(workspaceUri('hamburg.inventory.csv')).length > 0);
    }
    assert.equal(said.filter(message => /worker/.test(message)).length, 1, said.join('\n'));
    await vscode.commands.executeCommand('inventoryInsights.asOf.set', null);
  });

  test('one is enough', async () => {
    await (await api()).status();
    assert.equal(workers().length, 1);
  });
});
