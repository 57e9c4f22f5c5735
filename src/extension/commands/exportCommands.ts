import * as path from 'node:path';
import * as vscode from 'vscode';
import { ExportWrite, type ExportFormat, type ExportParams } from '../../protocol/lsp';
import { COMMANDS } from '../commandIds';
import { decodeServerFilter, decodeServerSort, decodeSoftwareFilter, decodeSoftwareSort } from '../decode/decodeFilter';
import { decodeFields } from '../decode/fields';
import { report } from '../failure';
import type { Memory } from '../memory';
import type { WorkerClient } from '../workerClient';

type What = ExportParams['what'];

/** What people choose from, in the order offered; file endings as the worker's formats have them. */
const FORMATS: readonly { readonly format: ExportFormat; readonly extension: string; readonly label: () => string; readonly detail: () => string }[] = [
  { format: 'xlsx', extension: 'xlsx', label: () => vscode.l10n.t('Excel workbook'), detail: () => vscode.l10n.t('Summary, servers, software, findings and updates, each a sheet with filters') },
  { format: 'csv', extension: 'csv', label: () => vscode.l10n.t('CSV table'), detail: () => vscode.l10n.t('One list, as spreadsheets and scripts read it') },
  { format: 'html', extension: 'html', label: () => vscode.l10n.t('HTML report'), detail: () => vscode.l10n.t('One file to read, print and send') },
  { format: 'markdown', extension: 'md', label: () => vscode.l10n.t('Markdown report'), detail: () => vscode.l10n.t('Short enough to paste in a ticket') },
  { format: 'json', extension: 'json', label: () => vscode.l10n.t('JSON'), detail: () => vscode.l10n.t('Everything with its evidence, for scripts') },
  { format: 'sarif', extension: 'sarif', label: () => vscode.l10n.t('SARIF 2.1.0'), detail: () => vscode.l10n.t('Findings at their file and line, for code scanning and SARIF viewers') },
  { format: 'cyclonedx', extension: 'bom.json', label: () => vscode.l10n.t('CycloneDX 1.6'), detail: () => vscode.l10n.t('Components and vulnerabilities, with VEX for what is set aside') },
];
type Format = (typeof FORMATS)[number];
const CSV = FORMATS[1];

/** Export…, and Export Servers, Software and Findings as CSV: a save dialog, progress with Cancel, and Open at the end. */
export function registerExportCommands(client: WorkerClient, memory: Memory, log: vscode.LogOutputChannel): vscode.Disposable {
  const exporter = new Exporter(client, memory);
  const failed = () => vscode.l10n.t('Nothing was exported');
  const register = (command: string, what: What) => vscode.commands.registerCommand(command, (arrangement: unknown) =>
    report(log, failed(), () => exporter.run(what, CSV, arrangement)));
  return vscode.Disposable.from(
    register(COMMANDS.serversExport, 'servers'),
    register(COMMANDS.softwareExport, 'software'),
    register(COMMANDS.findingsExport, 'findings'),
    vscode.commands.registerCommand(COMMANDS.assessmentExport, (what: unknown, arrangement: unknown) => report(log, failed(), async () => {
      const format = await pickFormat();
      return format && exporter.run(what === 'software' || what === 'servers' ? what : 'findings', format, arrangement);
    })),
  );
}

async function pickFormat(): Promise<Format | undefined> {
  const items = FORMATS.map(format => ({ label: format.label(), detail: format.detail(), description: `.${format.extension}`, format }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export'), placeHolder: vscode.l10n.t('Choose a format'), matchOnDetail: true }))?.format;
}

class Exporter {
  /** Tells the exports under way apart. */
  private lastToken = 0;

  constructor(private readonly client: WorkerClient, private readonly memory: Memory) {}

  /**
   * @param arrangement a panel's filter and sort; anything else exports all
   * @returns the file written, or undefined when the user gave it up
   */
  async run(what: What, { format, extension, label }: Format, arrangement: unknown): Promise<vscode.Uri | undefined> {
    const title = format === 'csv' ? titleOf(what) : vscode.l10n.t('Export as {0}', label());
    const uri = await vscode.window.showSaveDialog({
      title,
      saveLabel: vscode.l10n.t('Export'),
      defaultUri: this.proposed(format === 'csv' || what === 'software' ? what : 'assessment', extension),
      // A dialog tells endings apart by what stands behind the last point, and would add "bom.json" to "x.bom.json".
      filters: { [label()]: [extension.slice(extension.lastIndexOf('.') + 1)] },
    });
    if (!uri) return undefined;
    if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Exports are written to files of this machine; choose a folder of it.'));
    const { rows, isBounded } = await this.write({ ...selection(what, arrangement), path: uri.fsPath, format }, title);
    void this.sayDone(uri, rows, format, isBounded);
    return uri;
  }

  private proposed(name: string, extension: string): vscode.Uri | undefined {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    return folder && vscode.Uri.joinPath(folder.uri, `${name}-${this.memory.asOf ?? localToday()}.${extension}`);
  }

  private write(params: ExportParams & { readonly format: ExportFormat }, title: string): Thenable<{ readonly rows: number; readonly isBounded: boolean }> {
    const token = ++this.lastToken;
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, cancellation) => {
      let shown = 0;
      const subscription = this.client.onExportProgress(({ token: of, done, total }) => {
        if (of !== token || total <= 0) return;
        const percent = Math.min(100, Math.floor(100 * done / total));
        progress.report({ increment: percent - shown, message: params.format === 'csv' ? vscode.l10n.t('{0} rows', done.toLocaleString(vscode.env.language)) : vscode.l10n.t('{0} of {1} servers', done.toLocaleString(vscode.env.language), total.toLocaleString(vscode.env.language)) });
        shown = percent;
      });
      try {
        return await this.client.request(ExportWrite, { ...params, token }, cancellation);
      } finally {
        subscription.dispose();
      }
    });
  }

  /** A workbook or a page is not for the editor: it is shown where it lies. */
  private async sayDone(uri: vscode.Uri, rows: number, format: ExportFormat, isBounded: boolean): Promise<void> {
    const isForEditor = format !== 'xlsx' && format !== 'html';
    const open = isForEditor ? vscode.l10n.t('Open') : vscode.l10n.t('Show in Folder');
    const [count, name] = [rows.toLocaleString(vscode.env.language), path.basename(uri.fsPath)];
    const said = format === 'csv' ? vscode.l10n.t('{0} rows were exported to {1}.', count, name) : vscode.l10n.t('{0} was exported, with {1} rows of the list.', name, count);
    const say = isBounded ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    const told = isBounded ? `${said} ${vscode.l10n.t('The format has no room for everything: the file says what is left out. Narrow the filter, or export as JSON.')}` : said;
    if (await say(told, open) === open) await vscode.commands.executeCommand(isForEditor ? 'vscode.open' : 'revealFileInOS', uri);
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
