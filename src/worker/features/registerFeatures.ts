import type { CodeLens, Connection, DocumentSymbol, Hover } from 'vscode-languageserver/node';
import { MarkupKind, SymbolKind } from 'vscode-languageserver/node';
import { softwareLabel } from '../../core/insights/findings';
import { serverHover, softwareHover } from '../present/hover';
import { presentServerRow } from '../present/rows';
import type { View } from '../present/view';
import { grouped } from '../present/words';
import type { Session } from '../session';
import { pathOf } from '../uris';
import { rowAnchors, rowBefore } from './rowAnchors';
import type { RowAnchors } from './rowAnchors';
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
    const { view, anchors, format } = place;
    const offset = document.offsetAt(position);
    const cells = new RowCells(format, document);
    // The nearest row above that has a cell here: a software's own row first, then its server's.
    let at = rowBefore(anchors, position.line + 1, position.character + 1);
    for (let tries = 0; at >= 0 && tries < 2; tries++) {
      const cell = cells.cells(anchors.line[at], anchors.column[at]).find(({ start, end }) => start <= offset && offset <= end);
      if (cell) {
        const isSoftware = anchors.software[at] >= 0 && ['software', 'publisher', 'version', 'cpe', 'purl'].includes(cell.field);
        const value = isSoftware ? softwareHover(view, anchors.software[at], anchors.server[at]) : serverHover(view, anchors.server[at]);
        return { contents: { kind: MarkupKind.Markdown, value }, range: cells.range(cell) };
      }
      at = serverRowOf(anchors, at);
    }
    return null;
  });

  connection.onCodeLens(async ({ textDocument }): Promise<CodeLens[]> => {
    if (!session.settings.codeLens) return [];
    const place = await placeOf(session, textDocument.uri);
    if (!place) return [];
    const { view, anchors } = place;
    const lenses: CodeLens[] = [];
    const seen = new Set<number>();
    for (let i = 0; i < anchors.line.length && lenses.length < MAX_LENSES; i++) {
      const server = anchors.server[i];
      if (seen.has(server)) continue;
      seen.add(server);
      lenses.push({
        range: lineRange(anchors.line[i], anchors.column[i]),
        command: { title: lensTitle(view, server), command: 'inventoryInsights.target.open', arguments: [{ view: 'server', server: view.assessment.estate.servers[server].key }] },
      });
    }
    return lenses;
  });

  connection.onDocumentSymbol(async ({ textDocument }): Promise<DocumentSymbol[]> => {
    const place = await placeOf(session, textDocument.uri);
    return place ? symbolsOf(place.view, place.anchors) : [];
  });
}

/** "score 37 · 4 critical · OS support ended". */
export function lensTitle(view: View, server: number): string {
  const row = presentServerRow(view, server);
  const parts = [row.bySeverity === null && row.updates === null ? 'not judged' : `score ${grouped(row.score)}`];
  if (row.bySeverity && row.bySeverity.critical > 0) parts.push(`${grouped(row.bySeverity.critical)} critical`);
  if (row.exploited > 0) parts.push(`${grouped(row.exploited)} exploited`);
  if (row.support.bucket === 'ended' || row.support.bucket === 'extended-paid') parts.push('OS support ended');
  else if (row.support.bucket === 'ending') parts.push(`OS support ends ${row.support.short}`);
  return parts.join(' · ');
}

function symbolsOf(view: View, anchors: RowAnchors): DocumentSymbol[] {
  const { estate } = view.assessment;
  const byServer = new Map<number, DocumentSymbol>();
  for (let i = 0; i < Math.min(anchors.line.length, MAX_SYMBOLS); i++) {
    const server = anchors.server[i];
    const range = lineRange(anchors.line[i], anchors.column[i]);
    let parent = byServer.get(server);
    if (!parent) {
      parent = { name: estate.servers[server].name, detail: lensTitle(view, server), kind: SymbolKind.Object, range, selectionRange: range, children: [] };
      byServer.set(server, parent);
    }
    if (range.end.line > parent.range.end.line) parent.range = { start: parent.range.start, end: range.end };
    if (anchors.software[i] >= 0) {
      parent.children?.push({ name: softwareLabel(estate.software[anchors.software[i]]) || '(no name)', kind: SymbolKind.Package, range, selectionRange: range });
    }
  }
  return [...byServer.values()];
}

/** The row of the same server's own facts at or before a row; -1 when there is none. */
function serverRowOf(anchors: RowAnchors, from: number): number {
  for (let i = from - 1; i >= 0 && anchors.server[i] === anchors.server[from]; i--) if (anchors.software[i] === -1) return i;
  return -1;
}

async function placeOf(session: Session, uri: string): Promise<{ view: View; file: string; format: View['assessment']['estate']['files'][number]['format']; anchors: RowAnchors } | undefined> {
  const file = pathOf(uri);
  if (file === undefined) return undefined;
  const view = await session.view();
  const { estate } = view.assessment;
  const index = estate.files.findIndex((one) => one.file === file);
  return index === -1 ? undefined : { view, file, format: estate.files[index].format, anchors: rowAnchors(estate, index) };
}
