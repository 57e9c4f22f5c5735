import type { CompareModel } from '../../src/protocol/models/compare';
import { frame } from './webviewModels';

/** The estate of `webviewModels.ts` beside an older revision of it; as made up as it is. */
export const comparison: CompareModel = {
  frame, empty: null, before: 'Revision 8f14e45fce', after: 'Now, as of 2026-11-21', scoreBefore: 1_312, scoreAfter: 1_284, note: '',
  findings: { added: 12, fixed: 43, unchanged: 1_170 },
  servers: { new: 1, gone: 2, changed: 2, unchanged: 43 },
  steps: [{ label: 'Inventory', added: 12, fixed: 40, score: -29, servers: 5 }, { label: 'Date', added: 0, fixed: 3, score: 1, servers: 1 }],
  rows: [
    { key: 'fra-pay-web02', name: 'fra-pay-web02', kind: 'changed', scoreBefore: 46, scoreAfter: 37, added: 3, fixed: 12, unchanged: 28, causes: ['Inventory', 'Date'], target: { view: 'server', server: 'fra-pay-web02' }, findings: [
      { cve: 'CVE-2026-1021', kind: 'new', subject: 'Apache Tomcat 7.0.76' }, { cve: 'CVE-2025-24813', kind: 'new', subject: 'Apache Tomcat 7.0.76' }, { cve: 'CVE-2016-2107', kind: 'fixed', subject: 'OpenSSL 1.0.2g' }] },
    { key: 'fra-new-01', name: 'fra-new-01', kind: 'new', scoreBefore: null, scoreAfter: 9, added: 9, fixed: 0, unchanged: 0, causes: ['Inventory'], target: { view: 'server', server: 'fra-new-01' }, findings: [] },
    { key: 'ams-db-07', name: 'ams-db-07-with-a-name-that-is-longer-than-most-names-of-servers-are.corp.meridian.example', kind: 'changed', scoreBefore: 8, scoreAfter: 9, added: 0, fixed: 0, unchanged: 7, causes: ['Date'], target: { view: 'server', server: 'ams-db-07' }, findings: [] },
    { key: 'old-1', name: 'old-1', kind: 'gone', scoreBefore: 21, scoreAfter: null, added: 0, fixed: 20, unchanged: 0, causes: ['Inventory'], target: null, findings: [] },
    { key: 'old-2', name: 'old-2', kind: 'gone', scoreBefore: 11, scoreAfter: null, added: 0, fixed: 11, unchanged: 0, causes: ['Inventory'], target: null, findings: [] },
  ],
  more: 0,
};
