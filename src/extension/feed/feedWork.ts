import * as vscode from 'vscode';
import type { WorkerClient } from '../workerClient';

export interface RunningWork {
  readonly title: string;
  /** What is being done: "NVD 2022: 3.1 of 5.0 MB". */
  readonly text: string;
  /** 0 to 1. */
  readonly share: number;
}

/** Where progress shows: a notification with Cancel for what the user asked for; the feeds' own item of the status bar alone for what goes by itself. */
export type WorkPlace = 'notification' | 'statusBar';

type Report = vscode.Progress<{ readonly message: string; readonly increment: number }>;

/** The feed work of this window, one piece at a time: its progress, and the key that grays out the other commands meanwhile. */
export class FeedWork implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunningWork | undefined>();
  private lastToken = 0;
  private current: RunningWork | undefined;
  private cancellation: vscode.CancellationTokenSource | undefined;
  readonly onDidChange = this.changed.event;

  constructor(private readonly client: Pick<WorkerClient, 'onFeedsProgress'>) {}

  dispose(): void {
    this.changed.dispose();
  }

  get running(): RunningWork | undefined {
    return this.current;
  }

  /**
   * Runs a piece of work.
   * @param run is given the token of its progress and what cancels it
   * @throws Error when another piece is running, and what `run` rejects with
   */
  async run<T>(title: string, place: WorkPlace, run: (token: number, cancellation: vscode.CancellationToken) => Promise<T>): Promise<T> {
    if (this.current !== undefined) throw new Error(vscode.l10n.t('The feeds are being worked on already. Wait until that is done, or cancel it.'));
    const cancellation = this.cancellation = new vscode.CancellationTokenSource();
    this.show({ title, text: '', share: 0 });
    void vscode.commands.executeCommand('setContext', 'inventoryInsights.feeds.busy', true);
    try {
      if (place === 'statusBar') return await this.follow(title, { report: () => undefined }, token => run(token, cancellation.token));
      return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, cancelled) => {
        cancelled.onCancellationRequested(() => cancellation.cancel());
        return this.follow(title, progress, token => run(token, cancellation.token));
      });
    } finally {
      this.cancellation = undefined;
      cancellation.dispose();
      this.show(undefined);
      void vscode.commands.executeCommand('setContext', 'inventoryInsights.feeds.busy', false);
    }
  }

  /** Ends what is running; its own end comes when the worker has stopped. */
  cancel(): void {
    this.cancellation?.cancel();
  }

  private async follow<T>(title: string, progress: Report, run: (token: number) => Promise<T>): Promise<T> {
    const token = ++this.lastToken;
    let shown = 0;
    const subscription = this.client.onFeedsProgress(({ token: of, text, share, records }) => {
      if (of !== token) return;
      const percent = Math.min(100, Math.floor(100 * share));
      const message = records > 0 ? vscode.l10n.t('{0} · {1} CVEs', text, records.toLocaleString(vscode.env.language)) : text;
      // Files found on the way can make the whole larger; a bar does not go back.
      progress.report({ message, increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
      this.show({ title, text: message, share: shown / 100 });
    });
    try {
      return await run(token);
    } finally {
      subscription.dispose();
    }
  }

  private show(running: RunningWork | undefined): void {
    this.current = running;
    this.changed.fire(running);
  }
}
