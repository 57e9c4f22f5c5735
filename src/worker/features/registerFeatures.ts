import type { CodeLens, Connection, DocumentSymbol, Hover } from 'vscode-languageserver/node';
import { MarkupKind, SymbolKind } from 'vscode-languageserver/node';
import { softwareLabel } from '../../core/insights/findings';
import type { FileRows } from '../../core/inventory/estateIndex';
import { t } from '../l10n';
import { isServerJudged } from '../present/hidden';
import { serverHover, softwareHover } from '../present/hover';
import { presentServerRow } from '../present/rows';
import type { View } from '../present/view';
import { grouped } from '../present/words';
import type { Session } from '../session';
import type { FormatId } from '../../core/inventory/model';
import { pathOf } from '../uris';
import { fileRows } from './fileRows';
import { RowCells, lineRange } from './rowCells';
import type { SourceTexts } from './sourceTexts';

/** Symbols and lenses of one file at most; beyond it an outline helps nobody. */
const MAX_LENSES = 2_000;
const MAX_SYMBOLS = 20_000;

/** Hover, code lens and document symbols on inventory files. */
export function registerFeatures(connection: Connection, session: Session, texts: SourceTexts): void {
  connection.onHover(async ({ textDocument, position }): Promise<Hover | null> => {
    const place = await placeOf(session, textDocument.uri);
    const document = place && (await texts.textOf(place.file));
    if (!place || !document) return null;
    const { view, rows, format } = place;
    const offset = document.offsetAt(position);
    const cells = new RowCells(format, document);
    // The row that begins last before the pointer, if it has a cell here; else the server's own row around it.
    for (const serverOnly of [false, true]) {
      const row = rows.before(position.line + 1, position.character + 1, serverOnly);
      const cell = row && cells.cells(row.line, row.column).find(({ start, end }) => start <= offset && offset <= end);
      if (!row || !cell) continue;
      const isSoftware = row.software >= 0 && ['software', 'publisher', 'version', 'cpe', 'purl'].includes(cell.field);
      const value = isSoftware ? softwareHover(view, row.software, row.server) : serverHover(view, row.server);
      return { contents: { kind: MarkupKind.Markdown, value }, range: cells.range(cell) };
    }
    return null;
  });

  connection.onCodeLens(async ({ textDocument }): Promise<CodeLens[]> => {
    if (!session.settings.codeLens) return [];
    const place = await placeOf(session, textDocument.uri);
    if (!place) return [];
    const { view, rows } = place;
    const lenses: CodeLens[] = [];
    const seen = new Set<number>();
    for (let i = 0; i < rows.length && lenses.length < MAX_LENSES; i++) {
      const { server, line, column } = rows.at(i);
      if (seen.has(server)) continue;
      seen.add(server);
      lenses.push({
        range: lineRange(line, column),
        command: { title: lensTitle(view, server), command: 'inventoryInsights.target.open', arguments: [{ view: 'server', server: view.assessment.estate.servers[server].key }] },
      });
    }
    return lenses;
  });

  connection.onDocumentSymbol(async ({ textDocument }): Promise<DocumentSymbol[]> => {
    const place = await placeOf(session, textDocument.uri);
    return place ? symbolsOf(place.view, place.rows) : [];
  });
}

/** "score 37 · 4 critical · OS support ended". */
export function lensTitle(view: View, server: number): string {
  const row = presentServerRow(view, server);
  const parts = [!isServerJudged(view, row) ? t('not judged') : t('score {0}', grouped(row.score))];
  if (row.bySeverity && row.bySeverity.critical > 0) parts.push(t('{0} critical', grouped(row.bySeverity.critical)));
  if (row.exploited > 0) parts.push(t('{0} exploited', grouped(row.exploited)));
  if (row.support.bucket === 'ended' || row.support.bucket === 'extended-paid') parts.push(t('OS support ended'));
  else if (row.support.bucket === 'ending') parts.push(t('OS support ends {0}', row.support.short));
  return parts.join(' · ');
}

function symbolsOf(view: View, rows: FileRows): DocumentSymbol[] {
  const { estate } = view.assessment;
  const byServer = new Map<number, DocumentSymbol>();
  for (let i = 0; i < Math.min(rows.length, MAX_SYMBOLS); i++) {
    const { server, software, line, column } = rows.at(i);
    const range = lineRange(line, column);
    let parent = byServer.get(server);
    if (!parent) {
      parent = { name: estate.servers[server].name, detail: lensTitle(view, server), kind: SymbolKind.Object, range, selectionRange: range, children: [] };
      byServer.set(server, parent);
    }
    if (range.end.line > parent.range.end.line) parent.range = { start: parent.range.start, end: range.end };
    if (software >= 0) {
      parent.children?.push({ name: softwareLabel(estate.software[software]) || t('(no name)'), kind: SymbolKind.Package, range, selectionRange: range });
    }
  }
  return [...byServer.values()];
}

async function placeOf(session: Session, uri: string): Promise<{ view: View; file: string; format: FormatId; rows: FileRows } | undefined> {
  const file = pathOf(uri);
  if (file === undefined) return undefined;
  const view = await session.view();
  const { estate } = view.assessment;
  const index = estate.files.findIndex((one) => one.file === file);
  return index === -1 ? undefined : { view, file, format: estate.files[index].format, rows: fileRows(estate, index) };
}
