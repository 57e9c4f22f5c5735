import * as assert from 'node:assert/strict';
import type { PanelState, WebviewMessage } from '../../src/protocol/webview';
import { becomes, eventually } from '../support/eventually';
import * as models from '../support/webviewModels';
import { expectAccessible, type WebviewPage } from '../support/webviewPage';
import { filterText, openPanel, serversSnapshot } from './openPanel';

async function arranged(view: WebviewPage, act: () => Promise<void>): Promise<PanelState> {
  const after = view.messages.length;
  await act();
  return (await view.message('arrange', after)).state;
}

suite('filter box', () => {
  test('keys, values with counts, and Enter: terms join the filter, words stay in the box', async () => {
    const view = await openPanel('servers', { snapshot: serversSnapshot(models.filteredServers) });
    const { page } = view;
    const box = page.getByRole('combobox');
    await box.fill('');
    await box.pressSequentially('web -stale envi');
    await page.getByRole('option', { name: 'environment:' }).waitFor();
    await box.press('ArrowDown');
    await box.press('Enter');
    await page.getByRole('option', { name: 'Production 24' }).waitFor();
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    await becomes(() => box.getAttribute('aria-activedescendant'), 'o1');
    await box.press('Tab');
    await becomes(() => box.inputValue(), 'web -stale environment:"Pre production"');
    const { serverFilter } = await arranged(view, () => box.press('Enter'));
    assert.deepEqual(serverFilter, { ...models.filteredServers.filter, text: 'web', stale: false, environments: ['Production', 'Pre production'] });
    await becomes(() => box.inputValue(), 'web');
    await view.close();
  });

  test('a mistake is shown with its place, once it is no longer being typed', async () => {
    const view = await openPanel('servers');
    const box = view.page.getByRole('combobox');
    await box.pressSequentially('stale foo:x web');
    await view.page.getByText('At character 7: There is no key “foo”.').waitFor();
    await becomes(() => box.getAttribute('aria-invalid'), 'true');
    await expectAccessible(view);
    const asked = view.messages.length;
    await box.press('Enter');
    await view.message('filterText', asked);
    await view.settled();
    assert.equal(view.messages.slice(asked).some(({ type }) => type === 'arrange'), false, 'what is not understood is not applied');
    await box.press('Escape');
    await box.press('Escape');
    await becomes(() => box.inputValue(), '');
    await box.pressSequentially('environment:');
    await view.page.getByRole('option', { name: 'Production 24' }).waitFor();
    await becomes(() => box.getAttribute('aria-invalid'), 'false', 'a value that is about to be typed is no mistake yet');
    await view.close();
  });

  test('the filter is copied as text', async () => {
    const view = await openPanel('servers', { snapshot: serversSnapshot(models.filteredServers) });
    const after = view.messages.length;
    await view.page.getByRole('button', { name: 'Copy filter' }).click();
    assert.deepEqual((await view.message('copy', after)).text, models.filteredServers.filterText);
    await view.close();
  });
});

suite('a filter box that is faster than its host', () => {
  type Question = Extract<WebviewMessage, { type: 'filterText' }>;
  const questions = (view: WebviewPage) => view.messages.filter(message => message.type === 'filterText');
  /** The host answers only what the test answers. */
  const openSlow = () => openPanel('servers', { answer: message => message.type === 'filterText' ? null : undefined });
  const question = (view: WebviewPage, text: string) => eventually(`a question about ${text}`, () => questions(view).findLast(asked => asked.text === text));
  const answer = async (view: WebviewPage, asked: Question) => {
    await view.post(filterText(asked));
    await view.settled();
  };
  const options = (view: WebviewPage) => view.page.getByRole('option');

  test('a suggestion takes the place of what was typed since it was asked for', async () => {
    const view = await openSlow();
    const box = view.page.getByRole('combobox');
    await box.pressSequentially('web env');
    await answer(view, await question(view, 'web env'));
    await options(view).first().waitFor();
    await box.pressSequentially('iro');
    await question(view, 'web enviro');
    await box.press('ArrowDown');
    await box.press('Enter');
    await becomes(() => box.inputValue(), 'web environment:');
    await view.close();
  });

  test('an answer to an earlier text, or to who has left or closed, opens nothing', async () => {
    const view = await openSlow();
    const box = view.page.getByRole('combobox');
    await box.fill('env');
    const early = await question(view, 'env');
    await box.fill('crit');
    const left = await question(view, 'crit');
    await answer(view, early);
    assert.equal(await options(view).count(), 0, 'of an earlier text');
    await view.page.getByRole('grid').focus();
    await answer(view, left);
    assert.equal(await options(view).count(), 0, 'in a box that was left');
    await box.fill('env');
    const emptied = await eventually('another question', () => questions(view).findLast(asked => asked.text === 'env' && asked !== early));
    await box.press('Escape');
    await answer(view, emptied);
    assert.deepEqual([await options(view).count(), await box.inputValue()], [0, '']);
    await view.close();
  });

  test('Enter twice applies the filter once, and never as words', async () => {
    const view = await openSlow();
    const box = view.page.getByRole('combobox');
    await box.fill('environment:Production');
    const before = (await question(view, 'environment:Production')).request;
    await box.press('Enter');
    await box.press('Enter');
    const [first, second] = await eventually('two more questions', () => questions(view).filter(({ request }) => request > before).length === 2 && questions(view).slice(-2));
    await answer(view, first!);
    await answer(view, second!);
    await becomes(() => view.messages.flatMap(message => message.type === 'arrange' ? [message.state.serverFilter] : []), [{ environments: ['Production'] }]);
    await view.close();
  });
});

suite('chosen rows', () => {
  test('Space, Shift with arrows, Ctrl+A and Esc; another filter chooses none', async () => {
    const view = await openPanel('servers');
    const { page } = view;
    const grid = page.getByRole('grid');
    const chosen = () => page.getByRole('toolbar', { name: 'Actions on the chosen rows' });
    await grid.focus();
    await page.keyboard.press('Space');
    await chosen().getByText('1 chosen').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await chosen().getByText('3 chosen').waitFor();
    await becomes(() => page.locator('[role=row][aria-selected=true]').count(), 3);
    await expectAccessible(view);
    await page.keyboard.press('Shift+ArrowUp');
    await chosen().getByText('2 chosen').waitFor();
    await page.keyboard.press('Control+a');
    await chosen().getByText('46 chosen').waitFor();
    await page.keyboard.press('Space');
    await chosen().getByText('45 chosen').waitFor();
    await page.keyboard.press('Escape');
    await chosen().waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /^fra-wms-01/u }).locator('.pick').click();
    await chosen().getByText('1 chosen').waitFor();
    await page.getByRole('row', { name: /^fra-crm-web01/u }).click({ modifiers: ['Shift'] });
    await chosen().getByText('4 chosen').waitFor();
    await view.post({ type: 'snapshot', snapshot: serversSnapshot(models.filteredServers) });
    await chosen().waitFor({ state: 'detached' });
    await view.close();
  });
});
