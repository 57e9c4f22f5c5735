import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { cveIdOfKey, cveKey } from '../../../../src/feeds/decode/cveId';

suite('cveId', () => {
  test('keys sort by year, then number, and give the id back', () => {
    const ids = ['CVE-1999-0001', 'CVE-1999-9999', 'CVE-2000-0001', 'CVE-2018-1000500', 'CVE-2019-0001', 'CVE-2026-999999999'];
    const keys = ids.map((id) => cveKey(id) ?? NaN);
    assert.deepEqual([...keys].sort((a, b) => a - b), keys);
    assert.deepEqual(keys.map(cveIdOfKey), ids);
  });

  test('any year and number round trip', () => {
    fc.assert(fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 0, max: 999_999_999 }), (year, number) => {
      const id = `CVE-${year}-${String(number).padStart(4, '0')}`;
      const key = cveKey(id);
      assert.ok(key !== undefined && Number.isSafeInteger(key));
      assert.equal(cveIdOfKey(key), id);
    }));
  });

  test('other texts are no ids', () => {
    for (const text of ['', 'CVE-2020-1', 'CVE-2020-00012', 'CVE-0999-0001', ' CVE-2020-0001', 'CVE-2020-0001\n', 'GHSA-1', 'CVE-2020-1234567890']) {
      assert.equal(cveKey(text), undefined, text);
    }
  });
});
