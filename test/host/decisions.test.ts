import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { eventually } from '../support/eventually';
import { Stubs, api, closeEditors, node, ours, readFile, workspaceUri, writeFile } from './estate';

suite('what users decide', () => {
  const stubs = new Stubs();
  const said: string[] = [];
  const decided = (file: string) => workspaceUri('.inventory-insights', file);
  teardown(async () => {
    stubs.restore();
    said.splice(0);
    await closeEditors();
    await vscode.workspace.fs.delete(workspaceUri('.inventory-insights'), { recursive: true }).then(undefined, () => undefined);
    await vscode.workspace.fs.delete(workspaceUri('tags.csv')).then(undefined, () => undefined);
  });

  /** Answers Quick Picks by their labels and input boxes by text, in order; says what was said, and presses the button named. */
  const answers = (picks: readonly (string | RegExp)[], texts: readonly string[] = [], press = '') => {
    const [labels, typed] = [[...picks], [...texts]];
    stubs.replace(vscode.window, 'showQuickPick', (async (items: readonly (vscode.QuickPickItem | string)[]) => {
      const wanted = labels.shift();
      return (await items).find(item => {
        const label = typeof item === 'string' ? item : item.label;
        return wanted instanceof RegExp ? wanted.test(label) : label === wanted;
      });
    }) as never);
    stubs.replace(vscode.window, 'showInputBox', async () => typed.shift());
    stubs.replace(vscode.window, 'showInformationMessage', (async (message: string, ...buttons: string[]) => {
      said.push(message);
      return buttons.find(label => label === press);
    }) as never);
    stubs.replace(vscode.window, 'showWarningMessage', (async (message: string) => void said.push(message)) as never);
  };

  test('criticality of servers selected in the tree, undone by the button of the message', async () => {
    await (await api()).status();
    const [first, second] = [await node('servers', 'RTM-DC01'), await node('servers', /^RTM-SQL/)];
    answers(['Critical'], [], 'Undo');
    await vscode.commands.executeCommand(COMMANDS.criticalitySet, { node: first }, [{ node: first }, { node: second }]);
    assert.match(said[0] ?? '', /^2 servers: criticality critical, set by hand$/);
    await eventually('the change is taken back', async () => (JSON.parse(await readFile(decided('estate.json'))) as { servers: unknown[] }).servers.length === 0);
  });

  test('tags from a CSV, with a report', async () => {
    await writeFile(workspaceUri('tags.csv'), 'server,key,value\nRTM-DC01,tier,0\nno-such-server,tier,1\n');
    answers([]);
    stubs.replace(vscode.window, 'showOpenDialog', async () => [workspaceUri('tags.csv')]);
    await vscode.commands.executeCommand(COMMANDS.tagsImport);
    assert.match(said[0] ?? '', /^Tags of 1 servers were set\. 1 rows were left out, for example of unknown servers no-such-server/);
    assert.match(await readFile(decided('estate.json')), /"tier": "0"/);
  });

  test('a rule is added from a text and opened at its place', async () => {
    answers(['High'], ['environment:production']);
    await vscode.commands.executeCommand(COMMANDS.criticalityAddRule);
    answers([]);
    await vscode.commands.executeCommand(COMMANDS.criticalityRules);
    await eventually('the rule in the editor', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.fsPath === decided('estate.json').fsPath
        && /^\{\s*"filter": "environment:production"/.test(editor.document.getText(new vscode.Range(editor.selection.active, editor.document.positionAt(1e6))));
    });
  });

  test('a problem offers to set its CVE aside; the list removes the statement', async () => {
    const file = workspaceUri('hamburg.inventory.csv');
    await vscode.window.showTextDocument(file);
    let problem: vscode.Diagnostic | undefined;
    await eventually('a vulnerability is told', async () => (problem = ours(file).find(({ code }) => code === 'exploited-vulnerability' || code === 'critical-vulnerability')) !== undefined);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', file, problem!.range);
    const action = actions.find(({ title }) => /^Set Aside CVE-\d{4}-\d+…$/.test(title));
    assert.ok(action?.command, actions.map(({ title }) => title).join(', '));
    const cve = /CVE-\d+-\d+/.exec(action.title)![0];
    answers([/ only$/, /./, 'Not affected', 'It is mitigated already'], ['A rule of the firewall', '2099-12-31']);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    assert.deepEqual(said, [`${cve} is set aside until 2099-12-31.`]);
    const document = JSON.parse(await readFile(decided('vex.json'))) as { statements: readonly { status: string; justification: string; status_notes: string }[] };
    assert.deepEqual(document.statements.map(({ status, justification, status_notes: note }) => [status, justification, note]), [['not_affected', 'inline_mitigations_already_exist', 'A rule of the firewall']]);
    answers([cve, /^Remove/]);
    await vscode.commands.executeCommand(COMMANDS.setAsideShow);
    assert.equal((JSON.parse(await readFile(decided('vex.json'))) as { statements: unknown[] }).statements.length, 0);
  });

  test('a VEX document that names nothing here says so', async () => {
    await writeFile(workspaceUri('tags.csv'), JSON.stringify({ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [{ vulnerability: { name: 'CVE-2021-44228' }, products: [{ '@id': 'pkg:npm/none' }], status: 'fixed' }] }));
    answers([]);
    stubs.replace(vscode.window, 'showOpenDialog', async () => [workspaceUri('tags.csv')]);
    await vscode.commands.executeCommand(COMMANDS.vexImport);
    assert.match(said[0] ?? '', /^Nothing of tags\.csv was taken\. 1 name no server or software of this inventory\.$/);
  });

  test('a VEX document without statements says that nothing was there; a later one is refused', async () => {
    answers([]);
    const refused: string[] = [];
    stubs.replace(vscode.window, 'showErrorMessage', (async (message: string) => void refused.push(message)) as never);
    stubs.replace(vscode.window, 'showOpenDialog', async () => [workspaceUri('tags.csv')]);
    await writeFile(workspaceUri('tags.csv'), JSON.stringify({ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] }));
    await vscode.commands.executeCommand(COMMANDS.vexImport);
    assert.deepEqual(said, ['tags.csv has no statements: nothing was there to take.']);
    await writeFile(workspaceUri('tags.csv'), JSON.stringify({ '@context': 'https://openvex.dev/ns/v0.3.0', statements: [] }));
    await vscode.commands.executeCommand(COMMANDS.vexImport);
    assert.match(refused[0] ?? '', /It is of OpenVEX 0\.3; version 0\.2 and the drafts before it are known\./);
  });

  test('servers of a list: a CVE is set aside on them, written as VEX, taken away and read back', async () => {
    await (await api()).status();
    const out = workspaceUri('exported-vex.json');
    const statements = async (uri: vscode.Uri) => (JSON.parse(await readFile(uri)) as { statements: readonly { vulnerability: { name: string } }[] }).statements;
    const cve = 'CVE-2021-44228';
    answers(['Fixed'], ['Patched by hand', '']);
    await vscode.commands.executeCommand(COMMANDS.findingSetAside, { cve, filter: {} });
    assert.deepEqual(said.splice(0), [`${cve} is set aside.`]);
    try {
      stubs.replace(vscode.window, 'showSaveDialog', async () => out);
      for (const format of ['OpenVEX 0.2.0', 'CycloneDX 1.6']) {
        answers([format]);
        await vscode.commands.executeCommand(COMMANDS.vexExport);
        assert.deepEqual(said.splice(0), ['1 statements were written to exported-vex.json.']);
        if (format.startsWith('Open')) assert.deepEqual((await statements(out)).map(({ vulnerability }) => vulnerability.name), [cve]);
        answers([cve, /^Remove/]);
        await vscode.commands.executeCommand(COMMANDS.setAsideShow);
        assert.equal((await statements(decided('vex.json'))).length, 0, format);
        said.splice(0);
        answers([]);
        stubs.replace(vscode.window, 'showOpenDialog', async () => [out]);
        await vscode.commands.executeCommand(COMMANDS.vexImport);
        assert.match(said.splice(0)[0] ?? '', /^1 of 1 statements of exported-vex\.json were taken\./);
        assert.equal((await statements(decided('vex.json'))).length, 1, format);
      }
    } finally {
      await vscode.workspace.fs.delete(out).then(undefined, () => undefined);
    }
  });
});
