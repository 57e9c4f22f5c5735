import * as assert from 'node:assert/strict';
import { LIST_CACHE_PAGES, PAGE_ROWS } from '../../src/protocol/webview';
import type { Page } from '../../src/protocol/models/lists';
import { PageSource } from '../../webview/shared/pageSource';

/** A source over rows that are their own index, with a record of what it asked for. */
function numbers(total: number, revision = 1) {
  const asked: number[] = [];
  const heard: string[] = [];
  const answer = (offset: number, limit: number): Page<number> => ({
    revision, offset, total, rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => offset + at),
  });
  const source = new PageSource<number>(
    async (offset, limit) => { asked.push(offset); return answer(offset, limit); },
    () => heard.push('changed'), reason => heard.push(String(reason)), () => heard.push('moved'),
  );
  return { source, asked, heard, answer };
}

const settled = () => new Promise<void>(resolve => { setImmediate(resolve); });

suite('page source', () => {
  test('asks once for each page that a wanted row is on', async () => {
    const { source, asked } = numbers(1000);
    source.reset(1, 1000);
    source.want(PAGE_ROWS - 1, PAGE_ROWS);
    source.want(0, 5);
    await settled();
    source.want(0, PAGE_ROWS + 50);
    await settled();
    assert.deepEqual(asked, [0, PAGE_ROWS]);
    assert.equal(source.rowAt(PAGE_ROWS + 7), PAGE_ROWS + 7);
    assert.equal(source.rowAt(2 * PAGE_ROWS), undefined);
  });

  test('holds a bounded number of pages and drops the ones wanted longest ago', async () => {
    const total = (LIST_CACHE_PAGES + 10) * PAGE_ROWS;
    const { source, asked } = numbers(total);
    source.reset(1, total);
    for (let page = 0; page < LIST_CACHE_PAGES; page++) { source.want(page * PAGE_ROWS, page * PAGE_ROWS); await settled(); }
    source.want(0, 0);
    source.want(LIST_CACHE_PAGES * PAGE_ROWS, LIST_CACHE_PAGES * PAGE_ROWS);
    await settled();
    assert.equal(source.rowAt(0), 0, 'wanted again just now');
    assert.equal(source.rowAt(PAGE_ROWS), undefined, 'wanted longest ago');
    assert.equal(asked.length, LIST_CACHE_PAGES + 1);
  });

  test('an answer to an earlier list is dropped', async () => {
    const { source, heard, answer } = numbers(500);
    source.reset(1, 500);
    source.want(0, 0);
    source.reset(2, 300, { ...answer(100, 100), revision: 2 });
    await settled();
    assert.deepEqual({ first: source.rowAt(0), seeded: source.rowAt(150), heard }, { first: undefined, seeded: 150, heard: [] });
  });

  test('rows of a newer revision are shown and told; the list keeps its length', async () => {
    const { source, heard } = numbers(900, 2);
    source.reset(1, 500);
    source.want(0, 0);
    await settled();
    assert.deepEqual({ row: source.rowAt(3), total: source.total, heard }, { row: 3, total: 500, heard: ['moved', 'changed'] });
  });

  test('the first page of a list says how long it is', async () => {
    const { source } = numbers(250);
    source.reset(1, 40);
    source.want(0, 0);
    await settled();
    assert.equal(source.total, 250);
  });

  test('a page that failed is asked for again', async () => {
    let fail = true;
    const heard: string[] = [];
    const source = new PageSource<number>(
      async offset => { if (fail) throw new Error('gone'); return { revision: 1, offset, total: 5, rows: [1, 2, 3, 4, 5] }; },
      () => heard.push('changed'), reason => heard.push(String(reason)),
    );
    source.reset(1, 5);
    source.want(0, 4);
    await settled();
    fail = false;
    source.want(0, 4);
    await settled();
    assert.deepEqual({ heard, row: source.rowAt(4) }, { heard: ['Error: gone', 'changed'], row: 5 });
  });

  test('rows asked for one by one are none when another list begins before they come', async () => {
    const { source } = numbers(500);
    source.reset(1, 500);
    const between = source.rowsBetween(150, 152);
    source.reset(2, 300, { revision: 2, offset: 100, total: 300, rows: Array.from({ length: 100 }, (_, at) => 1000 + at) });
    assert.deepEqual([await between, await source.rowsBetween(150, 152)], [[], [1050, 1051, 1052]]);
  });

  test('nothing is asked of an empty list', async () => {
    const { source, asked } = numbers(0);
    source.reset(1, 0);
    source.want(0, 50);
    await settled();
    assert.deepEqual(asked, []);
  });
});
