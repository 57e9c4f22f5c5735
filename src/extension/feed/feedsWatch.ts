import * as vscode from 'vscode';
import { FeedsStatusRequest } from '../../protocol/lsp';
import type { FeedsStatus } from '../../protocol/models/feeds';
import { isCancellation } from '../failure';
import type { WorkerClient } from '../workerClient';

/** Feeds grow old while nothing happens, ms. */
const ASK_EVERY_MS = 60 * 60 * 1000;

/** Keeps the state of the feeds up to date. Coming back to the window asks too: another window or the command line may have updated them. */
export class FeedsWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<FeedsStatus>();
  private readonly aged = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private asking: vscode.CancellationTokenSource | undefined;
  readonly onDidChange = this.changed.event;
  /** Time went by: what was young may be stale now. */
  readonly onAged = this.aged.event;

  constructor(private readonly client: WorkerClient, private readonly log: vscode.LogOutputChannel) {
    const timer = setInterval(() => {
      void this.ask();
      this.aged.fire();
    }, ASK_EVERY_MS);
    this.subscriptions = [
      this.changed, this.aged,
      new vscode.Disposable(() => clearInterval(timer)),
      client.onEstateChanged(() => void this.ask()),
      client.onRestarted(() => void this.ask()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.ask();
      }),
    ];
  }

  dispose(): void {
    this.asking?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Asks the worker; a newer question cancels an older one. */
  async ask(): Promise<void> {
    this.asking?.cancel();
    const asking = this.asking = new vscode.CancellationTokenSource();
    try {
      const status = await this.client.request(FeedsStatusRequest, {}, asking.token);
      if (!asking.token.isCancellationRequested) this.changed.fire(status);
    } catch (error) {
      if (!isCancellation(error) && !asking.token.isCancellationRequested) this.log.error('The state of the feeds could not be read.', error instanceof Error ? error : String(error));
    } finally {
      asking.dispose();
      if (this.asking === asking) this.asking = undefined;
    }
  }
}
