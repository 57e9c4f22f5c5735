import type { Connection } from 'vscode-languageserver/node';
import type { Assessment } from '../../core/insights/assessment';
import { queryServers } from '../../core/insights/serverQuery';
import { RecommendationsGet } from '../../protocol/lsp';
import { MOST_RECOMMENDATIONS } from '../../protocol/models/recommendations';
import { partOf, presentRecommendations } from '../present/recommendations';
import type { View } from '../present/view';
import type { Session } from '../session';
import { onRequest } from './register';

/** What to do first, for the estate, some of its servers or one server, and what doing some of it comes to. */
export function registerRecommendationRequests(connection: Connection, session: Session): void {
  const last = new LastPart();
  onRequest(connection, RecommendationsGet, async ({ server, filter, ticked, limit, asOf }) => {
    const view = await session.view(asOf);
    const wanted = Array.isArray(ticked) ? ticked.filter((id) => typeof id === 'string').slice(0, MOST_RECOMMENDATIONS) : [];
    const most = Math.max(0, Math.floor(limit) || 0);
    if (typeof server === 'string') {
      const index = view.assessment.estate.servers.findIndex(({ key }) => key === server);
      return index === -1 ? null : presentRecommendations(view, last.of(view, `server ${server}`, () => [index]), wanted, { limit: most, server });
    }
    const within = filter ?? {};
    const part = Object.keys(within).length === 0 ? view.assessment : last.of(view, JSON.stringify(within), () => queryServers(view.servers, within, false).rows);
    return presentRecommendations(view, part, wanted, { limit: most, within });
  });
}

/** The part asked for last: ticks come one after another. */
class LastPart {
  private last: { readonly view: View; readonly key: string; readonly part: Assessment } | undefined;

  of(view: View, key: string, rows: () => readonly number[]): Assessment {
    if (this.last?.view !== view || this.last.key !== key) this.last = { view, key, part: partOf(view.assessment, rows()) };
    return this.last.part;
  }
}
