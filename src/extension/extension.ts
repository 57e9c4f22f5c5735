import * as vscode from 'vscode';
import { makeApi, type InventoryInsightsApi } from './api';
import { codeActions, codeActionSelector } from './codeActions';
import { registerCommands } from './commands/registerCommands';
import { EstateWatch } from './estateWatch';
import { exportOnSave } from './exportOnSave';
import { createFeeds } from './feed/createFeeds';
import { Memory } from './memory';
import { PanelManager } from './panels/panelManager';
import { ReadingProgress } from './readingProgress';
import { SavedViews } from './savedViews';
import { Settings } from './settings';
import { StatusBar } from './statusBar';
import { TreeViews } from './tree/treeViews';
import { WorkerClient } from './workerClient';

/** Puts the parts together. The worker starts beside: nothing here waits for it. */
export function activate(context: vscode.ExtensionContext): InventoryInsightsApi {
  const began = performance.now();
  const own = <T extends vscode.Disposable>(part: T): T => {
    // What came later ends first.
    context.subscriptions.unshift(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Inventory Insights', { log: true }));
  const memory = new Memory(context.workspaceState);
  const settings = own(new Settings(memory));
  const client = own(new WorkerClient(context.extension, settings, memory, log));
  const startupMs = client.start().then(() => Math.round(performance.now() - began));
  void startupMs.then((ms) => log.info(`The worker answered ${ms} ms after activation began.`));
  const watch = own(new EstateWatch(client, log));
  const views = new SavedViews(client, memory);
  const panels = own(new PanelManager({ client, log, views, extensionUri: context.extensionUri }));
  const trees = own(new TreeViews(client, watch, settings, log));
  own(new ReadingProgress(client, trees));
  own(exportOnSave(client, log));
  own(new StatusBar(watch, settings));
  const feeds = own(createFeeds(context, client, watch, settings, log));
  own(vscode.languages.registerCodeActionsProvider(codeActionSelector, codeActions, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }));
  own(registerCommands({ context, log, memory, settings, client, views, panels, trees, feeds }));
  void watch.ask();
  return makeApi(client, startupMs);
}
