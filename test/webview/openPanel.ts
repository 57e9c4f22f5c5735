import type { ServersModel, SoftwareRow } from '../../src/protocol/models/lists';
import type { ServerSoftwareRow, UpdateRow, VulnerabilityRow } from '../../src/protocol/models/server';
import type { HostMessage, ListRow, PanelSnapshot, WebviewMessage } from '../../src/protocol/webview';
import { charts } from '../support/chartModels';
import { comparison } from '../support/compareModels';
import { recommendationsFor } from '../support/recommendationModels';
import { completionPlace } from '../../src/core/insights/filterText/completionPlace';
import { parseServerFilter, problemText } from '../../src/core/insights/filterText/parseFilter';
import { VOCABULARIES } from '../../src/core/insights/filterText/vocabulary';
import * as models from '../support/webviewModels';
import { WebviewPage, type WebviewPageOptions, type WebviewTheme } from '../support/webviewPage';

export const snapshots: Readonly<Record<PanelSnapshot['panel'], PanelSnapshot>> = {
  overview: { panel: 'overview', model: models.overview },
  charts: { panel: 'charts', model: charts },
  compare: { panel: 'compare', model: comparison, source: { kind: 'revision', revision: 'HEAD~1' } },
  servers: { panel: 'servers', model: models.serversModel },
  software: { panel: 'software', model: models.softwareModel },
  server: { panel: 'server', model: models.serverModel, section: 'insights', finding: null },
};

export interface OpenPanelOptions {
  readonly snapshot?: PanelSnapshot;
  readonly theme?: WebviewTheme;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly state?: unknown;
  readonly language?: 'de';
  /** Answers instead of the usual host; undefined leaves it to the usual one, null keeps silent. */
  readonly answer?: (message: WebviewMessage) => HostMessage | null | undefined;
}

/** A page of one of the server panel's lists, or of the servers that the snapshot lists. */
function page(message: Extract<WebviewMessage, { type: 'page' }>, snapshot: PanelSnapshot): HostMessage {
  const { request, list, offset, limit } = message;
  if (list === 'servers' && snapshot.panel === 'servers' && snapshot.model.total > models.serverRows.length) {
    return { type: 'page', request, page: models.manyServersPage(offset, limit, snapshot.model.total, snapshot.model.frame.revision) };
  }
  const rows: readonly ListRow[] = list === 'vulnerabilities' ? models.vulnerabilityRows satisfies readonly VulnerabilityRow[]
    : list === 'updates' ? models.updateRows satisfies readonly UpdateRow[]
    : list === 'servers' ? models.serverRows
    : snapshot.panel === 'server' ? models.serverSoftwareRows satisfies readonly ServerSoftwareRow[] : models.softwareRows satisfies readonly SoftwareRow[];
  return { type: 'page', request, page: { revision: models.frame.revision, offset, total: rows.length, rows: rows.slice(offset, offset + limit) } };
}

/** What the worker makes of a filter text, but for the counts: keys, and two environments. */
export function filterText({ request, text, offset }: Extract<WebviewMessage, { type: 'filterText' }>): HostMessage {
  const { filter, problem } = parseServerFilter(text);
  const place = completionPlace(text, offset, 'servers');
  const values = place?.key?.key === 'environment' ? [['Production', 24], ['"Pre production"', 3]] as const : [];
  const suggestions = place === null ? [] : place.key === undefined
    ? VOCABULARIES.servers.filter(({ key }) => key.startsWith(place.typed)).map(({ key, about }) => ({ insert: `${key}:`, label: `${key}:`, detail: about, count: null }))
    : values.map(([insert, count]) => ({ insert, label: insert, detail: '', count }));
  return { type: 'filterText', request, model: { start: place?.start ?? offset, end: place?.end ?? offset, suggestions, filter, canonical: problem ? '' : text, problem: problem && { ...problem, text: problemText(problem) } } };
}

/** A panel with a host behind it that answers `ready`, `page` and `explain` from the models made by hand; all that it asks for at first is there. */
export async function openPanel(panel: PanelSnapshot['panel'], options: OpenPanelOptions = {}): Promise<WebviewPage> {
  const snapshot = options.snapshot ?? snapshots[panel];
  const given: WebviewPageOptions = {
    panel,
    ...(options.theme === undefined ? {} : { theme: options.theme }),
    ...(options.viewport === undefined ? {} : { viewport: options.viewport }),
    ...(options.state === undefined ? {} : { state: options.state }),
    ...(options.language === undefined ? {} : { language: options.language }),
    onMessage: async (message, view) => {
      const answer = options.answer?.(message);
      if (answer === null) return;
      if (answer !== undefined) await view.post(answer);
      else if (message.type === 'ready') await view.post({ type: 'snapshot', snapshot });
      else if (message.type === 'recommend') await view.post({ type: 'recommendations', request: message.request, model: recommendationsFor(message.ticked, panel === 'server') });
      else if (message.type === 'page') await view.post(page(message, snapshot));
      else if (message.type === 'filterText') await view.post(filterText(message));
      else if (message.type === 'explainSoftware') await view.post({ type: 'softwareTrail', request: message.request, trail: models.softwareTrail(message.software) });
      else if (message.type === 'explain') await view.post({ type: 'evidence', request: message.request, evidence: models.evidenceFor(message.finding.cve, message.finding.software) });
    },
  };
  const view = await WebviewPage.open(given);
  await view.page.locator(`ii-${panel}-panel main`).first().waitFor();
  await view.settled();
  return view;
}

/** What has the focus, as one would call it: its label, or its text. */
export async function focused({ page }: WebviewPage): Promise<string> {
  return await page.evaluate(`(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return (at?.getAttribute('aria-label') ?? at?.closest('label')?.innerText ?? at?.textContent ?? '').replace(/\\s+/gu, ' ').trim();
  })()`);
}

/** The servers list at some length, as a snapshot. */
export function serversSnapshot(model: ServersModel): PanelSnapshot {
  return { panel: 'servers', model };
}
