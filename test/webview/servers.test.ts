import * as assert from 'node:assert/strict';
import type { HostMessage, PanelState } from '../../src/protocol/webview';
import * as models from '../support/webviewModels';
import type { WebviewPage } from '../support/webviewPage';
import { becomes, eventually } from '../support/eventually';
import { focused, openPanel, serversSnapshot } from './openPanel';

const sort = { key: 'score', direction: 'descending' } as const;

async function arranged(view: WebviewPage, act: () => Promise<void>): Promise<PanelState> {
  const after = view.messages.length;
  await act();
  return (await view.message('arrange', after)).state;
}

/**
 * Types in one task of the page, so that no pause of a slow machine comes between the keys, nor between them and a message.
 * Runs in the page.
 */
function typeAtOnce(box: object, { texts, meanwhile }: { readonly texts: readonly string[]; readonly meanwhile: unknown }): void {
  for (const text of texts) {
    Object.assign(box, { value: text });
    (box as EventTarget).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  if (meanwhile !== undefined) (globalThis as unknown as EventTarget).dispatchEvent(Object.assign(new Event('message'), { data: meanwhile }));
}

suite('servers list', () => {
  test('a one-click filter, a facet and a chip each ask for the whole new arrangement', async () => {
    const view = await openPanel('servers', { snapshot: serversSnapshot(models.filteredServers) });
    const { page } = view;
    const { filter } = models.filteredServers;
    assert.deepEqual(await arranged(view, () => page.getByRole('button', { name: 'Vulnerable 32' }).click()), { panel: 'servers', serverFilter: { ...filter, risks: ['vulnerabilities'] }, serverSort: sort });
    assert.deepEqual(await arranged(view, () => page.getByRole('button', { name: 'At risk 37' }).click()), { panel: 'servers', serverFilter: { ...filter, atRisk: true }, serverSort: sort }, 'one of its kind');
    assert.deepEqual(await arranged(view, () => page.getByRole('button', { name: 'All 46' }).click()), { panel: 'servers', serverFilter: filter, serverSort: sort });
    assert.deepEqual((await arranged(view, () => page.getByRole('checkbox', { name: 'Staging 7' }).check())).serverFilter, { ...filter, environments: ['Production', 'Staging'] });
    assert.deepEqual((await arranged(view, () => page.getByRole('checkbox', { name: 'Production 24' }).uncheck())).serverFilter, { ...filter, environments: ['Staging'] }, 'edits build on each other');
    assert.deepEqual((await arranged(view, () => page.getByRole('button', { name: 'Remove filter Critical risk' }).click())).serverFilter, { text: 'tomcat', environments: ['Staging'] });
    assert.deepEqual((await arranged(view, () => page.getByRole('button', { name: 'Clear all' }).click())).serverFilter, {});
    await view.close();
  });

  test('a quick filter in force is taken off by a second press', async () => {
    const pressed = { ...models.serversModel, filter: { risks: ['vulnerabilities'] as const }, quick: models.serversModel.quick.map(quick => ({ ...quick, selected: quick.key === 'vulnerabilities' })) };
    const view = await openPanel('servers', { snapshot: serversSnapshot(pressed) });
    assert.deepEqual((await arranged(view, () => view.page.getByRole('button', { name: 'Vulnerable 32', pressed: true }).click())).serverFilter, {});
    await view.close();
  });

  test('search: Ctrl+F goes there, typing waits, Enter does not, Escape empties', async () => {
    const view = await openPanel('servers');
    const { page } = view;
    const box = page.getByRole('combobox');
    const arranges = () => view.messages.flatMap(message => message.type === 'arrange' ? [message.state.serverFilter] : []);
    const typed = (texts: readonly string[], meanwhile?: HostMessage) => box.evaluate(typeAtOnce, { texts, meanwhile });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+f');
    await eventually('focus in the box', async () => await focused(view) === 'Search or filter servers');
    await typed(['log', 'log4', 'log4j']);
    await becomes(arranges, [{ text: 'log4j' }], 'one request for one pause');
    // A snapshot of an older text must not take away what was typed since.
    await typed(['log4j 2'], { type: 'snapshot', snapshot: serversSnapshot({ ...models.serversModel, filter: { text: 'log4j' } }) });
    await page.keyboard.press('Control+Enter');
    await becomes(() => arranges().at(-1), { text: 'log4j 2' });
    await becomes(() => box.inputValue(), 'log4j 2');
    await page.keyboard.press('Escape');
    await becomes(() => arranges().at(-1), {});
    await becomes(() => box.inputValue(), '');
    await view.close();
  });

  test('filters that match nothing name the one to drop', async () => {
    const view = await openPanel('servers', { snapshot: serversSnapshot(models.emptyServers) });
    await view.page.getByText('Production, Critical risk and “tomcat” together match none of 46 servers. Without “tomcat” 9 would match.').waitFor();
    assert.deepEqual((await arranged(view, () => view.page.getByRole('button', { name: 'Drop “tomcat”' }).click())).serverFilter, { environments: ['Production'], levels: ['critical'] });
    await view.close();
  });

  test('focus stays on the facet that was ticked', async () => {
    const view = await openPanel('servers');
    const box = view.page.getByRole('checkbox', { name: 'Staging 7' });
    await box.focus();
    await arranged(view, () => view.page.keyboard.press('Space'));
    await view.post({ type: 'snapshot', snapshot: serversSnapshot({ ...models.filteredServers, facets: [...models.filteredServers.facets].reverse() }) });
    await view.page.getByText('5 of 46 servers').waitFor();
    await eventually('focus on Staging', async () => (await focused(view)).startsWith('Staging'));
    await view.page.keyboard.press('ArrowDown');
    await eventually('focus on Development', async () => (await focused(view)).startsWith('Development'));
    await view.close();
  });

  test('unknown is –, none is 0, and neither is a link', async () => {
    const view = await openPanel('servers');
    const row = (name: RegExp) => view.page.getByRole('row', { name });
    // Below the first screen: the grid draws it once it is near.
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('End');
    const unknown = row(/^fra-nas-head1/u);
    await unknown.waitFor();
    assert.equal(await unknown.getByText('not judged').count(), 1);
    assert.equal(await unknown.getByText('critical unknown').count(), 1);
    assert.equal(await unknown.getByRole('link').count(), 1, 'only its name');
    assert.equal(await row(/^fra-dc-03/u).getByRole('link').count(), 1, 'only its name');
    await view.close();
  });

  test('export, refresh and the arrangement kept for a reload', async () => {
    const view = await openPanel('servers', { snapshot: serversSnapshot(models.filteredServers) });
    await view.page.getByRole('button', { name: /Export/u }).click();
    assert.deepEqual(await view.message('export'), { type: 'export', what: 'servers' });
    const state = { panel: 'servers', serverFilter: models.filteredServers.filter, serverSort: sort };
    await eventually('the arrangement to be kept', () => (view.state as PanelState).serverFilter?.text === 'tomcat');
    await view.reload();
    assert.deepEqual((await view.message('ready')).state, state);
    await view.page.getByRole('row', { name: /^fra-erp-db01/u }).waitFor();
    await view.close();
  });

  test('narrow: filters stand behind a button, and Escape gives the focus back', async () => {
    const view = await openPanel('servers', { viewport: { width: 800, height: 700 } });
    const button = view.page.getByRole('button', { name: 'Filters' });
    const box = view.page.getByRole('checkbox', { name: 'Staging 7' });
    assert.equal(await box.isVisible(), false);
    await button.click();
    await box.waitFor();
    await view.page.keyboard.press('Escape');
    await eventually('the filters to close', async () => !await box.isVisible());
    await eventually('focus on the button', async () => await focused(view) === 'Filters');
    await view.close();
  });
});

suite('software list', () => {
  test('a row opens the servers that have it; sort and filter speak of software', async () => {
    const view = await openPanel('software');
    await view.page.getByRole('grid').focus();
    await view.page.keyboard.press('Enter');
    const filter = { software: { name: 'Apache Tomcat 8.5 Tomcat8 (remove only)', publisher: 'The Apache Software Foundation', version: '8.5.78' } };
    assert.deepEqual((await view.message('open')).target, { view: 'servers', filter });
    const state = await arranged(view, () => view.page.getByRole('columnheader', { name: 'KEV Known exploited' }).getByRole('button').click());
    assert.deepEqual(state, { panel: 'software', softwareFilter: {}, softwareSort: { key: 'exploited', direction: 'descending' } });
    assert.deepEqual((await arranged(view, () => view.page.getByRole('button', { name: 'Ended 27' }).click())).softwareFilter, { risks: ['end-of-support'] });
    await view.close();
  });

  test('the one CVE that the list is of is set aside on the servers picked, or on all of the filter', async () => {
    const cve = 'CVE-2021-44228';
    const view = await openPanel('servers', { snapshot: serversSnapshot({ ...models.serversModel, filter: { cve, environments: ['Production'] } }) });
    const { page } = view;
    await page.getByRole('grid').focus();
    for (const key of ['Control+Home', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByRole('button', { name: `Set aside… ${cve}` }).click();
    const asked = await view.message('setAsideOn');
    const picked = (asked as { readonly filter: { readonly keys: readonly string[] } }).filter.keys;
    assert.deepEqual(asked, { type: 'setAsideOn', cve, filter: { keys: picked } });
    assert.ok(picked.length === 1 && models.serversModel.page.rows.some(({ key }) => key === picked[0]), picked.join());
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    const after = view.messages.length;
    await page.getByRole('button', { name: `Set aside… ${cve}` }).click();
    assert.deepEqual(await view.message('setAsideOn', after), { type: 'setAsideOn', cve, filter: { environments: ['Production'] } });
    await view.close();
    const other = await openPanel('servers', { snapshot: serversSnapshot({ ...models.serversModel, filter: { findings: ['tomcat'] } }) });
    await other.page.getByRole('grid').focus();
    await other.page.keyboard.press('Control+a');
    await other.page.getByRole('button', { name: 'Tag…' }).waitFor();
    assert.equal(await other.page.getByRole('button', { name: /^Set aside/ }).count(), 0);
    await other.close();
  });
});
