import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { assess } from '../support/assess';
import { becomes } from '../support/eventually';
import { useWorkbench } from '../support/workbench';

const data = path.resolve(process.cwd(), '../shared/data');
const debian = path.join(data, 'inventories/local-debian');
const products = path.join(data, 'feeds/endoflife/products-full.json.gz');

/** Packages of the list, as shared/data/README.md counts them. */
const PACKAGES = 856;

/** A real package list and the whole of endoflife.date, in the editor. */
suite('real input', () => {
  if (!fs.existsSync(data)) {
    test('needs ../shared/data', function () {
      assert.ok(!process.env.CI, '../shared/data is absent');
      console.log('  ../shared/data is absent: the real package list is not tested in the editor.');
      this.skip();
    });
    return;
  }
  const workspace = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-real-')), 'real');
  fs.mkdirSync(workspace);
  fs.copyFileSync(path.join(debian, 'dpkg-query-W.txt'), path.join(workspace, 'debian12.dpkg-query.txt'));
  fs.copyFileSync(path.join(debian, 'os-release'), path.join(workspace, 'os-release'));
  suiteTeardown(() => fs.rmSync(path.dirname(workspace), { recursive: true, force: true }));
  const workbench = useWorkbench({ workspace });

  test('endoflife.date is imported whole by command', async () => {
    await workbench().openContainer('Inventory Insights');
    await workbench().treeRow('starter').waitFor();
    await workbench().palette('Inventory Insights: Update Feeds from Folder or File…');
    await workbench().pick('Choose files or a bundle');
    await workbench().openDialog(products);
    await workbench().toast(/endoflife.*464/).waitFor();
    await workbench().closeToasts();
    await workbench().page.locator('.sidebar .monaco-list-row', { hasText: /endoflife\.date.*464 products/ }).waitFor();
    const { feeds } = assess(workbench().workspace, '2026-11-21', workbench().cache);
    assert.deepEqual(feeds.filter(({ name }) => name === 'endoflife').map(({ records, starter }) => [records, starter]), [[464, false]]);
  });

  test('the server has its packages and the end of its support', async () => {
    const { page } = workbench();
    await workbench().treeRow('debian12').click();
    await page.locator('.tab.active', { hasText: 'debian12' }).waitFor();
    const frame = workbench().webview();
    await frame.getByText(/Debian GNU\/Linux 12/).first().waitFor();
    await frame.getByText(/OS support ended 2026-07-11, Debian LTS until 2028-06-30/).first().waitFor();
    await frame.getByRole('tab', { name: /^Software/ }).click();
    const grid = frame.getByRole('grid', { name: 'Software' });
    await grid.waitFor();
    await becomes(() => grid.getAttribute('aria-rowcount'), String(PACKAGES + 1));
    await workbench().screenshot('real-input');
  });

  test('the collector is saved by command; what it writes of this machine is assessed', async function () {
    if (process.platform !== 'linux') return this.skip();
    const { page } = workbench();
    await workbench().palette('Inventory Insights: Save Collector Script…');
    await workbench().pick('Linux');
    const script = path.join(workbench().workspace, 'collect-inventory.sh');
    assert.equal(path.basename(await workbench().saveDialog(script)), 'collect-inventory.sh');
    await page.locator('.tab.active', { hasText: 'collect-inventory.sh' }).waitFor();
    execFileSync('sh', [script, workbench().workspace], { timeout: 300_000, stdio: 'ignore' });
    const written = fs.readdirSync(workbench().workspace).find(name => name.endsWith('.inventory.json'))!;
    const host = path.basename(written, '.inventory.json');
    const { servers } = assess(path.join(workbench().workspace, written), '2026-11-21', workbench().cache);
    assert.equal(servers.length, 1);
    await workbench().treeRow(host).click();
    await page.locator('.tab.active', { hasText: host }).waitFor();
    const frame = workbench().webview();
    await frame.getByRole('heading', { name: host, level: 1 }).waitFor();
    await frame.getByRole('region', { name: `Risk score ${servers[0].score}, the sum of six terms` }).waitFor();
  });
});
