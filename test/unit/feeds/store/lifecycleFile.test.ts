import * as assert from 'node:assert/strict';
import { decodeEndoflife } from '../../../../src/feeds/decode/decodeEndoflife';
import { decodeLifecycle, encodeLifecycle } from '../../../../src/feeds/store/lifecycleFile';
import { endoflife } from '../sampleFeeds';

suite('lifecycleFile', () => {
  const products = (): Parameters<typeof encodeLifecycle>[0] => {
    const decoded = decodeEndoflife(endoflife(['debian', 'Ünïx "1"'], 'now'));
    assert.ok('feed' in decoded);
    return decoded.feed.products;
  };

  test('round trip', () => {
    assert.deepEqual(decodeLifecycle(encodeLifecycle(products())), products());
    assert.deepEqual(decodeLifecycle(encodeLifecycle([])), []);
  });

  function refuses(text: string, reason: RegExp): void {
    assert.throws(() => decodeLifecycle(Buffer.from(text)), reason, text);
  }

  test('what has another shape is refused with a reason', () => {
    refuses('', /JSON/);
    refuses('{}', /no products/);
    refuses('[[]]', /no products/);
    refuses('{"products":{"length":3}}', /no products/);
    const release = '["1","1",null,0,null,0,null,0,null,null,"",null]';
    assert.equal(decodeLifecycle(Buffer.from(`{"products":[["a","A","os","",["b"],[["cpe","cpe:/a:b:c"]],[${release}]]]}`))[0]?.releases[0]?.name, '1');
    for (const product of [
      'null', '"a"', '[]', '{}',
      '[1,"A","os","",[],[],[]]', '["a","A","os",null,[],[],[]]',
      '["a","A","os","",[1],[],[]]', '["a","A","os","","b",[],[]]',
      '["a","A","os","",[],[["cpe"]],[]]', '["a","A","os","",[],[null],[]]',
      '["a","A","os","",[],[],[null]]', '["a","A","os","",[],[],[["1","1"]]]', `["a","A","os","",[],[],[${release.replace('"1"', '7')}]]`,
    ]) refuses(`{"products":[${product}]}`, /its product 0 has another shape/);
  });
});
