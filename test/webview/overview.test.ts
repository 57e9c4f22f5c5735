import * as assert from 'node:assert/strict';
import { becomes } from '../support/eventually';
import * as models from '../support/webviewModels';
import { openPanel } from './openPanel';

suite('overview', () => {
  const opens: readonly (readonly [name: string, target: object])[] = [
    ['46 servers', { view: 'servers', filter: {} }],
    ['37 servers at risk', { view: 'servers', filter: { atRisk: true } }],
    ['21 Production, at risk', { view: 'servers', filter: { environments: ['Production'], atRisk: true } }],
    ['14 servers with highest level Critical', { view: 'servers', filter: { risks: ['vulnerabilities'] } }],
    ['12 servers where it is unknown: Pending critical or security updates', { view: 'servers', filter: { risks: ['vulnerabilities'] } }],
    ['27 software at risk: End of support', { view: 'software', filter: { atRisk: true } }],
    ['Review: Servers with critical vulnerabilities', { view: 'servers', filter: { severities: ['critical'] } }],
    ['9 exploited now', { view: 'servers', filter: { exploited: true } }],
    ['Show data issues', { view: 'dataIssues' }],
    ['Feed details', { view: 'feeds' }],
  ];
  test('every number opens what it counts, with its name in full', async () => {
    const view = await openPanel('overview');
    for (const [name, target] of opens) {
      const after = view.messages.length;
      await view.page.getByRole('link', { name, exact: true }).first().click();
      assert.deepEqual(await view.message('open', after), { type: 'open', target, beside: false }, name);
    }
    await view.close();
  });

  test('Ctrl opens beside, by click and by key', async () => {
    const view = await openPanel('overview');
    const link = view.page.getByRole('link', { name: '46 servers', exact: true }).first();
    await link.click({ modifiers: ['Control'] });
    assert.equal((await view.message('open')).beside, true);
    const after = view.messages.length;
    await link.focus();
    await view.page.keyboard.press('Control+Enter');
    assert.equal((await view.message('open', after)).beside, true);
    await view.close();
  });

  test('zero is no link, and not known is no zero', async () => {
    const view = await openPanel('overview');
    assert.equal(await view.page.getByRole('link', { name: /Missing patch-management software/u }).count(), 1, 'only its unknown servers');
    assert.equal(await view.page.getByRole('link', { name: /^0 /u }).count(), 0);
    await view.close();
  });

  test('the support horizon is walked by arrows and has the same numbers as a table', async () => {
    const view = await openPanel('overview');
    const column = (name: string) => view.page.getByRole('link', { name, exact: true });
    await column('Q4 2026: 4 software reach end of support').focus();
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('Enter');
    const { target } = await view.message('open');
    assert.deepEqual(target, { view: 'servers', filter: { supportEnds: { from: '2027-01-01', to: '2027-03-31' } } });
    await view.page.keyboard.press('End');
    await becomes(() => view.page.evaluate('document.querySelector("ii-overview-panel").shadowRoot.querySelector("ii-horizon").shadowRoot.activeElement.getAttribute("aria-label")'), 'Q3 2029: 1 server reaches end of support');
    await view.page.getByRole('button', { name: 'Show as table' }).click();
    const rows = view.page.getByRole('table', { name: 'Reaching end of support, by quarter' }).getByRole('row');
    await becomes(() => rows.count(), 1 + models.overview.horizon.quarters.length);
    await view.close();
  });

  test('the date is chosen by click and by arrows', async () => {
    const view = await openPanel('overview');
    await view.page.getByRole('radio', { name: '2027-03-01' }).click();
    assert.deepEqual(await view.message('setAsOf'), { type: 'setAsOf', asOf: '2027-03-01' });
    await view.page.getByRole('button', { name: 'Choose another date…' }).click();
    await view.message('pickAsOf');
    await view.post({ type: 'snapshot', snapshot: { panel: 'overview', model: { ...models.overview, frame: { ...models.frame, asOf: '2027-03-01' } } } });
    await view.page.getByRole('radio', { name: '2027-03-01', checked: true }).focus();
    const after = view.messages.length;
    await view.page.keyboard.press('ArrowLeft');
    assert.deepEqual(await view.message('setAsOf', after), { type: 'setAsOf', asOf: null });
    await view.close();
  });

  test('the files open at their source, and Escape closes their menu', async () => {
    const view = await openPanel('overview');
    const menu = view.page.getByText('3 files');
    await menu.click();
    await view.page.getByRole('link', { name: 'rtm-linux.inventory.json' }).click();
    assert.deepEqual((await view.message('open')).target, { view: 'source', file: 'rtm-linux.inventory.json', line: 1, column: 1 });
    await view.page.keyboard.press('Escape');
    await view.page.getByRole('link', { name: 'rtm-linux.inventory.json' }).waitFor({ state: 'hidden' });
    await view.close();
  });

  const begins: readonly (readonly ['no-workspace' | 'no-inventory' | 'no-servers', string, object])[] = [
    ['no-workspace', 'Open folder…', { type: 'begin', action: 'openFolder' }],
    ['no-workspace', 'Open inventory…', { type: 'begin', action: 'openInventory' }],
    ['no-inventory', 'Look again', { type: 'refresh' }],
    ['no-servers', 'Show data issues', { type: 'open', target: { view: 'dataIssues' }, beside: false }],
  ];
  for (const [reason, button, message] of begins) {
    test(`empty because of ${reason}: ${button}`, async () => {
      const view = await openPanel('overview', { snapshot: { panel: 'overview', model: { ...models.overview, empty: reason } } });
      const after = view.messages.length;
      await view.page.getByRole('button', { name: button }).click();
      assert.deepEqual(await view.message(message['type' as keyof typeof message], after), message);
      await view.close();
    });
  }

  test('a failed intent says what happened and offers the log; data that changed offers Refresh', async () => {
    const view = await openPanel('overview');
    await view.post({ type: 'error', request: null, message: 'fra-servers.inventory.csv could not be read: it was deleted. Restore it, or remove it from the folder.' });
    await view.page.getByText('it was deleted').waitFor();
    await view.page.getByRole('button', { name: 'Show Log' }).click();
    await view.message('showLog');
    await view.post({ type: 'changed', revision: 8, text: 'Inventory changed: 4 servers added.' });
    await view.page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await view.message('refresh');
    await view.post({ type: 'snapshot', snapshot: { panel: 'overview', model: { ...models.overview, frame: { ...models.frame, revision: 8 } } } });
    await view.page.getByText('4 servers added').waitFor({ state: 'detached' });
    await view.close();
  });

  test('messages that are none of the agreed ones change nothing', async () => {
    const view = await openPanel('overview');
    for (const message of [null, 7, 'snapshot', [], {}, { type: 'snapshot' }, { type: 'snapshot', snapshot: { panel: 'overview', model: { title: 'no more' } } }, { type: 'snapshot', snapshot: { panel: 'servers', model: {} } }, { type: 'page', request: 99, page: { rows: 1 } }]) {
      await view.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    }
    await view.settled();
    assert.equal(await view.page.getByRole('heading', { level: 1 }).textContent(), 'Meridian Freight');
    await view.close();
  });
});
