import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecentlyAsked } from '../../../../src/core/export/recentlyAsked';

suite('What was asked for lately', () => {
  /** Each key is asked for, and made when it is not there; returns those that were made. */
  const made = (most: number, keys: readonly number[]): number[] => {
    const kept = new RecentlyAsked<{ readonly key: number }>(most);
    return keys.filter((key) => {
      const known = kept.get(key);
      if (known) assert.equal(known.key, key);
      else kept.set(key, { key });
      return !known;
    });
  };

  test('is made once while there is room', () => assert.deepEqual(made(3, [1, 2, 3, 1, 2, 3]), [1, 2, 3]));
  test('stays while it is asked for, whatever else comes', () => assert.deepEqual(made(2, [1, 2, 1, 3, 1, 4, 1, 5, 1]), [1, 2, 3, 4, 5]));
  test('goes when as many others came', () => assert.deepEqual(made(1, [1, 2, 3, 1]), [1, 2, 3, 1]));

  test('the last so many are there', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }), (most, keys) => {
      const kept = new RecentlyAsked<{ readonly key: number }>(most);
      keys.forEach((key, at) => {
        const last = new Set<number>();
        for (let before = at - 1; before >= 0 && last.size < most; before--) last.add(keys[before]!);
        const known = kept.get(key);
        if (last.has(key)) assert.equal(known?.key, key);
        if (!known) kept.set(key, { key });
      });
    }));
  });
});
