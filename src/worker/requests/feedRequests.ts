import path from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { osvEcosystems } from '../../core/identify/osvEcosystem';
import type { Problem } from '../../core/inventory/problem';
import { clearFeeds } from '../../feeds/store/clearFeeds';
import { NETWORK_FEEDS } from '../../feeds/sync/update';
import { decodeFeedsNetwork } from '../../protocol/feedsNetwork';
import { FeedsClear, FeedsExport, FeedsImport, FeedsProgress, FeedsStatusRequest, FeedsUpdate } from '../../protocol/lsp';
import type { FeedProblem } from '../../protocol/models/feeds';
import { t } from '../l10n';
import { feedsStatus } from '../present/feedsStatus';
import { FEED_WORDS } from '../present/frame';
import type { Session } from '../session';
import { notify, onRequest } from './register';

/** Progress is told this often at most, ms; a download reports every chunk. */
const PROGRESS_EVERY_MS = 100;

interface Progress {
  readonly text: string;
  readonly share: number;
  readonly records?: number;
}

/** What is installed, as far as the feeds ask. */
export interface FeedFiles {
  readonly starterFeeds: string;
  readonly sqlWasm: string;
  readonly productVersion: string;
}

/** Status, update, import, export and removal of the feeds in the cache that the CLI uses too. Never two of them at once. */
export function registerFeedRequests(connection: Connection, session: Session, files: FeedFiles): void {
  let isBusy = false;
  const alone = async <T>(run: () => Promise<T>): Promise<T> => {
    if (isBusy) throw new ResponseError(LSPErrorCodes.RequestFailed, t('The feeds are being updated, imported or exported already. Try again when that is done.'));
    isBusy = true;
    try {
      return await run();
    } finally {
      isBusy = false;
    }
  };
  const cache = () => ({ cacheDir: session.feedsDirectory, starterDir: files.starterFeeds, wasmPath: files.sqlWasm, now: new Date().toISOString() });

  onRequest(connection, FeedsStatusRequest, async () => {
    if (!isBusy) await session.followFeeds();
    const view = await session.view();
    return feedsStatus(view, session.aroundFeeds);
  });

  onRequest(connection, FeedsUpdate, ({ token, feeds, maxAgeDays, network: given, nvdApiKey }, cancel) => alone(async () => {
    const { network, wrong } = decodeFeedsNetwork(given);
    if (wrong.length > 0) throw new ResponseError(LSPErrorCodes.RequestFailed, t('The address of {0} is no web address, so nothing was downloaded. Correct it in the settings.', wrong.join(', ')));
    const wanted = Array.isArray(feeds) ? NETWORK_FEEDS.filter((name) => feeds.includes(name)) : undefined;
    const { identities } = (await session.view()).assessment;
    const { feedChanges } = await import('../../feeds/feedChanges');
    const { outcomes, problems, cancelled } = await feedChanges.updateFeeds({
      ...cache(),
      ...(wanted === undefined ? {} : { feeds: wanted }),
      maxAgeDays: typeof maxAgeDays === 'number' && maxAgeDays > 0 ? maxAgeDays : 0,
      urls: network.urls,
      proxy: network.proxy,
      nvdApiKey: typeof nvdApiKey === 'string' ? nvdApiKey : '',
      ecosystems: osvEcosystems(identities.os.map(({ identity }) => identity)),
      productVersion: files.productVersion,
      log: (line) => connection.console.info(line),
      progress: progressOf(connection, token),
      signal: signalOf(cancel),
    });
    logProblems(connection, problems);
    // What was found current or failed shows in the Feeds view too. All fresh: another window may have seen to it.
    if (outcomes.every(({ outcome }) => outcome === 'fresh')) await session.followFeeds();
    else await session.feedsChanged(outcomes.some(({ outcome }) => outcome === 'updated') ? t('The feeds were updated') : t('The feeds were checked'));
    return {
      outcomes: outcomes.map(({ name, outcome, records, error, fix, note = '' }) => ({ name, label: FEED_WORDS[name].label, outcome, records, error, fix, note })),
      problems: told(problems),
      cancelled,
    };
  }));

  onRequest(connection, FeedsImport, ({ token, paths }, cancel) => alone(async () => {
    const { feedChanges } = await import('../../feeds/feedChanges');
    const { imported, problems, cancelled } = await feedChanges.importFeedsOrBundle(paths, { ...cache(), progress: progressOf(connection, token), signal: signalOf(cancel) });
    logProblems(connection, problems);
    if (imported.length > 0) await session.feedsChanged(t('Feeds were imported'));
    return { imported: imported.map(({ name, records, skipped }) => ({ name, label: FEED_WORDS[name].label, records, skipped })), problems: told(problems), cancelled };
  }));

  onRequest(connection, FeedsExport, ({ token, path: file }, cancel) => alone(async () => {
    if (!path.isAbsolute(file)) throw new ResponseError(LSPErrorCodes.RequestFailed, t('“{0}” is no absolute path. Choose a folder and a name.', file));
    const { feedChanges } = await import('../../feeds/feedChanges');
    const { bundle, problems, cancelled } = await feedChanges.exportBundle({
      cacheDir: session.feedsDirectory, file, productVersion: files.productVersion,
      // The user chose the file in a dialog that asks before it replaces one.
      overwrite: true,
      progress: progressOf(connection, token),
      signal: signalOf(cancel),
    });
    logProblems(connection, problems);
    if (bundle === undefined && !cancelled) throw new ResponseError(LSPErrorCodes.RequestFailed, told(problems)[0]?.message ?? t('No bundle was written.'));
    return { bytes: bundle?.bytes ?? 0, problems: told(problems), cancelled };
  }));

  onRequest(connection, FeedsClear, () => alone(async () => {
    const { removed, problems } = await clearFeeds(session.feedsDirectory);
    logProblems(connection, problems);
    if (removed.paths.length > 0) await session.feedsChanged(t('The downloaded feeds were removed'));
    if (problems.length > 0) throw new ResponseError(LSPErrorCodes.RequestFailed, told(problems)[0].message);
    return { bytes: removed.bytes };
  }));
}

function signalOf(cancel: CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (cancel.isCancellationRequested) abort.abort();
  cancel.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

/** Tells the client of the progress, at most every `PROGRESS_EVERY_MS`, and of its end. */
function progressOf(connection: Connection, token: number | undefined): (progress: Progress) => void {
  let last = -PROGRESS_EVERY_MS;
  return ({ text, share, records = 0 }) => {
    const now = performance.now();
    if (token === undefined || (now - last < PROGRESS_EVERY_MS && share < 1)) return;
    last = now;
    notify(connection, FeedsProgress, { token, text, share, records });
  };
}

function told(problems: readonly Problem[]): FeedProblem[] {
  return problems.map(({ severity, file, message, fix = '' }) => ({ severity, message: [file === '' ? '' : `${path.basename(file)}:`, message, fix].filter(Boolean).join(' ') }));
}

function logProblems(connection: Connection, problems: readonly Problem[]): void {
  for (const { severity, file, message, fix = '' } of problems) {
    const line = [`${file}:`, message, fix].filter(Boolean).join(' ');
    if (severity === 'information') connection.console.info(line);
    else connection.console.warn(line);
  }
}
