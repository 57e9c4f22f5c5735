import type { Connection } from 'vscode-languageserver/node';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';

/** Companion files whose change makes an inventory beside them be read again. */
const COMPANIONS = '**/*os-release';

/** Asks the editor to tell of changes on disk to these patterns or absolute paths (forward slashes). */
export async function watchFiles(connection: Connection, globs: readonly string[]): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [...globs, COMPANIONS].map((globPattern) => ({ globPattern })),
  });
}
