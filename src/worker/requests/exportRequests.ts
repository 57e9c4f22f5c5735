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

/** Rows between two looks at the cancel button. */
const ROWS_PER_SLICE = 500;

/** Exports of exactly the filtered, sorted set. */
export function registerExportRequests(connection: Connection, session: Session): void {
  onRequest(connection, ExportCsv, async (params, cancel) => {
    const view = await session.view(params.asOf);
    const { table, total } = tableOf(view, params);
    return writeTable(params.path, table, cancel, (done) => notify(connection, ExportProgress, { token: params.token, done, total }));
  });
}

/** `total` counts what the table is made from: servers for findings, whose number is not known beforehand. */
function tableOf(view: View, params: ExportParams): { readonly table: Table; readonly total: number } {
  if (params.what === 'software') {
    const rows = sortSoftware(view.software, querySoftware(view.software, params.filter, false).rows, params.sort);
    return { table: softwareTable(view.assessment, rows), total: rows.length };
  }
  const rows = sortServers(view.servers, queryServers(view.servers, params.filter, false).rows, params.sort);
  const table = params.what === 'servers' ? serversTable(view.assessment, rows) : findingsTable(view.assessment, rows);
  return { table, total: rows.length };
}

/** Writes beside the target and renames at the end: a cancelled or failed export leaves what was there before. */
async function writeTable(target: string, table: Table, cancel: CancellationToken, onProgress: (done: number) => void): Promise<{ rows: number; bytes: number }> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  const file = await open(temporary, 'w');
  let rows = 0;
  let bytes = 0;
  try {
    let buffer = '';
    const flush = async (): Promise<void> => {
      bytes += (await file.write(buffer)).bytesWritten;
      buffer = '';
      // Gives the cancel request a turn to arrive.
      await new Promise((done) => setImmediate(done));
      if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The export was cancelled.');
      onProgress(rows);
    };
    const counted = (function* () {
      for (const row of table.rows) {
        rows++;
        yield row;
      }
    })();
    let chunks = 0;
    for (const chunk of writeCsv(table.header, counted)) {
      buffer += chunk;
      if (++chunks % ROWS_PER_SLICE === 0) await flush();
    }
    await flush();
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
