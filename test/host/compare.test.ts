import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { hearPanels } from './answers';
import { Stubs, api, closeEditors, readFile, workspaceUri, writeFile } from './estate';

suite('compare and history', () => {
  const stubs = new Stubs();
  let panels: ReturnType<typeof hearPanels>;
  const history = () => workspaceUri('.inventory-insights');

  setup(async () => {
    await (await api()).status();
    panels = hearPanels(stubs);
  });
  teardown(async () => {
    stubs.restore();
    await closeEditors();
    await vscode.workspace.fs.delete(history(), { recursive: true }).then(undefined, () => undefined);
  });

  /** The comparison that the panel was sent. */
  const shown = () => panels.snapshot('compare');

  test('with another date, chosen by Quick Pick', async () => {
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => items.find(({ label }) => label.includes('Another date'))) as never);
    stubs.replace(vscode.window, 'showInputBox', async () => '2019-01-01');
    assert.deepEqual(await vscode.commands.executeCommand(COMMANDS.compareWith), { kind: 'date', date: '2019-01-01' });
    const { model, source } = await shown();
    assert.deepEqual(source, { kind: 'date', date: '2019-01-01' });
    assert.ok(model.kind === 'servers');
    assert.deepEqual([model.before.label, model.servers.new, model.servers.gone, model.steps.map(({ label }) => label)], ['As of 2019-01-01', 0, 0, ['Date']]);
    assert.ok(model.scoreBefore < model.scoreAfter);
  });

  test('with the inventory itself nothing differs; a choice that is called off opens nothing', async () => {
    await vscode.commands.executeCommand(COMMANDS.compareWith, { kind: 'path', path: workspaceUri().fsPath });
    const { model } = await shown();
    assert.ok(model.kind === 'servers');
    assert.deepEqual([model.page.total, model.findings.added, model.findings.fixed], [0, 0, 0]);
    panels.forget();
    stubs.replace(vscode.window, 'showQuickPick', (async () => undefined) as never);
    assert.equal(await vscode.commands.executeCommand(COMMANDS.compareWith), undefined);
    assert.deepEqual(panels.sent.filter(({ type }) => type === 'snapshot'), []);
  });

  test('Keep History makes the folder with today in it', async () => {
    const said: string[] = [];
    stubs.replace(vscode.window, 'showInformationMessage', (async (message: string) => void said.push(message)) as never);
    await vscode.commands.executeCommand(COMMANDS.historyKeep);
    assert.match(said[0] ?? '', /^Today is kept in \.inventory-insights\/history\./);
    const folder = vscode.Uri.joinPath(history(), 'history');
    const [[name]] = await vscode.workspace.fs.readDirectory(folder) as [[string, vscode.FileType]];
    assert.match(name, /^\d{4}-\d{2}-\d{2}\.json$/);
    assert.equal((JSON.parse(await readFile(vscode.Uri.joinPath(folder, name))) as { servers: number }).servers, (await (await api()).status()).servers);
  });

  test('with a day kept, chosen by Quick Pick: totals; without one it is not offered, other feeds always are', async () => {
    const offered: string[] = [];
    stubs.replace(vscode.window, 'showInformationMessage', (async () => undefined) as never);
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => {
      offered.push(...items.map(({ label }) => label));
      return items.find(({ label }) => label.includes('A day kept') || label === '2020-02-03');
    }) as never);
    assert.equal(await vscode.commands.executeCommand(COMMANDS.compareWith), undefined);
    assert.ok(offered.some((label) => label.includes('Other feeds')) && !offered.some((label) => label.includes('A day kept')), offered.join());
    await vscode.commands.executeCommand(COMMANDS.historyKeep);
    const folder = vscode.Uri.joinPath(history(), 'history');
    const [[name]] = await vscode.workspace.fs.readDirectory(folder) as [[string, vscode.FileType]];
    const kept = JSON.parse(await readFile(vscode.Uri.joinPath(folder, name))) as { score: number };
    await writeFile(vscode.Uri.joinPath(folder, '2020-02-03.json'), JSON.stringify({ ...kept, date: '2020-02-03', asOf: '2020-02-03', score: kept.score + 5 }));
    assert.deepEqual(await vscode.commands.executeCommand(COMMANDS.compareWith), { kind: 'day', date: '2020-02-03' });
    const { model } = await shown();
    assert.ok(model.kind === 'totals');
    assert.deepEqual([model.totals[0]?.before, model.totals[0]?.after], [kept.score + 5, kept.score]);
  });
});
