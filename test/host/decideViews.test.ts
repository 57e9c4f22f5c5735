import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import type { Settings } from '../../src/extension/settings';
import { StatusBar } from '../../src/extension/statusBar';
import type { EstateWatch } from '../../src/extension/estateWatch';
import type { WorkerSettings } from '../../src/protocol/settings';
import type { PanelState } from '../../src/protocol/webview';
import { Answers, hearPanels } from './answers';
import { Stubs, api, closeEditors, readFile, workspaceUri, writeFile } from './estate';

suite('views and the scope', () => {
  const stubs = new Stubs();
  let answers: Answers;
  let panels: ReturnType<typeof hearPanels>;
  const shared = () => workspaceUri('.inventory-insights', 'views.json');
  const run = (command: string, ...parameters: readonly unknown[]) => vscode.commands.executeCommand(command, ...parameters);
  const sql: PanelState = { panel: 'servers', serverFilter: { text: 'sql', risks: ['vulnerabilities'] }, serverSort: { key: 'name', direction: 'ascending' }, columns: ['name', 'score'] };
  const views = async (): Promise<readonly Record<string, unknown>[]> => (JSON.parse(await readFile(shared())) as { views: Record<string, unknown>[] }).views;
  /** What Open View lists. */
  const listed = async (): Promise<readonly string[]> => {
    answers.give({});
    answers.offered.splice(0);
    await run(COMMANDS.viewOpen);
    return answers.offered[0] ?? [];
  };

  setup(async () => {
    answers = new Answers(stubs);
    panels = hearPanels(stubs);
    await (await api()).status();
  });
  teardown(async () => {
    answers.give({});
    await run(COMMANDS.scopeClear);
    stubs.restore();
    await closeEditors();
    await vscode.workspace.fs.delete(workspaceUri('.inventory-insights'), { recursive: true }).then(undefined, () => undefined);
    await (await api()).status();
  });

  test('a view of the workspace: saved by a panel, opened by name, shared by its file, deleted', async () => {
    answers.give({ picks: ['In the workspace'], texts: ['SQL at risk', 'for the weekly meeting'] });
    await run(COMMANDS.viewSave, sql);
    const [kept, ...others] = await views();
    assert.deepEqual([kept, others.length], [{ name: 'SQL at risk', description: 'for the weekly meeting', list: 'servers', filter: kept?.['filter'], sort: sql.serverSort, columns: sql.columns }, 0]);
    assert.match(String(kept?.['filter']), /risk:vulnerabilit.*sql|sql.*risk:vulnerabilit/);

    await run(COMMANDS.viewOpen, 'sql AT risk');
    const { model, columns } = await panels.snapshot('servers');
    assert.deepEqual([model.filter.text, model.filter.risks, model.sort, columns], ['sql', ['vulnerabilities'], sql.serverSort, sql.columns]);
    assert.ok(model.total > 0);

    answers.give({ picks: ['SQL at risk', 'Delete'] });
    await run(COMMANDS.viewManage);
    assert.deepEqual(await views(), []);
    await run(COMMANDS.viewOpen, 'SQL at risk');
    assert.match(answers.said.at(-1) ?? '', /There is no view “SQL at risk”/);
  });

  test('a private view: nothing of it in the workspace until it is shared; renamed and deleted', async () => {
    answers.give({ picks: ['Only for me'], texts: ['Mine', ''] });
    await run(COMMANDS.viewSave, sql);
    await assert.rejects(readFile(shared()));
    assert.deepEqual(await listed(), ['Mine | servers · only for me']);
    answers.give({ picks: ['Mine', 'Rename…'], texts: ['Ours'] });
    await run(COMMANDS.viewManage);
    assert.deepEqual(await listed(), ['Ours | servers · only for me']);
    answers.give({ picks: ['Ours', 'Share in the workspace'] });
    await run(COMMANDS.viewManage);
    assert.deepEqual([await listed(), (await views()).map(({ name }) => name)], [['Ours | servers · workspace'], ['Ours']]);
    answers.give({ picks: ['Ours', 'Keep only for me'] });
    await run(COMMANDS.viewManage);
    assert.deepEqual([await listed(), await views()], [['Ours | servers · only for me'], []]);
    answers.give({ picks: ['Ours', 'Delete'] });
    await run(COMMANDS.viewManage);
    assert.deepEqual(await listed(), []);
    assert.equal(answers.said.at(-1), 'No view is saved yet. Filter a list, then choose Save View.');
  });

  test('a software list as a view, and a view in the file whose filter is not understood', async () => {
    answers.give({ picks: ['In the workspace'], texts: ['Old Tomcat', ''] });
    await run(COMMANDS.viewSave, { panel: 'software', softwareFilter: { text: 'tomcat' }, softwareSort: { key: 'name', direction: 'ascending' } } satisfies PanelState);
    await run(COMMANDS.viewOpen, 'Old Tomcat');
    assert.deepEqual((await panels.snapshot('software')).model.filter.text, 'tomcat');
    await writeFile(shared(), JSON.stringify({ schemaVersion: 1, views: [{ name: 'Broken', list: 'servers', filter: 'environment:(' }] }));
    await (await api()).status();
    await run(COMMANDS.viewOpen, 'Broken');
    assert.match(answers.said.at(-1) ?? '', /“Broken”/);
  });

  test('the scope of a panel’s filter: every list keeps to it, and clearing it shows all again', async () => {
    const all = (await (await api()).status()).servers;
    answers.give({ picks: ['The filter of the servers list'] });
    await run(COMMANDS.scopeSet, { panel: 'servers', serverFilter: { text: 'sql' } } satisfies PanelState);
    await run(COMMANDS.serversOpen);
    const { model } = await panels.snapshot('servers');
    assert.deepEqual([model.frame.scope?.text, model.frame.scope?.of, model.total], ['sql', all, model.frame.scope?.servers]);
    assert.ok(model.total > 0 && model.total < all);
    assert.equal((await (await api()).status()).servers, model.total);
    panels.forget();
    await run(COMMANDS.scopeClear);
    await panels.snapshot('servers', ({ model: { frame } }) => !frame.scope);
    assert.equal((await (await api()).status()).servers, all);
  });

  test('the scope by a typed filter and by a saved view; what is not understood sets none', async () => {
    answers.give({ picks: ['In the workspace', 'Type a filter…'], texts: ['Production', '', 'environment:production'] });
    await run(COMMANDS.viewSave, { panel: 'servers', serverFilter: { text: 'rtm' } } satisfies PanelState);
    await run(COMMANDS.scopeSet);
    await run(COMMANDS.serversOpen);
    await panels.snapshot('servers', ({ model: { frame } }) => frame.scope?.label === 'environment:production');
    panels.forget();
    answers.give({ picks: ['Production'] });
    await run(COMMANDS.scopeSet);
    await panels.snapshot('servers', ({ model: { frame } }) => frame.scope?.label === 'Production' && frame.scope.text === 'rtm');
    const refused: unknown[] = [];
    answers.give({ picks: ['Type a filter…'] });
    stubs.replace(vscode.window, 'showInputBox', (async (options?: vscode.InputBoxOptions) => {
      for (const text of ['', 'environment:(', 'environment:production']) refused.push(await options?.validateInput?.(text));
      return undefined;
    }) as never);
    await run(COMMANDS.scopeSet);
    assert.deepEqual(refused.map(text => typeof text), ['string', 'string', 'undefined']);
    answers.give({ picks: ['Clear Scope'] });
    panels.forget();
    await run(COMMANDS.scopeSet);
    await panels.snapshot('servers', ({ model: { frame } }) => !frame.scope);
  });

  test('the status bar has a sign while a scope is on', () => {
    const items: { text: string; tooltip?: unknown; command?: unknown; shown: boolean; readonly id: string }[] = [];
    stubs.replace(vscode.window, 'createStatusBarItem', ((id: string) => {
      const item = { id, text: '', shown: false, show: () => void (item.shown = true), hide: () => void (item.shown = false), dispose: () => undefined };
      items.push(item);
      return item;
    }) as never);
    const changed = new vscode.EventEmitter<Pick<WorkerSettings, 'asOf' | 'scope'>>();
    const nothing = { onDidChange: new vscode.EventEmitter<never>().event };
    const bar = new StatusBar(nothing as unknown as EstateWatch, { current: { asOf: null, scope: null }, onDidChange: changed.event } as unknown as Settings);
    const scope = items.find(({ id }) => id === 'inventoryInsights.scope')!;
    assert.deepEqual([scope.shown, scope.command], [false, COMMANDS.scopeSet]);
    changed.fire({ asOf: null, scope: { label: 'Production', text: 'environment:production' } });
    assert.deepEqual([scope.shown, scope.text], [true, '$(filter-filled) Scope: Production']);
    assert.match(String(scope.tooltip), /environment:production/);
    changed.fire({ asOf: null, scope: null });
    assert.equal(scope.shown, false);
    bar.dispose();
  });
});
