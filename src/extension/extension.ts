import * as vscode from 'vscode';
import { makeApi, type InventoryInsightsApi } from './api';
import { codeActions, codeActionSelector } from './codeActions';
import { registerAsOfCommands } from './commands/asOfCommands';
import { registerCollectorCommands } from './commands/collectorCommands';
import { registerCompareCommands } from './commands/compareCommands';
import { registerExplainCommands } from './commands/explainCommands';
import { registerExportCommands } from './commands/exportCommands';
import { registerFeedCommands } from './commands/feedCommands';
import { registerHistoryCommands } from './commands/historyCommands';
import { registerHostCommands } from './commands/hostCommands';
import { registerInventoryCommands } from './commands/inventoryCommands';
import { registerMappingCommands } from './commands/mappingCommands';
import { registerOpenCommands } from './commands/openCommands';
import { registerSampleCommands } from './commands/sampleCommands';
import { registerServerCommands } from './commands/serverCommands';
import { registerSuppressCommands } from './commands/suppressCommands';
import { registerTagCommands } from './commands/tagCommands';
import { registerTreeCommands } from './commands/treeCommands';
import { EstateWatch } from './estateWatch';
import { createFeeds } from './feed/createFeeds';
import { Memory } from './memory';
import { PanelManager } from './panels/panelManager';
import { ReadingProgress } from './readingProgress';
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
  const panels = own(new PanelManager({ client, log, extensionUri: context.extensionUri }));
  const trees = own(new TreeViews(client, watch, settings, log));
  own(new ReadingProgress(client, trees));
  own(new StatusBar(watch, settings));
  const feeds = own(createFeeds(context, client, watch, settings, log));
  own(vscode.languages.registerCodeActionsProvider(codeActionSelector, codeActions, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }));
  own(registerOpenCommands(panels, log));
  own(registerInventoryCommands(client, memory, log));
  own(registerHostCommands(client, memory, log));
  own(registerServerCommands(client, panels, log));
  own(registerExplainCommands(client, panels, log));
  own(registerMappingCommands(client, log));
  own(registerTagCommands(client, log));
  own(registerSuppressCommands(client, log));
  own(registerAsOfCommands(settings, memory, panels));
  own(registerExportCommands(client, memory, log));
  own(registerCompareCommands(client, panels, log));
  own(registerHistoryCommands(client, log));
  own(registerFeedCommands(feeds));
  own(registerSampleCommands(context, log));
  own(registerCollectorCommands(context, log));
  own(registerTreeCommands(client, settings, trees, log));
  void watch.ask();
  return makeApi(client, startupMs);
}
