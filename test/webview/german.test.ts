import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { ChartsGet, CompareGet, FindingExplain, HistoryGet, HistoryKeep, OverviewGet, RecommendationsGet, ServerGet, ServersList, SoftwareList } from '../../src/protocol/lsp';
import type { EvidenceModel } from '../../src/protocol/models/evidence';
import type { ServerModel } from '../../src/protocol/models/server';
import type { PanelSnapshot } from '../../src/protocol/webview';
import type { RecommendationsModel } from '../../src/protocol/models/recommendations';
import { root } from '../support/root';
import { WorkerClient, temporaryFolder } from '../support/workerClient';
import { expectAccessible, type WebviewPage } from '../support/webviewPage';
import { openPanel } from './openPanel';

/** English that would stand in a panel if its text were not translated; case counts, for German has words like it. */
const ENGLISH = /\b(?:the|The|of|and|or|with|without|is|are|not|No|none|known|unknown|[Ss]ervers|[Vv]ulnerabilit(?:y|ies)|[Ff]indings?|[Pp]ending|[Mm]issing|[Ee]nded|[Ee]nds|[Ss]upported|[Rr]isk|[Ss]core|[Ss]how|[Oo]pen|[Rr]efresh|[Cc]hoose|days?|[Tt]oday|[Cc]ritical|[Hh]igh|[Ll]ow|[Aa]ffected|[Ee]xploited|[Ff]ixed|[Ww]hy)\b/u;

/** What stays as it is in every language: NVD's notice, the filter language, categories (which users write in files and filters), publishers, and the feeds' own descriptions. */
const AS_IT_IS: readonly RegExp[] = [
  /is not endorsed or certified by the NVD\.$/, /\b\w+:\w+\b/,
  /^(?:Databases and data platforms|Containers and virtualization|Security & compliance|Business applications|Web hosting|Others)\b/,
  /^(?:antivirus and anti-malware|database servers|files and archives|mail and collaboration|monitoring and management|search and analytics|application servers|web servers)$/,
  /^(?:The .* (?:Community|Foundation)|Oracle and\/or its affiliates)$/, /^Log4Shell: /,
];

/** All that is read or spoken in the panel. */
async function saidIn({ page }: WebviewPage): Promise<string[]> {
  return await page.evaluate(`(() => {
    const said = [];
    const walk = (node) => {
      if (node.nodeType === 3) said.push(node.textContent);
      if (node.nodeType !== 1 && node.nodeType !== 11) return;
      if (node.nodeType === 1) {
        if (['STYLE', 'SCRIPT'].includes(node.tagName)) return;
        for (const name of ['aria-label', 'title', 'placeholder']) if (node.hasAttribute(name)) said.push(node.getAttribute(name));
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      node.childNodes.forEach(walk);
    };
    walk(document.body);
    return [...new Set(said.map(text => text.trim()).filter(Boolean))];
  })()`);
}

suite('German', () => {
  const samples = temporaryFolder('samples');
  let client: WorkerClient;
  let server: ServerModel;
  let evidence: EvidenceModel | null;
  let recommendations: { readonly estate: RecommendationsModel; readonly one: RecommendationsModel };

  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder, env: { INVENTORY_INSIGHTS_STRINGS: path.join(root, 'l10n/bundle.l10n.de.json') } });
    const key = (await client.request(ServersList, { filter: { text: 'RTM-APP01' }, sort: { key: 'score', direction: 'descending' } })).page.rows[0].key;
    server = (await client.request(ServerGet, { server: key }))!;
    evidence = await client.request(FindingExplain, { server: key, finding: server.topVulnerabilities[0].ref });
    recommendations = { estate: (await client.request(RecommendationsGet, { ticked: [], limit: 30 }))!, one: (await client.request(RecommendationsGet, { ticked: [], server: key, limit: 30 }))! };
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  const sort = { key: 'score', direction: 'descending' } as const;
  const snapshots: Readonly<Record<string, () => Promise<PanelSnapshot>>> = {
    overview: async () => ({ panel: 'overview', model: await client.request(OverviewGet, {}) }),
    charts: async () => ({ panel: 'charts', model: await client.request(ChartsGet, {}) }),
    servers: async () => ({ panel: 'servers', model: await client.request(ServersList, { filter: { atRisk: true }, sort }) }),
    software: async () => ({ panel: 'software', model: await client.request(SoftwareList, { filter: {}, sort: { key: 'servers', direction: 'descending' } }) }),
    server: async () => ({ panel: 'server', model: server, section: 'insights', finding: server.topVulnerabilities[0].ref }),
    'server-overview': async () => ({ panel: 'server', model: server, section: 'overview', finding: null }),
    compare: async () => {
      const source = { kind: 'path', path: samples.file('rotterdam.inventory.json') } as const;
      return { panel: 'compare', model: await client.request(CompareGet, { source }), source };
    },
    'compare-totals': async () => {
      // Only today is kept.
      await client.changeSettings({ asOf: null });
      await client.request(HistoryKeep, {});
      const source = { kind: 'day', date: (await client.request(HistoryGet, {})).points[0].date } as const;
      return { panel: 'compare', model: await client.request(CompareGet, { source }), source };
    },
  };

  for (const [name, snapshotOf] of Object.entries(snapshots)) {
    test(`${name}: accessible, nothing left in English, at 1280 and 800`, async () => {
      const snapshot = await snapshotOf();
      const view = await openPanel(snapshot.panel, {
        snapshot, language: 'de',
        answer: (message) => {
          if (message.type === 'recommend') return { type: 'recommendations', request: message.request, model: snapshot.panel === 'server' ? recommendations.one : recommendations.estate };
          if (message.type === 'explain' && evidence !== null) return { type: 'evidence', request: message.request, evidence };
          return undefined;
        },
      });
      await view.page.getByText(/is not endorsed or certified by the NVD/).first().waitFor();
      if (snapshot.panel === 'server' && name === 'server') await view.page.getByText('Inventarzeile', { exact: true }).waitFor();
      const said = (await saidIn(view)).filter(text => ENGLISH.test(text) && !AS_IT_IS.some(known => known.test(text)));
      assert.deepEqual(said, []);
      await expectAccessible(view);
      await view.screenshot(`de-${name}-1280`);
      await view.page.setViewportSize({ width: 800, height: 800 });
      await expectAccessible(view);
      await view.screenshot(`de-${name}-800`);
      await view.close();
    });
  }
});
