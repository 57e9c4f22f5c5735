import type { PanelSnapshot } from '../../src/protocol/webview';
import { charts } from '../support/chartModels';
import { manyChanged, totals } from '../support/compareModels';
import * as models from '../support/webviewModels';
import { expectAccessible, type WebviewTheme } from '../support/webviewPage';
import { openPanel, serversSnapshot, snapshots } from './openPanel';

/** Each row is a panel in one state; all hold their policy and axe's rules in three themes, and are pictured at three widths. */
const states: readonly (readonly [name: string, snapshot: PanelSnapshot])[] = [
  ['overview', snapshots.overview],
  ['overview-no-workspace', { panel: 'overview', model: { ...models.overview, empty: 'no-workspace' } }],
  ['charts', snapshots.charts],
  ['compare', snapshots.compare],
  // Few of a page's rows: axe looks at each cell.
  ['compare-pages', { panel: 'compare', model: { ...manyChanged, page: { ...manyChanged.page, rows: manyChanged.page.rows.slice(0, 8) } }, source: null }],
  ['compare-totals', { panel: 'compare', model: totals, source: null }],
  ['charts-unreadable', { panel: 'charts', model: { ...charts, empty: 'unreadable', charts: [] } }],
  ['servers', snapshots.servers],
  ['servers-filtered', serversSnapshot(models.filteredServers)],
  ['servers-empty', serversSnapshot(models.emptyServers)],
  ['servers-unreadable', serversSnapshot({ ...models.emptyServers, empty: 'unreadable', chips: [], filter: {} })],
  ['software', snapshots.software],
  ['server', snapshots.server],
  ['server-vulnerabilities', { ...snapshots.server, section: 'vulnerabilities' } as PanelSnapshot],
  ['server-software', { ...snapshots.server, section: 'software' } as PanelSnapshot],
  ['server-updates', { ...snapshots.server, section: 'updates' } as PanelSnapshot],
  ['server-overview', { ...snapshots.server, section: 'overview' } as PanelSnapshot],
  ['server-evidence', { panel: 'server', model: models.serverModel, section: 'insights', finding: { cve: 'CVE-2019-0232', software: 0 } }],
  ['server-unknown', { panel: 'server', model: models.unknownServerModel, section: 'insights', finding: null }],
];

const themes: readonly WebviewTheme[] = ['dark', 'light', 'hc'];

suite('panels', () => {
  for (const [name, snapshot] of states) {
    test(`${name} keeps its policy and is accessible in dark, light and high contrast`, async () => {
      const view = await openPanel(snapshot.panel, { snapshot });
      if (name === 'server-evidence') await view.page.getByText('And, on the same server').waitFor();
      for (const theme of themes) {
        await view.setTheme(theme);
        await expectAccessible(view);
        await view.screenshot(`${name}-${theme}-1280`);
      }
      await view.page.setViewportSize({ width: 800, height: 800 });
      await expectAccessible(view);
      for (const theme of themes) {
        await view.setTheme(theme);
        await view.screenshot(`${name}-${theme}-800`);
      }
      await view.page.setViewportSize({ width: 600, height: 800 });
      await view.screenshot(`${name}-hc-600`);
      await view.close();
    });
  }
});
