import * as vscode from 'vscode';
import type { Memory } from '../memory';
import type { PanelManager } from '../panels/panelManager';
import type { SavedViews } from '../savedViews';
import type { Settings } from '../settings';
import type { TreeViews } from '../tree/treeViews';
import type { WorkerClient } from '../workerClient';
import { registerAsOfCommands } from './asOfCommands';
import { registerCollectorCommands } from './collectorCommands';
import { registerCompareCommands } from './compareCommands';
import { registerExplainCommands } from './explainCommands';
import { registerExportCommands } from './exportCommands';
import { registerFeedCommands, type FeedCommandParts } from './feedCommands';
import { registerHistoryCommands } from './historyCommands';
import { registerHostCommands } from './hostCommands';
import { registerInventoryCommands } from './inventoryCommands';
import { registerMappingCommands } from './mappingCommands';
import { registerOpenCommands } from './openCommands';
import { registerSampleCommands } from './sampleCommands';
import { registerServerCommands } from './serverCommands';
import { registerSuppressCommands } from './suppressCommands';
import { registerTagCommands } from './tagCommands';
import { registerTreeCommands } from './treeCommands';
import { registerViewCommands } from './viewCommands';

/** What commands work with. */
export interface CommandParts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly memory: Memory;
  readonly settings: Settings;
  readonly client: WorkerClient;
  readonly views: SavedViews;
  readonly panels: PanelManager;
  readonly trees: TreeViews;
  readonly feeds: FeedCommandParts;
}

/** Every command of the palette, the trees and the panels. */
export function registerCommands({ context, log, memory, settings, client, views, panels, trees, feeds }: CommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerOpenCommands(panels, log),
    registerInventoryCommands(client, memory, log),
    registerHostCommands(client, memory, log),
    registerServerCommands(client, panels, log),
    registerExplainCommands(client, panels, log),
    registerMappingCommands(client, log),
    registerTagCommands(client, log),
    registerSuppressCommands(client, log),
    registerAsOfCommands(settings, memory, panels),
    registerViewCommands(client, panels, settings, views, log),
    registerExportCommands(client, memory, log),
    registerCompareCommands(client, panels, log),
    registerHistoryCommands(client, log),
    registerFeedCommands(feeds),
    registerSampleCommands(context, log),
    registerCollectorCommands(context, log),
    registerTreeCommands(client, settings, trees, log),
  );
}
