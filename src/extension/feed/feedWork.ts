import * as vscode from 'vscode';
import type { WorkerClient } from '../workerClient';

export interface RunningWork {
  readonly title: string;
  /** What is being done: "NVD 2022: 3.1 of 5.0 MB". */
  readonly text: string;
  /** 0 to 1. */
  readonly share: number;
}

/** Where progress shows: a notification with Cancel for what the user asked for, the status bar for what goes by itself. */
export type WorkPlace = 'notification' | 'statusBar';

/** The feed work of this window, one piece at a time: its progress, and the key that grays out the other commands meanwhile. */
export class FeedWork implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunningWork | undefined>();
  private lastToken = 0;
  private current: RunningWork | undefined;
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
    const token = ++this.lastToken;
    this.show({ title, text: '', share: 0 });
    void vscode.commands.executeCommand('setContext', 'inventoryInsights.feeds.busy', true);
    const location = place === 'notification' ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window;
    try {
      return await vscode.window.withProgress({ location, title, cancellable: place === 'notification' }, async (progress, cancellation) => {
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
          return await run(token, cancellation);
        } finally {
          subscription.dispose();
        }
      });
    } finally {
      this.show(undefined);
      void vscode.commands.executeCommand('setContext', 'inventoryInsights.feeds.busy', false);
    }
  }

  private show(running: RunningWork | undefined): void {
    this.current = running;
    this.changed.fire(running);
  }
}
