import path from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { compareTable } from '../../core/export/compareTable';
import { writeCsv } from '../../core/export/csv';
import { parsePlainDate } from '../../core/inventory/plainDate';
import { replaceFile } from '../../feeds/replaceFile';
import { keptGenerations } from '../../feeds/store/keptGenerations';
import { CompareChoicesGet, CompareExport, CompareGet, ComparePage, CompareRevisions } from '../../protocol/lsp';
import type { CompareKind, CompareSource } from '../../protocol/models/compare';
import { listRevisions } from '../../workspace/gitRevisions';
import { readHistory } from '../../workspace/history';
import { Comparer } from '../comparer';
import { t } from '../l10n';
import type { FeedPlaces } from '../otherFeeds';
import { feedsInShort, presentCompare, presentComparePage, presentTotals } from '../present/compare';
import { hiddenSentence, hides } from '../present/hidden';
import type { Session } from '../session';
import { rangeOf } from './listRequests';
import { onRequest } from './register';

const KINDS: readonly CompareKind[] = ['changed', 'new', 'gone'];

/** The inventory beside its past, another one, another day or other feeds. */
export function registerCompareRequests(connection: Connection, session: Session, feeds: FeedPlaces): void {
  const comparer = new Comparer(session, feeds);

  onRequest(connection, CompareGet, async ({ source, shown }, cancel) => {
    const decoded = decodeSource(source);
    if (decoded.kind === 'day') return presentTotals(await session.view(), await comparer.day(decoded.date), await session.emptyReason());
    const { view, compared } = await cancellable(cancel, (signal) => comparer.compare(decoded, signal));
    return presentCompare(view, compared, await session.emptyReason(), kindOf(shown));
  });

  onRequest(connection, ComparePage, async ({ source, shown, ...range }, cancel) => {
    const decoded = decodeSource(source);
    const [offset, limit] = rangeOf(range);
    if (decoded.kind === 'day') return { revision: (await session.view()).revision, offset, total: 0, rows: [] };
    const { view, compared } = await cancellable(cancel, (signal) => comparer.compare(decoded, signal));
    return presentComparePage(view, compared, kindOf(shown), offset, limit);
  });

  onRequest(connection, CompareRevisions, async () => {
    const lists = await Promise.all(session.workspaceFolders.map((folder) => listRevisions(folder)));
    return { revisions: lists.find((list) => list.length > 0) ?? [] };
  });

  onRequest(connection, CompareChoicesGet, async () => {
    const { assessment: { today } } = await session.view();
    const [folder] = session.workspaceFolders;
    const { snapshots } = folder === undefined ? { snapshots: [] } : await readHistory(folder);
    return {
      // The newest is the one in use.
      generations: keptGenerations(session.feedsDirectory).slice(1).map(({ number, feeds: of }) => ({ generation: number, feeds: feedsInShort(of) })),
      days: snapshots.filter(({ date }) => date < today).reverse().map(({ date, servers, score }) => ({ date, servers, score })),
    };
  });

  onRequest(connection, CompareExport, async ({ source, path: target }, cancel) => {
    if (!path.isAbsolute(target)) throw failed(t('“{0}” is no absolute path. Choose a folder and a name.', target));
    const decoded = decodeSource(source);
    if (decoded.kind === 'day') throw failed(t('Of a day kept in the history there are only totals, so there are no findings to export. The file of that day in .inventory-insights/history holds them.'));
    const { view, compared: { comparison, before } } = await cancellable(cancel, (signal) => comparer.compare(decoded, signal));
    if (hides(view, 'vulnerabilities')) throw failed(hiddenSentence('vulnerabilities'));
    const { header, rows } = compareTable(comparison, before, view.assessment);
    let written = 0;
    const counted = (function* () {
      for (const row of rows) {
        if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, t('The export was cancelled.'));
        written++;
        yield row;
      }
    })();
    await replaceFile(target, writeCsv(header, counted));
    return { rows: written };
  });
}

function decodeSource(given: CompareSource): CompareSource {
  const isDate = (date: unknown): date is string => typeof date === 'string' && parsePlainDate(date) !== undefined;
  const isFile = (file: unknown): file is string => typeof file === 'string' && path.isAbsolute(file);
  if (given.kind === 'revision' && typeof given.revision === 'string') return { kind: 'revision', revision: given.revision };
  if (given.kind === 'path' && isFile(given.path)) return { kind: 'path', path: given.path };
  if (given.kind === 'feeds' && isFile(given.path)) return { kind: 'feeds', path: given.path };
  if (given.kind === 'generation' && Number.isSafeInteger(given.generation)) return { kind: 'generation', generation: given.generation };
  if (given.kind === 'date' && isDate(given.date)) return { kind: 'date', date: given.date };
  if (given.kind === 'day' && isDate(given.date)) return { kind: 'day', date: given.date };
  if (given.kind === 'suppressions') return { kind: 'suppressions' };
  throw failed(t('What to compare with is not understood. Choose it again with “Compare With…”.'));
}

function kindOf(shown: unknown): CompareKind | null {
  return KINDS.find((kind) => kind === shown) ?? null;
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** Runs with a signal for the token; what was cancelled says so, and a failure is a sentence for the user. */
async function cancellable<T>(cancel: CancellationToken, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  if (cancel.isCancellationRequested) abort.abort();
  const listening = cancel.onCancellationRequested(() => abort.abort());
  try {
    return await run(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, t('The comparison was cancelled.'));
    throw error;
  } finally {
    listening.dispose();
  }
}
