import * as vscode from 'vscode';
import { DecisionsUndo } from '../../protocol/lsp';
import type { DecisionAnswer } from '../../protocol/models/tags';
import { report } from '../failure';
import type { WorkerClient } from '../workerClient';

/** Says how a change went and offers to take it back. Does not wait for the answer to that. */
export function sayDecided(client: WorkerClient, log: vscode.LogOutputChannel, answer: Pick<DecisionAnswer, 'problem' | 'undo'> & { readonly changed?: number }, done: string): void {
  if (answer.problem !== '') {
    void vscode.window.showWarningMessage(answer.problem);
    if (answer.undo === null) return;
  }
  const { undo } = answer;
  if (undo === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('That is so already: nothing was changed.'));
    return;
  }
  const undoLabel = vscode.l10n.t('Undo');
  void vscode.window.showInformationMessage(done, undoLabel).then(choice => {
    if (choice !== undoLabel) return undefined;
    return report(log, vscode.l10n.t('The change was not undone'), async () => {
      const undone = await client.request(DecisionsUndo, { undo });
      if (undone.problem !== '') void vscode.window.showWarningMessage(undone.problem);
    });
  });
}
