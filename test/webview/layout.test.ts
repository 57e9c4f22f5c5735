import * as assert from 'node:assert/strict';
import type { Count, Share } from '../../src/protocol/models/frame';
import { eventually } from '../support/eventually';
import * as models from '../support/webviewModels';
import type { WebviewPage } from '../support/webviewPage';
import { openPanel, serversSnapshot } from './openPanel';

/** An estate of 3,000 servers, whose numbers have four digits beside some that have one. */
const LARGE = [1_784, 1_046, 901];
const largeOverview = {
  ...models.overview,
  header: models.overview.header.map((entry, at) => ({ ...entry, count: large(entry.count, 3_000 - at * 251), detail: entry.detail && { ...entry.detail, count: large(entry.detail.count, 1_451 - at) } })),
  summary: models.overview.summary.map((row, at) => ({ ...row, servers: large(row.servers, LARGE[at]) })),
  servers: { ...models.overview.servers, risks: models.overview.servers.risks.map((risk, at) => ({ ...risk, servers: large(risk.servers, 2_058), unknown: large(risk.unknown, at === 3 ? 1_476 : 1) })) },
};

function large<C extends Count | Share>(count: C, value: number): C {
  return { ...count, value };
}

/** Waits for the page to be laid out so that `script` answers nothing: it lists what is wrong. */
async function laidOut(view: WebviewPage, what: string, script: string): Promise<void> {
  let wrong: unknown;
  await eventually(what, async () => {
    wrong = await view.page.evaluate(script);
    return Array.isArray(wrong) && wrong.length === 0;
  }).catch((error: unknown) => assert.fail(`${String(error)}: ${JSON.stringify(wrong)}`));
}

suite('nothing collides with large numbers and long names', () => {
  for (const language of [undefined, 'de'] as const) for (const width of [1280, 922, 800]) {
    test(`overview at ${width}${language === undefined ? '' : ` in ${language}`}`, async () => {
      const view = await openPanel('overview', { snapshot: { panel: 'overview', model: largeOverview }, viewport: { width, height: 900 }, ...(language && { language }) });
      await laidOut(view, 'texts that begin on one line, and nothing cut or beyond its card', `(() => {
        const root = document.querySelector('ii-overview-panel').shadowRoot;
        const left = selector => new Set([...root.querySelectorAll(selector)].map(one => Math.round(one.getBoundingClientRect().left)));
        const cut = selector => [...root.querySelectorAll(selector)].filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent.trim().slice(0, 60));
        const glyphs = [...root.querySelectorAll('.line')].filter(line => line.querySelector('.g').getBoundingClientRect().right > line.querySelector('.big').getBoundingClientRect().left).map(() => 'glyph on number');
        return [...glyphs, ...(left('.line .text').size === 1 ? [] : ['summary rows']), ...(left('.portions dd').size === 1 ? [] : ['portions']),
          ...cut('section.card'), ...cut('.risks li'), ...cut('.counts .env .l .trunc'), ...cut('.known table td > .link')];
      })()`);
      await view.close();
    });
  }

  test('scores of one and of four digits stand before their bars, which begin on one line', async () => {
    const rows = models.serverRows.map((row, at) => ({ ...row, score: [1_231, 32, 7][at % 3], atRisk: true, bySeverity: row.bySeverity ?? { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 } }));
    const view = await openPanel('servers', { snapshot: serversSnapshot({ ...models.serversModel, page: { ...models.serversModel.page, rows } }) });
    await laidOut(view, 'room for the numbers', `(() => {
      const grid = document.querySelector('ii-servers-panel').shadowRoot.querySelector('ii-grid').shadowRoot;
      const bars = [...grid.querySelectorAll('ii-score-bar')].map(({ shadowRoot }) => [shadowRoot.querySelector('b'), shadowRoot.querySelector('svg.meter')]);
      const close = bars.filter(([number, bar]) => bar.getBoundingClientRect().left - number.getBoundingClientRect().right < 4 || number.scrollWidth > number.clientWidth).map(([number]) => number.textContent);
      return [...(bars.length > 5 ? [] : ['no bars yet']), ...close, ...(new Set(bars.map(([, bar]) => Math.round(bar.getBoundingClientRect().left))).size === 1 ? [] : ['bars'])];
    })()`);
    await view.close();
  });

  test('the age of a stale server is whole, with its glyph', async () => {
    const rows = models.serverRows.map(row => ({ ...row, stale: true, lastSeenDays: 412 }));
    const view = await openPanel('servers', { snapshot: serversSnapshot({ ...models.serversModel, page: { ...models.serversModel.page, rows } }) });
    await laidOut(view, 'ages', `(() => {
      const grid = document.querySelector('ii-servers-panel').shadowRoot.querySelector('ii-grid').shadowRoot;
      const ages = [...grid.querySelectorAll('.cell > span')].filter(one => one.textContent === '412 d');
      return [...(ages.length > 5 ? [] : ['no ages yet']), ...ages.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)];
    })()`);
    await view.close();
  });

  for (const width of [1280, 1001, 900]) {
    test(`top vulnerabilities at ${width} with the evidence open: the buttons of a row are in sight`, async () => {
      const view = await openPanel('server', { viewport: { width, height: 900 } });
      await view.page.getByRole('button', { name: 'Why CVE-2017-12615?' }).click();
      await view.page.getByRole('complementary').getByRole('heading', { name: 'Criteria and range' }).waitFor();
      await laidOut(view, 'no sideways scrolling', `[...document.querySelector('ii-server-panel').shadowRoot.querySelectorAll('.top5 .scroll-x')].filter(one => one.scrollWidth > one.clientWidth).map(one => one.scrollWidth + ' of ' + one.clientWidth)`);
      await view.close();
    });
  }

  test('labels of the support timeline stand apart', async () => {
    const support = { ...models.serverModel.row.support, mainstreamEndsOn: '2018-10-09', endsOn: '2023-10-10', extendedUntil: '2026-10-13', extendedLabel: 'Extended Security Updates' };
    const view = await openPanel('server', { snapshot: { panel: 'server', model: { ...models.serverModel, row: { ...models.serverModel.row, support } }, section: 'insights', finding: null } });
    await laidOut(view, 'labels', `(() => {
      const line = document.querySelector('ii-server-panel').shadowRoot.querySelector('ii-support-timeline').shadowRoot;
      const boxes = [...line.querySelectorAll('svg.line svg text')].map(one => [one.textContent, one.getBoundingClientRect()]);
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
      return [...(boxes.length === 7 ? [] : [boxes.length + ' labels']), ...boxes.flatMap(([text, a], at) => boxes.slice(at + 1).filter(([, b]) => meet(a, b)).map(([other]) => text + ' on ' + other))];
    })()`);
    await view.close();
  });
});
