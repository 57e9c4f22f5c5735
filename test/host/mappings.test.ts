import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import type { Target } from '../../src/protocol/models/frame';
import { eventually } from '../support/eventually';
import { Stubs, api, node, readFile, serverIs, workspaceUri, writeFile } from './estate';

const INVENTORY = 'Server,OS name,OS version,Software,Publisher,Version\nMAPPED1,Debian GNU/Linux,12,Meridian App Runtime,Meridian Freight,9.0.30\n';
const RUNTIME = { name: 'Meridian App Runtime', publisher: 'Meridian Freight', version: '9.0.30' };

/** A Quick Pick that is answered by what it shows: what is typed first, and the item that is taken. */
interface Answer {
  readonly type?: string;
  readonly take: RegExp;
}

suite('mappings', () => {
  const stubs = new Stubs();
  const inventory = workspaceUri('mapped.inventory.csv');
  const mappings = workspaceUri('.inventory-insights', 'mappings.json');
  let said: string[] = [];
  let press: string | undefined;

  setup(async () => {
    said = [];
    press = undefined;
    const tell = (async (message: string, ...buttons: string[]) => {
      said.push(message);
      return buttons.find(button => button === press);
    }) as never;
    stubs.replace(vscode.window, 'showInformationMessage', tell);
    stubs.replace(vscode.window, 'showWarningMessage', tell);
    await writeFile(inventory, INVENTORY);
    await serverIs('MAPPED1', true);
  });
  teardown(async () => {
    stubs.restore();
    await vscode.workspace.fs.delete(workspaceUri('.inventory-insights'), { recursive: true }).then(undefined, () => undefined);
    await vscode.workspace.fs.delete(inventory);
    await serverIs('MAPPED1', false);
  });

  /** Answers the next Quick Pick with its real items, once they are there. */
  function answer({ type, take }: Answer): { readonly shown: string[] } {
    const shown: string[] = [];
    const create = vscode.window.createQuickPick;
    stubs.replace(vscode.window, 'createQuickPick', (() => {
      const pick = create();
      const taken = new vscode.EventEmitter<void>();
      Object.defineProperty(pick, 'onDidAccept', { value: taken.event });
      void (async () => {
        if (type !== undefined) {
          await eventually('the first items', () => pick.items.length > 0);
          pick.value = type;
        }
        const item = await eventually(`an item ${take}`, () => pick.items.find(({ label }) => take.test(label)));
        shown.push(...pick.items.map(({ label }) => label));
        Object.defineProperty(pick, 'selectedItems', { value: [item] });
        taken.fire();
      })();
      return pick;
    }) as never);
    return { shown };
  }

  const score = async (): Promise<number> => Number(/\d+/.exec((await node('servers', 'MAPPED1')).description)?.[0] ?? 0);
  const setMapping = (argument: unknown) => vscode.commands.executeCommand(COMMANDS.mappingSet, argument);

  test('a chosen product changes the score, and removing it gives back the one before', async () => {
    const before = await score();
    const { shown } = answer({ type: 'apache tomcat', take: /^apache:tomcat$/ });
    await setMapping(RUNTIME);
    await eventually('a higher score', async () => (await score()) > before);
    assert.ok(shown.includes('No such product (leave unknown)') && shown.includes('Ignore this software'), shown.join(', '));
    assert.deepEqual(said, ['Meridian App Runtime is apache:tomcat.']);
    assert.ok((await readFile(mappings)).includes('"cpe": "apache:tomcat"'));
    await vscode.commands.executeCommand(COMMANDS.mappingRemove, RUNTIME);
    await eventually('the score from before', async () => (await score()) === before);
  });

  test('Undo in the message gives back what was there', async () => {
    answer({ take: /^Ignore this software$/ });
    press = 'Undo';
    await setMapping(RUNTIME);
    await eventually('no mapping', async () => /"mappings": \[\s*\]/.test(await readFile(mappings)));
  });

  test('a node of the tree is mapped, and so is what a link names', async () => {
    const found = await node('software', 'Meridian App Runtime');
    answer({ take: /^No such product/ });
    await setMapping({ node: found });
    assert.ok((await readFile(mappings)).includes('"unknown": true'));
    stubs.restore();
    stubs.replace(vscode.window, 'showInformationMessage', (async () => undefined) as never);
    answer({ take: /^Remove the mapping$/ });
    const target: Target = { view: 'mapping', software: RUNTIME };
    await vscode.commands.executeCommand(COMMANDS.targetOpen, target);
    await eventually('no mapping', async () => /"mappings": \[\s*\]/.test(await readFile(mappings)));
  });

  test('the quick fix of software that is not identified sets its mapping', async () => {
    const document = await vscode.workspace.openTextDocument(inventory);
    const diagnostic = await eventually('the diagnostic', () => vscode.languages.getDiagnostics(document.uri).find(({ code }) => code === 'software-unmapped'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic.range, vscode.CodeActionKind.QuickFix.value);
    const fix = actions.find(({ title }) => title === 'Set Mapping…');
    assert.ok(fix?.command, actions.map(({ title }) => title).join(', '));
    answer({ take: /^Ignore this software$/ });
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    await eventually('no diagnostic', () => vscode.languages.getDiagnostics(document.uri).every(({ code }) => code !== 'software-unmapped'));
  });

  test('a file that must not be changed says why', async () => {
    await (await api()).status();
    await vscode.workspace.fs.createDirectory(workspaceUri('.inventory-insights'));
    await writeFile(mappings, '{"mappings": [\n<<<<<<< mine\n]}');
    answer({ take: /^Ignore this software$/ });
    await setMapping(RUNTIME);
    assert.match(said.at(-1) ?? '', /mappings\.json was not changed.*merge/);
  });
});
