import path from 'node:path';
import type { Connection, Disposable, FileSystemWatcher } from 'vscode-languageserver/node';
import { DidChangeWatchedFilesNotification, WatchKind } from 'vscode-languageserver/node';
import { DECISIONS_FOLDER } from '../workspace/folder';
import { uriOf } from './uris';

/** Companion files whose change makes an inventory beside them be read again. */
const COMPANIONS = '*os-release';

/** A folder that comes or goes as a whole (a checkout, an archive) is told of by its own name alone, never by the files in it. */
const FOLDERS: FileSystemWatcher = { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete };

/** Asks the editor to tell of changes on disk, and asks anew when there is something else to watch. */
export class WatchedFiles {
  private watched = '';
  private registration: Disposable | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly connection: Connection) {}

  /** Watches the files of the workspace that fit these patterns, and single files wherever they are. */
  watch(include: readonly string[], files: readonly string[]): Promise<void> {
    const watchers: FileSystemWatcher[] = [...include, `**/${COMPANIONS}`, `**/${DECISIONS_FOLDER}/*.json`].map((globPattern) => ({ globPattern }));
    watchers.push(FOLDERS);
    for (const file of files) {
      const baseUri = uriOf(path.dirname(file));
      watchers.push({ globPattern: { baseUri, pattern: literal(path.basename(file)) } }, { globPattern: { baseUri, pattern: COMPANIONS } });
    }
    this.last = this.last.then(() => this.register(watchers));
    return this.last;
  }

  private async register(watchers: readonly FileSystemWatcher[]): Promise<void> {
    const watched = JSON.stringify(watchers);
    if (watched === this.watched) return;
    this.watched = watched;
    const before = this.registration;
    try {
      this.registration = await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
      before?.dispose();
    } catch (error) {
      this.connection.console.warn(`Changes on disk are not watched: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** A glob that fits this name only. */
function literal(name: string): string {
  return name.replace(/[[\]{}*?]/g, '[$&]');
}
