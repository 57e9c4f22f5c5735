import * as vscode from 'vscode';
import { HistoryKeep } from '../../protocol/lsp';
import { COMMANDS } from '../commandIds';
import { report } from '../failure';
import type { WorkerClient } from '../workerClient';

/** Keep History: makes the folder that the trend is kept in, with today as its first day. */
export function registerHistoryCommands(client: WorkerClient, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.historyKeep, () => report(log, vscode.l10n.t('The history was not kept'), async () => {
    await client.request(HistoryKeep, {});
    void vscode.window.showInformationMessage(vscode.l10n.t('Today is kept in .inventory-insights/history. From now on each day with a change is.'));
  }));
}
