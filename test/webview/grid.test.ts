import * as assert from 'node:assert/strict';
import type { WebviewMessage } from '../../src/protocol/webview';
import * as models from '../support/webviewModels';
import type { WebviewPage } from '../support/webviewPage';
import { openPanel, serversSnapshot } from './openPanel';
import { becomes, eventually } from '../support/eventually';

const TOTAL = 3000;

async function openMany(): Promise<WebviewPage> {
  const view = await openPanel('servers', { snapshot: serversSnapshot(models.manyServers(TOTAL)) });
  await view.page.getByRole('row', { name: /^srv-00001/u }).waitFor();
  return view;
}

const inGrid = `const grid = document.querySelector('ii-servers-panel').shadowRoot.querySelector('ii-grid').shadowRoot;
  const scroll = grid.querySelector('[role=grid]');
  const active = grid.getElementById(scroll.getAttribute('aria-activedescendant') ?? '');`;

/** Where the keyboard is: row index as a screen reader counts, column index or the row as a whole, and how many rows the DOM holds. */
async function place({ page }: WebviewPage): Promise<{ row: number; column: number; inDom: number; focused: boolean }> {
  return await page.evaluate(`(() => { ${inGrid}
    const row = active?.closest('[role=row]');
    return { row: Number(row?.getAttribute('aria-rowindex') ?? 0), column: Number(active?.getAttribute('aria-colindex') ?? 0),
      inDom: grid.querySelectorAll('.window [role=row]').length, focused: grid.activeElement === scroll }; })()`);
}

suite('grid', () => {
  test('3,000 rows: only a window is in the DOM, and the keyboard reaches every row', async () => {
    const view = await openMany();
    const { page } = view;
    const grid = page.getByRole('grid', { name: 'Servers' });
    await becomes(() => grid.getAttribute('aria-rowcount'), String(TOTAL + 1));
    await grid.focus();
    const steps: readonly (readonly [key: string, row: number, column: number])[] = [
      ['ArrowDown', 3, 0], ['ArrowUp', 2, 0], ['End', TOTAL + 1, 0], ['ArrowDown', TOTAL + 1, 0], ['Home', 2, 0],
      ['ArrowRight', 2, 1], ['End', 2, 13], ['Home', 2, 1], ['Control+End', TOTAL + 1, 1], ['Control+Home', 2, 1],
      ['Escape', 2, 0], ['ArrowUp', 1, 1], ['ArrowRight', 1, 2], ['ArrowDown', 2, 2], ['ArrowLeft', 2, 1], ['ArrowLeft', 2, 0], ['ArrowLeft', 2, 0],
    ];
    for (const [key, row, column] of steps) {
      await page.keyboard.press(key);
      await becomes(async () => {
        const at = await place(view);
        return { row: at.row, column: at.column, focused: at.focused };
      }, { row, column, focused: true }, key);
      const { inDom } = await place(view);
      assert.ok(inDom < 70, `${inDom} rows after ${key}`);
    }
    await page.keyboard.press('PageDown');
    const down = await eventually('a place further down', async () => (await place(view)).row > 2 && (await place(view)).row);
    assert.ok(down > 10 && down < 60, `PageDown went to ${down}`);
    await page.keyboard.press('PageUp');
    await becomes(async () => (await place(view)).row, 2);
    await view.close();
  });

  test('Enter opens the row or what the cell counts, also on a page that had to be fetched', async () => {
    const view = await openMany();
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('End');
    await view.page.getByRole('row', { name: /^srv-03000/u }).waitFor();
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.message('open')).target, { view: 'server', server: 'srv-03000', section: 'insights' });
    const after = view.messages.length;
    for (let step = 0; step < 5; step++) await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('Control+Enter');
    assert.deepEqual(await view.message('open', after), { type: 'open', target: { view: 'server', server: 'srv-03000', section: 'vulnerabilities' }, beside: true });
    const asked = view.messages.filter(message => message.type === 'page');
    assert.ok(asked.length <= 3 && asked.every(message => message.offset % 100 === 0 && message.limit === 100), JSON.stringify(asked));
    await view.close();
  });

  test('a header sorts by click and by key, and says how', async () => {
    const view = await openMany();
    const head = view.page.getByRole('columnheader', { name: 'Name', exact: true });
    const score = view.page.getByRole('columnheader', { name: 'Score', exact: true });
    await becomes(async () => [await score.getAttribute('aria-sort'), await head.getAttribute('aria-sort')], ['descending', 'none']);
    await head.getByRole('button', { name: 'Name' }).click();
    assert.deepEqual((await view.message('arrange')).state, { panel: 'servers', serverFilter: {}, serverSort: { key: 'name', direction: 'ascending' } });
    await view.post({ type: 'snapshot', snapshot: serversSnapshot({ ...models.manyServers(TOTAL), sort: { key: 'name', direction: 'ascending' } }) });
    await eventually('the new sort', async () => await head.getAttribute('aria-sort') === 'ascending');
    const after = view.messages.length;
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.message('arrange', after)).state.serverSort, { key: 'name', direction: 'descending' });
    await view.close();
  });

  test('a snapshot, a banner and a reload keep the place', async () => {
    const view = await openMany();
    const { page } = view;
    await page.getByRole('grid').focus();
    for (let step = 0; step < 5; step++) await page.keyboard.press('PageDown');
    const top = () => page.evaluate(`(() => { ${inGrid} return scroll.scrollTop; })()`) as Promise<number>;
    await eventually('a place far down', async () => await top() > 1000);
    await view.settled();
    const before = await top();
    const at = await place(view);
    await view.post({ type: 'changed', revision: 9, text: 'Inventory changed: 4 servers added.' });
    await page.getByText('4 servers added').waitFor();
    await view.settled();
    assert.equal(await top(), before);
    assert.deepEqual((await place(view)).row, at.row);
    await view.post({ type: 'snapshot', snapshot: serversSnapshot({ ...models.manyServers(TOTAL), frame: { ...models.frame, revision: 9 }, page: { ...models.manyServersPage(0, 100, TOTAL), revision: 9 } }) });
    await page.getByText('4 servers added').waitFor({ state: 'detached' });
    await view.settled();
    assert.equal(await top(), before);
    assert.equal((await place(view)).focused, true);
    await eventually('the place to be kept', () => (view.state as { place?: { scroll: number } }).place?.scroll === before);
    await view.reload();
    await eventually('the place after a reload', async () => await top() === before);
    await page.getByRole('row', { name: `srv-${String(at.row - 1).padStart(5, '0')}` }).waitFor();
    await view.close();
  });

  test('rows on the way keep their height; a page that fails is told and asked for again', async () => {
    let fail = true;
    const view = await openPanel('servers', {
      snapshot: serversSnapshot(models.manyServers(TOTAL)),
      answer: message => message.type === 'page' && fail ? { type: 'error', request: message.request, message: 'The list could not be read: the worker stopped. It has been restarted; scroll again.' } : undefined,
    });
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('End');
    await view.page.getByText('the worker stopped').waitFor();
    const row = view.page.getByRole('row', { name: 'Loading' }).first();
    await becomes(async () => (await row.boundingBox())?.height, 24);
    fail = false;
    // A request that is still on its way fails like the first, so the list may have to be asked more than once.
    await eventually('the last row', async () => {
      await view.page.keyboard.press('ArrowUp');
      await view.page.keyboard.press('End');
      return await view.page.getByRole('row', { name: /^srv-03000/u }).isVisible();
    });
    await view.close();
  });

  test('a key is faster than its row: Enter opens it and Space chooses it once it has come, and not when one has gone on', async () => {
    const held: Extract<WebviewMessage, { type: 'page' }>[] = [];
    const view = await openPanel('servers', {
      snapshot: serversSnapshot(models.manyServers(TOTAL)),
      answer: (message) => {
        if (message.type !== 'page') return undefined;
        held.push(message);
        return null;
      },
    });
    const { page } = view;
    const release = async () => {
      for (const { request, offset, limit } of held.splice(0)) await view.post({ type: 'page', request, page: models.manyServersPage(offset, limit, TOTAL, models.frame.revision) });
      await view.settled();
    };
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: 'Loading' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await view.settled();
    assert.equal(view.messages.some(({ type }) => type === 'open'), false, 'nothing is there to open yet');
    await release();
    assert.deepEqual((await view.message('open')).target, { view: 'server', server: 'srv-03000', section: 'insights' });
    await page.getByText('1 chosen').waitFor();
    for (let step = 0; step < 10; step++) await page.keyboard.press('PageUp');
    await page.getByRole('row', { name: 'Loading' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await release();
    assert.equal(view.messages.filter(({ type }) => type === 'open').length, 1, 'the row was left');
    await view.close();
  });

  test('narrow: the name stays in sight while the grid scrolls sideways', async () => {
    const view = await openPanel('servers', { viewport: { width: 600, height: 700 } });
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('End');
    const [name, cell] = await eventually('the grid to scroll sideways', () => view.page.evaluate(`(() => { ${inGrid}
      const row = active.closest('[role=row]');
      return scroll.scrollLeft > 100 && [row.querySelector('[aria-colindex="1"]').getBoundingClientRect().left, active.getBoundingClientRect().right]; })()`)) as [number, number];
    assert.equal(name, 0);
    assert.ok(cell <= 600.5, `the cell ends at ${cell}`);
    await view.close();
  });
});
