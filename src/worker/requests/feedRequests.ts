import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { importFeeds } from '../../feeds/sync/importFiles';
import { FeedsImport } from '../../protocol/lsp';
import type { Session } from '../session';
import { onRequest } from './register';

/** Imports of feed files into the cache that the CLI uses too. */
export function registerFeedRequests(connection: Connection, session: Session, paths: { readonly starterFeeds: string; readonly sqlWasm: string }): void {
  onRequest(connection, FeedsImport, async ({ paths: files }, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { imported, problems, cancelled } = await importFeeds(files, {
      cacheDir: session.feedsDirectory,
      starterDir: paths.starterFeeds,
      wasmPath: paths.sqlWasm,
      now: new Date().toISOString(),
      signal: abort.signal,
    });
    if (cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The import was cancelled.');
    if (imported.length > 0) await session.feedsChanged('Feeds were imported');
    return { imported: imported.map(({ name, records }) => ({ name, records })), problems: problems.map(({ message, fix }) => [message, fix].filter(Boolean).join(' ')) };
  });
}
