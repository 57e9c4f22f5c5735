import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CancellationToken, Diagnostic as LspDiagnostic, InitializeResult, ProtocolConnection, Registration } from 'vscode-languageserver/node';
import { IPCMessageReader, IPCMessageWriter, createProtocolConnection } from 'vscode-languageserver/node';
import type { InitializationOptions, Request } from '../../src/protocol/lsp';
import { EstateChanged, ExportProgress, ExportSaved, FeedsProgress, SettingsChanged } from '../../src/protocol/lsp';
import { DEFAULT_SETTINGS, type DiagnosticSettings, type WorkerSettings } from '../../src/protocol/settings';
import { eventually } from './eventually';
import { root } from './root';

/** The worker's messages are plain text, of the two kinds that LSP 3.18 allows. */
export type Diagnostic = LspDiagnostic & { message: string };

export interface WorkerOptions {
  /** Workspace folder; none when absent. */
  readonly folder?: string;
  readonly settings?: Partial<WorkerSettings>;
  /** Paths opened by hand in an earlier session. */
  readonly opened?: readonly string[];
  /** Whether the editor watches files when asked to; it does unless told. */
  readonly watches?: boolean;
  readonly initializationOptions?: unknown;
  /** Environment variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The date that the sample estate is made for. */
export const SAMPLE_DATE = '2026-11-21';

/** A language client of the built worker, as VS Code is one: over IPC, with its messages kept. */
export class WorkerClient {
  /** For estates whose Problems nobody looks at. */
  static readonly noDiagnostics: DiagnosticSettings = {
    osEndOfSupport: 'off', osEndingSoon: 'off', softwareEndOfSupport: 'off', exploitedVulnerability: 'off', criticalVulnerability: 'off', unknownVersion: 'off', unmappedSoftware: 'off', dataIssues: 'off',
  };
  readonly changes: { readonly revision: number; readonly text: string }[] = [];
  readonly progress: { readonly token: number; readonly done: number; readonly total: number }[] = [];
  readonly feedsProgress: { readonly token: number; readonly text: string; readonly share: number; readonly records: number }[] = [];
  /** Exports on save: what was written, and why not. */
  readonly saved: { readonly file: string; readonly problem: string }[] = [];
  readonly registrations: Registration[] = [];
  readonly log: string[] = [];
  initialized!: InitializeResult;
  private readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  private published = 0;
  private exit: number | string | null = null;

  private constructor(private readonly child: ChildProcess, readonly connection: ProtocolConnection, readonly settings: WorkerSettings) {}

  static async start(options: WorkerOptions = {}): Promise<WorkerClient> {
    const worker = path.join(root, 'dist/worker.js');
    if (!fs.existsSync(worker)) throw new Error('dist/worker.js is not built; run `node esbuild.mjs`.');
    const child = fork(worker, ['--node-ipc', `--clientProcessId=${process.pid}`], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: ['--enable-source-maps'], env: { ...process.env, ...options.env } });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    // Nothing of the user's own cache may reach a test.
    const settings = { ...DEFAULT_SETTINGS, asOf: SAMPLE_DATE, feedsDirectory: path.join(os.tmpdir(), 'inventory-insights-no-cache'), ...options.settings };
    const client = new WorkerClient(child, connection, settings);
    client.listen();
    const initializationOptions: InitializationOptions = {
      settings,
      starterFeeds: path.join(root, 'media/feeds/generation'),
      sqlWasm: path.join(root, 'dist/sql-wasm.wasm'),
      productVersion: '0.0.0-test',
      openedInventories: (options.opened ?? []).map(uriOf),
    };
    client.initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { didChangeWatchedFiles: { dynamicRegistration: options.watches !== false, relativePatternSupport: true }, workspaceFolders: true },
        textDocument: { hover: { contentFormat: ['markdown'] }, publishDiagnostics: {} },
      },
      workspaceFolders: options.folder === undefined ? null : [{ uri: uriOf(options.folder), name: path.basename(options.folder) }],
      initializationOptions: 'initializationOptions' in options ? options.initializationOptions : initializationOptions,
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  private listen(): void {
    const { connection, child } = this;
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      this.diagnostics.set(fileURLToPath(uri), diagnostics);
      this.published++;
    });
    connection.onNotification(EstateChanged.method, (change: { revision: number; text: string }) => void this.changes.push(change));
    connection.onNotification(ExportProgress.method, (progress: { token: number; done: number; total: number }) => void this.progress.push(progress));
    connection.onNotification(FeedsProgress.method, (progress: { token: number; text: string; share: number; records: number }) => void this.feedsProgress.push(progress));
    connection.onNotification(ExportSaved.method, (saved: { file: string; problem: string }) => void this.saved.push(saved));
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: Registration[] }) => {
      this.registrations.push(...registrations);
    });
    connection.onRequest('client/unregisterCapability', ({ unregisterations }: { unregisterations: { id: string }[] }) => {
      for (const { id } of unregisterations) this.registrations.splice(this.registrations.findIndex((one) => one.id === id), 1);
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => this.log.push(data.toString()));
    child.on('exit', (code, signal) => (this.exit = code ?? signal ?? 'gone'));
    connection.listen();
  }

  get isAlive(): boolean {
    return this.exit === null;
  }

  request<Params, Result>(message: Request<Params, Result>, params: Params, token?: CancellationToken): Promise<Result> {
    return this.ask(message.method, params, token) as Promise<Result>;
  }

  /** Any request, with parameters that the types forbid. */
  ask(method: string, params: unknown, token?: CancellationToken): Promise<unknown> {
    // A token that is undefined would be taken for a second parameter.
    return token ? this.connection.sendRequest(method, params as object, token) : this.connection.sendRequest(method, params as object);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params as object);
  }

  changeSettings(settings: Partial<WorkerSettings>): Promise<void> {
    return this.notify(SettingsChanged.method, { ...this.settings, ...settings });
  }

  didOpen(file: string, text: string, languageId = file.endsWith('.json') ? 'json' : 'csv', version = 1): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri: uriOf(file), languageId, version, text } });
  }

  /** The whole text anew. */
  didChange(file: string, text: string, version: number): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri: uriOf(file), version }, contentChanges: [{ text }] });
  }

  didSave(file: string): Promise<void> {
    return this.notify('textDocument/didSave', { textDocument: { uri: uriOf(file) } });
  }

  didClose(file: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
  }

  /** 1 created, 2 changed, 3 deleted. */
  didChangeOnDisk(...files: readonly (readonly [file: string, type: 1 | 2 | 3])[]): Promise<void> {
    return this.notify('workspace/didChangeWatchedFiles', { changes: files.map(([file, type]) => ({ uri: uriOf(file), type })) });
  }

  diagnosticsOf(file: string): readonly Diagnostic[] {
    return this.diagnostics.get(file) ?? [];
  }

  /** The diagnostics of a file as soon as they are as wanted. */
  async diagnosticsWhen(file: string, isWanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    const found = await eventually(`diagnostics of ${path.basename(file)}`, () => {
      const diagnostics = this.diagnostics.get(file);
      return diagnostics && isWanted(diagnostics) ? { diagnostics } : undefined;
    });
    return found.diagnostics;
  }

  /** Resolves when nothing was published for some time: for what should not come. */
  async quiet(milliseconds = 300): Promise<void> {
    for (let before = -1; before !== this.published;) {
      before = this.published;
      await new Promise((done) => setTimeout(done, milliseconds));
    }
  }

  async stop(): Promise<void> {
    if (this.isAlive) {
      const exited = new Promise((done) => this.child.once('exit', done));
      await this.connection.sendRequest('shutdown').catch(() => undefined);
      await this.connection.sendNotification('exit').catch(() => undefined);
      await Promise.race([exited, new Promise((done) => setTimeout(done, 5_000))]);
    }
    this.connection.dispose();
    if (this.isAlive) this.child.kill('SIGKILL');
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** A temporary folder with these files, or a copy of the sample estate; `remove` it in the end. */
export function temporaryFolder(files: Readonly<Record<string, string | Buffer>> | 'samples' = {}): { readonly folder: string; readonly file: (name: string) => string; readonly remove: () => void } {
  // The real path: what the worker hears as a URI must be what the test compares with.
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-worker-')));
  if (files === 'samples') fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });
  else {
    for (const [name, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), content);
    }
  }
  return { folder, file: (name) => path.join(folder, name), remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** Line and character (0-based) of the nth occurrence of a text, and the range that it takes. */
export function placeOf(text: string, wanted: string, occurrence = 1): { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } } {
  let at = -1;
  for (let i = 0; i < occurrence; i++) {
    at = text.indexOf(wanted, at + 1);
    if (at === -1) throw new Error(`“${wanted}” is not there ${occurrence} times`);
  }
  const before = text.slice(0, at).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)!.length };
  return { start, end: { line: start.line, character: start.character + wanted.length } };
}
