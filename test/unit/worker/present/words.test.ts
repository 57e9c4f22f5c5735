import * as assert from 'node:assert/strict';
import type { VerdictReason } from '../../../../src/core/match/matcher';
import { basename } from '../../../../src/worker/present/paths';
import { REASON_WORDS } from '../../../../src/core/export/reasonWords';
import { age, grouped, plural } from '../../../../src/worker/present/words';

suite('Words', () => {
  test('numbers in sentences', () => {
    assert.equal(grouped(1284), '1,284');
    assert.equal(plural(1, 'server'), '1 server');
    assert.equal(plural(0, 'server'), '0 servers');
    assert.equal(plural(1204, 'vulnerability', 'vulnerabilities'), '1,204 vulnerabilities');
    assert.equal(age(0), 'today');
    assert.equal(age(1200), '1,200 d');
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
