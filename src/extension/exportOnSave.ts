import * as vscode from 'vscode';
import type { WorkerClient } from './workerClient';

/** Says why an export of `inventoryInsights.exportOnSave` was not written; the worker tells each reason once. */
export function exportOnSave(client: WorkerClient, log: vscode.LogOutputChannel): vscode.Disposable {
  return client.onExportSaved(async ({ file, problem }) => {
    if (problem === '') {
      log.info(`${file} was exported after a save.`);
      return;
    }
    log.warn(`${file} was not exported after a save: ${problem}`);
    const openSettings = vscode.l10n.t('Open Settings');
    const showLog = vscode.l10n.t('Show Log');
    const choice = await vscode.window.showWarningMessage(vscode.l10n.t('{0} was not exported after the save: {1} The next save tries again and says nothing more of it.', file, problem), openSettings, showLog);
    if (choice === openSettings) await vscode.commands.executeCommand('workbench.action.openSettings', 'inventoryInsights.exportOnSave');
    if (choice === showLog) log.show();
  });
}
