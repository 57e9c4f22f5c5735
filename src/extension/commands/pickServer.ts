import * as vscode from 'vscode';
import { ServersFind } from '../../protocol/lsp';
import { isCancellation } from '../failure';
import type { WorkerClient } from '../workerClient';

/** Servers that the Quick Pick lists. */
const MAX_FOUND = 50;

interface ServerItem extends vscode.QuickPickItem {
  readonly key: string;
}

/** A server's key by a Quick Pick that the worker fills while one types; undefined when nothing was picked. */
export async function pickServer(title: string, client: WorkerClient, log: vscode.LogOutputChannel): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<ServerItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Name, address, operating system, software, tag or CVE');
  let asking: vscode.CancellationTokenSource | undefined;
  let done: ((key: string | undefined) => void) | undefined;
  /** Enter came before the answer to what was typed: the answer's first server is meant, not one of the list before. */
  let accepted = false;
  const find = async (text: string) => {
    asking?.cancel();
    const own = asking = new vscode.CancellationTokenSource();
    pick.busy = true;
    try {
      const found = await client.request(ServersFind, { text, limit: MAX_FOUND }, own.token);
      if (own.token.isCancellationRequested) return;
      // The worker has searched more than the label, so VS Code must not filter again.
      pick.items = found.map(({ key, name, detail }) => ({ key, label: name, description: detail, alwaysShow: true }));
      if (accepted) done?.(found[0]?.key);
    } catch (error) {
      if (!isCancellation(error)) log.error('The servers could not be searched.', error instanceof Error ? error : String(error));
    } finally {
      own.dispose();
      if (asking === own) pick.busy = false;
    }
  };
  try {
    return await new Promise<string | undefined>(resolve => {
      done = resolve;
      pick.onDidChangeValue(text => {
        accepted = false;
        void find(text);
      });
      // VS Code tells selected items by their number, so those of a list that was just replaced are gone or others.
      pick.onDidAccept(() => {
        if (pick.busy) accepted = true;
        else resolve((pick.selectedItems[0] ?? pick.items[0])?.key);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
      void find('');
    });
  } finally {
    asking?.cancel();
    pick.dispose();
  }
}
