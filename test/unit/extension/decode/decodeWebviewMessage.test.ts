import * as assert from 'node:assert/strict';
import { decodePanelState, decodeWebviewMessage } from '../../../../src/extension/decode/decodeWebviewMessage';

suite('messages of a webview', () => {
  const taken = (message: unknown, expected: unknown = message) => assert.deepEqual(decodeWebviewMessage(message), expected);
  const dropped = (message: unknown) => assert.equal(decodeWebviewMessage(message), undefined);

  test('what is no object is dropped', () => {
    for (const message of [undefined, null, 1, 'refresh', true, [], [{ type: 'refresh' }], {}, { type: 'evil' }, { type: '__proto__' }, { type: 3 }]) dropped(message);
  });

  test('intents without parameters carry none', () => {
    taken({ type: 'refresh' });
    taken({ type: 'pickAsOf', asOf: 'x', more: 1 }, { type: 'pickAsOf' });
    taken({ type: 'showLog' });
  });

  test('a page is asked for with whole numbers', () => {
    taken({ type: 'page', request: 3, list: 'vulnerabilities', offset: 0, limit: 100 });
    for (const change of [{ request: '3' }, { request: -1 }, { list: 'secrets' }, { list: 'toString' }, { offset: -1 }, { offset: 0.5 }, { offset: NaN }, { limit: 0 }, { limit: 1e300 }]) {
      dropped({ type: 'page', request: 3, list: 'servers', offset: 0, limit: 100, ...change });
    }
  });

  test('a date is one of the calendar; null is today', () => {
    taken({ type: 'setAsOf', asOf: null });
    taken({ type: 'setAsOf', asOf: '2028-02-29' });
    for (const asOf of [undefined, '', '2027-02-29', '2027-13-01', '27-01-01', '2027-01-01T00:00:00Z', 20270101]) dropped({ type: 'setAsOf', asOf });
  });

  test('a finding is a CVE and the index of a software, -1 the operating system', () => {
    taken({ type: 'explain', request: 0, finding: { cve: 'CVE-2021-44228', software: -1 } });
    for (const finding of [null, {}, { cve: 'CVE-2021-44228' }, { cve: 'CVE-21-1', software: 0 }, { cve: 'CVE-2021-44228/../x', software: 0 }, { cve: 'CVE-2021-44228', software: -2 }]) {
      dropped({ type: 'explain', request: 0, finding });
    }
  });

  test('a software is asked about by its index', () => {
    taken({ type: 'explainSoftware', request: 0, software: 12 });
    for (const change of [{ request: '0' }, { software: -1 }, { software: '1' }, { software: 0.5 }]) dropped({ type: 'explainSoftware', request: 0, software: 1, ...change });
  });

  test('a CVE is asked about by its id as typed, which is short', () => {
    taken({ type: 'whyNot', request: 0, cve: ' cve-2021-44228' });
    for (const change of [{ request: -1 }, { cve: 5 }, { cve: 'x'.repeat(41) }]) dropped({ type: 'whyNot', request: 0, cve: 'x', ...change });
  });

  test('a link leads to a target', () => {
    taken({ type: 'open', target: { view: 'overview' }, beside: true });
    taken({ type: 'open', target: { view: 'servers', filter: { atRisk: true } } }, { type: 'open', target: { view: 'servers', filter: { atRisk: true } }, beside: false });
    dropped({ type: 'open', target: { view: 'terminal' }, beside: false });
    dropped({ type: 'open', beside: false });
  });

  test('exports, beginnings and copies are of a known kind and size', () => {
    taken({ type: 'export', what: 'findings' });
    dropped({ type: 'export', what: 'everything' });
    taken({ type: 'begin', action: 'openFolder' });
    dropped({ type: 'begin', action: 'workbench.action.quit' });
    taken({ type: 'decide', what: 'addTag', filter: { keys: ['web1'] } });
    taken({ type: 'decide', what: 'addRule', filter: {}, other: 1 }, { type: 'decide', what: 'addRule', filter: {} });
    dropped({ type: 'decide', what: 'delete', filter: {} });
    taken({ type: 'setAside', finding: { cve: 'CVE-2021-44228', software: -1 } });
    dropped({ type: 'setAside', finding: { cve: 'x', software: 0 } });
    taken({ type: 'setAsideOn', cve: 'CVE-2021-44228', filter: { keys: ['web01'] } });
    dropped({ type: 'setAsideOn', cve: 'cve', filter: {} });
    taken({ type: 'copy', text: '<b>' });
    dropped({ type: 'copy', text: 'x'.repeat(1_000_001) });
    dropped({ type: 'copy', text: 1 });
  });

  test('an arrangement names its panel, and keeps only what is understood', () => {
    taken({ type: 'ready', state: { panel: 'overview' } });
    taken({
      type: 'arrange',
      state: {
        panel: 'servers', evil: 1, section: 'kitchen', serverFilter: { text: 'sql', levels: ['critical', 'awful'], atRisk: 'yes' }, serverSort: { key: 'score', direction: 'up' },
      },
    }, { type: 'arrange', state: { panel: 'servers', serverFilter: { text: 'sql', levels: ['critical'] }, serverSort: { key: 'score', direction: 'descending' } } });
    dropped({ type: 'arrange', state: { serverFilter: {} } });
    dropped({ type: 'ready' });
  });

  test('a panel’s own state survives a reload', () => {
    const state = { panel: 'server', server: 'rtm-0001', section: 'vulnerabilities' };
    assert.deepEqual(decodePanelState({ ...state, place: { scroll: 20 } }), state);
    assert.equal(decodePanelState('server'), undefined);
  });
});
