import * as vscode from 'vscode';
import { decodeFields } from './decode/fields';
import { DEFAULT_SETTINGS, decodeSettings, type TreeSettings, type WorkerSettings } from '../protocol/settings';
import type { RefreshMode } from './feed/automaticRefresh';
import type { Memory } from './memory';

const SECTION = 'inventoryInsights';

/**
 * The user's settings as the worker takes them: configuration, and beside it what a workspace remembers (dates, the
 * trees' filter). Fires when any of it changes.
 */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<WorkerSettings>();
  private readonly subscriptions: readonly vscode.Disposable[];
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: Memory) {
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(SECTION)) this.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.fire()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.fire()),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  /** Whatever users wrote into settings.json falls back to the default where its type is wrong. */
  get current(): WorkerSettings {
    const configuration = vscode.workspace.getConfiguration(SECTION);
    const { memory } = this;
    return decodeSettings({
      asOf: memory.asOf,
      plannedDate: memory.plannedDate,
      scope: memory.scope,
      include: configuration.get<unknown>('files.include'),
      feedsDirectory: configuration.get<unknown>('feeds.directory'),
      feedsMaximumAgeDays: configuration.get<unknown>('feeds.maximumAge'),
      staleAfterDays: configuration.get<unknown>('inventory.staleAfterDays'),
      diagnostics: Object.fromEntries(Object.keys(DEFAULT_SETTINGS.diagnostics).map(kind => [kind, configuration.get<unknown>(`diagnostics.${kind}`)])),
      sharingHide: configuration.get<unknown>('sharing.hide'),
      codeLens: configuration.get<unknown>('codeLens.enabled'),
      exportOnSave: exportsOnSave(),
      history: configuration.get<unknown>('history.enabled'),
      tree: {
        groupBy: configuration.get<unknown>('tree.groupBy'),
        sortBy: configuration.get<unknown>('tree.sortBy'),
        filter: memory.filter,
        atRiskOnly: memory.atRiskOnly,
      },
    });
  }

  get automaticRefresh(): RefreshMode {
    const mode = vscode.workspace.getConfiguration(SECTION).get<unknown>('feeds.automaticRefresh');
    return mode === 'on' || mode === 'off' ? mode : 'ask';
  }

  /** The user's answer, for all workspaces. */
  async setAutomaticRefresh(mode: 'on' | 'off'): Promise<void> {
    await vscode.workspace.getConfiguration(SECTION).update('feeds.automaticRefresh', mode, vscode.ConfigurationTarget.Global);
  }

  /** @param asOf `YYYY-MM-DD`; null is today */
  async setAsOf(asOf: string | null): Promise<void> {
    if (asOf === this.memory.asOf) return;
    await this.memory.setAsOf(asOf);
    this.fire();
  }

  async setScope(scope: { readonly label: string; readonly text: string } | null): Promise<void> {
    await this.memory.setScope(scope);
    this.fire();
  }

  async setFilter(text: string): Promise<void> {
    await this.memory.setFilter(text);
    this.fire();
  }

  async setAtRiskOnly(only: boolean): Promise<void> {
    await this.memory.setAtRiskOnly(only);
    this.fire();
  }

  /** Written where it is already set, so that the change is seen: the workspace's value wins over the user's. */
  async setTree<Key extends 'groupBy' | 'sortBy'>(key: Key, value: TreeSettings[Key]): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SECTION);
    const inWorkspace = configuration.inspect(`tree.${key}`)?.workspaceValue !== undefined;
    await configuration.update(`tree.${key}`, value, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
  }

  private fire(): void {
    this.changed.fire(this.current);
  }
}

/**
 * The exports of `exportOnSave`, each with the folder that it is relative to: a folder's own setting its folder, any other the first. None in a
 * workspace that is not trusted: where its links lead is not known.
 */
function exportsOnSave(): readonly unknown[] {
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return folders.flatMap((folder, position) => {
    const setting = vscode.workspace.getConfiguration(SECTION, folder.uri).inspect<unknown>('exportOnSave');
    const list = setting?.workspaceFolderValue ?? (position === 0 ? (setting?.workspaceValue ?? setting?.globalValue) : undefined);
    return Array.isArray(list) ? list.map(one => ({ ...decodeFields(one), folder: folder.uri.fsPath })) : [];
  });
}
