import * as path from 'node:path';
import * as vscode from 'vscode';
import { FeedsClear, FeedsExport, FeedsImport } from '../../protocol/lsp';
import type { FeedProblem } from '../../protocol/models/feeds';
import { COMMANDS } from '../commandIds';
import { decodeFeedNode } from '../decode/decodeFeedNode';
import { report, sayWithLog } from '../failure';
import type { FeedUpdater } from '../feed/feedUpdater';
import type { FeedWork } from '../feed/feedWork';
import type { NvdKey } from '../feed/nvdKey';
import { VIEW_IDS } from '../tree/viewIds';
import type { WorkerClient } from '../workerClient';

/** What a bundle is called; the command line uses the same ending. */
const BUNDLE_EXTENSION = '.inventory-feeds.zip';

export interface FeedCommandParts {
  readonly client: WorkerClient;
  readonly work: FeedWork;
  readonly updater: FeedUpdater;
  readonly key: NvdKey;
  readonly log: vscode.LogOutputChannel;
}

/** Everything that users do with the feeds; the command line does the same to the same cache. */
export function registerFeedCommands(parts: FeedCommandParts): vscode.Disposable {
  const { updater, work, key, log } = parts;
  const register = (command: string, failure: string, run: (argument: unknown, more: unknown) => Promise<unknown>) =>
    vscode.commands.registerCommand(command, (argument: unknown, more: unknown) => report(log, failure, () => run(argument, more)));
  return vscode.Disposable.from(
    register(COMMANDS.feedsUpdate, vscode.l10n.t('The feeds were not updated'), leaf => {
      const feed = decodeFeedNode(leaf);
      return updater.update({ ...(feed === undefined ? {} : { feeds: [feed] }), maxAgeDays: 0, place: 'notification' });
    }),
    register(COMMANDS.feedsCancel, vscode.l10n.t('It could not be cancelled'), async () => work.cancel()),
    register(COMMANDS.feedsImport, vscode.l10n.t('The feeds were not imported'), async (uri, uris) => {
      const chosen = given(uri, uris) ?? await chooseSource();
      if (chosen.length > 0) await importFeeds(parts, chosen);
    }),
    register(COMMANDS.feedsExport, vscode.l10n.t('No feed bundle was exported'), () => exportFeeds(parts)),
    register(COMMANDS.feedsClear, vscode.l10n.t('The feeds were not removed'), () => clearFeeds(parts)),
    register(COMMANDS.feedsSetNvdKey, vscode.l10n.t('The NVD API key was not changed'), () => key.edit()),
    register(COMMANDS.feedsShow, vscode.l10n.t('The Feeds view could not be shown'), async () => vscode.commands.executeCommand(`${VIEW_IDS.feeds}.focus`)),
  );
}

/** What another extension or the explorer gives: one, or all that are selected. */
function given(uri: unknown, uris: unknown): readonly vscode.Uri[] | undefined {
  if (Array.isArray(uris) && uris.length > 0) return uris.filter(each => each instanceof vscode.Uri);
  return uri instanceof vscode.Uri ? [uri] : undefined;
}

/** A dialog chooses files or folders, not both, on Windows and Linux; so it is asked first, with the workspace's folders at hand. */
async function chooseSource(): Promise<readonly vscode.Uri[]> {
  const title = vscode.l10n.t('Update Feeds from Folder or File');
  const folder = { label: `$(folder) ${vscode.l10n.t('Choose a folder…')}`, detail: vscode.l10n.t('With feed files anywhere below it: endoflife.date, NVD 2.0, KEV, EPSS, OSV, overlays; plain, gzipped or zipped') };
  const files = { label: `$(files) ${vscode.l10n.t('Choose files or a bundle…')}`, detail: vscode.l10n.t('Feed files, or one bundle that another Inventory Insights exported') };
  const own = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ name, uri }) => ({ label: `$(root-folder) ${name}`, description: uri.fsPath, uri }));
  const heading = own.length === 0 ? [] : [{ label: vscode.l10n.t('folders of the workspace'), kind: vscode.QuickPickItemKind.Separator }];
  const choice: vscode.QuickPickItem & { readonly uri?: vscode.Uri } | undefined = await vscode.window.showQuickPick([folder, files, ...heading, ...own], { title, matchOnDescription: true });
  if (choice === undefined) return [];
  if (choice.uri) return [choice.uri];
  return await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    canSelectFolders: choice === folder,
    canSelectFiles: choice !== folder,
    ...(choice === folder ? {} : { filters: { [vscode.l10n.t('Feeds and bundles')]: ['json', 'jsonl', 'csv', 'gz', 'zip'], [vscode.l10n.t('All files')]: ['*'] } }),
  }) ?? [];
}

async function importFeeds({ client, work, log }: FeedCommandParts, uris: readonly vscode.Uri[]): Promise<void> {
  if (uris.some(({ scheme }) => scheme !== 'file')) throw new Error(vscode.l10n.t('Feeds are imported from files of this machine.'));
  const { imported, problems, cancelled } = await work.run(vscode.l10n.t('Importing feeds'), 'notification', (token, cancellation) =>
    client.request(FeedsImport, { token, paths: uris.map(({ fsPath }) => fsPath) }, cancellation));
  if (cancelled) return;
  const serious = problems.filter(({ severity }) => severity !== 'information');
  if (imported.length === 0) throw new Error(worst(problems) ?? vscode.l10n.t('Nothing there is a feed. Choose endoflife.date’s products-full.json, NVD 2.0 feeds, KEV, EPSS, OSV archives, or a bundle.'));
  const done = imported.map(({ label, records }) => vscode.l10n.t('{0} ({1} records)', label, records.toLocaleString(vscode.env.language))).join(', ');
  if (serious.length > 0) {
    const said = serious.length === 1 ? vscode.l10n.t('Imported {0}. One problem: {1}', done, worst(serious) ?? '') : vscode.l10n.t('Imported {0}. {1} problems, the first: {2}', done, serious.length, worst(serious) ?? '');
    void sayWithLog(log, 'warning', said);
    return;
  }
  offer(vscode.l10n.t('Imported {0}.', done), vscode.l10n.t('Show Feeds'), () => vscode.commands.executeCommand(COMMANDS.feedsShow));
}

async function exportFeeds({ client, work, log }: FeedCommandParts): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Feed Bundle'),
    saveLabel: vscode.l10n.t('Export'),
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, `feeds${BUNDLE_EXTENSION}`) } : {}),
    filters: { [vscode.l10n.t('Feed bundle')]: ['zip'] },
  });
  if (!uri) return;
  if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Exports are written to files of this machine; choose a folder of it.'));
  const { bytes, problems, cancelled } = await work.run(vscode.l10n.t('Exporting the feeds'), 'notification', (token, cancellation) =>
    client.request(FeedsExport, { token, path: uri.fsPath }, cancellation));
  if (cancelled) return;
  const done = vscode.l10n.t('The feeds were exported to {0} ({1}). Import that file on the other machine.', path.basename(uri.fsPath), megabytes(bytes));
  const problem = worst(problems.filter(({ severity }) => severity !== 'information'));
  if (problem !== undefined) void sayWithLog(log, 'warning', `${done} ${problem}`);
  else offer(done, vscode.l10n.t('Reveal in File Manager'), () => vscode.commands.executeCommand('revealFileInOS', uri));
}

async function clearFeeds({ client, work }: FeedCommandParts): Promise<void> {
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(vscode.l10n.t('Remove all downloaded and imported feeds?'), {
    modal: true,
    detail: vscode.l10n.t('The small starter feeds are used until the feeds are updated or imported again. Other windows and the command line use the same feeds.'),
  }, remove);
  if (answer !== remove) return;
  const { bytes } = await work.run(vscode.l10n.t('Removing the feeds'), 'notification', (_token, cancellation) => client.request(FeedsClear, {}, cancellation));
  void vscode.window.showInformationMessage(bytes === 0
    ? vscode.l10n.t('There were no feeds to remove.')
    : vscode.l10n.t('The feeds were removed, which freed {0}.', megabytes(bytes)));
}

/** A message with one thing to do about it. */
function offer(message: string, action: string, run: () => Thenable<unknown>): void {
  void vscode.window.showInformationMessage(message, action).then(choice => choice === action && run());
}

/** The first error, or else the first problem. */
function worst(problems: readonly FeedProblem[]): string | undefined {
  return (problems.find(({ severity }) => severity === 'error') ?? problems[0])?.message;
}

function megabytes(bytes: number): string {
  return vscode.l10n.t('{0} MB', (bytes / 1_000_000).toLocaleString(vscode.env.language, { maximumFractionDigits: 1 }));
}
