import * as vscode from 'vscode';
import type { FeedCommandParts } from '../commands/feedCommands';
import type { EstateWatch } from '../estateWatch';
import { isCancellation } from '../failure';
import type { Settings } from '../settings';
import type { WorkerClient } from '../workerClient';
import { AutomaticRefresh } from './automaticRefresh';
import { FeedsStatusBar } from './feedsStatusBar';
import { FeedsWatch } from './feedsWatch';
import { FeedUpdater } from './feedUpdater';
import { FeedWork } from './feedWork';
import { NvdKey } from './nvdKey';

/** Puts the parts around the feeds together; ends with what it gives. */
export function createFeeds(context: vscode.ExtensionContext, client: WorkerClient, watch: EstateWatch, settings: Settings, log: vscode.LogOutputChannel): FeedCommandParts & vscode.Disposable {
  const work = new FeedWork(client);
  const key = new NvdKey(context.secrets);
  const updater = new FeedUpdater(client, work, key, log);
  const feeds = new FeedsWatch(client, log);
  const files = new vscode.EventEmitter<number>();
  const bar = new FeedsStatusBar({ onFeeds: feeds.onDidChange, onWork: work.onDidChange, onFiles: files.event });
  const maximumAgeDays = () => settings.current.feedsMaximumAgeDays;
  const automatic = new AutomaticRefresh({
    mode: () => settings.automaticRefresh,
    setMode: mode => settings.setAutomaticRefresh(mode),
    maximumAgeDays,
    mayUpdate: () => updater.mayUpdate,
    refresh: () => updater.update({ maxAgeDays: maximumAgeDays(), place: 'statusBar' }),
    update: () => updater.update({ maxAgeDays: maximumAgeDays(), place: 'notification' }),
    memory: context.globalState,
    nowMs: () => Date.now(),
  });
  const subscriptions = [
    work, feeds, files, bar,
    watch.onDidChange(status => {
      files.fire(status.files);
      automatic.consider(status).catch((error: unknown) => {
        if (!isCancellation(error)) log.warn(`The feeds were not refreshed: ${error instanceof Error ? error.message : String(error)}`);
      });
    }),
    // The age moves on by itself, and so does the question whether to refresh.
    feeds.onAged(() => void watch.ask()),
  ];
  void feeds.ask();
  return { client, work, updater, key, log, dispose: () => subscriptions.forEach(subscription => subscription.dispose()) };
}
