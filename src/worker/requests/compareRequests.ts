import path from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { compareTable } from '../../core/export/compareTable';
import { writeCsv } from '../../core/export/csv';
import { assess } from '../../core/insights/assess';
import type { Assessment } from '../../core/insights/assessment';
import { compareAssessments } from '../../core/insights/compare/compareAssessments';
import type { ChangeCause } from '../../core/insights/compare/comparison';
import { mergeEstate } from '../../core/inventory/estate';
import type { Estate } from '../../core/inventory/model';
import { parsePlainDate } from '../../core/inventory/plainDate';
import type { FileInventory } from '../../core/inventory/reader';
import { findInventories, readInventoryFiles } from '../../feeds/inventoryFiles';
import { replaceFile } from '../../feeds/replaceFile';
import { CompareExport, CompareGet, CompareRevisions } from '../../protocol/lsp';
import type { CompareSource } from '../../protocol/models/compare';
import { extractRevision, listRevisions } from '../../workspace/gitRevisions';
import { t } from '../l10n';
import { presentCompare, type ComparedViews } from '../present/compare';
import { hiddenSentence, hides } from '../present/hidden';
import type { View } from '../present/view';
import type { Session } from '../session';
import { onRequest } from './register';

/** The inventory beside its past, another one, or another day. */
export function registerCompareRequests(connection: Connection, session: Session): void {
  let last: { readonly view: View; readonly key: string; readonly compared: ComparedViews } | undefined;
  const compare = async (given: CompareSource, signal: AbortSignal): Promise<{ readonly view: View; readonly compared: ComparedViews }> => {
    const source = decodeSource(given);
    const view = await session.view();
    const key = JSON.stringify(source);
    if (last?.view !== view || last.key !== key) last = { view, key, compared: await compared(session, view, source, signal) };
    return last;
  };

  onRequest(connection, CompareGet, async ({ source }, cancel) => {
    const { view, compared: made } = await compare(source, signalOf(cancel));
    return presentCompare(view, made, await session.emptyReason());
  });

  onRequest(connection, CompareRevisions, async () => {
    const lists = await Promise.all(session.workspaceFolders.map((folder) => listRevisions(folder)));
    return { revisions: lists.find((list) => list.length > 0) ?? [] };
  });

  onRequest(connection, CompareExport, async ({ source, path: target }, cancel) => {
    if (!path.isAbsolute(target)) throw failed(t('“{0}” is no absolute path. Choose a folder and a name.', target));
    const { view, compared: { comparison, before } } = await compare(source, signalOf(cancel));
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

async function compared(session: Session, view: View, source: CompareSource, signal: AbortSignal): Promise<ComparedViews> {
  const now = view.assessment;
  const against = (before: Assessment, cause: ChangeCause, beforeLabel: string, note = ''): ComparedViews => ({ comparison: compareAssessments(before, [{ cause, assessment: now }]), before, beforeLabel, note });
  switch (source.kind) {
    case 'date': return against((await session.view(source.date)).assessment, 'date', t('As of {0}', source.date));
    case 'suppressions': return against(assess(now), 'suppression', t('With nothing set aside'));
    case 'path': {
      const estate = await readAll([source.path], (relative) => session.accepts(relative), signal);
      if (estate.servers.length === 0) throw failed(t('{0} names no server, so there is nothing to compare with. Choose an inventory, or a folder of inventories.', path.basename(source.path)));
      return against((await session.otherView(estate)).assessment, 'inventory', path.basename(source.path));
    }
    case 'revision': {
      const copies = await Promise.all(session.workspaceFolders.map((folder) => extractRevision(folder, source.revision)));
      try {
        const had = copies.filter((copy) => copy.path !== '');
        if (had.length === 0) throw failed(copies[0]?.problem ?? t('No workspace folder is open, so there is no git history. Open the folder of the inventory.'));
        const estate = await readAll(had.map((copy) => copy.path), (relative) => session.accepts(relative), signal);
        return against((await session.otherView(estate)).assessment, 'inventory', t('Revision {0}', had[0].id.slice(0, 10)), copies.map(({ problem }) => problem).filter(Boolean).join(' '));
      } finally {
        await Promise.all(copies.map((copy) => copy.dispose()));
      }
    }
  }
}

async function readAll(paths: readonly string[], accept: (relative: string) => boolean, signal: AbortSignal): Promise<Estate> {
  const today = parsePlainDate(new Date().toISOString().slice(0, 10))!;
  const inventories: FileInventory[] = [];
  for (const one of paths) {
    const found = await findInventories(one, accept);
    for (const file of found.length > 0 ? found : [one]) inventories.push(...await readInventoryFiles(file, { today, signal }));
  }
  return mergeEstate(inventories);
}

function decodeSource(given: CompareSource): CompareSource {
  if (given.kind === 'revision' && typeof given.revision === 'string') return { kind: 'revision', revision: given.revision };
  if (given.kind === 'path' && typeof given.path === 'string' && path.isAbsolute(given.path)) return { kind: 'path', path: given.path };
  if (given.kind === 'date' && typeof given.date === 'string' && parsePlainDate(given.date) !== undefined) return { kind: 'date', date: given.date };
  if (given.kind === 'suppressions') return { kind: 'suppressions' };
  throw failed(t('What to compare with is not understood. Choose it again with “Compare With…”.'));
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function signalOf(cancel: { readonly isCancellationRequested: boolean; onCancellationRequested(listener: () => void): unknown }): AbortSignal {
  const abort = new AbortController();
  if (cancel.isCancellationRequested) abort.abort();
  cancel.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
