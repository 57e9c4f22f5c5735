import * as path from 'node:path';
import * as vscode from 'vscode';
import { ExportCsv, type ExportParams } from '../../protocol/lsp';
import { COMMANDS } from '../commandIds';
import { decodeServerFilter, decodeServerSort, decodeSoftwareFilter, decodeSoftwareSort } from '../decode/decodeFilter';
import { decodeFields } from '../decode/fields';
import { report } from '../failure';
import type { Memory } from '../memory';
import type { WorkerClient } from '../workerClient';

type What = ExportParams['what'];

/** Export Servers, Software and Findings: a save dialog, progress with Cancel, and Open at the end. */
export function registerExportCommands(client: WorkerClient, memory: Memory, log: vscode.LogOutputChannel): vscode.Disposable {
  const exporter = new Exporter(client, memory);
  const register = (command: string, what: What) => vscode.commands.registerCommand(command, (arrangement: unknown) =>
    report(log, vscode.l10n.t('Nothing was exported'), () => exporter.run(what, arrangement)));
  return vscode.Disposable.from(
    register(COMMANDS.serversExport, 'servers'),
    register(COMMANDS.softwareExport, 'software'),
    register(COMMANDS.findingsExport, 'findings'),
  );
}

class Exporter {
  /** Tells the exports under way apart. */
  private lastToken = 0;

  constructor(private readonly client: WorkerClient, private readonly memory: Memory) {}

  /**
   * @param arrangement a panel's filter and sort; anything else exports all
   * @returns the file written, or undefined when the user gave it up
   */
  async run(what: What, arrangement: unknown): Promise<vscode.Uri | undefined> {
    const uri = await vscode.window.showSaveDialog({
      title: titleOf(what),
      saveLabel: vscode.l10n.t('Export'),
      defaultUri: this.proposed(what),
      filters: { CSV: ['csv'] },
    });
    if (!uri) return undefined;
    if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Exports are written to files of this machine; choose a folder of it.'));
    const { rows } = await this.write({ ...selection(what, arrangement), path: uri.fsPath }, titleOf(what));
    void this.sayDone(uri, rows);
    return uri;
  }

  private proposed(what: What): vscode.Uri | undefined {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    return folder && vscode.Uri.joinPath(folder.uri, `${what}-${this.memory.asOf ?? localToday()}.csv`);
  }

  private write(params: ExportParams, title: string): Thenable<{ readonly rows: number }> {
    const token = ++this.lastToken;
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, cancellation) => {
      let shown = 0;
      const subscription = this.client.onExportProgress(({ token: of, done, total }) => {
        if (of !== token || total <= 0) return;
        const percent = Math.min(100, Math.floor(100 * done / total));
        progress.report({ increment: percent - shown, message: vscode.l10n.t('{0} rows', done.toLocaleString(vscode.env.language)) });
        shown = percent;
      });
      try {
        return await this.client.request(ExportCsv, { ...params, token }, cancellation);
      } finally {
        subscription.dispose();
      }
    });
  }

  private async sayDone(uri: vscode.Uri, rows: number): Promise<void> {
    const open = vscode.l10n.t('Open');
    const said = vscode.l10n.t('{0} rows were exported to {1}.', rows.toLocaleString(vscode.env.language), path.basename(uri.fsPath));
    if (await vscode.window.showInformationMessage(said, open) === open) await vscode.commands.executeCommand('vscode.open', uri);
  }
}

/** What is exported: exactly the filtered, sorted set. */
function selection(what: What, arrangement: unknown): Omit<Extract<ExportParams, { what: 'software' }>, 'path'> | Omit<Extract<ExportParams, { what: 'servers' | 'findings' }>, 'path'> {
  const given = decodeFields(arrangement);
  return what === 'software'
    ? { what, filter: decodeSoftwareFilter(given?.softwareFilter), sort: decodeSoftwareSort(given?.softwareSort) }
    : { what, filter: decodeServerFilter(given?.serverFilter), sort: decodeServerSort(given?.serverSort) };
}

function titleOf(what: What): string {
  switch (what) {
    case 'servers': return vscode.l10n.t('Export Servers');
    case 'software': return vscode.l10n.t('Export Software');
    case 'findings': return vscode.l10n.t('Export Findings');
  }
}

/** The local calendar date. */
function localToday(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}
