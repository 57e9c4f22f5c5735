import type { Connection } from 'vscode-languageserver/node';
import { compareNames } from '../../core/insights/query';
import { queryServers, sortServers } from '../../core/insights/serverQuery';
import { querySoftware, sortSoftware } from '../../core/insights/softwareQuery';
import type { PageRange, ServersParams, SoftwareParams } from '../../protocol/lsp';
import { ChartsGet, MAX_PAGE_ROWS, OverviewGet, ServersFind, ServersList, ServersPage, SoftwareList, SoftwarePage, TreeChildren } from '../../protocol/lsp';
import { t } from '../l10n';
import { presentCharts } from '../present/charts';
import { presentOverview } from '../present/overview';
import { presentServers, presentSoftware, serversPage, softwarePage } from '../present/lists';
import { treeChildren } from '../present/tree';
import type { View } from '../present/view';
import type { Session } from '../session';
import { historyOf } from './historyRequests';
import { onRequest } from './register';

/** Names offered by a Quick Pick at most. */
const MAX_FOUND = 200;

/** Sorted rows of the last list asked for, so that the next page needs no new sort. One per kind is enough. */
class LastOrder<Params> {
  private last: { readonly view: View; readonly key: string; readonly rows: readonly number[] } | undefined;

  constructor(private readonly order: (view: View, params: Params) => readonly number[]) {}

  rows(view: View, params: Params, key: string): readonly number[] {
    if (this.last?.view !== view || this.last.key !== key) this.last = { view, key, rows: this.order(view, params) };
    return this.last.rows;
  }
}

/** Overview, lists, pages, trees and the server search. */
export function registerListRequests(connection: Connection, session: Session): void {
  onRequest(connection, OverviewGet, async ({ filter, asOf }) => {
    const [view, empty, planned] = [await session.view(asOf), await session.emptyReason(), await session.plannedView()];
    return presentOverview(view, filter ?? {}, empty, planned);
  });

  onRequest(connection, ChartsGet, async ({ filter, asOf }) => presentCharts(await session.view(asOf), filter ?? {}, await session.emptyReason(), (await historyOf(session)).points));

  onRequest(connection, ServersList, async ({ filter, sort, asOf }) => presentServers(await session.view(asOf), filter, sort, await session.emptyReason()));
  const servers = new LastOrder<ServersParams>((view, { filter, sort }) => sortServers(view.servers, queryServers(view.servers, filter, false).rows, sort));
  onRequest(connection, ServersPage, async (params) => {
    const view = await session.view(params.asOf);
    return serversPage(view, servers.rows(view, params, JSON.stringify([params.filter, params.sort])), ...rangeOf(params));
  });

  onRequest(connection, SoftwareList, async ({ filter, sort, asOf }) => presentSoftware(await session.view(asOf), filter, sort, await session.emptyReason()));
  const software = new LastOrder<SoftwareParams>((view, { filter, sort }) => sortSoftware(view.software, querySoftware(view.software, filter, false).rows, sort));
  onRequest(connection, SoftwarePage, async (params) => {
    const view = await session.view(params.asOf);
    return softwarePage(view, software.rows(view, params, JSON.stringify([params.filter, params.sort])), ...rangeOf(params));
  });

  onRequest(connection, TreeChildren, async ({ view: tree, node, offset, asOf }) =>
    treeChildren(await session.viewSoFar(asOf), session.settings.tree, tree, node, Math.max(0, offset), session.aroundFeeds));

  onRequest(connection, ServersFind, async ({ text, limit, asOf }) => {
    const view = await session.view(asOf);
    const { estate, servers: columns } = view.assessment;
    const starts = (row: number): number => (estate.servers[row].name.toLowerCase().startsWith(text.trim().toLowerCase()) ? 0 : 1);
    return queryServers(view.servers, { text }, false).rows
      .sort((a, b) => starts(a) - starts(b) || columns.score[b] - columns.score[a] || compareNames(estate.servers[a].name, estate.servers[b].name))
      .slice(0, Math.min(limit, MAX_FOUND))
      .map((row) => ({
        key: estate.servers[row].key,
        name: estate.servers[row].name,
        detail: [view.servers.os[row], t('score {0}', columns.score[row]), estate.servers[row].environment].filter(Boolean).join(' · '),
      }));
  });
}

/** Offset and limit within bounds, whatever was asked for. */
export function rangeOf({ offset, limit }: PageRange): [number, number] {
  return [Math.max(0, Math.floor(offset) || 0), Math.min(MAX_PAGE_ROWS, Math.max(0, Math.floor(limit) || 0))];
}
