import * as assert from 'node:assert/strict';
import { byProduct } from '../../../../src/core/insights/byProduct';

suite('Software by product', () => {
  const check = (products: readonly (readonly number[] | undefined)[], expected: readonly number[]) =>
    assert.deepEqual([...byProduct(products.map((of) => of && Uint32Array.from(of)), 100_000)], expected);

  test('nothing', () => check([], []));
  test('software of one product stands together, in its own order', () => check([[7], [3], [7], [3]], [1, 3, 0, 2]));
  test('what is not identified, and what the feed does not know, comes last', () => check([undefined, [99_999], [], [0]], [3, 1, 0, 2]));
  test('software of several products stands with the first of them', () => check([[5, 1], [2], [5]], [1, 0, 2]));
});
