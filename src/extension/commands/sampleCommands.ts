import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { report } from '../failure';

/** Open Sample Estate: a copy of the packaged samples that can be edited, in a window of its own. */
export function registerSampleCommands(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.samplesOpen, () => report(log, vscode.l10n.t('The sample estate could not be opened'), async () => {
    const folder = vscode.Uri.joinPath(context.globalStorageUri, 'samples');
    const { fs } = vscode.workspace;
    await fs.createDirectory(context.globalStorageUri);
    await fs.copy(vscode.Uri.joinPath(context.extensionUri, 'samples'), folder, { overwrite: true });
    const forceNewWindow = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
  }));
}
