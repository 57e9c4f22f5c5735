import * as assert from 'node:assert/strict';
import type { PanelSnapshot } from '../../src/protocol/webview';
import { becomes } from '../support/eventually';
import { serverModel } from '../support/webviewModels';
import { expectAccessible, type WebviewPage, type WebviewTheme } from '../support/webviewPage';
import { openPanel } from './openPanel';

const snapshot: PanelSnapshot = { panel: 'server', model: serverModel, section: 'overview', finding: null };

const open = (theme: WebviewTheme, some: Partial<Extract<PanelSnapshot, { panel: 'server' }>> = {}): Promise<WebviewPage> =>
  openPanel('server', { theme, snapshot: { ...snapshot, ...some } as PanelSnapshot });

suite('What is decided about a server', () => {
  for (const theme of ['light', 'dark', 'hc'] as const) {
    test(`is shown with who says so, without accessibility violations in ${theme}`, async () => {
      const view = await open(theme);
      const card = view.page.locator('ii-server-decisions');
      await card.getByText('Tags, criticality and coverage').waitFor();
      const text = (await card.locator('section').innerText()).replace(/\s+/g, ' ');
      for (const part of ['high rule 2: environment:production tag:pci', 'Protected: security and patch-management software', 'Payroll', 'app=payroll set here', 'role=web set here, the inventory says frontend', 'tier=2 of the inventory, removed here']) {
        assert.ok(text.includes(part), `${part} in: ${text}`);
      }
      await expectAccessible(view);
      await view.screenshot(`decisions-${theme}`);
      await view.close();
    });
  }

  test('a button asks for what it says, for this server', async () => {
    const view = await open('light');
    for (const [name, what] of [['Add or change tag…', 'addTag'], ['Remove tags…', 'removeTags'], ['Set criticality…', 'setCriticality'], ['Exclude from coverage…', 'exclude']] as const) {
      const after = view.messages.length;
      await view.page.getByRole('button', { name }).click();
      assert.deepEqual(await view.message('decide', after), { type: 'decide', what, filter: { keys: [serverModel.key] } });
    }
    await view.close();
  });

  test('markup in a tag is text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const view = await open('light', { model: { ...serverModel, decided: { ...serverModel.decided, tags: [{ key: hostile, value: hostile, from: 'user', removed: false, written: null }] } } });
    await view.page.locator('ii-server-decisions').getByText(`${hostile}=${hostile}`).waitFor();
    assert.equal(await view.page.locator('ii-server-decisions img').count(), 0);
    await view.close();
  });

  test('a finding is set aside from its evidence', async () => {
    const [row] = serverModel.topVulnerabilities;
    const view = await open('light', { section: 'insights', finding: row.ref });
    await view.page.getByRole('complementary').getByRole('button', { name: `Set aside… ${row.cve}` }).click();
    assert.deepEqual(await view.message('setAside'), { type: 'setAside', finding: row.ref });
    await view.close();
  });

  test('a finding is set aside from its row: by a click among the top ones, by a click and by keys in the list', async () => {
    const asked = (view: WebviewPage) => view.messages.filter(({ type }) => type === 'setAside');
    const top = await open('dark', { section: 'insights' });
    const [row] = serverModel.topVulnerabilities;
    const name = `Set aside… ${row.cve}`;
    await top.page.getByRole('button', { name }).first().click();
    await becomes(() => asked(top), [{ type: 'setAside', finding: row.ref }]);
    await top.page.mouse.move(0, 0);
    await expectAccessible(top);
    await top.close();
    const list = await open('light', { section: 'vulnerabilities' });
    await list.page.getByRole('grid').getByRole('button', { name }).click();
    await becomes(() => asked(list), [{ type: 'setAside', finding: row.ref }]);
    await list.page.getByRole('grid').focus();
    for (const key of ['ArrowRight', 'End', 'Enter']) await list.page.keyboard.press(key);
    await becomes(() => asked(list), [{ type: 'setAside', finding: row.ref }, { type: 'setAside', finding: row.ref }]);
    await list.page.mouse.move(0, 0);
    await expectAccessible(list);
    await list.close();
  });
});
