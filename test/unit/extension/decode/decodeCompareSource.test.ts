import * as assert from 'node:assert/strict';
import { decodeCompareKind, decodeCompareSource } from '../../../../src/extension/decode/decodeCompareSource';

suite('What to compare with', () => {
  test('is one of seven, and nothing else passes', () => {
    const check = (given: unknown, expected: unknown): void => assert.deepEqual(decodeCompareSource(given), expected);
    check({ kind: 'revision', revision: 'HEAD~1', more: 1 }, { kind: 'revision', revision: 'HEAD~1' });
    check({ kind: 'path', path: '/inv' }, { kind: 'path', path: '/inv' });
    check({ kind: 'date', date: '2027-03-01' }, { kind: 'date', date: '2027-03-01' });
    check({ kind: 'feeds', path: '/feeds.zip' }, { kind: 'feeds', path: '/feeds.zip' });
    check({ kind: 'generation', generation: 3, path: '/inv' }, { kind: 'generation', generation: 3 });
    check({ kind: 'day', date: '2026-11-14' }, { kind: 'day', date: '2026-11-14' });
    check({ kind: 'suppressions', path: '/inv' }, { kind: 'suppressions' });
    for (const wrong of [undefined, null, 7, 'HEAD', [], {}, { kind: 'revision' }, { kind: 'revision', revision: 'x'.repeat(3_000) }, { kind: 'date', date: '2027-02-30' }, { kind: 'day' }, { kind: 'day', date: 'x' }, { kind: 'feeds' }, { kind: 'generation' }, { kind: 'generation', generation: 0 }, { kind: 'generation', generation: '3' }, { kind: 'other', path: '/' }]) check(wrong, undefined);
  });

  test('a kind of servers is one of three', () => assert.deepEqual(['new', 'gone', 'changed', 'unchanged', 7, null].map(decodeCompareKind), ['new', 'gone', 'changed', undefined, undefined, undefined]));
});
