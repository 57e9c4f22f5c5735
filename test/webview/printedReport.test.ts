import * as assert from 'node:assert/strict';
import * as axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { htmlText } from '../../src/core/export/html/htmlText';
import { EXPORT_CONTEXT, EXPORT_SERVERS, exportSelection, HOSTILE_SERVERS } from '../support/exports';

/** Pixels of CSS between the margins of 12 mm. */
const PAPERS = { 'A4 landscape': 1_031, 'Letter landscape': 965 };
const LONG_NAMES = ['a'.repeat(250), `${'very-long-'.repeat(24)}name`, 'web.'.repeat(60)].map((name, i) => ({
  name: `${i}${name}`, environment: name, os: { name, version: '1' }, software: [{ name, version: name, publisher: name }], pendingUpdates: [{ id: name, title: name, classification: 'Critical' }],
}));

suite('The HTML report in a browser', () => {
  const report = [...htmlText(exportSelection([...EXPORT_SERVERS, ...HOSTILE_SERVERS, ...LONG_NAMES]), EXPORT_CONTEXT)].join('');
  let browser: Browser;
  let page: Page;

  suiteSetup(async () => {
    const executablePath = process.env.CHROME_PATH;
    if (executablePath === undefined) throw new Error('CHROME_PATH is not set: run this with npm run test:webview');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage();
    await page.setContent(report);
  });
  suiteTeardown(() => browser.close());

  for (const [paper, width] of Object.entries(PAPERS)) {
    test(`printed on ${paper}, no name pushes a column off the page, and no date or CVE id is broken`, async () => {
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width, height: 700 });
      assert.deepEqual(await page.evaluate(`[...document.querySelectorAll('th, td')].filter(cell => cell.getBoundingClientRect().right > ${width} + 1).map(cell => cell.textContent.slice(0, 40))`), []);
      assert.deepEqual(await page.evaluate(`[...document.querySelectorAll('.whole, td a')].filter(whole => whole.getClientRects().length > 1).map(whole => whole.textContent)`), []);
    });
  }

  test('each printed page repeats the table’s header', async () => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector("thead")).display'), 'table-header-group');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`read on a ${colorScheme} screen, it is accessible, and narrow windows scroll the tables alone`, async () => {
      await page.emulateMedia({ media: 'screen', colorScheme });
      await page.setViewportSize({ width: 480, height: 900 });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 480);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(axe.source);
      assert.deepEqual(await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0]?.html.slice(0, 120)))'), []);
    });
  }
});
