import * as path from 'node:path';
import * as vscode from 'vscode';
import { EstateRefresh, InventoryOpen } from '../../protocol/lsp';
import { COMMANDS } from '../commandIds';
import { report, sayWithLog } from '../failure';
import type { Memory } from '../memory';
import { VIEW_IDS } from '../tree/viewIds';
import type { WorkerClient } from '../workerClient';

/** Refused files that one message names; the log names all. */
const MAX_NAMED = 3;

/** Opening files as inventories whatever their names, forgetting them again, and reading everything anew. */
export function registerInventoryCommands(client: WorkerClient, memory: Memory, log: vscode.LogOutputChannel): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  const open = async (file: unknown, files: unknown) => {
    const uris = chosen(file, files) ?? await pickFiles();
    if (uris.length > 0) await report(log, vscode.l10n.t('The inventory could not be opened'), () => openInventories(client, memory, log, uris));
  };
  return vscode.Disposable.from(
    registerCommand(COMMANDS.inventoryOpen, open),
    registerCommand(COMMANDS.inventoryOpenAs, open),
    registerCommand(COMMANDS.inventoryForget, () => report(log, vscode.l10n.t('The inventory could not be forgotten'), () => forgetInventories(client, memory))),
    registerCommand(COMMANDS.estateRefresh, () => report(log, vscode.l10n.t('The inventory could not be read again'), () =>
      vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading inventories and feeds') }, () => client.request(EstateRefresh, {})))),
  );
}

/** What the explorer gives: the file clicked, and all that are selected. */
function chosen(file: unknown, files: unknown): readonly vscode.Uri[] | undefined {
  if (Array.isArray(files) && files.length > 0) return files.filter(each => each instanceof vscode.Uri);
  return file instanceof vscode.Uri ? [file] : undefined;
}

async function pickFiles(): Promise<readonly vscode.Uri[]> {
  return await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t('Open as Inventory'),
    title: vscode.l10n.t('Open Inventory'),
    filters: { [vscode.l10n.t('Inventories')]: ['json', 'csv', 'txt', 'xlsx', 'reg', 'gz', 'list'], [vscode.l10n.t('All files')]: ['*'] },
  }) ?? [];
}

async function openInventories(client: WorkerClient, memory: Memory, log: vscode.LogOutputChannel, uris: readonly vscode.Uri[]): Promise<void> {
  const asked = uris.map(String);
  const { refused } = await client.request(InventoryOpen, { uris: asked });
  const reasons = new Map(refused.map(({ uri, reason }) => [String(vscode.Uri.parse(uri)), reason]));
  const taken = asked.filter(uri => !reasons.has(uri));
  await memory.rememberInventories(taken);
  client.follow(taken.map(uri => vscode.Uri.parse(uri)));
  if (taken.length > 0) await vscode.commands.executeCommand(`${VIEW_IDS.servers}.focus`);
  if (reasons.size === 0) return;
  const told = [...reasons].map(([uri, reason]) => vscode.l10n.t('{0} was not opened: {1}', path.posix.basename(vscode.Uri.parse(uri).path), reason));
  for (const each of told) log.warn(each);
  const more = told.length > MAX_NAMED ? [vscode.l10n.t('{0} more files were not opened; the log names them.', told.length - MAX_NAMED)] : [];
  void sayWithLog(log, 'error', [...told.slice(0, MAX_NAMED), ...more].join('\n'));
}

async function forgetInventories(client: WorkerClient, memory: Memory): Promise<void> {
  const items = memory.openedInventories.map(uri => ({ label: path.posix.basename(vscode.Uri.parse(uri).path), description: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)), uri }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No file was opened by hand. The others are found by the setting “Files: Include”.'));
    return;
  }
  const forgotten = await vscode.window.showQuickPick(items, { canPickMany: true, title: vscode.l10n.t('Forget Opened Inventories'), placeHolder: vscode.l10n.t('Files that are no longer read as inventories') });
  if (!forgotten || forgotten.length === 0) return;
  await memory.forgetInventories(forgotten.map(({ uri }) => uri));
  await client.restart();
}
