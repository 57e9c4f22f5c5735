import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  CloseAction, LanguageClient, State, TransportKind, type CloseHandlerResult, type ErrorHandler, type LanguageClientOptions, type ServerOptions,
} from 'vscode-languageclient/node';
import { EstateCancelReading, EstateChanged, EstateReading, ExportProgress, ExportSaved, FeedsProgress, SettingsChanged, type InitializationOptions, type Notification, type Request } from '../protocol/lsp';
import { discreetTrace } from './discreetTrace';
import { FollowedDocuments } from './followedDocuments';
import type { Memory } from './memory';
import type { Settings } from './settings';
import { trustedHover } from './trustedHover';

type Params<N> = N extends Notification<infer P> ? P : never;

/** Where a debugger reaches the worker when VS Code runs the extension for debugging; .vscode/launch.json attaches here. */
const DEBUG_PORT = 6009;

/**
 * The worker process and the one way to ask it. Requests wait for a worker that is still starting; one that died is
 * started again with the same settings and reads everything anew, so requests need no memory on either side.
 */
export class WorkerClient implements vscode.Disposable {
  private readonly estateChanged = new vscode.EventEmitter<Params<typeof EstateChanged>>();
  private readonly estateReading = new vscode.EventEmitter<Params<typeof EstateReading>>();
  private readonly exportProgress = new vscode.EventEmitter<Params<typeof ExportProgress>>();
  private readonly exportSaved = new vscode.EventEmitter<Params<typeof ExportSaved>>();
  private readonly feedsProgress = new vscode.EventEmitter<Params<typeof FeedsProgress>>();
  private readonly restarted = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private client: LanguageClient;
  private documents: FollowedDocuments;
  private include: string;
  /** The worker of this session died before, and the user knows. */
  private told = false;

  /** Inventory, feeds or as-of date changed: ask again what is shown. */
  readonly onEstateChanged = this.estateChanged.event;
  /** Another worker answers now; its revisions begin anew. */
  readonly onRestarted = this.restarted.event;
  /** Large files are being read; the last one of a reading says that it is over. */
  readonly onEstateReading = this.estateReading.event;
  readonly onExportProgress = this.exportProgress.event;
  /** An export of the settings was written after a save, or why not. */
  readonly onExportSaved = this.exportSaved.event;
  readonly onFeedsProgress = this.feedsProgress.event;

  constructor(
    private readonly extension: Pick<vscode.Extension<unknown>, 'extensionPath' | 'packageJSON'>,
    private readonly settings: Settings,
    private readonly memory: Memory,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.include = includeOf(settings);
    this.documents = this.followed();
    this.client = this.makeClient();
    this.subscription = settings.onDidChange(() => void this.sendSettings());
  }

  /** Starts the worker; a failure is shown once and logged, and each request says it again. Resolves when it answered or failed. */
  async start(): Promise<void> {
    await this.client.start().catch((error: unknown) => {
      this.log.error('The worker did not start.', error instanceof Error ? error : String(error));
    });
  }

  /**
   * Asks the worker. Rejects with its reason, or with a cancellation when the token was cancelled.
   * @param token cancels the work in the worker too
   */
  async request<P, R>(message: Request<P, R>, params: P, token?: vscode.CancellationToken): Promise<R> {
    return await this.client.sendRequest<R>(message.method, params, token);
  }

  /** Ends the reading of large files that is under way. */
  cancelReading(): void {
    void this.client.sendNotification(EstateCancelReading.method, {}).catch((error: unknown) => this.log.warn(`The reading could not be cancelled: ${String(error)}`));
  }

  /** Hands over these documents too, although no pattern names them. */
  follow(uris: readonly vscode.Uri[]): void {
    this.documents.follow(this.client, uris);
  }

  /** Ends the worker and starts another with the settings of now. */
  async restart(): Promise<void> {
    const old = this.client;
    this.documents = this.followed();
    this.client = this.makeClient();
    await old.dispose().catch((error: unknown) => this.log.warn(`The worker did not end by itself: ${String(error)}`));
    await this.client.start();
    this.restarted.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.estateChanged.dispose();
    this.estateReading.dispose();
    this.exportProgress.dispose();
    this.exportSaved.dispose();
    this.feedsProgress.dispose();
    this.restarted.dispose();
    void this.client.dispose().catch(() => undefined);
  }

  private async sendSettings(): Promise<void> {
    try {
      // The library takes the patterns of the documents it hands over when it starts.
      const include = includeOf(this.settings);
      if (include !== this.include) {
        this.include = include;
        await this.restart();
      } else {
        await this.client.sendNotification(SettingsChanged.method, this.settings.current);
      }
    } catch (error) {
      this.log.error('The worker did not take the new settings.', error instanceof Error ? error : String(error));
    }
  }

  private followed(): FollowedDocuments {
    return new FollowedDocuments(this.settings.current.include, this.memory.openedInventories);
  }

  private makeClient(): LanguageClient {
    const { extensionPath } = this.extension;
    const { version } = this.extension.packageJSON as { readonly version: string };
    const module = path.join(extensionPath, 'dist', 'worker.js');
    const run = { module, transport: TransportKind.ipc, options: { env: environment() } };
    // Reading source maps slows the start, so only a debugged worker does.
    const server: ServerOptions = { run, debug: { ...run, options: { env: environment(), execArgv: ['--nolazy', `--inspect=${DEBUG_PORT}`, '--enable-source-maps'] } } };
    const options: LanguageClientOptions = {
      documentSelector: this.documents.selector,
      diagnosticCollectionName: 'Inventory Insights',
      outputChannel: this.log,
      traceOutputChannel: discreetTrace(this.log),
      // Asked again at each start, a restart after a crash included.
      initializationOptions: (): InitializationOptions => ({
        settings: this.settings.current,
        starterFeeds: path.join(extensionPath, 'media', 'feeds', 'generation'),
        sqlWasm: path.join(extensionPath, 'dist', 'sql-wasm.wasm'),
        productVersion: version,
        openedInventories: this.memory.openedInventories,
      }),
      errorHandler: this.errorHandler(),
      middleware: { provideHover: async (document, position, token, next) => trustedHover(await next(document, position, token)) },
    };
    const client = new LanguageClient('inventoryInsights', 'Inventory Insights', server, options);
    client.onNotification(EstateChanged.method, (params: Params<typeof EstateChanged>) => this.estateChanged.fire(params));
    client.onNotification(EstateReading.method, (params: Params<typeof EstateReading>) => this.estateReading.fire(params));
    client.onNotification(ExportProgress.method, (params: Params<typeof ExportProgress>) => this.exportProgress.fire(params));
    client.onNotification(ExportSaved.method, (params: Params<typeof ExportSaved>) => this.exportSaved.fire(params));
    client.onNotification(FeedsProgress.method, (params: Params<typeof FeedsProgress>) => this.feedsProgress.fire(params));
    return client;
  }

  /** The library's own restarting (four times in three minutes), with one message of ours instead of one each time. */
  private errorHandler(): ErrorHandler {
    let byDefault: ErrorHandler | undefined;
    const handler = () => (byDefault ??= this.client.createDefaultErrorHandler());
    return {
      error: (error, message, count) => handler().error(error, message, count),
      closed: async (): Promise<CloseHandlerResult> => {
        const result = await handler().closed();
        if (result.action === CloseAction.DoNotRestart) {
          this.sayStopped();
        } else {
          this.sayRestarted();
          const subscription = this.client.onDidChangeState(({ newState }) => {
            if (newState !== State.Running) return;
            subscription.dispose();
            this.restarted.fire();
          });
        }
        return { ...result, handled: true };
      },
    };
  }

  private sayRestarted(): void {
    this.log.warn('The worker ended and is started again.');
    if (this.told) return;
    this.told = true;
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showWarningMessage(vscode.l10n.t('Inventory Insights’ worker stopped and was started again. It reads the inventory anew; nothing is lost.'), showLog)
      .then(choice => choice === showLog && this.log.show());
  }

  private sayStopped(): void {
    this.log.error('The worker ended too often and is not started again.');
    const restart = vscode.l10n.t('Restart');
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(vscode.l10n.t('Inventory Insights’ worker stopped five times in three minutes and stays stopped. The log says why.'), restart, showLog)
      .then(choice => {
        if (choice === showLog) this.log.show();
        if (choice === restart) this.restart().catch((error: unknown) => this.log.error(String(error)));
      });
  }
}

/** Tells the worker where the strings of the user's language are; nothing in English. */
function environment(): NodeJS.ProcessEnv {
  const { uri } = vscode.l10n;
  return { ...process.env, ...(uri === undefined ? {} : { INVENTORY_INSIGHTS_STRINGS: uri.fsPath }) };
}

function includeOf(settings: Settings): string {
  return JSON.stringify(settings.current.include);
}
