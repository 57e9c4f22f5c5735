import * as assert from 'node:assert/strict';
import { decodeFeedNode } from '../../../../src/extension/decode/decodeFeedNode';

test('the feed that a node of the Feeds view stands for', () => {
  const check = (argument: unknown, expected: string | undefined) => assert.equal(decodeFeedNode(argument), expected, JSON.stringify(argument));
  check({ node: { id: '["feed","nvd"]' } }, 'nvd');
  check({ node: { id: '["feed","osv"]', label: 'OSV' }, parent: {} }, 'osv');
  for (const other of [undefined, null, 'nvd', 7, [], {}, { node: null }, { node: { id: 7 } }, { node: { id: 'feed/nvd' } }, { node: { id: '["feedPart","nvd","skips"]' } }, { node: { id: '["feed","../x"]' } }, { node: { id: `["feed","${'x'.repeat(100)}"]` } }]) {
    check(other, undefined);
  }
});
