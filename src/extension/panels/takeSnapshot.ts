import * as vscode from 'vscode';
import { ChartsGet, CompareGet, OverviewGet, ServerGet, ServerHiddenBy, ServersList, SoftwareList } from '../../protocol/lsp';
import type { FilteredList } from '../../protocol/models/filters';
import type { FindingRef } from '../../protocol/models/server';
import type { AroundList, PanelSnapshot, PanelState } from '../../protocol/webview';
import { decodeServerSort, decodeSoftwareSort } from '../decode/decodeFilter';
import type { PanelContext } from './panel';

/** The server is in the inventory, but the scope leaves it out. */
export class OutsideScopeError extends Error {}

/**
 * All that a panel draws, for its arrangement.
 * @throws Error with the reason, as a sentence for the user
 */
export async function takeSnapshot({ client, views }: Pick<PanelContext, 'client' | 'views'>, state: PanelState, finding: FindingRef | null, token: vscode.CancellationToken): Promise<PanelSnapshot> {
  const aroundList = async (list: FilteredList): Promise<AroundList> => ({ ...(state.columns === undefined ? {} : { columns: state.columns }), views: await views.namesOf(list) });
  switch (state.panel) {
    case 'overview':
      return { panel: 'overview', model: await client.request(OverviewGet, { filter: state.serverFilter ?? {} }, token) };
    case 'charts':
      return { panel: 'charts', model: await client.request(ChartsGet, {}, token) };
    case 'compare': {
      const { compare: source, compareShown: shown } = state;
      if (source === undefined) throw new Error(vscode.l10n.t('Nothing was chosen to compare with. Choose it with “Compare With…”.'));
      return { panel: 'compare', model: await client.request(CompareGet, { source, ...(shown === undefined ? {} : { shown }) }, token), source };
    }
    case 'servers':
      return { panel: 'servers', model: await client.request(ServersList, { filter: state.serverFilter ?? {}, sort: state.serverSort ?? decodeServerSort(undefined) }, token), ...await aroundList('servers') };
    case 'software':
      return { panel: 'software', model: await client.request(SoftwareList, { filter: state.softwareFilter ?? {}, sort: state.softwareSort ?? decodeSoftwareSort(undefined) }, token), ...await aroundList('software') };
    case 'server': {
      const model = await client.request(ServerGet, { server: state.server ?? '' }, token);
      const scope = model === null ? await client.request(ServerHiddenBy, { server: state.server ?? '' }, token) : null;
      if (scope !== null) throw new OutsideScopeError(vscode.l10n.t('This server is outside the scope “{0}”. Clear the scope to see it.', scope));
      if (model === null) throw new Error(vscode.l10n.t('No inventory names this server any more. Open the list of servers, or refresh when its file is back.'));
      return { panel: 'server', model, section: state.section ?? 'insights', finding };
    }
  }
}
