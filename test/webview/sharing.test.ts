import * as assert from 'node:assert/strict';
import type { Count } from '../../src/protocol/models/frame';
import type { ServersModel } from '../../src/protocol/models/lists';
import type { OverviewModel } from '../../src/protocol/models/overview';
import type { ServerModel } from '../../src/protocol/models/server';
import type { PanelSnapshot } from '../../src/protocol/webview';
import { comparison } from '../support/compareModels';
import * as models from '../support/webviewModels';
import { expectAccessible, type WebviewTheme } from '../support/webviewPage';
import { openPanel } from './openPanel';

const frame = { ...models.frame, hidden: ['vulnerabilities', 'updates'] as const };
const LINE = 'Vulnerabilities are hidden by the sharing profile. Pending updates are hidden by the sharing profile.';

/** As the worker makes them: counts of hidden parts are marked or null, lists of them empty. */
function hiddenOverview(): OverviewModel {
  const { overview } = models;
  const count: Count = { value: 0, hidden: true };
  const share = { ...count, share: 0 };
  return {
    ...overview, frame,
    header: overview.header.map((entry) => (entry.key === 'exploited' ? { ...entry, count, share: 0 } : entry)),
    summary: overview.summary.map((row) => (row.key === 'os-end-of-support' ? row : { ...row, servers: share, notes: [], advice: [{ text: 'Hidden here.' }], action: null })),
    servers: { ...overview.servers, levels: [], risks: overview.servers.risks.map((risk) => (risk.risk === 'vulnerabilities' || risk.risk === 'pending-updates' ? { ...risk, servers: share, unknown: { value: 0 } } : risk)) },
    software: { ...overview.software, vulnerable: share, both: share, top: overview.software.top.map((top) => ({ ...top, level: 'unknown', vulnerable: false, ended: true, critical: count, high: count })) },
  };
}

const hiddenRow = (row: ServersModel['page']['rows'][number]): ServersModel['page']['rows'][number] => {
  const parts = { ...row.parts, vulnerabilities: null, pendingUpdates: null };
  return { ...row, parts, score: Object.values(parts).reduce((sum: number, part) => sum + (part ?? 0), 0), bySeverity: null, vulnerabilities: null, possible: 0, exploited: 0, updates: null, level: 'unknown' };
};

function hiddenServers(): ServersModel {
  const { serversModel } = models;
  return { ...serversModel, frame, facets: serversModel.facets.filter(({ field }) => field !== 'levels'), page: { ...serversModel.page, rows: serversModel.page.rows.map(hiddenRow) } };
}

function hiddenServer(): ServerModel {
  const { serverModel } = models;
  return {
    ...serverModel, frame, row: hiddenRow(serverModel.row), notCounted: { possible: 0, unknownVersion: 0, suppressed: 0 },
    topVulnerabilities: [], topUpdates: [], vulnerableSoftware: [], counts: { ...serverModel.counts, vulnerabilities: null, possible: 0, updates: null },
    endedSoftware: serverModel.endedSoftware.map((row) => ({ ...row, bySeverity: null, vulnerabilities: null, possible: 0, exploited: 0 })),
  };
}

const snapshots: Readonly<Record<'overview' | 'servers' | 'server' | 'compare', PanelSnapshot>> = {
  overview: { panel: 'overview', model: hiddenOverview() },
  servers: { panel: 'servers', model: hiddenServers() },
  server: { panel: 'server', model: hiddenServer(), section: 'insights', finding: null },
  compare: { panel: 'compare', model: { ...comparison, frame }, source: null },
};

suite('what the sharing profile hides', () => {
  for (const [panel, snapshot] of Object.entries(snapshots) as [keyof typeof snapshots, PanelSnapshot][]) {
    test(`${panel}: the word stands there, and a line on top says what is hidden`, async () => {
      const view = await openPanel(panel, { snapshot, viewport: { width: 1280, height: 900 } });
      await view.page.getByText(LINE).first().waitFor();
      if (panel !== 'servers') assert.ok(await view.page.getByText('hidden', { exact: true }).count() > 0);
      for (const theme of ['dark', 'light', 'hc'] satisfies WebviewTheme[]) {
        await view.setTheme(theme);
        await view.page.evaluate('scrollTo(0, 0)');
        await expectAccessible(view);
        await view.screenshot(`hidden-${panel}-${theme}`);
      }
      await view.close();
    });
  }

  test('a hidden number is heard as hidden, in a cell too, and is neither 0 nor unknown', async () => {
    const view = await openPanel('servers', { snapshot: snapshots.servers, viewport: { width: 1280, height: 900 } });
    const first = view.page.getByRole('row').nth(1);
    await first.getByText('critical hidden', { exact: true }).waitFor();
    assert.equal(await first.getByText('updates pending hidden', { exact: true }).count(), 1);
    assert.equal(await first.getByText(/updates pending unknown|critical unknown/).count(), 0);
    await view.close();
  });

  test('the server panel keeps support and says hidden for the terms, tabs and cards of hidden parts', async () => {
    const view = await openPanel('server', { snapshot: snapshots.server, viewport: { width: 1280, height: 900 } });
    assert.equal(await view.page.getByText('Vulnerabilities hidden', { exact: true }).count(), 1);
    assert.equal(await view.page.getByText('No vulnerability is known to affect this server.').count(), 0);
    assert.equal(await view.page.getByText('No update is pending.').count(), 0);
    assert.ok(await view.page.getByText('Operating system support').count() > 0);
    await view.close();
  });
});
