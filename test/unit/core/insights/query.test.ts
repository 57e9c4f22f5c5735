import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FacetField, Limit } from '../../../../src/core/insights/query';
import { booleanLimit, compareNames, oneOfLimit, runQuery, searchWords, sortRows } from '../../../../src/core/insights/query';

suite('Queries', () => {
  const FIELDS = ['a', 'b', 'c'];
  const table = fc.array(fc.array(fc.subarray(['', 'x', 'y', 'z'], { minLength: 1 }), { minLength: 3, maxLength: 3 }), { maxLength: 20 });
  const wanted = fc.array(fc.subarray(['', 'x', 'y', 'z', 'other']), { minLength: 3, maxLength: 3 });

  test('a facet is limited by the others but not by itself', () => {
    fc.assert(fc.property(table, wanted, fc.boolean(), (rows, filter, twice) => {
      const facetFields = FIELDS.map((field, f): FacetField => ({ field, valuesOf: (row) => rows[row][f] }));
      const limits: Limit[] = facetFields.flatMap(({ field, valuesOf }, f) => oneOfLimit(field, filter[f], valuesOf));
      // Several limits of one field, as several search words are, are one field's.
      if (twice) limits.push(...limits);
      const passes = (row: number, without?: number): boolean =>
        filter.every((values, f) => f === without || values.length === 0 || rows[row][f].some((value) => values.includes(value)));
      const all = rows.map((_, row) => row);

      const query = runQuery(rows.length, limits, facetFields);
      assert.deepEqual(query.rows, all.filter((row) => passes(row)));
      query.facets.forEach(({ field, counts }, f) => {
        assert.equal(field, FIELDS[f]);
        const expected = new Map<string, number>();
        for (const row of all) for (const value of rows[row][f]) expected.set(value, (expected.get(value) ?? 0) + (passes(row, f) ? 1 : 0));
        assert.deepEqual(new Map([...counts].sort()), new Map([...expected].sort()));
      });
    }));
  });

  test('an absent or empty wish does not limit', () => {
    assert.deepEqual(oneOfLimit('a', undefined, () => ['x']), []);
    assert.deepEqual(oneOfLimit('a', [], () => ['x']), []);
    assert.deepEqual(booleanLimit('a', undefined, () => true), []);
    assert.equal(booleanLimit('a', false, () => true)[0].test(0), false);
    assert.equal(booleanLimit('a', false, () => false)[0].test(0), true);
  });

  test('search words are lower case, few and short', () => {
    assert.deepEqual(searchWords('  Web\t SQL  '), ['web', 'sql']);
    assert.deepEqual(searchWords(' \n '), []);
    assert.deepEqual(searchWords(undefined), []);
    assert.equal(searchWords('w '.repeat(99)).length, 16);
    assert.equal(searchWords('x'.repeat(5000))[0].length, 100);
  });
});

suite('Sorting', () => {
  const byNumber = (a: number, b: number): number => a - b;
  const order = (values: readonly (number | string | null)[], direction: 'ascending' | 'descending'): string =>
    sortRows(values.map((_, i) => i), (row) => values[row], direction, byNumber).map((row) => values[row] ?? '–').join(' ');
  const check = (values: readonly (number | string | null)[], ascending: string, descending: string) => {
    assert.equal(order(values, 'ascending'), ascending);
    assert.equal(order(values, 'descending'), descending);
  };

  test('what is not known stands last in either direction', () => {
    check([3, null, 1, 20], '1 3 20 –', '20 3 1 –');
    check([null, 'b', 'a', null], 'a b – –', 'b a – –');
  });

  test('names compare without case, digits by their value', () => {
    check(['web10', 'Web2', 'web1'], 'web1 Web2 web10', 'web10 Web2 web1');
    assert.ok(compareNames('a', 'A') !== 0, 'equal but for case still has an order');
    assert.equal(compareNames('x', 'x'), 0);
  });

  test('equal rows keep the default order in either direction', () => {
    const rows = [2, 0, 1];
    assert.deepEqual(sortRows(rows, () => 7, 'ascending', byNumber), [0, 1, 2]);
    assert.deepEqual(sortRows(rows, () => 7, 'descending', byNumber), [0, 1, 2]);
    assert.deepEqual(sortRows(rows, () => null, 'descending', byNumber), [0, 1, 2]);
  });

  test('sorting neither loses nor adds a row', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.oneof(fc.integer(), fc.string()))), fc.constantFrom('ascending', 'descending'), (values, direction) => {
      const rows = values.map((_, i) => i);
      const sorted = sortRows(rows, (row) => values[row], direction, byNumber);
      assert.deepEqual([...sorted].sort(byNumber), rows);
      const firstNull = sorted.findIndex((row) => values[row] === null);
      if (firstNull !== -1) assert.ok(sorted.slice(firstNull).every((row) => values[row] === null));
    }));
  });
});
