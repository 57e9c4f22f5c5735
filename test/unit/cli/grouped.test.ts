import * as assert from 'node:assert/strict';
import { grouped } from '../../../src/cli/grouped';

test('thousands apart, as toLocaleString has them', () => {
  for (const number of [0, 7, 999, 1_000, 12_345, 999_999, 1_000_000, 185_966_123, -1, -999, -1_000, -1_234_567]) assert.equal(grouped(number), number.toLocaleString('en-US'));
});
