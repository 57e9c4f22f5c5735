import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import type { Target } from '../../src/protocol/models/frame';
import type { HostMessage } from '../../src/protocol/webview';
import { eventually } from '../support/eventually';
import { Stubs, api, closeEditors, node, serverIs, workspaceUri, writeFile } from './estate';

/** A panel that the extension opened, and what it was sent. */
interface Opened {
  readonly panel: vscode.WebviewPanel;
  readonly sent: HostMessage[];
}

suite('panels', () => {
  const stubs = new Stubs();
  const opened: Opened[] = [];

  setup(async () => {
    await (await api()).status();
    opened.length = 0;
    const create = vscode.window.createWebviewPanel;
    stubs.replace(vscode.window, 'createWebviewPanel', (...parameters) => {
      const panel = create(...parameters);
      const sent: HostMessage[] = [];
      const post = panel.webview.postMessage.bind(panel.webview);
      Object.defineProperty(panel.webview, 'postMessage', { value: (message: HostMessage) => {
        sent.push(message);
        return post(message);
      } });
      opened.push({ panel, sent });
      return panel;
    });
  });
  teardown(async () => {
    stubs.restore();
    await closeEditors();
    await eventually('no panel', () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length === 0);
  });

  const open = (target: Target) => vscode.commands.executeCommand(COMMANDS.targetOpen, target);
  const snapshots = (index = 0) => (opened[index]?.sent ?? []).flatMap(message => (message.type === 'snapshot' ? [message.snapshot] : []));
  const snapshot = (index = 0, count = 1) => eventually(`snapshot ${count} of panel ${index}`, () => snapshots(index)[count - 1]);

  test('the overview runs its script under a policy without unsafe-inline, and gets the estate', async () => {
    await vscode.commands.executeCommand(COMMANDS.overviewOpen);
    const shown = await snapshot();
    assert.equal(shown.panel, 'overview');
    const { webview } = opened[0]!.panel;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(webview.html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'; /);
    assert.doesNotMatch(policy, /unsafe/);
    assert.match(webview.html, /<ii-overview-panel><\/ii-overview-panel>/);
    assert.doesNotMatch(webview.html, /\sstyle=|<style/);
    assert.equal(webview.options.localResourceRoots?.length, 2);
  });

  test('a panel is opened once; another filter goes to the one that is open', async () => {
    await open({ view: 'servers', filter: { text: 'rtm-sql' } });
    const first = await snapshot();
    assert.ok(first.panel === 'servers');
    assert.equal(first.model.total, 2);
    await open({ view: 'servers', filter: {} });
    const second = await snapshot(0, 2);
    assert.ok(second.panel === 'servers');
    assert.equal(second.model.total, 46);
    assert.equal(opened.length, 1);
  });

  test('a server’s panel opens at the finding that a link names', async () => {
    const server = await node('servers', 'RTM-DC01');
    const vulnerabilities = await node('servers', 'Vulnerabilities', server.id);
    const finding = await node('servers', /^CVE-/, vulnerabilities.id);
    assert.ok(finding.target?.view === 'server');
    await open(finding.target);
    const shown = await snapshot();
    assert.ok(shown.panel === 'server');
    assert.equal(shown.model.name, 'RTM-DC01');
    assert.equal(shown.section, 'vulnerabilities');
    assert.equal(shown.finding?.cve, finding.label);
    assert.equal(opened[0]!.panel.title, 'RTM-DC01');
  });

  test('each server has a panel of its own, ten at most', async () => {
    const servers = (await (await api()).tree('servers')).slice(0, 12);
    for (const [index, { target }] of servers.entries()) {
      assert.ok(target);
      await open(target);
      await snapshot(index);
    }
    const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(({ label }) => label);
    const expected = servers.slice(2).map(({ label }) => label).join();
    await eventually(`the tabs ${expected}`, () => tabs().join() === expected);
  });

  test('changed data is said and not drawn until it is asked for', async () => {
    const file = workspaceUri('panel.inventory.csv');
    await open({ view: 'servers', filter: {} });
    await snapshot();
    try {
      await writeFile(file, 'Server\nPANEL01\n');
      await eventually('“changed”', () => opened[0]?.sent.some(({ type }) => type === 'changed'));
      assert.equal(snapshots().length, 1);
      await vscode.commands.executeCommand(COMMANDS.serversOpen);
      const fresh = await snapshot(0, 2);
      assert.ok(fresh.panel === 'servers');
      assert.equal(fresh.model.all, 47);
    } finally {
      await vscode.workspace.fs.delete(file);
      await serverIs('PANEL01', false);
    }
  });

  test('a server that no file names any more is an error with a next step', async () => {
    await open({ view: 'server', server: 'no such server' });
    const error = await eventually('the error', () => opened[0]?.sent.find(message => message.type === 'error'));
    assert.match(error.message, /No inventory names this server/);
  });

  test('a source opens at its line and column', async () => {
    await open({ view: 'source', file: workspaceUri('hamburg.inventory.csv').fsPath, line: 4, column: 12 });
    await eventually('the place in the editor', () => {
      const active = vscode.window.activeTextEditor?.selection.active;
      return active?.line === 3 && active.character === 11;
    });
  });

  test('a record opens NVD’s page; what only looks like one opens nothing', async () => {
    const asked: string[] = [];
    stubs.replace(vscode.env as { openExternal: typeof vscode.env.openExternal }, 'openExternal', async uri => Boolean(asked.push(String(uri))));
    await open({ view: 'record', cve: 'CVE-2021-44228' });
    await vscode.commands.executeCommand(COMMANDS.targetOpen, { view: 'record', cve: '../../evil' });
    assert.deepEqual(asked, ['https://nvd.nist.gov/vuln/detail/CVE-2021-44228']);
  });

  test('a link to nothing does nothing', async () => {
    for (const target of [undefined, null, 'overview', { view: 'shell', command: 'rm' }]) await vscode.commands.executeCommand(COMMANDS.targetOpen, target);
    assert.equal(opened.length, 0);
  });
});
