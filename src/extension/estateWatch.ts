import * as vscode from 'vscode';
import { EstateStatusRequest } from '../protocol/lsp';
import type { EstateStatus } from '../protocol/models/tree';
import { isCancellation, sayWithLog } from './failure';
import type { WorkerClient } from './workerClient';

/** Keeps the estate's status up to date for what shows it: badges, descriptions, the status bar. */
export class EstateWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<EstateStatus>();
  private readonly subscriptions: vscode.Disposable[];
  private asking: vscode.CancellationTokenSource | undefined;
  /** What was wrong with the feed cache, as it was last said. */
  private saidOfFeeds = '';
  readonly onDidChange = this.changed.event;

  constructor(private readonly client: WorkerClient, private readonly log: vscode.LogOutputChannel) {
    this.subscriptions = [
      this.changed,
      client.onEstateChanged(() => void this.ask()),
      client.onRestarted(() => void this.ask()),
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
      const status = await this.client.request(EstateStatusRequest, {}, asking.token);
      if (asking.token.isCancellationRequested) return;
      this.sayFeedsProblem(status.feedsProblem);
      this.changed.fire(status);
    } catch (error) {
      if (!isCancellation(error) && !asking.token.isCancellationRequested) this.log.error('The state of the estate could not be read.', error instanceof Error ? error : String(error));
    } finally {
      asking.dispose();
      if (this.asking === asking) this.asking = undefined;
    }
  }

  private sayFeedsProblem(problem: string): void {
    if (problem === this.saidOfFeeds) return;
    this.saidOfFeeds = problem;
    if (problem !== '') void sayWithLog(this.log, 'warning', problem);
  }
}
