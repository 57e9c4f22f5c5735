import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { assess } from '../support/assess';
import { useWorkbench } from '../support/workbench';

const TODAY = '2026-11-21';
/** In-house software of the samples, on two servers, that stands for nothing in the feeds. */
const SOFTWARE = 'Meridian Dispatch Server';

suite('what a software is, by clicks', () => {
  const workbench = useWorkbench();
  const frame = () => workbench().webview();
  const mappings = () => path.join(workbench().workspace, '.inventory-insights/mappings.json');
  const scores = () => new Map(assess(workbench().workspace, TODAY, workbench().cache).servers.map(({ name, score }) => [name, score]));
  const treeHas = (name: string, score: number) => workbench().page.locator(`.sidebar .monaco-list-row[aria-label^="${name}, risk score ${score}"]`).waitFor();
  let before: ReadonlyMap<string, number>;

  test('the overview offers what most servers have and nothing identifies', async () => {
    const { page } = workbench();
    before = scores();
    await workbench().openContainer('Inventory Insights');
    await workbench().palette('Inventory Insights: Set As-of Date…');
    await workbench().pick('Choose a date…');
    const input = page.locator('.quick-input-widget input[placeholder="YYYY-MM-DD"]');
    await input.fill(TODAY);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await workbench().palette('Inventory Insights: Open Overview');
    await workbench().tab('Overview').first().waitFor();
    await frame().getByRole('region', { name: 'What the software is', exact: true }).getByRole('link', { name: `Set mapping… of ${SOFTWARE} 4.11.2` }).click();
  });

  test('a product is searched and chosen, and the score of its servers follows in the tree', async () => {
    const { page } = workbench();
    await workbench().quickInput().waitFor();
    await workbench().quickInput().fill('google chrome');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'google:chrome' }).first();
    await row.waitFor();
    await workbench().screenshot('set-mapping');
    await row.click();
    await workbench().toast(`${SOFTWARE} is google:chrome.`).waitFor();
    assert.match(fs.readFileSync(mappings(), 'utf8'), /"cpe": "google:chrome"/);
    const after = scores();
    const changed = [...after].filter(([name, score]) => score !== before.get(name));
    assert.ok(changed.length > 0 && changed.every(([name, score]) => score > before.get(name)!), JSON.stringify(changed));
    const [name, score] = changed.sort((a, b) => b[1] - a[1])[0]!;
    await treeHas(name, score);
    await workbench().screenshot('mapped');
  });

  test('Undo gives back the score from before', async () => {
    await workbench().toast(`${SOFTWARE} is google:chrome.`).getByRole('button', { name: 'Undo' }).click();
    const changed = [...before].sort((a, b) => b[1] - a[1])[0]!;
    await treeHas(...changed);
    await workbench().page.locator('.notification-toast', { hasText: SOFTWARE }).waitFor({ state: 'detached' });
    assert.deepEqual([...scores()], [...before]);
  });
});
