import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { snapshotOf } from '../../core/insights/snapshot/snapshot';
import { HistoryGet, HistoryKeep } from '../../protocol/lsp';
import type { HistoryModel, HistoryPoint } from '../../protocol/models/history';
import { keepsDecisions, keepSnapshot, readHistory } from '../../workspace/history';
import { t } from '../l10n';
import type { View } from '../present/view';
import type { Session } from '../session';
import { onRequest } from './register';

/** A burst of edits is kept as what it comes to, ms. */
const KEEP_AFTER_MS = 5_000;

/** The trend of the estate: a snapshot a day beside the inventory, in the first workspace folder. */
export function registerHistoryRequests(connection: Connection, session: Session): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      keepUnasked(session).catch((error: unknown) => connection.console.warn(`The history was not kept: ${error instanceof Error ? error.message : String(error)}`));
    }, KEEP_AFTER_MS);
    timer.unref();
  });

  onRequest(connection, HistoryGet, () => historyOf(session));

  onRequest(connection, HistoryKeep, async () => {
    const [folder] = session.workspaceFolders;
    if (folder === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, t('There is no workspace folder to keep the history in. Open the folder of the inventory, then do it again.'));
    const reason = notKeptBecause(await session.view());
    if (reason !== '') throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
    try {
      await keep(session, folder);
    } catch (error) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, t('The history was not written: {0}', error instanceof Error ? error.message : String(error)));
    }
    return {};
  });
}

/** The days kept. */
export async function historyOf(session: Session): Promise<HistoryModel> {
  const [folder] = session.workspaceFolders;
  // What was kept counts everything.
  if (folder === undefined || session.settings.sharingHide.length > 0) return { points: [], unread: [] };
  const { snapshots, unread } = await readHistory(folder);
  const points = snapshots.map(({ feeds, risks: _, ...point }, at): HistoryPoint => ({ ...point, otherFeeds: at > 0 && snapshots[at - 1].feeds !== feeds }));
  return { points, unread };
}

/** Only where users keep something beside the inventory already: an inventory of somebody else's is not written beside. */
async function keepUnasked(session: Session): Promise<void> {
  const [folder] = session.workspaceFolders;
  if (folder === undefined || !session.settings.history || !(await keepsDecisions(folder))) return;
  await keep(session, folder);
}

async function keep(session: Session, folder: string): Promise<void> {
  const view = await session.view();
  if (notKeptBecause(view) === '') await keepSnapshot(folder, snapshotOf(view.assessment, view.servers));
}

/** Why a view is no day of the history, as a sentence; '' when it is one. */
function notKeptBecause({ assessment: { asOf, today, estate, hidden }, scope }: View): string {
  // A trend over different as-of dates, or over parts of the estate, would compare what cannot be compared.
  if (asOf !== today) return t('Nothing was kept: the views are as of {0}. Set the as-of date to today, then do it again.', asOf);
  if (scope) return t('Nothing was kept: the scope “{0}” leaves servers out. Clear the scope, then do it again.', scope.label);
  // Of a view without hidden parts the day would look like a fall.
  if (hidden?.length) return t('Nothing was kept: the sharing profile hides a part of what is counted. Show everything, then do it again.');
  // An estate that could not be read is no day with nothing.
  return estate.servers.length === 0 ? t('Nothing was kept: the inventory has no servers.') : '';
}
