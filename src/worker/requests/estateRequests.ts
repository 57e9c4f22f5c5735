import type { Connection } from 'vscode-languageserver/node';
import { EstateCancelReading, EstateReading, EstateRefresh, EstateStatusRequest, HostName, HostsUnnamed, InventoryOpen, SettingsChanged } from '../../protocol/lsp';
import { decodeSettings } from '../../protocol/settings';
import type { EstateStatus } from '../../protocol/models/tree';
import { t } from '../l10n';
import { presentFrame } from '../present/frame';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';
import { notify, onNotification, onRequest } from './register';

/** Between two messages about a reading, ms. */
const READING_TOLD_MS = 250;

/** Status, refresh, opening files by hand, settings. */
export function registerEstateRequests(connection: Connection, session: Session): void {
  onRequest(connection, EstateStatusRequest, ({ asOf }) => status(session, asOf));

  onRequest(connection, EstateRefresh, async () => {
    await session.refresh();
    return status(session);
  });

  onRequest(connection, InventoryOpen, async ({ uris }) => {
    const wanted = uris.map((uri) => ({ uri, file: pathOf(uri) }));
    const known = new Set(session.openedFiles);
    for (const { file } of wanted) if (file !== undefined) session.open(file);
    const refusals = new Map((await session.refusals()).map(({ file, reason }) => [file, reason]));
    const { estate } = (await session.view()).assessment;
    const read = new Set(estate.files.map(({ file }) => file));
    const refused = wanted.flatMap(({ uri, file }) => {
      const reason = file === undefined ? t('Only files of this machine can be opened.') : read.has(file) ? refusals.get(file) : t('The file does not exist.');
      return reason === undefined ? [] : [{ uri, file, reason }];
    });
    // What was refused is not kept as a broken inventory, unless it was one before.
    for (const { file } of refused) if (file !== undefined && !known.has(file)) session.close(file);
    return { refused: refused.map(({ uri, reason }) => ({ uri, reason })) };
  });

  onRequest(connection, HostsUnnamed, async () => {
    const view = await session.view();
    const { estate } = view.assessment;
    const unnamed = new Set(estate.problems.filter(({ code }) => code === 'host-unnamed').map(({ file }) => file));
    return estate.files.flatMap(({ file }, index) => (unnamed.has(file) ? [{ uri: uriOf(file), name: estate.servers.find(({ rows }) => rows.some((row) => row.file === index))?.name ?? '' }] : []));
  });

  onRequest(connection, HostName, async ({ uri, server }) => {
    const file = pathOf(uri);
    if (file === undefined) return { problem: t('Only files of this machine can be named.') };
    const { problem } = await session.nameHost(file, server);
    return { problem: problem === undefined ? '' : [problem.message, problem.fix].filter(Boolean).join(' ') };
  });

  onNotification(connection, EstateCancelReading, () => session.cancelReading());

  let toldAt = 0;
  session.onReading((state) => {
    const now = performance.now();
    if (state !== undefined && now - toldAt < READING_TOLD_MS) return;
    toldAt = state === undefined ? 0 : now;
    notify(connection, EstateReading, state === undefined ? { share: 1, rows: 0, servers: 0, file: '', isOver: true } : { ...state, isOver: false });
  });

  onNotification(connection, SettingsChanged, (settings) => session.setSettings(decodeSettings(settings)));
}

async function status(session: Session, asOf?: string | null): Promise<EstateStatus> {
  const view = await session.view(asOf);
  const { estate, servers, knowledge } = view.assessment;
  const frame = presentFrame(view);
  const of = (severity: string): number => view.problems.filter((problem) => problem.severity === severity).length;
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
    feedsProblem: session.aroundFeeds.problems.map(({ message, fix }) => [message, fix].filter(Boolean).join(' ')).join(' '),
  };
}
