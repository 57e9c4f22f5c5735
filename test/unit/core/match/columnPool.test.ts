import assert from 'node:assert/strict';
import { ColumnPool } from '../../../../src/core/match/columnPool';

suite('pool of columns', () => {
  test('columns do not overlap', () => {
    const pool = new ColumnPool();
    const columns = [3, 0, 5, 8_192, 8_193, 8_192, 8_192, 8_192, 8_192].map((length) => pool.takeWords(length));
    columns.forEach((column, at) => column.fill(at));
    columns.forEach((column, at) => assert.ok(column.every((value) => value === at), `column ${at}`));
  });

  test('what is not kept is taken next', () => {
    const pool = new ColumnPool();
    const kept = pool.keepWords(pool.takeWords(100).fill(7), 2);
    const next = pool.takeWords(3);
    assert.deepEqual([kept.length, next.byteOffset - kept.byteOffset], [2, 8]);
    assert.deepEqual([...kept], [7, 7]);
    const bytes = pool.keepBytes(pool.takeBytes(100), 2);
    assert.deepEqual([bytes.length, pool.takeBytes(1).byteOffset - bytes.byteOffset], [2, 2]);
  });

  test('a column of its own buffer gives nothing back', () => {
    const pool = new ColumnPool();
    const before = pool.takeWords(1);
    const large = pool.takeWords(10_000);
    assert.equal(pool.keepWords(large, 10).length, 10);
    assert.equal(pool.takeWords(1).byteOffset - before.byteOffset, 4);
  });
});
