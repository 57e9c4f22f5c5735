import * as assert from 'node:assert/strict';
import type { PanelSnapshot } from '../../src/protocol/webview';
import * as models from '../support/webviewModels';
import type { WebviewPage } from '../support/webviewPage';
import { openPanel, serversSnapshot } from './openPanel';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>"><b>bold</b>';
const LONG = 'n'.repeat(10_000);
const RTL = '\u202egpj.exe\u202c שרת 服务器';

/** Every text of a model replaced, as a file full of it would. Keys, dates, states and what code compares stay. */
function poisoned<Model>(model: Model, text: string, keep: ReadonlySet<string>): Model {
  const walk = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return keep.has(field) ? value : text;
    if (Array.isArray(value)) return value.map(item => walk(item, field));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'target' || key === 'place' || key === 'filter' ? part : walk(part, key)]));
    return value;
  };
  return walk(model, '') as Model;
}

const KEEP = new Set(['key', 'empty', 'kind', 'view', 'bucket', 'level', 'severity', 'state', 'risk', 'direction', 'asOf', 'today', 'plannedDate', 'from', 'to', 'date', 'endsOn', 'mainstreamEndsOn', 'extendedUntil', 'class', 'verdict', 'field', 'value', 'lastSeen']);

const panels: readonly PanelSnapshot[] = [
  { panel: 'overview', model: models.overview },
  serversSnapshot(models.filteredServers),
  serversSnapshot(models.emptyServers),
  { panel: 'software', model: models.softwareModel },
  { panel: 'server', model: models.serverModel, section: 'insights', finding: models.vulnerabilityRows[0]?.ref ?? null },
  { panel: 'server', model: models.serverModel, section: 'overview', finding: null },
];

async function isHarmless(view: WebviewPage, what: string): Promise<void> {
  await view.settled();
  const found = await view.page.evaluate(`(() => {
    const roots = [document]; let images = 0;
    for (const root of roots) for (const element of root.querySelectorAll('*')) {
      if (element.matches('img, iframe, b:not(.chip b, ii-score-bar *, .total b), a[href]') && element.textContent.includes('bold')) images++;
      if (element.tagName === 'IMG') images++;
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
    return { images, pwned: window.pwned, width: document.documentElement.scrollWidth, view: window.innerWidth };
  })()`) as { images: number; pwned: unknown; width: number; view: number };
  assert.deepEqual({ images: found.images, pwned: found.pwned }, { images: 0, pwned: undefined }, what);
  assert.ok(found.width <= found.view, `${what}: the page is ${found.width} wide`);
}

suite('hostile text', () => {
  for (const snapshot of panels) {
    const name = `${snapshot.panel}${snapshot.panel === 'server' ? ` ${snapshot.section}` : ''}${'empty' in snapshot.model && snapshot.model.empty !== null ? ' empty' : ''}`;
    test(`${name}: markup, very long and right-to-left names are text and stay in their place`, async () => {
      for (const text of [MARKUP, LONG, RTL]) {
        const hostile = { ...snapshot, model: poisoned(snapshot.model, text, KEEP) } as PanelSnapshot;
        const view = await openPanel(snapshot.panel, {
          snapshot: hostile, viewport: { width: 800, height: 800 },
          answer: message => message.type === 'explain' ? { type: 'evidence', request: message.request, evidence: poisoned(models.evidenceFor(message.finding.cve, message.finding.software), text, KEEP) } : undefined,
        });
        if (text === MARKUP) await view.page.getByText(MARKUP, { exact: false }).first().waitFor({ state: 'attached' });
        if (text !== LONG) await view.screenshot(`hostile-${name.replaceAll(' ', '-')}-${text === MARKUP ? 'markup' : 'rtl'}`);
        await isHarmless(view, `${name} ${text.slice(0, 20)}`);
        await view.close();
      }
    });
  }

  test('a banner and an error show text', async () => {
    const view = await openPanel('overview');
    await view.post({ type: 'changed', revision: 99, text: MARKUP });
    await view.post({ type: 'error', request: null, message: MARKUP });
    await view.page.getByText(MARKUP).nth(1).waitFor();
    await isHarmless(view, 'banners');
    await view.close();
  });
});
