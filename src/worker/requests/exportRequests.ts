import path from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { EXPORT_FORMATS } from '../../core/export/exportFormat';
import type { ExportSelection } from '../../core/export/selection';
import { NotWrittenError } from '../../feeds/replaceFile';
import { ExportProgress, ExportWrite } from '../../protocol/lsp';
import { t } from '../l10n';
import { refuseTarget } from '../refuseTarget';
import type { Session } from '../session';
import { writeExport } from '../writeExport';
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
    try {
      await refuseTarget(params.path, view.assessment.estate.files);
      const bytes = await writeExport(view, params, {
        folders: session.workspaceFolders, productVersion,
        follow: (selection) => progress.follow(selection, format === 'csv'),
        onRow: () => progress.rowWritten(),
        onChunk: () => {
          progress.tell();
          refuseCancelled(cancel);
        },
      });
      progress.finish();
      return { rows: progress.rows, bytes, isBounded: progress.isBounded };
    } catch (error) {
      if (error instanceof NotWrittenError) throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not written: {1}', params.path, error.message));
      throw error;
    }
  });
}

function refuseCancelled(cancel: CancellationToken): void {
  if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, t('The export was cancelled.'));
}

/** How far an export is: rows of the list of a CSV, else servers whose findings were asked for. */
class Progress {
  /** Of a CSV its rows, else the servers or software of the list. */
  rows = 0;
  /** The format has no room for all of it. */
  isBounded = false;
  private done = 0;
  private total = 0;
  private told = 0;

  constructor(private readonly note: (done: number, total: number) => void) {}

  /** The same selection, counted as it is gone through. */
  follow(selection: ExportSelection, isCsv: boolean): ExportSelection {
    const listed = selection.of === 'software' ? selection.softwareRows : selection.serverRows;
    this.rows = isCsv ? 0 : listed.length;
    this.total = isCsv ? listed.length : selection.serverRows.length;
    return { ...selection, onServer: (done) => (this.done = done), onBounded: () => (this.isBounded = true) };
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
