import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { RowSet } from '../../../../src/core/insights/rowSet';

suite('Sets of rows', () => {
  test('are those of a set, at every length', () => {
    const rows = fc.integer({ min: 0, max: 130 }).chain((length) => fc.record({ length: fc.constant(length), a: fc.array(fc.nat(Math.max(0, length - 1))), b: fc.array(fc.nat(Math.max(0, length - 1))) }));
    fc.assert(fc.property(rows, ({ length, a, b }) => {
      const inside = (values: readonly number[]): number[] => [...new Set(length === 0 ? [] : values)].sort((x, y) => x - y);
      const [left, right] = [RowSet.of(length, inside(a)), RowSet.of(length, inside(b))];
      assert.deepEqual(left.rows(), inside(a));
      assert.equal(left.count, inside(a).length);
      assert.deepEqual(left.and(right).rows(), inside(a).filter((row) => b.includes(row)));
      assert.equal(left.countAnd(right), left.and(right).count);
      assert.deepEqual(left.or(right).rows(), inside([...a, ...b]));
      assert.deepEqual(left.inverse().rows(), Array.from({ length }, (_, row) => row).filter((row) => !left.has(row)));
      assert.equal(RowSet.all(length).count, length);
    }));
  });
});
