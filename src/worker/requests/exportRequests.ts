import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ExportContext } from '../../core/export/exportContext';
import { EXPORT_FORMATS } from '../../core/export/exportFormat';
import { relativeUri } from '../../core/export/relativeUri';
import { selectFilteredServers, selectFilteredSoftware, type ExportSelection } from '../../core/export/selection';
import { formatServerFilter, formatSoftwareFilter } from '../../core/insights/filterText/formatFilter';
import { exportChunks } from '../../feeds/exportChunks';
import { NotWrittenError, replaceFile } from '../../feeds/replaceFile';
import type { ExportParams } from '../../protocol/lsp';
import { ExportProgress, ExportWrite } from '../../protocol/lsp';
import { t } from '../l10n';
import type { View } from '../present/view';
import type { Session } from '../session';
import { notify, onRequest } from './register';

/** Milliseconds between two notes on progress. */
const PROGRESS_MS = 100;

/** Exports of exactly the filtered, sorted set. */
export function registerExportRequests(connection: Connection, session: Session, productVersion: string): void {
  onRequest(connection, ExportWrite, async (params, cancel) => {
    const { format, token } = params;
    if (!path.isAbsolute(params.path)) throw new ResponseError(LSPErrorCodes.RequestFailed, t('“{0}” is no absolute path. Choose a folder and a name.', params.path));
    if (!EXPORT_FORMATS.includes(format)) throw new ResponseError(LSPErrorCodes.RequestFailed, t('There is no format “{0}”; there are {1}.', String(format), EXPORT_FORMATS.join(', ')));
    const view = await session.view(params.asOf);
    const progress = new Progress((done, total) => notify(connection, ExportProgress, { token, done, total }));
    const names = new FileNames(session.workspaceFolders, view);
    const selection = progress.follow(names.inSelection(selectionOf(view, params)), format === 'csv');
    const context = contextOf(session, view, params, productVersion, names);
    try {
      const bytes = await replaceFile(params.path, exportChunks(selection, format, context, { table: params.what, findings: params.what === 'findings', onRow: () => progress.rowWritten() }), () => {
        progress.tell();
        refuseCancelled(cancel);
      });
      progress.finish();
      return { rows: progress.rows, bytes };
    } catch (error) {
      if (error instanceof NotWrittenError) throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not written: {1}', params.path, error.message));
      throw error;
    }
  });
}

function refuseCancelled(cancel: CancellationToken): void {
  if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, t('The export was cancelled.'));
}

function selectionOf(view: View, params: ExportParams): ExportSelection {
  return params.what === 'software' ? selectFilteredSoftware(view, params.filter, params.sort) : selectFilteredServers(view, params.filter, params.sort);
}

function contextOf(session: Session, view: View, params: ExportParams, productVersion: string, names: FileNames): ExportContext {
  const folders = session.workspaceFolders.map((folder) => pathToFileURL(`${folder}${path.sep}`).href);
  return {
    title: view.title, productVersion, madeAt: new Date().toISOString(),
    filterText: params.what === 'software' ? formatSoftwareFilter(params.filter) : formatServerFilter(params.filter),
    fileUri: (file) => relativeUri(pathToFileURL(names.pathOf(file)).href, folders),
    problems: view.assessment.estate.problems.map((problem) => ({ ...problem, file: names.nameOf(problem.file) })),
  };
}

/**
 * Inventory files as exports name them: relative to their workspace folder, with its name where there are several, else the name alone.
 * Where somebody's folders lie on this machine is nobody's business who gets the file.
 */
class FileNames {
  private readonly names = new Map<string, string>();
  private readonly paths = new Map<string, string>();

  constructor(private readonly folders: readonly string[], view: View) {
    for (const { file } of view.assessment.estate.files) {
      const name = this.relative(file);
      // Two files outside of the workspace may have one name; a place must not lead to the wrong one.
      const told = this.paths.has(name) ? file : name;
      this.names.set(file, told);
      this.paths.set(told, file);
    }
  }

  nameOf(file: string): string {
    return this.names.get(file) ?? this.relative(file);
  }

  pathOf(name: string): string {
    return this.paths.get(name) ?? name;
  }

  inSelection(selection: ExportSelection): ExportSelection {
    const { assessment } = selection;
    const files = assessment.estate.files.map((entry) => ({ ...entry, file: this.nameOf(entry.file) }));
    return { ...selection, assessment: { ...assessment, estate: { ...assessment.estate, files } } };
  }

  private relative(file: string): string {
    const folder = this.folders.find((one) => file.startsWith(one + path.sep));
    if (folder === undefined) return path.basename(file);
    const inside = path.relative(this.folders.length > 1 ? path.dirname(folder) : folder, file);
    return inside.split(path.sep).join('/');
  }
}

/** How far an export is: rows of the list of a CSV, else servers whose findings were asked for. */
class Progress {
  /** Of a CSV its rows, else the servers or software of the list. */
  rows = 0;
  private done = 0;
  private total = 0;
  private told = 0;

  constructor(private readonly note: (done: number, total: number) => void) {}

  /** The same selection, counted as it is gone through. */
  follow(selection: ExportSelection, isCsv: boolean): ExportSelection {
    const listed = selection.of === 'software' ? selection.softwareRows : selection.serverRows;
    this.rows = isCsv ? 0 : listed.length;
    this.total = isCsv ? listed.length : selection.serverRows.length;
    return { ...selection, onServer: (done) => (this.done = done) };
  }

  rowWritten(): void {
    this.rows++;
  }

  tell(): void {
    const now = performance.now();
    if (now - this.told < PROGRESS_MS) return;
    this.told = now;
    this.note(this.done, this.total);
  }

  finish(): void {
    this.done = this.total;
    this.note(this.done, this.total);
  }
}
