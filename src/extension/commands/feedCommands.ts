import * as vscode from 'vscode';
import { FeedsImport } from '../../protocol/lsp';
import { COMMANDS } from '../commandIds';
import { report, sayWithLog } from '../failure';
import { VIEW_IDS } from '../tree/viewIds';
import type { WorkerClient } from '../workerClient';

/** Import Feeds: endoflife.date's file into the cache that the command line uses too. */
export function registerFeedCommands(client: WorkerClient, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.feedsImport, (file: unknown) =>
    report(log, vscode.l10n.t('The feeds were not imported'), () => importFeeds(client, log, file)));
}

async function importFeeds(client: WorkerClient, log: vscode.LogOutputChannel, file: unknown): Promise<void> {
  const uris = file instanceof vscode.Uri ? [file] : await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t('Import Feeds'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Feeds (products-full.json)')]: ['json', 'gz'], [vscode.l10n.t('All files')]: ['*'] },
  });
  if (!uris || uris.length === 0) return;
  const { imported, problems } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Importing feeds'), cancellable: true },
    (_progress, token) => client.request(FeedsImport, { paths: uris.map(({ fsPath }) => fsPath) }, token),
  );
  for (const problem of problems) log.warn(problem);
  const done = imported.map(({ name, records }) => vscode.l10n.t('{0}: {1} records', name, records.toLocaleString(vscode.env.language))).join(', ');
  if (imported.length === 0) throw new Error(problems[0] ?? vscode.l10n.t('The file holds no feed that can be read. Choose endoflife.date’s products-full.json.'));
  if (problems.length > 0) {
    void sayWithLog(log, 'warning', vscode.l10n.t('Imported {0}. {1} problems, the first: {2}', done, problems.length, problems[0]));
    return;
  }
  const show = vscode.l10n.t('Show Feeds');
  void vscode.window.showInformationMessage(vscode.l10n.t('Imported {0}.', done), show)
    .then(choice => choice === show && vscode.commands.executeCommand(`${VIEW_IDS.feeds}.focus`));
}
