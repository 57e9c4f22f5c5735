import * as vscode from 'vscode';
import type { TreeViews } from './tree/treeViews';
import type { WorkerClient } from './workerClient';

/** Between two looks at the servers read so far, ms. */
const TREE_REFRESH_MS = 1_000;

type Reading = Parameters<Parameters<WorkerClient['onEstateReading']>[0]>[0];

/** Shows how far the reading of large files is: a notification with Cancel, and the servers read so far in their tree. */
export class ReadingProgress implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private report: ((reading: Reading) => void) | undefined;
  private end: (() => void) | undefined;
  private refreshedAt = 0;
  private shown = 0;

  constructor(private readonly client: WorkerClient, private readonly trees: TreeViews) {
    this.subscriptions = [
      client.onEstateReading(reading => (reading.isOver ? this.over() : this.show(reading))),
      client.onRestarted(() => this.over()),
    ];
  }

  dispose(): void {
    this.over();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private show(reading: Reading): void {
    if (this.report === undefined) this.begin();
    this.report?.(reading);
    const now = Date.now();
    if (reading.servers === this.shown || now - this.refreshedAt < TREE_REFRESH_MS) return;
    this.refreshedAt = now;
    this.shown = reading.servers;
    this.trees.showReading(vscode.l10n.t('Reading: {0} servers so far. Their software and risks follow.', count(reading.servers)));
  }

  private begin(): void {
    let done = 0;
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading the inventory'), cancellable: true }, (progress, cancelled) => {
      cancelled.onCancellationRequested(() => this.client.cancelReading());
      this.report = ({ share, rows, file }) => {
        const percent = Math.floor(share * 100);
        progress.report({ message: vscode.l10n.t('{0}: {1} rows, {2} %', file, count(rows), percent), increment: Math.max(0, percent - done) });
        done = percent;
      };
      return new Promise<void>(resolve => (this.end = resolve));
    });
  }

  private over(): void {
    this.end?.();
    this.end = this.report = undefined;
    this.shown = this.refreshedAt = 0;
    this.trees.showReading('');
  }
}

function count(value: number): string {
  return value.toLocaleString(vscode.env.language);
}
