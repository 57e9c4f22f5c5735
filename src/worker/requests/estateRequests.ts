import type { Connection } from 'vscode-languageserver/node';
import { EstateRefresh, EstateStatusRequest, InventoryOpen, SettingsChanged } from '../../protocol/lsp';
import { decodeSettings } from '../../protocol/settings';
import type { EstateStatus } from '../../protocol/viewModels';
import { presentFrame } from '../present/frame';
import type { Session } from '../session';
import { pathOf } from '../uris';
import { onNotification, onRequest } from './register';

/** Status, refresh, opening files by hand, settings. */
export function registerEstateRequests(connection: Connection, session: Session, onOpened: (files: readonly string[]) => void): void {
  onRequest(connection, EstateStatusRequest, ({ asOf }) => status(session, asOf));

  onRequest(connection, EstateRefresh, async () => {
    await session.refresh();
    return status(session);
  });

  onRequest(connection, InventoryOpen, async ({ uris }) => {
    const files = new Map(uris.map((uri) => [pathOf(uri), uri]));
    const refusedAtOnce = [...files].filter(([file]) => file === undefined).map(([, uri]) => ({ uri, reason: 'Only files of this machine can be opened.' }));
    const own = [...files.keys()].filter((file) => file !== undefined);
    for (const file of own) session.open(file);
    onOpened(own);
    const refusals = await session.refusals();
    return { refused: [...refusedAtOnce, ...refusals.filter(({ file }) => files.has(file)).map(({ file, reason }) => ({ uri: files.get(file) ?? file, reason }))] };
  });

  onNotification(connection, SettingsChanged, (settings) => session.setSettings(decodeSettings(settings)));
}

async function status(session: Session, asOf?: string | null): Promise<EstateStatus> {
  const view = await session.view(asOf);
  const { estate, servers, knowledge } = view.assessment;
  const frame = presentFrame(view);
  const of = (severity: string): number => estate.problems.filter((problem) => problem.severity === severity).length;
  return {
    revision: view.revision,
    phase: session.phase,
    files: estate.files.length,
    unreadableFiles: (await session.refusals()).length,
    servers: estate.servers.length,
    serversAtRisk: servers.atRisk.reduce((sum, one) => sum + one, 0),
    software: estate.software.length,
    problems: { errors: of('error'), warnings: of('warning'), information: of('information') },
    feedsSummary: frame.feedsSummary,
    feedsStale: frame.feedsStale,
    starterFeeds: knowledge.starter,
    feedsProblem: session.feedProblems.map(({ message, fix }) => [message, fix].filter(Boolean).join(' ')).join(' '),
  };
}
