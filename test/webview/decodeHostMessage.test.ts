import * as assert from 'node:assert/strict';
import { decodeHostMessage } from '../../webview/shared/decodeHostMessage';
import * as models from '../support/webviewModels';
import { snapshots } from './openPanel';

const page = { revision: 1, offset: 0, total: 0, rows: [] };

suite('decode a host message', () => {
  const rows: readonly (readonly [name: string, message: unknown, accepted: boolean])[] = [
    ...Object.values(snapshots).map(snapshot => [`a snapshot of ${snapshot.panel}`, { type: 'snapshot', snapshot }, true] as const),
    ['a snapshot of a panel that is none', { type: 'snapshot', snapshot: { panel: 'settings', model: models.overview } }, false],
    ['a snapshot with the model of another panel', { type: 'snapshot', snapshot: { panel: 'servers', model: models.overview } }, false],
    ['a snapshot without a frame', { type: 'snapshot', snapshot: { panel: 'overview', model: { ...models.overview, frame: null } } }, false],
    ['a snapshot whose page has no rows', { type: 'snapshot', snapshot: { panel: 'servers', model: { ...models.serversModel, page: { offset: 0 } } } }, false],
    ['a page', { type: 'page', request: 3, page }, true],
    ['a page that answers nothing', { type: 'page', page }, false],
    ['a page without its rows', { type: 'page', request: 3, page: { ...page, rows: null } }, false],
    ['evidence', { type: 'evidence', request: 1, evidence: models.evidenceFor('CVE-2020-1938', 1) }, true],
    ['evidence without steps', { type: 'evidence', request: 1, evidence: { cve: 'CVE-2020-1938' } }, false],
    ['what a software is', { type: 'softwareTrail', request: 1, trail: models.softwareTrail(1) }, true],
    ['what a software is, without steps', { type: 'softwareTrail', request: 1, trail: { software: 1, label: 'x', plain: '' } }, false],
    ['an explanation', { type: 'explanation', request: 1, explanation: models.whyNot('CVE-2020-1938') }, true],
    ['an explanation without an answer', { type: 'explanation', request: 1, explanation: { ...models.whyNot('CVE-2020-1938'), answer: 1 } }, false],
    ['an explanation that answers nothing', { type: 'explanation', explanation: models.whyNot('CVE-2020-1938') }, false],
    ['changed', { type: 'changed', revision: 2, text: 'x' }, true],
    ['changed without words', { type: 'changed', revision: 2 }, false],
    ['busy', { type: 'busy', busy: false }, true],
    ['busy with a word', { type: 'busy', busy: 'yes' }, false],
    ['an error for all', { type: 'error', request: null, message: 'x' }, true],
    ['an error whose message is an object', { type: 'error', request: null, message: {} }, false],
    ['a type that is none', { type: 'run', command: 'x' }, false],
    ['nothing', null, false], ['a number', 1, false], ['a list', [{ type: 'busy', busy: true }], false], ['text', 'busy', false],
  ];
  for (const [name, message, accepted] of rows) {
    test(`${name} is ${accepted ? 'accepted' : 'dropped'}`, () => assert.equal(decodeHostMessage(message) !== undefined, accepted));
  }

  test('a section that is none is the first, a finding without its parts is none', () => {
    const decoded = decodeHostMessage({ type: 'snapshot', snapshot: { ...snapshots.server, section: 'secrets', finding: { cve: 1 } } });
    assert.deepEqual(decoded?.type === 'snapshot' && decoded.snapshot.panel === 'server' ? [decoded.snapshot.section, decoded.snapshot.finding] : [], ['insights', null]);
  });
});
