import * as path from 'node:path';
import * as vscode from 'vscode';
import { CompareChoicesGet, CompareExport, CompareRevisions } from '../../protocol/lsp';
import type { CompareChoices, CompareSource } from '../../protocol/models/compare';
import { COMMANDS } from '../commandIds';
import { decodeCompareSource } from '../decode/decodeCompareSource';
import { report } from '../failure';
import type { PanelManager } from '../panels/panelManager';
import type { WorkerClient } from '../workerClient';

type Choice = vscode.QuickPickItem & { readonly choose: () => Promise<CompareSource | undefined> };

/** Compare With…: a git revision, another file or folder, another date, other feeds, a day kept; and the export of what the panel shows. */
export function registerCompareCommands(client: WorkerClient, panels: PanelManager, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.compareWith, (given: unknown) => report(log, vscode.l10n.t('Nothing was compared'), async () => {
      const source = decodeCompareSource(given) ?? await pickSource(client);
      if (source !== undefined) panels.show({ panel: 'compare', compare: source });
      return source;
    })),
    vscode.commands.registerCommand(COMMANDS.compareExport, (given: unknown) => report(log, vscode.l10n.t('Nothing was exported'), async () => {
      const source = decodeCompareSource(given) ?? await pickSource(client);
      if (source === undefined) return undefined;
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      const uri = await vscode.window.showSaveDialog({ title: vscode.l10n.t('Export Comparison'), saveLabel: vscode.l10n.t('Export'), filters: { CSV: ['csv'] }, ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'comparison.csv') } : {}) });
      if (!uri) return undefined;
      if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Exports are written to files of this machine; choose a folder of it.'));
      const { rows } = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting the comparison'), cancellable: true }, (_, token) => client.request(CompareExport, { source, path: uri.fsPath }, token));
      void vscode.window.showInformationMessage(vscode.l10n.t('{0} rows were written to {1}.', rows, path.basename(uri.fsPath)));
      return uri;
    })),
  );
}

async function pickSource(client: WorkerClient): Promise<CompareSource | undefined> {
  const kept = await client.request(CompareChoicesGet, {});
  const choices: Choice[] = [
    { label: vscode.l10n.t('$(git-commit) A git revision of this inventory…'), detail: vscode.l10n.t('What changed since a commit or a tag'), choose: () => pickRevision(client) },
    { label: vscode.l10n.t('$(file) Another file…'), detail: vscode.l10n.t('An older export of the same servers'), choose: () => pickPath(false) },
    { label: vscode.l10n.t('$(folder) Another folder…'), detail: vscode.l10n.t('A folder of inventories'), choose: () => pickPath(true) },
    { label: vscode.l10n.t('$(calendar) Another date…'), detail: vscode.l10n.t('Support as it stood, or will stand, on a day'), choose: pickDate },
    { label: vscode.l10n.t('$(database) Other feeds…'), detail: vscode.l10n.t('What the last update of the feeds changed, or what a bundle would'), choose: () => pickFeeds(kept) },
    ...(kept.days.length === 0 ? [] : [{ label: vscode.l10n.t('$(history) A day kept in the history…'), detail: vscode.l10n.t('Totals only: which servers differ was not kept'), choose: () => pickDay(kept) }]),
    { label: vscode.l10n.t('$(eye-closed) The same with nothing set aside'), detail: vscode.l10n.t('What the findings that were set aside take from scores and counts'), choose: () => Promise.resolve({ kind: 'suppressions' }) },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Compare With'), placeHolder: vscode.l10n.t('What the inventory is compared with') });
  return choice?.choose();
}

async function pickRevision(client: WorkerClient): Promise<CompareSource | undefined> {
  // Git reads settings of the repository, which is somebody else's until it is trusted.
  if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('Git is not asked in a folder that is not trusted. Trust the workspace first, or compare with another file.'));
  const { revisions } = await client.request(CompareRevisions, {});
  const typed: vscode.QuickPickItem = { label: vscode.l10n.t('$(edit) Type a revision…'), alwaysShow: true };
  const items = [...revisions.map(({ id, date, subject }) => ({ label: subject || id.slice(0, 10), description: `${id.slice(0, 10)} · ${date.slice(0, 10)}`, id })), typed];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare With a Git Revision'), matchOnDescription: true,
    placeHolder: revisions.length === 0 ? vscode.l10n.t('No commit of the workspace folder was found') : vscode.l10n.t('Commits that touched the workspace folder, newest first'),
  });
  if (picked === undefined) return undefined;
  if ('id' in picked && typeof picked.id === 'string') return { kind: 'revision', revision: picked.id };
  const revision = await vscode.window.showInputBox({ title: vscode.l10n.t('Compare With a Git Revision'), prompt: vscode.l10n.t('A commit id, a tag, a branch, or one like HEAD~5') });
  return revision?.trim() ? { kind: 'revision', revision: revision.trim() } : undefined;
}

async function pickPath(folder: boolean): Promise<CompareSource | undefined> {
  const [uri] = await vscode.window.showOpenDialog({ title: vscode.l10n.t('Compare With'), openLabel: vscode.l10n.t('Compare'), canSelectFiles: !folder, canSelectFolders: folder }) ?? [];
  return uri?.scheme === 'file' ? { kind: 'path', path: uri.fsPath } : undefined;
}

async function pickDate(): Promise<CompareSource | undefined> {
  const date = await vscode.window.showInputBox({
    title: vscode.l10n.t('Compare With Another Date'), prompt: vscode.l10n.t('YYYY-MM-DD'),
    validateInput: text => (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) && !Number.isNaN(Date.parse(text.trim())) ? undefined : vscode.l10n.t('Write the date as YYYY-MM-DD, for example 2027-03-01.')),
  });
  return date?.trim() ? { kind: 'date', date: date.trim() } : undefined;
}

async function pickFeeds({ generations }: CompareChoices): Promise<CompareSource | undefined> {
  const choices: Choice[] = [
    ...generations.map(({ generation, feeds }): Choice => ({ label: vscode.l10n.t('$(history) The feeds from before the last change'), detail: feeds, choose: () => Promise.resolve({ kind: 'generation', generation }) })),
    { label: vscode.l10n.t('$(file-zip) A feed bundle…'), detail: vscode.l10n.t('One file, exported here or on another machine'), choose: () => pickFeedsAt(false) },
    { label: vscode.l10n.t('$(folder) A folder of feeds…'), detail: vscode.l10n.t('Another cache, such as the one that a pipeline fills'), choose: () => pickFeedsAt(true) },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Compare With Other Feeds'), placeHolder: vscode.l10n.t('The same inventory, judged by') });
  return choice?.choose();
}

async function pickFeedsAt(folder: boolean): Promise<CompareSource | undefined> {
  const [uri] = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Compare With Other Feeds'), openLabel: vscode.l10n.t('Compare'), canSelectFiles: !folder, canSelectFolders: folder,
    ...(folder ? {} : { filters: { [vscode.l10n.t('Feed bundles')]: ['zip'] } }),
  }) ?? [];
  return uri?.scheme === 'file' ? { kind: 'feeds', path: uri.fsPath } : undefined;
}

async function pickDay({ days }: CompareChoices): Promise<CompareSource | undefined> {
  const items = days.map(({ date, servers, score }) => ({ label: date, description: vscode.l10n.t('{0} servers, score {1}', servers.toLocaleString(vscode.env.language), score.toLocaleString(vscode.env.language)) }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Compare With a Day Kept'), placeHolder: vscode.l10n.t('Days of .inventory-insights/history, newest first') });
  return picked && { kind: 'day', date: picked.label };
}
