import * as assert from 'node:assert/strict';
import type { PanelSnapshot } from '../../src/protocol/webview';
import { becomes, eventually } from '../support/eventually';
import * as models from '../support/webviewModels';
import { expectAccessible } from '../support/webviewPage';
import { focused, openPanel, snapshots } from './openPanel';

suite('server panel', () => {
  test('the score is the sum of its six terms in their order; unknown is said and scores 0', async () => {
    const view = await openPanel('server', { snapshot: { panel: 'server', model: { ...models.serverModel, row: { ...models.serverModel.row, score: 33, parts: { ...models.serverModel.row.parts, softwareEndOfSupport: null } } }, section: 'insights', finding: null } });
    await becomes(() => view.page.evaluate(`[...document.querySelector('ii-server-panel').shadowRoot.querySelectorAll('.sum li')]
      .map(term => [term.querySelector('ii-count')?.shadowRoot.querySelector('button, .dim')?.textContent ?? term.querySelector('.v').textContent, term.querySelector('.l').textContent].join(' ').replace(/\\s+/gu, ' ').trim())`), [
      '1 OS end of support', '– unknown End-of-support software, scores 0', '31 Vulnerabilities', '4 Critical and security updates pending', '0 Missing security software', '0 Missing patch-management software',
    ]);
    await view.close();
  });

  for (const width of [1280, 800]) {
    test(`Why? opens the evidence at ${width}, arrows walk the findings, Escape gives the focus back`, async () => {
      const view = await openPanel('server', { viewport: { width, height: 800 } });
      const { page } = view;
      const why = page.getByRole('button', { name: 'Why CVE-2017-12615?' });
      await why.click();
      assert.deepEqual((await view.message('explain')).finding, { cve: 'CVE-2017-12615', software: 1 });
      const evidence = page.getByRole('complementary', { name: 'Evidence for CVE-2017-12615' });
      await evidence.getByRole('heading', { name: 'Criteria and range' }).waitFor();
      await evidence.getByRole('img', { name: 'Range from 7.0.0 to 7.0.93; installed 7.0.76' }).waitFor();
      await becomes(() => why.getAttribute('aria-expanded'), 'true');
      await eventually('focus on the heading', async () => await focused(view) === 'Why CVE-2017-12615?');
      await eventually(width > 1000 ? 'a drawer at the right' : 'a part below', async () => {
        const { x } = (await evidence.boundingBox())!;
        return width > 1000 ? x > 800 : x < 40;
      });
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('complementary', { name: 'Evidence for CVE-2017-12617' }).waitFor();
      await page.keyboard.press('Alt+ArrowUp');
      await evidence.waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      await eventually('focus on Why?', async () => await focused(view) === 'Why CVE-2017-12615?');
      await view.close();
    });
  }

  test('evidence leads to its sources and copies its text', async () => {
    const view = await openPanel('server', { snapshot: { panel: 'server', model: models.serverModel, section: 'insights', finding: { cve: 'CVE-2019-0232', software: 0 } } });
    const { page } = view;
    await page.getByRole('link', { name: 'azure-migrate-software.csv:4812' }).click();
    assert.deepEqual((await view.message('open')).target, { view: 'source', file: 'azure-migrate-software.csv', line: 4812, column: 1 });
    await page.getByRole('button', { name: 'Copy evidence' }).click();
    assert.match((await view.message('copy')).text, /^CVE-2019-0232: affected/u);
    const after = view.messages.length;
    await page.getByRole('button', { name: 'NVD record' }).click();
    assert.deepEqual((await view.message('open', after)).target, { view: 'record', cve: 'CVE-2019-0232' });
    await view.close();
  });

  test('evidence that cannot be had says why', async () => {
    const view = await openPanel('server', { answer: message => message.type === 'explain' ? { type: 'error', request: message.request, message: 'This finding is gone: the software was upgraded. Refresh the panel.' } : undefined });
    await view.page.getByRole('button', { name: 'Why CVE-2020-1938?' }).click();
    await view.page.getByRole('alert').getByText('the software was upgraded').waitFor();
    await view.close();
  });

  test('tabs: by click, by key, by a term of the sum, and kept over a reload', async () => {
    const view = await openPanel('server');
    const { page } = view;
    await page.getByRole('tab', { name: /Software/u }).click();
    await page.getByRole('grid', { name: 'Software' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('grid', { name: 'Updates' }).waitFor();
    await page.getByRole('link', { name: '31 Vulnerabilities' }).click();
    await page.getByRole('grid', { name: 'Vulnerabilities' }).waitFor();
    await page.getByRole('tab', { name: /Vulnerabilities/u, selected: true }).waitFor();
    await view.settled();
    assert.equal(view.messages.filter(message => message.type === 'open').length, 0, 'targets on this server stay here');
    await eventually('the section to be kept', () => (view.state as { section?: string }).section === 'vulnerabilities');
    await view.reload();
    assert.deepEqual((await view.message('ready')).state, { panel: 'server', server: 'fra-pay-web02', section: 'vulnerabilities' });
    await page.getByRole('heading', { name: 'What to do first' }).waitFor();
    await view.close();
  });

  test('in the list of vulnerabilities Enter shows the evidence and Escape goes back to the grid', async () => {
    const view = await openPanel('server', { snapshot: { ...snapshots.server, section: 'vulnerabilities' } as PanelSnapshot });
    const { page } = view;
    const grid = page.getByRole('grid', { name: 'Vulnerabilities' });
    await page.getByRole('row', { name: /^CVE-2017-12617/u }).waitFor();
    await becomes(() => grid.getAttribute('aria-rowcount'), String(models.vulnerabilityRows.length + 1), 'as long as its first page says');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Evidence for CVE-2017-12615' }).getByText('Feed revision').waitFor();
    await page.keyboard.press('Escape');
    await eventually('focus on the grid', async () => await focused(view) === 'Vulnerabilities');
    await view.close();
  });

  for (const [width, theme] of [[1280, 'dark'], [800, 'light'], [1280, 'hc']] as const) {
    test(`Why? of a software: its row as written, what it is taken for, and the way back, at ${width} in ${theme}`, async () => {
      const view = await openPanel('server', { snapshot: { ...snapshots.server, section: 'software' } as PanelSnapshot, theme, viewport: { width, height: 800 } });
      const { page } = view;
      await page.getByRole('button', { name: /^Why Apache Tomcat/u }).first().click();
      const drawer = page.getByRole('complementary', { name: /^What Apache Tomcat .+ is taken for$/u });
      await drawer.getByText('Install Location').waitFor();
      assert.equal((await view.message('explainSoftware')).software, models.serverSoftwareRows.find(({ name }) => name.startsWith('Apache Tomcat'))?.id);
      await eventually('focus on the heading', async () => (await focused(view)).startsWith('Apache Tomcat'));
      await expectAccessible(view);
      await view.screenshot(`server-software-why-${theme}-${width}`);
      await drawer.getByRole('link', { name: 'Set mapping…' }).click();
      assert.equal((await view.message('open')).target.view, 'mapping');
      await drawer.getByRole('button', { name: 'Copy evidence' }).click();
      assert.match((await view.message('copy')).text, /1\. Inventory row/u);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      await eventually('focus on the grid', async () => await focused(view) === 'Software');
      await view.close();
    });
  }

  test('a software that cannot be explained says why', async () => {
    const view = await openPanel('server', {
      snapshot: { ...snapshots.server, section: 'software' } as PanelSnapshot,
      answer: message => (message.type === 'explainSoftware' ? { type: 'error', request: message.request, message: 'This software is not on the server any more. Refresh the panel.' } : undefined),
    });
    await view.page.getByRole('button', { name: /^Why Apache Tomcat/u }).first().click();
    await view.page.getByRole('alert').getByText('not on the server any more').waitFor();
    await view.close();
  });

  test('the checklist and the export of findings', async () => {
    const view = await openPanel('server');
    await view.page.getByRole('button', { name: 'Copy as checklist' }).click();
    assert.match((await view.message('copy')).text, /^- \[ \] Upgrade Apache Tomcat 7\.0\.76 to 9\.0\.121: 14 vulnerabilities/u);
    await view.page.getByRole('button', { name: /Export/u }).click();
    assert.deepEqual(await view.message('export'), { type: 'export', what: 'findings' });
    await view.close();
  });

  test('why a CVE is not listed: the answer names each software and what ruled it out, and leads to its evidence', async () => {
    const view = await openPanel('server', {
      snapshot: { ...snapshots.server, section: 'vulnerabilities' } as PanelSnapshot,
      answer: message => message.type === 'whyNot' ? { type: 'explanation', request: message.request, explanation: models.whyNot(message.cve) } : undefined,
    });
    const { page } = view;
    const field = page.getByRole('textbox', { name: 'CVE id: why is it, or why is it not, listed?' });
    await field.fill('log4shell');
    await page.keyboard.press('Enter');
    await page.getByText('A CVE id looks like CVE-2021-44228.').waitFor();
    await view.settled();
    assert.deepEqual(view.messages.filter(message => message.type === 'whyNot'), [], 'what is no id is not asked about');
    await field.fill(' cve-2021-44228 ');
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    assert.equal((await view.message('whyNot')).cve, 'cve-2021-44228');
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('CVE-2021-44228 does not affect fra-pay-web02.').waitFor();
    await answer.getByText('The installed version is outside the range that the record gives.', { exact: true }).waitFor();
    await answer.getByRole('button', { name: 'Evidence for CVE-2021-44228 on Apache Log4j 2.17.1' }).click();
    assert.deepEqual((await view.message('explain')).finding, { cve: 'CVE-2021-44228', software: 1 });
    await page.getByRole('complementary', { name: 'Evidence for CVE-2021-44228' }).waitFor();
    await view.close();
  });

  test('a CVE that cannot be looked up says why', async () => {
    const view = await openPanel('server', {
      snapshot: { ...snapshots.server, section: 'vulnerabilities' } as PanelSnapshot,
      answer: message => message.type === 'whyNot' ? { type: 'error', request: message.request, message: 'This server is not in the inventory any more. Refresh the panel.' } : undefined,
    });
    await view.page.getByRole('textbox', { name: 'CVE id: why is it, or why is it not, listed?' }).fill('CVE-2021-44228');
    await view.page.keyboard.press('Enter');
    await view.page.getByRole('status').getByText('not in the inventory any more').waitFor();
    await view.close();
  });
});
