import * as assert from 'node:assert/strict';
import { openPanel } from './openPanel';

suite('compare', () => {
  test('the servers of one kind, and what they open', async () => {
    const view = await openPanel('compare');
    const { page } = view;
    const rows = page.getByRole('table').filter({ hasText: 'Caused by' }).locator('tbody').getByRole('row');
    assert.equal(await rows.count(), 5);
    await page.getByRole('button', { name: 'Gone 2' }).click();
    assert.equal(await rows.count(), 2);
    assert.equal(await page.getByRole('link', { name: 'old-1' }).count(), 0, 'a server that is gone opens nothing');
    await page.getByRole('button', { name: 'All 5' }).click();
    await page.getByRole('link', { name: 'fra-pay-web02' }).click();
    assert.deepEqual((await view.message('open')).target, { view: 'server', server: 'fra-pay-web02' });
    await page.getByText('12 more').waitFor();
    await view.close();
  });

  test('another comparison, the export, and what is kept', async () => {
    const view = await openPanel('compare');
    await view.page.getByRole('button', { name: 'Compare With…' }).click();
    await view.message('compareWith');
    await view.page.getByRole('button', { name: 'Export comparison as CSV…' }).click();
    await view.message('exportComparison');
    assert.deepEqual((view.state as { compare?: unknown }).compare, { kind: 'revision', revision: 'HEAD~1' });
    await view.close();
  });
});
