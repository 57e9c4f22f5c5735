import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ExportContext } from '../core/export/exportContext';
import type { ExportFormat } from '../core/export/exportFormat';
import { relativeUri } from '../core/export/relativeUri';
import { selectFilteredServers, selectFilteredSoftware, type ExportSelection } from '../core/export/selection';
import { formatServerFilter, formatSoftwareFilter } from '../core/insights/filterText/formatFilter';
import { exportChunks } from '../feeds/exportChunks';
import { replaceFile } from '../feeds/replaceFile';
import type { ExportParams } from '../protocol/lsp';
import { ExportedFileNames } from './exportedFileNames';
import type { View } from './present/view';

/** What one export is of, and where it goes. */
export type ExportOrder = ExportParams & { readonly format: ExportFormat };

export interface ExportSurroundings {
  readonly folders: readonly string[];
  readonly productVersion: string;
  /** The selection, counted as it is gone through. */
  readonly follow?: (selection: ExportSelection) => ExportSelection;
  /** Hears of each row of a CSV. */
  readonly onRow?: () => void;
  /** Called between two chunks; what it throws ends the export. */
  readonly onChunk?: () => void;
}

/**
 * Writes a filtered, sorted set of a view beside its target and renames at the end. Rejects with NotWrittenError where the disk refuses.
 * @returns bytes written
 */
export async function writeExport(view: View, order: ExportOrder, { folders, productVersion, follow = (selection) => selection, onRow, onChunk }: ExportSurroundings): Promise<number> {
  const names = new ExportedFileNames(folders, view);
  const selection = follow(names.inSelection(selectionOf(view, order)));
  const options = { table: order.what, findings: order.what === 'findings', ...(onRow ? { onRow } : {}) };
  return replaceFile(order.path, exportChunks(selection, order.format, contextOf(view, order, folders, productVersion, names), options), onChunk);
}

function selectionOf(view: View, order: ExportOrder): ExportSelection {
  return order.what === 'software' ? selectFilteredSoftware(view, order.filter, order.sort) : selectFilteredServers(view, order.filter, order.sort);
}

function contextOf(view: View, order: ExportOrder, folders: readonly string[], productVersion: string, names: ExportedFileNames): ExportContext {
  const bases = folders.map((folder) => pathToFileURL(`${folder}${path.sep}`).href);
  return {
    title: view.title, productVersion, madeAt: new Date().toISOString(),
    filterText: order.what === 'software' ? formatSoftwareFilter(order.filter) : formatServerFilter(order.filter),
    fileUri: (file) => relativeUri(pathToFileURL(names.pathOf(file)).href, bases),
    problems: view.assessment.estate.problems.map((problem) => ({ ...problem, file: names.nameOf(problem.file) })),
  };
}
