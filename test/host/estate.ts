import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { InventoryInsightsApi } from '../../src/extension/api';
import type { TreeNode, TreeView } from '../../src/protocol/models/tree';
import { eventually } from '../support/eventually';

/** The extension, activated. */
export async function extension(): Promise<vscode.Extension<InventoryInsightsApi>> {
  const found = vscode.extensions.getExtension<InventoryInsightsApi>('inventory-insights.inventory-insights');
  assert.ok(found, 'the extension is not installed');
  await found.activate();
  return found;
}

export async function api(): Promise<InventoryInsightsApi> {
  return (await extension()).exports;
}

/** The workspace's folder: a copy of the sample estate. */
export function workspaceUri(...segments: readonly string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, ...segments);
}

export async function writeFile(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
}

export async function readFile(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

/** Waits until the estate has a server of this name, or has none any more. */
export async function serverIs(name: string, there: boolean): Promise<void> {
  await eventually(`${name} is ${there ? 'there' : 'gone'}`, async () => (await labels('servers')).includes(name) === there);
}

export async function labels(view: TreeView, node?: string): Promise<readonly string[]> {
  return (await (await api()).tree(view, node)).map(({ label }) => label);
}

/** The node with this label below another one. */
export async function node(view: TreeView, label: string | RegExp, below?: string): Promise<TreeNode> {
  const nodes = await (await api()).tree(view, below);
  const found = nodes.find(each => (typeof label === 'string' ? each.label === label : label.test(each.label)));
  assert.ok(found, `${String(label)} is not among ${nodes.map(each => each.label).join(', ')}`);
  return found;
}

/** Our diagnostics of a file. */
export function ours(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Inventory Insights');
}

/** Where a text stands for the first time. */
export function positionOf(document: vscode.TextDocument, text: string, after = ''): vscode.Position {
  const whole = document.getText();
  const from = after === '' ? 0 : whole.indexOf(after);
  const at = whole.indexOf(text, from);
  assert.ok(from >= 0 && at >= 0, `${text} is not in ${path.basename(document.fileName)}`);
  return document.positionAt(at);
}

/** Replaces functions of the vscode API until `restore`; the extension under test calls the same object. */
export class Stubs {
  private readonly undo: (() => void)[] = [];

  replace<Owner extends object, Key extends keyof Owner>(owner: Owner, key: Key, value: Owner[Key]): void {
    const before = owner[key];
    owner[key] = value;
    this.undo.push(() => {
      owner[key] = before;
    });
  }

  restore(): void {
    for (const undo of this.undo.splice(0).reverse()) undo();
  }
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Takes back what is not saved of a file, once more where VS Code passed over it: what happened to the file just before may still be on its way. */
export async function revert(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await eventually('nothing unsaved', async () => {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    return !document.isDirty;
  });
}
