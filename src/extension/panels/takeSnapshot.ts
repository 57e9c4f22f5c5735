import * as vscode from 'vscode';
import { ChartsGet, CompareGet, OverviewGet, ServerGet, ServersList, SoftwareList } from '../../protocol/lsp';
import type { FindingRef } from '../../protocol/viewModels';
import type { PanelSnapshot, PanelState } from '../../protocol/webview';
import { decodeServerSort, decodeSoftwareSort } from '../decode/decodeFilter';
import type { WorkerClient } from '../workerClient';

/**
 * All that a panel draws, for its arrangement.
 * @throws Error with the reason, as a sentence for the user
 */
export async function takeSnapshot(client: WorkerClient, state: PanelState, finding: FindingRef | null, token: vscode.CancellationToken): Promise<PanelSnapshot> {
  switch (state.panel) {
    case 'overview':
      return { panel: 'overview', model: await client.request(OverviewGet, {}, token) };
    case 'charts':
      return { panel: 'charts', model: await client.request(ChartsGet, {}, token) };
    case 'compare': {
      const { compare: source } = state;
      if (source === undefined) throw new Error(vscode.l10n.t('Nothing was chosen to compare with. Choose it with “Compare With…”.'));
      return { panel: 'compare', model: await client.request(CompareGet, { source }, token), source };
    }
    case 'servers':
      return { panel: 'servers', model: await client.request(ServersList, { filter: state.serverFilter ?? {}, sort: state.serverSort ?? decodeServerSort(undefined) }, token) };
    case 'software':
      return { panel: 'software', model: await client.request(SoftwareList, { filter: state.softwareFilter ?? {}, sort: state.softwareSort ?? decodeSoftwareSort(undefined) }, token) };
    case 'server': {
      const model = await client.request(ServerGet, { server: state.server ?? '' }, token);
      if (model === null) throw new Error(vscode.l10n.t('No inventory names this server any more. Open the list of servers, or refresh when its file is back.'));
      return { panel: 'server', model, section: state.section ?? 'insights', finding };
    }
  }
}
