import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { writeCsv } from '../../core/export/csv';
import type { Table } from '../../core/export/tables';
import { findingsTable, serversTable, softwareTable } from '../../core/export/tables';
import { queryServers, sortServers } from '../../core/insights/serverQuery';
import { querySoftware, sortSoftware } from '../../core/insights/softwareQuery';
import type { ExportParams } from '../../protocol/lsp';
import { ExportCsv, ExportProgress } from '../../protocol/lsp';
import type { View } from '../present/view';
import type { Session } from '../session';
import { notify, onRequest } from './register';

/** Exports of exactly the filtered, sorted set. */
export function registerExportRequests(connection: Connection, session: Session): void {
  onRequest(connection, ExportCsv, async (params, cancel) => {
    if (!path.isAbsolute(params.path)) throw new ResponseError(LSPErrorCodes.RequestFailed, `“${params.path}” is no absolute path. Choose a folder and a name.`);
    const view = await session.view(params.asOf);
    const { rows, tableOf } = selection(view, params);
    let done = 0;
    const counted = (function* () {
      for (const row of rows) {
        yield row;
        done++;
      }
    })();
    try {
      return await writeTable(params.path, tableOf(counted), cancel, () => notify(connection, ExportProgress, { token: params.token, done, total: rows.length }));
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${params.path} was not written: ${writeError(error)}`);
    }
  });
}

/** The servers or software of the filter in their order, and the table made from them. */
function selection(view: View, params: ExportParams): { readonly rows: readonly number[]; readonly tableOf: (rows: Iterable<number>) => Table } {
  if (params.what === 'software') {
    const rows = sortSoftware(view.software, querySoftware(view.software, params.filter, false).rows, params.sort);
    return { rows, tableOf: (some) => softwareTable(view.assessment, some) };
  }
  const rows = sortServers(view.servers, queryServers(view.servers, params.filter, false).rows, params.sort);
  return { rows, tableOf: (some) => (params.what === 'servers' ? serversTable(view.assessment, some) : findingsTable(view.assessment, some)) };
}

/**
 * Writes beside the target and renames at the end: a cancelled or failed export leaves what was there before.
 * Between two chunks (64 K characters) the cancel request has a turn.
 */
async function writeTable(target: string, table: Table, cancel: CancellationToken, onProgress: () => void): Promise<{ rows: number; bytes: number }> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  const file = await open(temporary, 'w');
  let rows = 0;
  let bytes = 0;
  try {
    const counted = (function* () {
      for (const row of table.rows) {
        rows++;
        yield row;
      }
    })();
    for (const chunk of writeCsv(table.header, counted)) {
      bytes += (await file.write(chunk)).bytesWritten;
      onProgress();
      await new Promise((done) => setImmediate(done));
      if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The export was cancelled.');
    }
    await file.sync();
    await file.close();
    await rename(temporary, target);
    return { rows, bytes };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The reason and the next step. */
function writeError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT': return 'its folder does not exist. Choose another folder.';
    case 'EACCES': case 'EPERM': case 'EROFS': return 'you may not write there. Choose another folder.';
    case 'EISDIR': case 'EEXIST': case 'ENOTEMPTY': return 'a folder has this name. Choose another name.';
    case 'ENOSPC': return 'the disk is full. Free some space and try again.';
    default: return error instanceof Error ? error.message : String(error);
  }
}
