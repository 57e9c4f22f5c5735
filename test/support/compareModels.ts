import type { CompareRow, CompareServers, CompareTotals } from '../../src/protocol/models/compare';
import { frame } from './webviewModels';

/** The estate of `webviewModels.ts` beside an older revision of it; as made up as it is. */
export const comparison: CompareServers = {
  frame, empty: null, kind: 'servers', scoreBefore: 1_312, scoreAfter: 1_284,
  before: { label: '“Exports of the second week of November” of 2026-11-14', detail: '8f14e45fce · frankfurt.inventory.csv' }, after: { label: 'Now, as of 2026-11-21', detail: 'frankfurt.inventory.csv, amsterdam.inventory.json' },
  notes: [], problems: ['frankfurt.inventory.csv, line 87: "31/13/2025" is not a date; it is left out.'], moreProblems: 0,
  findings: { added: 12, fixed: 43, unchanged: 1_170 },
  servers: { new: 1, gone: 2, changed: 2, unchanged: 43 },
  steps: [{ label: 'Inventory', added: 12, fixed: 40, score: -29, servers: 5 }, { label: 'Date', added: 0, fixed: 3, score: 1, servers: 1 }],
  shown: null,
  page: { revision: frame.revision, offset: 0, total: 5, rows: [
    { key: 'fra-pay-web02', name: 'fra-pay-web02', kind: 'changed', scoreBefore: 46, scoreAfter: 37, added: 3, fixed: 12, unchanged: 28, causes: ['Inventory', 'Date'], target: { view: 'server', server: 'fra-pay-web02' }, findings: [
      { cve: 'CVE-2026-1021', kind: 'new', subject: 'Apache Tomcat 7.0.76' }, { cve: 'CVE-2025-24813', kind: 'new', subject: 'Apache Tomcat 7.0.76' }, { cve: 'CVE-2016-2107', kind: 'fixed', subject: 'OpenSSL 1.0.2g' }] },
    { key: 'fra-new-01', name: 'fra-new-01', kind: 'new', scoreBefore: null, scoreAfter: 9, added: 9, fixed: 0, unchanged: 0, causes: ['Inventory'], target: { view: 'server', server: 'fra-new-01' }, findings: [] },
    { key: 'ams-db-07', name: 'ams-db-07-with-a-name-that-is-longer-than-most-names-of-servers-are.corp.meridian.example', kind: 'changed', scoreBefore: 8, scoreAfter: 9, added: 0, fixed: 0, unchanged: 7, causes: ['Date'], target: { view: 'server', server: 'ams-db-07' }, findings: [] },
    { key: 'old-1', name: 'old-1', kind: 'gone', scoreBefore: 21, scoreAfter: null, added: 0, fixed: 20, unchanged: 0, causes: ['Inventory'], target: null, findings: [] },
    { key: 'old-2', name: 'old-2', kind: 'gone', scoreBefore: 11, scoreAfter: null, added: 0, fixed: 11, unchanged: 0, causes: ['Inventory'], target: null, findings: [] },
  ] },
};

/** So many servers that differ that they come in pages. */
export const MANY_CHANGED = 1_234;

export function changedRows(offset: number, limit: number): readonly CompareRow[] {
  return Array.from({ length: Math.max(0, Math.min(limit, MANY_CHANGED - offset)) }, (_, at) => ({ ...comparison.page.rows[1]!, key: `srv-${offset + at}`, name: `srv-${offset + at}`, target: { view: 'server', server: `srv-${offset + at}` } }));
}

export const manyChanged: CompareServers = {
  ...comparison, servers: { new: MANY_CHANGED, gone: 0, changed: 0, unchanged: 3 }, page: { revision: frame.revision, offset: 0, total: MANY_CHANGED, rows: changedRows(0, 100) },
};

/** Beside a day of which only counts were kept. */
export const totals: CompareTotals = {
  frame, empty: null, kind: 'totals', before: { label: 'Kept on 2026-11-14', detail: '.inventory-insights/history/2026-11-14.json' }, after: { label: 'Now, as of 2026-11-21', detail: '' },
  notes: ['Of that day only totals were kept, so which servers and findings differ is not known. A git revision of the inventory tells that.', 'The feeds of that day were others, so a part of the difference may be theirs.'],
  problems: [], moreProblems: 0,
  totals: [{ label: 'Total risk score', before: 1_312, after: 1_284 }, { label: 'Servers', before: 46, after: 46 }, { label: 'Servers at risk', before: 36, after: 37 }],
};
