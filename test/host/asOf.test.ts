import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { eventually } from '../support/eventually';
import { Stubs, api, node } from './estate';

suite('the as-of date', () => {
  const stubs = new Stubs();
  teardown(async () => {
    stubs.restore();
    await vscode.commands.executeCommand(COMMANDS.asOfSet, null);
  });

  const set = (date: string | null) => vscode.commands.executeCommand(COMMANDS.asOfSet, date);
  const describedAs = (name: string, text: RegExp) => eventually(`${name} as ${text}`, async () => text.test((await node('servers', name)).description));

  test('what is supported today ends with its date', async () => {
    await set('2026-11-21');
    await describedAs('RTM-SQL01', /OS ends/);
    await set('2027-01-12');
    await describedAs('RTM-SQL01', /OS ends/);
    await set('2027-01-13');
    await describedAs('RTM-SQL01', /OS ended/);
  });

  test('more is at risk later', async () => {
    await set('2026-11-21');
    const now = (await (await api()).status()).serversAtRisk;
    await set('2035-01-01');
    assert.ok((await (await api()).status()).serversAtRisk > now);
  });

  test('what is no date changes nothing', async () => {
    stubs.replace(vscode.window, 'showQuickPick', (async () => undefined) as never);
    await set('2027-01-13');
    await vscode.commands.executeCommand(COMMANDS.asOfSet, '2027-02-31');
    await describedAs('RTM-SQL01', /OS ended/);
  });

  test('the date can be typed, is checked, and is offered again', async () => {
    const offered: string[][] = [];
    let said: unknown[] = [];
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly vscode.QuickPickItem[]) => {
      offered.push(items.map(({ label }) => label));
      return items.at(-1);
    }) as never);
    stubs.replace(vscode.window, 'showInputBox', async options => {
      said = ['2027-02-30', 'soon', '1799-01-01', ' 2027-03-01 '].map(text => options?.validateInput?.(text));
      return ' 2027-03-01 ';
    });
    await vscode.commands.executeCommand(COMMANDS.asOfSet);
    assert.deepEqual(said.map(each => typeof each), ['string', 'string', 'string', 'undefined']);
    await describedAs('RTM-SQL01', /OS ended/);
    await vscode.commands.executeCommand(COMMANDS.asOfSet);
    assert.ok(offered[1]?.includes('2027-03-01'));
  });
});
