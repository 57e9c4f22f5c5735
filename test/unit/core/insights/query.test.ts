import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { FacetColumn } from '../../../../src/core/insights/facetColumn';
import type { Limit, SortValue } from '../../../../src/core/insights/query';
import { compareNames, KeptLimits, orderRows, passing, pickRows, ranksOf, runQuery, searchWords, textRanks } from '../../../../src/core/insights/query';
import { RowSet } from '../../../../src/core/insights/rowSet';

suite('Queries', () => {
  const FIELDS = ['a', 'b', 'c'];
  const table = fc.array(fc.array(fc.subarray(['', 'x', 'y', 'z'], { minLength: 1 }), { minLength: 3, maxLength: 3 }), { maxLength: 20 });
  const wanted = fc.array(fc.subarray(['', 'x', 'y', 'z', 'other']), { minLength: 3, maxLength: 3 });

  test('a facet is limited by the others but not by itself', () => {
    fc.assert(fc.property(table, wanted, fc.boolean(), (rows, filter, twice) => {
      const columns = FIELDS.map((field, f) => FacetColumn.list(field, rows.length, (row) => rows[row][f]));
      const limits = columns.flatMap((column, f): Limit[] => (filter[f].length === 0 ? [] : [{ field: column.field, rows: column.rowsWith(filter[f]) }]));
      // Several limits of one field, as several search words are, are one field's.
      if (twice) limits.push(...limits);
      const passes = (row: number, without?: number): boolean =>
        filter.every((values, f) => f === without || values.length === 0 || rows[row][f].some((value) => values.includes(value)));
      const all = rows.map((_, row) => row);

      const query = runQuery(rows.length, limits, columns);
      assert.deepEqual(query.rows, all.filter((row) => passes(row)));
      query.facets.forEach(({ field, counts }, f) => {
        assert.equal(field, FIELDS[f]);
        const expected = new Map<string, number>();
        for (const row of all) for (const value of rows[row][f]) expected.set(value, (expected.get(value) ?? 0) + (passes(row, f) ? 1 : 0));
        assert.deepEqual(new Map([...counts].sort()), new Map([...expected].sort()));
      });
    }));
  });

  test('a value is found in any case, and one that no row has finds none', () => {
    const column = FacetColumn.single('a', 3, (row) => ['Production', 'production', ''][row]);
    assert.deepEqual(column.rowsWith(['PRODUCTION']).rows(), [0, 1]);
    assert.deepEqual(column.rowsWith(['']).rows(), [2]);
    assert.deepEqual(column.rowsWith(['Test', 'constructor']).rows(), []);
    assert.deepEqual([...column.counts(RowSet.of(3, [0, 2]))], [['Production', 1], ['production', 0], ['', 1]]);
  });

  test('limits but for those of some fields', () => {
    const limits: Limit[] = [{ field: 'a', rows: RowSet.of(4, [0, 1]) }, { field: 'b', rows: RowSet.of(4, [1, 2]) }];
    assert.deepEqual(passing(4, limits).rows(), [1]);
    assert.deepEqual(passing(4, limits, ['a']).rows(), [1, 2]);
    assert.deepEqual(passing(4, limits, ['a', 'b']).rows(), [0, 1, 2, 3]);
  });

  test('a limit is worked out once, until many others were', () => {
    const kept = new KeptLimits();
    let made = 0;
    const ask = (key: string): void => void kept.rows(key, () => (made++, new RowSet(1)));
    ask('a');
    ask('a');
    assert.equal(made, 1);
    for (let i = 0; i < 99; i++) ask(`b${i}`);
    ask('a');
    assert.equal(made, 100, 'what is used stays');
    for (let i = 0; i < 100; i++) ask(`c${i}`);
    ask('a');
    assert.equal(made, 201);
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
  const sorted = (count: number, valueOf: (row: number) => SortValue, direction: 'ascending' | 'descending'): number[] =>
    Array.from(orderRows(count, valueOf, direction, Array.from({ length: count }, (_, row) => row)));
  const order = (values: readonly (number | string | null)[], direction: 'ascending' | 'descending'): string =>
    sorted(values.length, (row) => values[row], direction).map((row) => values[row] ?? '–').join(' ');
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
    for (const value of [7, null, 'x']) for (const direction of ['ascending', 'descending'] as const) {
      assert.deepEqual(Array.from(orderRows(3, () => value, direction, [2, 0, 1])), [1, 2, 0]);
    }
  });

  test('a part of the rows keeps the order of all', () => {
    const order = Uint32Array.of(3, 1, 0, 2);
    assert.deepEqual(pickRows(order, [0, 2, 3]), [3, 0, 2]);
    assert.deepEqual(pickRows(order, [0, 1, 2, 3]), [3, 1, 0, 2]);
    assert.deepEqual(pickRows(order, []), []);
    assert.deepEqual(Array.from(ranksOf(order)), [2, 1, 3, 0]);
    assert.deepEqual(Array.from(textRanks(['b', 'a10', 'a2', 'b'])), [2, 1, 0, 2]);
  });

  test('sorting neither loses nor adds a row', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.oneof(fc.integer(), fc.string()))), fc.constantFrom('ascending', 'descending'), (values, direction) => {
      const rows = values.map((_, i) => i);
      const order = sorted(values.length, (row) => values[row], direction);
      assert.deepEqual([...order].sort(byNumber), rows);
      const firstNull = order.findIndex((row) => values[row] === null);
      if (firstNull !== -1) assert.ok(order.slice(firstNull).every((row) => values[row] === null));
    }));
  });
});
