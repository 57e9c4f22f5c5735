import * as vscode from 'vscode';
import type { FindingRef } from '../../protocol/models/server';
import type { PanelKind, PanelState } from '../../protocol/webview';
import { decodePanelState } from '../decode/decodeWebviewMessage';
import { resourceRoots } from './html';
import { Panel, type PanelContext } from './panel';

/** Server panels open at once; the one longest out of view gives way to another. */
const MAX_SERVER_PANELS = 10;

const KINDS: readonly PanelKind[] = ['overview', 'servers', 'software', 'server', 'charts', 'compare'];

const viewType = (kind: PanelKind): string => `inventoryInsights.${kind}`;

/** All panels: one overview, one list of each kind, one panel for each server. Brings them back after a reload. */
export class PanelManager implements vscode.Disposable {
  /** In the order in which they were last in view. */
  private readonly panels = new Map<string, Panel>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly context: PanelContext) {
    this.subscriptions = [
      context.client.onEstateChanged(({ revision, text }) => this.each(panel => panel.dataChanged(revision, text))),
      context.client.onRestarted(() => this.each(panel => panel.restarted())),
      ...KINDS.map(kind => vscode.window.registerWebviewPanelSerializer(viewType(kind), {
        deserializeWebviewPanel: async (view, state) => this.revive(kind, view, state),
      })),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.each(panel => panel.view.dispose());
  }

  /** Opens the panel, or shows the one that is open with the new arrangement. */
  show(state: PanelState, { beside = false, finding = null }: { readonly beside?: boolean; readonly finding?: FindingRef | null } = {}): void {
    const open = this.panels.get(keyOf(state));
    if (open) {
      open.view.reveal(beside && !open.view.visible ? vscode.ViewColumn.Beside : undefined);
      open.arrange(state, finding);
      return;
    }
    const options = { localResourceRoots: resourceRoots(this.context.extensionUri), enableScripts: true };
    this.adopt(vscode.window.createWebviewPanel(viewType(state.panel), titleOf(state), beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active, options), state, finding);
  }

  /** The arrangement of the list that was last in view. */
  get listInView(): PanelState | undefined {
    return [...this.panels.values()].reverse().map(panel => panel.arrangement).find(({ panel }) => panel === 'servers' || panel === 'software');
  }

  /** Draws every panel anew: the user changed what all of them show. */
  refresh(): void {
    this.each(panel => void panel.refresh());
  }

  private revive(kind: PanelKind, view: vscode.WebviewPanel, kept: unknown): void {
    const state = decodePanelState(kept);
    const usable = state?.panel === kind && (kind !== 'server' || state.server !== undefined);
    // A panel whose state is lost can still say what it would show, except for a server that is not named.
    if (!usable && kind === 'server') return view.dispose();
    const revived = usable ? state : { panel: kind };
    if (this.panels.has(keyOf(revived))) return view.dispose();
    view.webview.options = { localResourceRoots: resourceRoots(this.context.extensionUri), enableScripts: true };
    this.adopt(view, revived, null);
  }

  private adopt(view: vscode.WebviewPanel, state: PanelState, finding: FindingRef | null): void {
    const key = keyOf(state);
    view.iconPath = vscode.Uri.joinPath(this.context.extensionUri, 'media', 'icon-panel.svg');
    const panel = new Panel(view, state, finding, this.context);
    this.panels.set(key, panel);
    view.onDidChangeViewState(() => {
      if (view.visible && this.panels.delete(key)) this.panels.set(key, panel);
    });
    view.onDidDispose(() => {
      panel.dispose();
      this.panels.delete(key);
    });
    this.makeRoom();
  }

  private makeRoom(): void {
    const servers = [...this.panels.values()].filter(panel => panel.arrangement.panel === 'server');
    for (const panel of servers.slice(0, Math.max(0, servers.length - MAX_SERVER_PANELS))) panel.view.dispose();
  }

  private each(run: (panel: Panel) => void): void {
    for (const panel of [...this.panels.values()]) run(panel);
  }
}

function keyOf({ panel, server }: PanelState): string {
  return panel === 'server' ? `server/${server ?? ''}` : panel;
}

function titleOf({ panel }: PanelState): string {
  switch (panel) {
    case 'overview': return vscode.l10n.t('Overview');
    case 'charts': return vscode.l10n.t('Charts');
    case 'compare': return vscode.l10n.t('Compare');
    case 'servers': return vscode.l10n.t('Servers');
    case 'software': return vscode.l10n.t('Software');
    case 'server': return vscode.l10n.t('Server');
  }
}
