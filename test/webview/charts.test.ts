import * as assert from 'node:assert/strict';
import { becomes } from '../support/eventually';
import { openPanel } from './openPanel';

suite('charts', () => {
  test('every chart has its sentence as its name', async () => {
    const view = await openPanel('charts');
    await becomes(() => view.page.getByRole('img', { name: /^Risk distribution\. 14 servers of 46 .* The same numbers are in its table\.$/u }).count(), 1);
    await becomes(() => view.page.locator('canvas').count(), 4, 'none where there is nothing to draw');
    await view.close();
  });

  test('the table has the same numbers, and each opens what it counts', async () => {
    const view = await openPanel('charts');
    await view.page.getByRole('button', { name: 'Show as table: Risk distribution' }).click();
    const table = view.page.getByRole('table', { name: 'Risk distribution' });
    await becomes(() => table.getByRole('row').allInnerTexts().then(rows => rows.map(row => row.replace(/\s+/gu, ' ').trim())), [
      'Highest level of any finding Servers', 'Critical 14', 'High 9', 'Medium 8', 'Low 6', 'No vulnerability 7', 'Not judged 2',
    ]);
    await table.getByRole('link', { name: '9 servers: High, Servers' }).click();
    assert.deepEqual(await view.message('open'), { type: 'open', target: { view: 'servers', filter: { levels: ['high'] } }, beside: false });
    await view.page.getByRole('button', { name: 'Show as chart: Risk distribution' }).click();
    await table.waitFor({ state: 'detached' });
    await view.close();
  });

  test('a click on a bar opens its servers', async () => {
    const view = await openPanel('charts');
    const canvas = view.page.getByRole('img', { name: /^Risk distribution/u });
    const box = await canvas.boundingBox();
    assert.ok(box);
    // The topmost bar is Critical; it starts right of the labels and is more than half as wide as the widest could be.
    await canvas.click({ position: { x: box.width / 2, y: 15 } });
    assert.deepEqual(await view.message('open'), { type: 'open', target: { view: 'servers', filter: { levels: ['critical'] } }, beside: false });
    await view.close();
  });

  test('what is not known is no zero', async () => {
    const view = await openPanel('charts');
    await view.page.getByRole('button', { name: 'Show as table: Trend' }).click();
    const row = view.page.getByRole('table', { name: 'Trend' }).getByRole('row', { name: /2026-11-15/u });
    await becomes(async () => (await row.innerText()).replace(/\s+/gu, ' ').trim(), '2026-11-15 not known not known');
    await view.close();
  });
});
