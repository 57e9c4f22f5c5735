import * as assert from 'node:assert/strict';
import type { PanelState, WebviewMessage } from '../../src/protocol/webview';
import { MANY_CHANGED, changedRows, comparison, manyChanged, totals } from '../support/compareModels';
import { becomes } from '../support/eventually';
import type { WebviewPage } from '../support/webviewPage';
import { focused, openPanel } from './openPanel';

/** What the panel has kept of its arrangement. */
function kept(view: WebviewPage): readonly unknown[] {
  const { compare, compareShown } = view.state as PanelState;
  return [compare, compareShown];
}

suite('compare', () => {
  const source = { kind: 'revision', revision: 'HEAD~1' } as const;

  test('the servers of one kind are asked for, and what a server opens', async () => {
    const answer = (message: WebviewMessage) => {
      if (message.type !== 'arrange' || message.state.compareShown !== 'gone') return undefined;
      const rows = comparison.page.rows.filter(({ kind }) => kind === 'gone');
      return { type: 'snapshot', snapshot: { panel: 'compare', source, model: { ...comparison, shown: 'gone', page: { ...comparison.page, total: rows.length, rows } } } } as const;
    };
    const view = await openPanel('compare', { answer });
    const { page } = view;
    const rows = page.getByRole('table').filter({ hasText: 'Caused by' }).locator('tbody').getByRole('row');
    await becomes(() => rows.count(), 5);
    await page.getByText('12 more').waitFor();
    assert.equal(await page.getByRole('link', { name: 'old-1' }).count(), 0, 'a server that is gone opens nothing');
    await page.getByRole('link', { name: 'fra-pay-web02' }).click();
    assert.deepEqual((await view.message('open')).target, { view: 'server', server: 'fra-pay-web02' });
    await page.getByRole('button', { name: 'Gone 2' }).click();
    await page.getByRole('button', { name: 'Gone 2', pressed: true }).waitFor();
    await becomes(() => rows.count(), 2);
    await becomes(() => kept(view), [source, 'gone']);
    await view.close();
  });

  test('thousands of servers come in pages, by keys too; the focus stays on the button at the end', async () => {
    const view = await openPanel('compare', {
      snapshot: { panel: 'compare', model: manyChanged, source },
      answer: message => message.type === 'page'
        ? { type: 'page', request: message.request, page: { revision: 1, offset: message.offset, total: MANY_CHANGED, rows: changedRows(message.offset, message.limit) } } : undefined,
    });
    const { page } = view;
    const turn = (name: string) => page.getByRole('navigation', { name: 'Pages of servers' }).getByRole('button', { name });
    await page.getByText('1–100 of 1,234 servers').waitFor();
    await becomes(() => turn('Previous').getAttribute('aria-disabled'), 'true');
    await turn('Next').focus();
    await page.keyboard.press('Enter');
    await page.getByText('101–200 of 1,234 servers').waitFor();
    await page.getByRole('link', { name: 'srv-100', exact: true }).waitFor();
    for (let last = 200; last < MANY_CHANGED; last += 100) {
      await page.keyboard.press('Enter');
      await page.getByText(`–${Math.min(last + 100, MANY_CHANGED).toLocaleString('en-US')} of`).waitFor();
    }
    await page.getByRole('link', { name: 'srv-1233', exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await becomes(async () => [await focused(view), await turn('Next').getAttribute('aria-disabled')], ['Next', 'true']);
    await turn('Previous').click();
    await page.getByText('1,101–1,200 of 1,234 servers').waitFor();
    await view.close();
  });

  test('of pages asked for in quick succession the last one is shown, in whatever order they come', async () => {
    const pages: Extract<WebviewMessage, { type: 'page' }>[] = [];
    let slow = false;
    const answered = (message: Extract<WebviewMessage, { type: 'page' }>) =>
      ({ type: 'page', request: message.request, page: { revision: 1, offset: message.offset, total: MANY_CHANGED, rows: changedRows(message.offset, message.limit) } } as const);
    const view = await openPanel('compare', {
      snapshot: { panel: 'compare', model: manyChanged, source },
      answer: (message) => {
        if (message.type !== 'page') return undefined;
        pages.push(message);
        return slow ? null : answered(message);
      },
    });
    const turn = (name: string) => view.page.getByRole('navigation', { name: 'Pages of servers' }).getByRole('button', { name });
    await turn('Next').click();
    await view.page.getByText('101–200 of 1,234 servers').waitFor();
    slow = true;
    await turn('Next').click();
    await turn('Previous').click();
    await becomes(() => pages.map(({ offset }) => offset), [100, 200, 0]);
    await view.post(answered(pages[2]!));
    await view.post(answered(pages[1]!));
    await view.settled();
    await view.page.getByText('1–100 of 1,234 servers').waitFor();
    assert.equal(await view.page.getByText('201–300 of 1,234 servers').count(), 0);
    await view.close();
  });

  test('problems of the other inventory, and commits by name, are told', async () => {
    const view = await openPanel('compare');
    await view.page.getByRole('heading', { name: '“Exports of the second week of November” of 2026-11-14' }).waitFor();
    await view.page.getByText('8f14e45fce · frankfurt.inventory.csv').waitFor();
    await view.page.getByRole('region', { name: 'Problems of the inventory compared with' }).getByText('line 87').waitFor();
    await view.close();
  });

  test('a day kept has totals and nothing to export', async () => {
    const view = await openPanel('compare', { snapshot: { panel: 'compare', model: totals, source: { kind: 'day', date: '2026-11-14' } } });
    const row = (name: string) => view.page.getByRole('row').filter({ has: view.page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell').allInnerTexts();
    await becomes(async () => [await row('Total risk score'), await row('Servers at risk'), await row('Servers')], [['1,312', '1,284', '−28'], ['36', '37', '+1'], ['46', '46', '0']]);
    await view.page.getByText('The feeds of that day were others').waitFor();
    assert.equal(await view.page.getByRole('button', { name: 'Export comparison as CSV…' }).count(), 0);
    await view.close();
  });

  test('another comparison, the export, and what is kept', async () => {
    const view = await openPanel('compare');
    await view.page.getByRole('button', { name: 'Compare With…' }).click();
    await view.message('compareWith');
    await view.page.getByRole('button', { name: 'Export comparison as CSV…' }).click();
    await view.message('exportComparison');
    await becomes(() => kept(view), [source, undefined]);
    await view.close();
  });
});
