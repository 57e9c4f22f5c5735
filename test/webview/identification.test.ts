import * as assert from 'node:assert/strict';
import * as models from '../support/webviewModels';
import { expectAccessible, type WebviewTheme } from '../support/webviewPage';
import { openPanel } from './openPanel';

suite('what the software is', () => {
  const [dispatch] = models.overview.identification.unmapped;
  const card = { name: 'What the software is', exact: true } as const;

  test('each part opens what it names', async () => {
    const view = await openPanel('overview');
    const region = view.page.getByRole('region', card);
    const opens: readonly (readonly [name: string, target: object])[] = [
      ['Open not identified software', { view: 'software', filter: { identified: false }, sort: { key: 'servers', direction: 'descending' } }],
      [dispatch!.label, { view: 'software', filter: { software: dispatch!.software } }],
      [`24 servers with ${dispatch!.label}`, { view: 'servers', filter: { software: dispatch!.software } }],
      [`Set mapping… of ${dispatch!.label}`, { view: 'mapping', software: dispatch!.software }],
    ];
    for (const [name, target] of opens) {
      const after = view.messages.length;
      await region.getByRole('link', { name, exact: true }).click();
      assert.deepEqual(await view.message('open', after), { type: 'open', target, beside: false }, name);
    }
    await view.close();
  });

  test('shares stand beside their numbers, and text of an inventory is text', async () => {
    const view = await openPanel('overview');
    const region = view.page.getByRole('region', card);
    const text = (await region.innerText()).replace(/\s+/gu, ' ');
    for (const part of ['3 software ignored', 'Installs identified 3,912 of 4,305 90.9%', 'Distinct software 186 of 211 88.2%', 'High confidence 3,204 of 4,305', 'registry 2,611 of 2,890', 'Not said 0 of 17', '<img src=x onerror=alert(1)>']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    await view.close();
  });

  test('when all is identified nothing is offered', async () => {
    const { identification } = models.overview;
    const all = { value: 211, total: 211 };
    const view = await openPanel('overview', { snapshot: { panel: 'overview', model: { ...models.overview, identification: { ...identification, software: all, ignored: 0, unmapped: [] } } } });
    const region = view.page.getByRole('region', card);
    await region.getByText('All software is identified').waitFor();
    assert.equal(await region.getByRole('link').count(), 0);
    await view.close();
  });

  for (const width of [1280, 880, 800, 600]) {
    test(`accessible and pictured at ${width}`, async () => {
      const view = await openPanel('overview', { viewport: { width, height: 800 } });
      for (const theme of ['dark', 'light', 'hc'] satisfies WebviewTheme[]) {
        await view.setTheme(theme);
        await view.page.evaluate('scrollTo(0, 0)');
        await expectAccessible(view);
        // Under the bar, which stays at the top, axe would find links too close.
        await view.page.getByRole('region', card).scrollIntoViewIfNeeded();
        await view.screenshot(`identification-${theme}-${width}`);
      }
      await view.close();
    });
  }
});
