import * as assert from 'node:assert/strict';
import { decodeCompareSource } from '../../../../src/extension/decode/decodeCompareSource';

suite('What to compare with', () => {
  test('is one of four, and nothing else passes', () => {
    const check = (given: unknown, expected: unknown): void => assert.deepEqual(decodeCompareSource(given), expected);
    check({ kind: 'revision', revision: 'HEAD~1', more: 1 }, { kind: 'revision', revision: 'HEAD~1' });
    check({ kind: 'path', path: '/inv' }, { kind: 'path', path: '/inv' });
    check({ kind: 'date', date: '2027-03-01' }, { kind: 'date', date: '2027-03-01' });
    check({ kind: 'suppressions', path: '/inv' }, { kind: 'suppressions' });
    for (const wrong of [undefined, null, 7, 'HEAD', [], {}, { kind: 'revision' }, { kind: 'revision', revision: 'x'.repeat(3_000) }, { kind: 'date', date: '2027-02-30' }, { kind: 'other', path: '/' }]) check(wrong, undefined);
  });
});
