import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { parse } from 'csv-parse/sync';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { Stubs, api, readFile, workspaceUri } from './estate';

suite('exports', () => {
  const stubs = new Stubs();
  const file = workspaceUri('exported.csv');
  teardown(async () => {
    stubs.restore();
    await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  });

  /** Runs an export into `file`; answers its rows below the header, and what the dialog proposed. */
  const run = async (command: string, arrangement?: unknown) => {
    await (await api()).status();
    let proposed = '';
    stubs.replace(vscode.window, 'showSaveDialog', async options => {
      proposed = path.basename(options?.defaultUri?.fsPath ?? '');
      return file;
    });
    await vscode.commands.executeCommand(command, arrangement);
    const rows = parse(await readFile(file), { columns: true, bom: true }) as Record<string, string>[];
    return { rows, proposed };
  };

  test('servers: one row each, in a file named after the date', async () => {
    const { rows, proposed } = await run(COMMANDS.serversExport);
    assert.equal(rows.length, 46);
    assert.match(proposed, /^servers-\d{4}-\d{2}-\d{2}\.csv$/);
    assert.ok(rows.some(row => Object.values(row).includes('RTM-DC01')));
  });

  test('exactly the filtered set', async () => {
    const { rows } = await run(COMMANDS.serversExport, { panel: 'servers', serverFilter: { text: 'rtm-sql' }, serverSort: { key: 'name', direction: 'descending' } });
    assert.deepEqual(rows.map(row => Object.values(row).find(value => value.startsWith('RTM-SQL'))), ['RTM-SQL02', 'RTM-SQL01']);
  });

  test('software and findings', async () => {
    assert.ok((await run(COMMANDS.softwareExport)).rows.length > 100);
    const { rows } = await run(COMMANDS.findingsExport);
    assert.ok(rows.length > 100);
    assert.ok(rows.every(row => Object.values(row).some(value => /^CVE-\d{4}-\d{4,}$/.test(value))));
  });

  test('Export… asks for a format, and writes what the panel shows', async () => {
    await (await api()).status();
    let [proposed, offered]: [string, readonly string[]] = ['', []];
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => {
      offered = items.map(({ label }) => label);
      return items.find(({ label }) => label === 'HTML report');
    }) as never);
    stubs.replace(vscode.window, 'showSaveDialog', async options => {
      proposed = path.basename(options?.defaultUri?.fsPath ?? '');
      return file;
    });
    await vscode.commands.executeCommand(COMMANDS.assessmentExport, 'servers', { panel: 'servers', serverFilter: { text: 'rtm-sql' }, serverSort: { key: 'name', direction: 'descending' } });
    assert.deepEqual(offered, ['Excel workbook', 'CSV table', 'HTML report', 'Markdown report', 'JSON', 'SARIF 2.1.0', 'CycloneDX 1.6']);
    assert.match(proposed, /^assessment-\d{4}-\d{2}-\d{2}\.html$/);
    const page = await readFile(file);
    assert.match(page, /<td>RTM-SQL02<\/td>[^]*<td>RTM-SQL01<\/td>/);
    assert.doesNotMatch(page, /<td>RTM-DC01<\/td>/);
  });

  test('giving up the dialog writes nothing', async () => {
    stubs.replace(vscode.window, 'showSaveDialog', async () => undefined);
    await vscode.commands.executeCommand(COMMANDS.serversExport);
    await assert.rejects(async () => vscode.workspace.fs.stat(file));
  });

  test('a folder that does not take it is said, and nothing is left', async () => {
    const said: string[] = [];
    stubs.replace(vscode.window, 'showSaveDialog', async () => workspaceUri('no', 'such', 'folder', 'x.csv'));
    stubs.replace(vscode.window, 'showErrorMessage', (async (message: string) => void said.push(message)) as never);
    await vscode.commands.executeCommand(COMMANDS.serversExport);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^Nothing was exported: /);
  });
});
