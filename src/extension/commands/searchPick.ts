import * as vscode from 'vscode';
import { isCancellation } from '../failure';

export interface SearchPickOptions<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  /** The items for what was typed, '' at first. Separators are not picked. */
  find(text: string, token: vscode.CancellationToken): Promise<readonly Item[]>;
  /** Said in the log when `find` fails. */
  readonly failure: string;
}

/** A Quick Pick that is filled while one types; undefined when nothing was picked. */
export async function searchPick<Item extends vscode.QuickPickItem>({ title, placeholder, find, failure }: SearchPickOptions<Item>, log: vscode.LogOutputChannel): Promise<Item | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.placeholder = placeholder;
  let asking: vscode.CancellationTokenSource | undefined;
  let done: ((item: Item | undefined) => void) | undefined;
  /** Enter came before the answer to what was typed: the answer's first item is meant, not one of the list before. */
  let accepted = false;
  const first = (items: readonly Item[]): Item | undefined => items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
  const ask = async (text: string) => {
    asking?.cancel();
    const own = asking = new vscode.CancellationTokenSource();
    pick.busy = true;
    try {
      const found = await find(text, own.token);
      if (own.token.isCancellationRequested) return;
      pick.items = found;
      if (accepted) done?.(first(found));
    } catch (error) {
      if (!isCancellation(error)) log.error(failure, error instanceof Error ? error : String(error));
    } finally {
      own.dispose();
      if (asking === own) pick.busy = false;
    }
  };
  try {
    return await new Promise<Item | undefined>(resolve => {
      done = resolve;
      pick.onDidChangeValue(text => {
        accepted = false;
        void ask(text);
      });
      // VS Code tells selected items by their number, so those of a list that was just replaced are gone or others.
      pick.onDidAccept(() => {
        if (pick.busy) accepted = true;
        else resolve(pick.selectedItems[0] ?? first(pick.items));
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
      void ask('');
    });
  } finally {
    asking?.cancel();
    pick.dispose();
  }
}
