import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { eventually } from '../support/eventually';
import { Stubs, api, labels, node } from './estate';

suite('the trees', () => {
  const stubs = new Stubs();
  teardown(async () => {
    stubs.restore();
    await vscode.commands.executeCommand(COMMANDS.treeClearFilter);
    const configuration = vscode.workspace.getConfiguration('inventoryInsights');
    for (const key of ['tree.groupBy', 'tree.sortBy']) await configuration.update(key, undefined, vscode.ConfigurationTarget.Global);
  });

  const choose = (label: RegExp) => {
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => items.find(item => label.test(item.label))) as never);
  };
  const type = (text: string) => stubs.replace(vscode.window, 'showInputBox', async () => text);

  test('the sample estate is read', async () => {
    const status = await (await api()).status();
    assert.equal(status.phase, 'ready');
    assert.equal(status.files, 3);
    assert.equal(status.unreadableFiles, 0);
    assert.equal(status.servers, 46);
    assert.ok(status.serversAtRisk > 30 && status.serversAtRisk < 46);
  });

  test('servers stand worst first, and open to their parts and findings', async () => {
    const servers = await (await api()).tree('servers');
    assert.equal(servers.length, 46);
    const scores = servers.map(({ description }) => Number(/^[\d,]+/.exec(description)?.[0].replaceAll(',', '') ?? 0));
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
    const server = await node('servers', 'RTM-DC01');
    assert.equal(server.context, 'server');
    const vulnerabilities = await node('servers', 'Vulnerabilities', server.id);
    const findings = await labels('servers', vulnerabilities.id);
    assert.ok(findings.length > 3);
    assert.ok(findings.every(label => /^CVE-\d{4}-\d+$/.test(label)));
  });

  test('software opens to the servers that have it; feeds say what they are', async () => {
    const [software] = await (await api()).tree('software');
    assert.ok(software);
    assert.ok((await labels('software', software.id)).length > 0);
    assert.ok((await (await api()).tree('feeds')).some(({ description }) => /starter/i.test(description)));
  });

  test('data issues stand below their file', async () => {
    const file = await node('dataIssues', 'hamburg.inventory.csv');
    const [issue] = await (await api()).tree('dataIssues', file.id);
    assert.equal(issue?.target?.view, 'source');
  });

  test('groups and order follow the menus', async () => {
    choose(/Site/);
    await vscode.commands.executeCommand(COMMANDS.treeGroup);
    await eventually('groups', async () => (await labels('servers')).includes('Rotterdam'));
    choose(/Nothing/);
    await vscode.commands.executeCommand(COMMANDS.treeGroup);
    choose(/^Name/);
    await vscode.commands.executeCommand(COMMANDS.treeSort);
    await eventually('names in order', async () => (await labels('servers'))[0]?.startsWith('HAM-APP01'));
  });

  test('the filter takes words, at-risk-only leaves the healthy out, and both can be cleared', async () => {
    type('rtm-sql');
    await vscode.commands.executeCommand(COMMANDS.treeFilter);
    await eventually('two servers', async () => (await labels('servers')).join() === 'RTM-SQL01,RTM-SQL02' || (await labels('servers')).join() === 'RTM-SQL02,RTM-SQL01');
    type('no such server anywhere');
    await vscode.commands.executeCommand(COMMANDS.treeFilter);
    await eventually('nothing', async () => (await labels('servers')).length === 0);
    await vscode.commands.executeCommand(COMMANDS.treeClearFilter);
    await eventually('all', async () => (await labels('servers')).length === 46);
    await vscode.commands.executeCommand(COMMANDS.treeShowAtRisk);
    const { serversAtRisk } = await (await api()).status();
    await eventually('those at risk', async () => (await labels('servers')).length === serversAtRisk && !(await labels('servers')).includes('RTM-DC02'));
  });
});
