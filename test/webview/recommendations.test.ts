import * as assert from 'node:assert/strict';
import { becomes, eventually } from '../support/eventually';
import { expectAccessible } from '../support/webviewPage';
import { openPanel } from './openPanel';

suite('recommendations', () => {
  test('a tick shows what would be, beside what is, and a reset takes it back', async () => {
    const view = await openPanel('overview');
    const { page } = view;
    await page.getByRole('heading', { name: 'What to do first' }).waitFor();
    assert.equal(await page.getByText('What if:').count(), 0, 'nothing is ticked');
    const after = view.messages.length;
    await page.getByRole('checkbox', { name: 'Upgrade Windows Server 2012 R2 to Windows Server 2025' }).click();
    assert.deepEqual((await view.message('recommend', after)).ticked, ['os 2012']);
    await page.getByText('What if: 1 recommendation ticked.').waitFor();
    await page.getByText('1,284 → now, then 1,130').waitFor();
    await page.getByRole('checkbox', { name: 'Upgrade Apache Tomcat 7.0.76, 8.5.50 to 9.0.121 or 8.5.100' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('What if: 2 recommendations ticked.').waitFor();
    // A tick is shown at once, and kept when the numbers have come.
    await eventually('both ticks kept', () => JSON.stringify((view.state as { ticked?: unknown }).ticked) === '["os 2012","tomcat"]');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('What if:').waitFor({ state: 'detached' });
    await becomes(() => page.getByRole('checkbox', { checked: true }).count(), 0);
    await view.close();
  });

  test('a tick right after a reset begins anew, though the numbers of the reset are on their way', async () => {
    let slow = false;
    const view = await openPanel('overview', { answer: message => message.type === 'recommend' && slow ? null : undefined });
    const { page } = view;
    const asked = () => view.messages.flatMap(message => message.type === 'recommend' ? [message.ticked] : []).at(-1);
    await page.getByRole('checkbox', { name: 'Upgrade Windows Server 2012 R2 to Windows Server 2025' }).click();
    await page.getByText('1,284 → now, then 1,130').waitFor();
    slow = true;
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('What if:').waitFor({ state: 'detached' });
    await becomes(asked, []);
    await page.getByRole('checkbox', { name: 'Upgrade Apache Tomcat 7.0.76, 8.5.50 to 9.0.121 or 8.5.100' }).click();
    await becomes(asked, ['tomcat']);
    await view.close();
  });

  test('ticks are kept over a reload', async () => {
    const view = await openPanel('overview', { state: { panel: 'overview', ticked: ['tomcat'] } });
    await view.page.getByText('What if: 1 recommendation ticked.').waitFor();
    assert.deepEqual((await view.message('recommend')).ticked, ['tomcat']);
    await view.close();
  });

  test('the first ones, and all on demand; what cannot be ticked has no box', async () => {
    const view = await openPanel('overview');
    const { page } = view;
    const rows = page.getByRole('table').filter({ hasText: 'Clears alone' }).getByRole('row');
    await page.getByRole('button', { name: 'Show all 9' }).click();
    await page.getByText('12 products with fewer points not shown').waitFor();
    await becomes(() => rows.count(), 10);
    await becomes(() => page.getByRole('checkbox').count(), 7);
    await becomes(() => page.getByText('about 57').count(), 1, 'an estimate says so');
    await page.getByRole('button', { name: 'Show fewer' }).click();
    await becomes(() => rows.count(), 9);
    await view.close();
  });

  test('servers open as a list, and a failure is told in its place', async () => {
    const view = await openPanel('overview', { answer: message => message.type === 'recommend' && message.ticked.length > 0 ? { type: 'error', request: message.request, message: 'The inventory is being read.' } : undefined });
    const { page } = view;
    await page.getByRole('link', { name: '9 servers: Upgrade Windows Server 2012 R2 to Windows Server 2025' }).click();
    assert.deepEqual((await view.message('open')).target, { view: 'servers', filter: { risks: ['os-end-of-support'] } });
    await page.getByRole('checkbox').first().click();
    await page.getByRole('alert').getByText('The inventory is being read.').waitFor();
    await view.close();
  });

  test('a server has its own', async () => {
    const view = await openPanel('server');
    const { page } = view;
    await page.getByRole('checkbox', { name: 'Upgrade Apache Tomcat 7.0.76 to 9.0.121' }).click();
    await page.getByText('37 → now, then 26').waitFor();
    await eventually('the tick kept', () => JSON.stringify((view.state as { ticked?: unknown }).ticked) === '["tomcat"]');
    assert.equal(await page.getByRole('columnheader', { name: 'Servers' }).count(), 0);
    await view.close();
  });

  test('with two ticked it is accessible in three themes and two widths', async () => {
    const view = await openPanel('overview', { state: { panel: 'overview', ticked: ['os 2012', 'tomcat'] } });
    await view.page.getByText('What if: 2 recommendations ticked.').waitFor();
    for (const width of [1280, 800]) {
      await view.page.setViewportSize({ width, height: 900 });
      for (const theme of ['dark', 'light', 'hc'] as const) {
        await view.setTheme(theme);
        await expectAccessible(view);
        await view.screenshot(`recommendations-${theme}-${width}`);
      }
    }
    await view.close();
  });
});
