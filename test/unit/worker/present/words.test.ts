import * as assert from 'node:assert/strict';
import type { VerdictReason } from '../../../../src/core/match/matcher';
import { basename } from '../../../../src/worker/present/paths';
import { REASON_WORDS } from '../../../../src/core/export/reasonWords';
import { age, grouped, plural, richParts } from '../../../../src/worker/present/words';

suite('Words', () => {
  test('numbers in sentences', () => {
    assert.equal(grouped(1284), '1,284');
    assert.equal(plural(1, '{0} server', '{0} servers'), '1 server');
    assert.equal(plural(0, '{0} server', '{0} servers'), '0 servers');
    assert.equal(plural(1204, '{0} vulnerability', '{0} vulnerabilities'), '1,204 vulnerabilities');
    assert.equal(age(0), 'today');
    assert.equal(age(1200), '1,200 d');
  });
  test('parts of a sentence stand where the language has them', () => {
    assert.deepEqual(richParts('{0} stale, {1} without a date', { text: '3' }, { text: '0' }), [{ text: '3' }, { text: ' stale, ' }, { text: '0' }, { text: ' without a date' }]);
  });
  test('every reason is a sentence', () => {
    for (const [reason, words] of Object.entries(REASON_WORDS) as [VerdictReason, string][]) assert.match(words, /^[A-Z].*\.$/, reason);
  });
  test('the last part of a path of either kind', () => {
    assert.equal(basename('/a/b.csv'), 'b.csv');
    assert.equal(basename(String.raw`C:\a\b.csv`), 'b.csv');
    assert.equal(basename('b.csv'), 'b.csv');
  });
});
