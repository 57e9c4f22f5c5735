import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { report } from '../failure';

/** Save Collector Script (media/collectors; the description of each choice is its file): writes a script that makes an inventory of the machine it runs on, and shows it. */
export function registerCollectorCommands(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.collectorSave, () => report(log, vscode.l10n.t('The collector script was not saved'), async () => {
    const picked = await vscode.window.showQuickPick([
      { label: vscode.l10n.t('Linux'), description: 'collect-inventory.sh', detail: vscode.l10n.t('POSIX shell; lists packages of dpkg, rpm or apk, snaps and pending updates. Nothing is installed and no root is needed.') },
      { label: vscode.l10n.t('Windows'), description: 'Collect-Inventory.ps1', detail: vscode.l10n.t('Windows PowerShell 5.1; lists programs, roles, hotfixes and pending updates. Nothing is installed.') },
    ], { title: vscode.l10n.t('Save Collector Script'), placeHolder: vscode.l10n.t('Which machines is it for?') });
    if (!picked) return;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save Collector Script'),
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, picked.description) } : {}),
    });
    if (!target) return;
    const { fs } = vscode.workspace;
    await fs.writeFile(target, await fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'media', 'collectors', picked.description)));
    await vscode.window.showTextDocument(target);
    void vscode.window.showInformationMessage(vscode.l10n.t('Run it on each machine, and put the *.inventory.json files that it writes into this folder.'));
  }));
}
