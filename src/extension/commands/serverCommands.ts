import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { decodeText } from '../decode/fields';
import type { PanelManager } from '../panels/panelManager';
import type { WorkerClient } from '../workerClient';
import { pickServer } from './pickServer';

/** Show Server: a Quick Pick that the worker fills while one types. */
export function registerServerCommands(client: WorkerClient, panels: PanelManager, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.serverShow, async (server: unknown) => {
    const key = decodeText(server) ?? await pickServer(vscode.l10n.t('Show Server'), client, log);
    if (key !== undefined) panels.show({ panel: 'server', server: key });
  });
}
