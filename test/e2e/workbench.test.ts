import * as assert from 'node:assert/strict';
import { useWorkbench } from '../support/workbench';

suite('a person opens the sample estate', () => {
  const workbench = useWorkbench();

  test('the workbench opens on the folder', async () => {
    const { page } = workbench();
    assert.match(await page.title(), /Visual Studio Code|code-server|Code/);
    await workbench().screenshot('workbench');
  });

  test('Inventory Insights is in the activity bar and opens', async () => {
    await workbench().openContainer('Inventory Insights');
    await workbench().screenshot('container');
  });
});
