import { formatCveId, parseCveId } from './cveId';
import type { MatchIndex } from './matchIndex';
import { findText, textAt, type MatchTables } from './matchTables';
import type { OpenMatchTables } from './matchTablesFile';

const tablesOfIndex = new WeakMap<MatchIndex, OpenMatchTables>();

/** The columns of an index that `createMatchIndex` made; undefined for any other. */
export function tablesOf(index: MatchIndex): OpenMatchTables | undefined {
  return tablesOfIndex.get(index);
}

/** The columns as what the rest of the core reads. */
export function createMatchIndex(tables: OpenMatchTables): MatchIndex {
  const index: MatchIndex = {
    cveCount: tables.cveNumber.length,
    rowCount: tables.rowNode.length,
    productCount: tables.productRows.length - 1,
    published: tables.published,
    severity: tables.severity,
    score: tables.score,
    kev: tables.kev,
    epss: tables.epss,
    source: tables.source,
    cveId: (cve) => formatCveId(tables.cveYear[cve] ?? 0, tables.cveNumber[cve] ?? 0),
    cveIndex: (id) => findCve(tables, id),
    hasProduct: (key) => findText(tables.productStarts, tables.productText, key) >= 0,
    productKey: (product) => textAt(tables.productStarts, tables.productText, product),
    productRowCount: (product) => tables.productRows[product + 1]! - tables.productRows[product]!,
  };
  tablesOfIndex.set(index, tables);
  return index;
}

function findCve(tables: MatchTables, id: string): number {
  const wanted = parseCveId(id);
  if (!wanted) return -1;
  let low = 0;
  let high = tables.cveNumber.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = tables.cveYear[middle]! - wanted.year || tables.cveNumber[middle]! - wanted.number;
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
