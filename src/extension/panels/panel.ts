import * as vscode from 'vscode';
import { ComparePage, FilterComplete, FindingExplain, RecommendationsGet, ServerRows, ServersPage, ServerWhyNot, SoftwareExplain, SoftwarePage, EstateRefresh } from '../../protocol/lsp';
import { MOST_RECOMMENDATIONS } from '../../protocol/models/recommendations';
import type { Page } from '../../protocol/models/lists';
import type { FindingRef } from '../../protocol/models/server';
import type { HostMessage, ListRow, PanelState, WebviewMessage } from '../../protocol/webview';
import { decodeServerSort, decodeSoftwareSort } from '../decode/decodeFilter';
import { decodeWebviewMessage } from '../decode/decodeWebviewMessage';
import { isCancellation, reasonOf } from '../failure';
import type { SavedViews } from '../savedViews';
import type { WorkerClient } from '../workerClient';
import { panelHtml } from './html';
import { runIntent } from './runIntent';
import { OutsideScopeError, takeSnapshot } from './takeSnapshot';

/** Work that lasts longer than this shows that it is under way, ms. */
const BUSY_AFTER_MS = 300;

export interface PanelContext {
  readonly client: WorkerClient;
  readonly log: vscode.LogOutputChannel;
  readonly views: SavedViews;
  readonly extensionUri: vscode.Uri;
}

/**
 * One webview and what it asks for. The webview is a function of one snapshot: this end keeps the arrangement, takes
 * snapshots, and cancels what a newer intent made stale.
 */
export class Panel implements vscode.Disposable {
  /** Asked for since the webview last drew; wins over what the webview kept of an earlier time. */
  private pending: { readonly state: PanelState; readonly finding: FindingRef | null } | undefined;
  /** The webview's script runs: messages arrive. A hidden one is unloaded. */
  private live = false;
  /** Revision on show; undefined while nothing is. */
  private shown: { readonly revision: number; readonly empty: boolean } | undefined;
  private newest: { readonly revision: number; readonly text: string } | undefined;
  private snapshotWork: vscode.CancellationTokenSource | undefined;
  private evidenceWork: vscode.CancellationTokenSource | undefined;
  private trailWork: vscode.CancellationTokenSource | undefined;
  private explanationWork: vscode.CancellationTokenSource | undefined;
  private recommendationWork: vscode.CancellationTokenSource | undefined;
  private filterTextWork: vscode.CancellationTokenSource | undefined;
  private pageWork = new vscode.CancellationTokenSource();
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(readonly view: vscode.WebviewPanel, private state: PanelState, finding: FindingRef | null, private readonly context: PanelContext) {
    this.pending = { state, finding };
    this.subscriptions.push(
      view.webview.onDidReceiveMessage(message => void this.receive(message)),
      view.onDidChangeViewState(() => {
        if (!view.visible) this.live = false;
      }),
    );
    view.webview.html = panelHtml(view.webview, context.extensionUri, state.panel, view.title);
  }

  get arrangement(): PanelState {
    return this.state;
  }

  dispose(): void {
    this.live = false;
    for (const work of [this.snapshotWork, this.evidenceWork, this.trailWork, this.explanationWork, this.filterTextWork, this.recommendationWork, this.pageWork]) {
      work?.cancel();
      work?.dispose();
    }
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Shows another arrangement, at once when the webview runs, else when it has loaded. */
  arrange(state: PanelState, finding: FindingRef | null): void {
    // Who leads here says which rows; the columns stay as the user has chosen them.
    const { columns } = this.state;
    this.state = state.columns === undefined && columns !== undefined ? { ...state, columns } : state;
    this.pending = { state: this.state, finding };
    if (this.live) void this.refresh();
  }

  /** Data changed. What is on show stays and says so; where nothing is to lose, the new data is drawn at once. */
  dataChanged(revision: number, text: string): void {
    this.newest = { revision, text };
    if (!this.live || this.snapshotWork) return;
    if (this.shown === undefined || this.shown.empty) void this.refresh();
    else this.tellChanged();
  }

  /** Another worker answers, whose revisions begin anew. */
  restarted(): void {
    this.newest = undefined;
    void this.refresh();
  }

  /** Draws anew what the user has just asked to change: the as-of date. */
  async refresh(): Promise<void> {
    if (!this.live) return;
    const asked = this.pending;
    this.snapshotWork?.cancel();
    this.pageWork.cancel();
    this.pageWork.dispose();
    this.pageWork = new vscode.CancellationTokenSource();
    const work = this.snapshotWork = new vscode.CancellationTokenSource();
    await this.guarded(null, work, async () => {
      const snapshot = await takeSnapshot(this.context, this.state, asked?.finding ?? null, work.token);
      if (work.token.isCancellationRequested) return;
      const { model } = snapshot;
      this.shown = { revision: model.frame.revision, empty: 'empty' in model && model.empty !== null && model.empty !== 'filtered' };
      if (snapshot.panel === 'server') this.view.title = snapshot.model.name;
      if (this.pending === asked) this.pending = undefined;
      this.post({ type: 'snapshot', snapshot });
    });
    if (this.snapshotWork === work) {
      this.snapshotWork = undefined;
      this.tellChanged();
    }
    work.dispose();
  }

  private tellChanged(): void {
    if (this.newest && this.shown && this.newest.revision > this.shown.revision) this.post({ type: 'changed', ...this.newest });
  }

  private async receive(message: unknown): Promise<void> {
    const intent = decodeWebviewMessage(message);
    if (intent === undefined) {
      this.context.log.warn(`The ${this.state.panel} panel sent a message that is none of the agreed ones; it was dropped.`);
      return;
    }
    switch (intent.type) {
      case 'ready': return this.ready(intent.state);
      case 'arrange':
        this.pending = undefined;
        this.state = this.own(intent.state);
        return this.refresh();
      case 'refresh': return this.readAgain();
      case 'page': return this.page(intent);
      case 'explain': return this.explain(intent);
      case 'explainSoftware': return this.explainSoftware(intent);
      case 'whyNot': return this.whyNot(intent);
      case 'filterText': return this.filterText(intent);
      case 'recommend': return this.recommend(intent);
      default:
        await this.guarded(null, undefined, () => runIntent(intent, this.state, this.context.log));
    }
  }

  private async ready(kept: PanelState): Promise<void> {
    this.live = true;
    this.shown = undefined;
    this.state = this.pending?.state ?? this.own(kept);
    await this.refresh();
  }

  /** The webview's arrangement, for this panel and this server whatever it says. */
  private own(state: PanelState): PanelState {
    const { panel, server } = this.state;
    return { ...state, panel, ...(server === undefined ? {} : { server }) };
  }

  /** A panel that says "changed" only draws what the worker already knows; else everything is read anew. */
  private async readAgain(): Promise<void> {
    const known = this.newest && this.shown && this.newest.revision > this.shown.revision;
    if (!known) await this.guarded(null, undefined, () => this.context.client.request(EstateRefresh, {}));
    await this.refresh();
  }

  private async page(intent: Extract<WebviewMessage, { type: 'page' }>): Promise<void> {
    const work = this.pageWork;
    await this.guarded(intent.request, work, async () => {
      const page = await this.pageOf(intent, work.token);
      if (!work.token.isCancellationRequested) this.post({ type: 'page', request: intent.request, page });
    });
  }

  private pageOf({ list, offset, limit }: Extract<WebviewMessage, { type: 'page' }>, token: vscode.CancellationToken): Promise<Page<ListRow>> {
    const { client } = this.context;
    const { panel, server, compare: source, compareShown: shown, serverFilter = {}, serverSort = decodeServerSort(undefined), softwareFilter = {}, softwareSort = decodeSoftwareSort(undefined) } = this.state;
    if (list === 'compare') {
      if (source === undefined) throw new Error(vscode.l10n.t('Nothing was chosen to compare with. Choose it with “Compare With…”.'));
      return client.request(ComparePage, { source, ...(shown === undefined ? {} : { shown }), offset, limit }, token);
    }
    if (panel === 'server') {
      if (list === 'servers') throw new Error(vscode.l10n.t('A server has no list of servers.'));
      return client.request(ServerRows, { server: server ?? '', list, offset, limit }, token);
    }
    if (list === 'servers') return client.request(ServersPage, { filter: serverFilter, sort: serverSort, offset, limit }, token);
    if (list === 'software') return client.request(SoftwarePage, { filter: softwareFilter, sort: softwareSort, offset, limit }, token);
    throw new Error(vscode.l10n.t('Only the panel of a server has this list.'));
  }

  private explain({ request, finding }: Extract<WebviewMessage, { type: 'explain' }>): Promise<void> {
    return this.answer('evidenceWork', request, vscode.l10n.t('{0} is not found on this server any more. Refresh the panel.', finding.cve), async token => {
      const evidence = await this.context.client.request(FindingExplain, { server: this.state.server ?? '', finding }, token);
      return evidence && { type: 'evidence', request, evidence };
    });
  }

  private explainSoftware({ request, software }: Extract<WebviewMessage, { type: 'explainSoftware' }>): Promise<void> {
    return this.answer('trailWork', request, vscode.l10n.t('This software is not on the server any more. Refresh the panel.'), async token => {
      const trail = await this.context.client.request(SoftwareExplain, { server: this.state.server ?? '', software }, token);
      return trail && { type: 'softwareTrail', request, trail };
    });
  }

  private whyNot({ request, cve }: Extract<WebviewMessage, { type: 'whyNot' }>): Promise<void> {
    return this.answer('explanationWork', request, vscode.l10n.t('This server is not in the inventory any more. Refresh the panel.'), async token => {
      const explanation = await this.context.client.request(ServerWhyNot, { server: this.state.server ?? '', cve }, token);
      return explanation && { type: 'explanation', request, explanation };
    });
  }

  /** Posts the worker's answer in the place of what was asked there before; `gone` says what it means that there is none. */
  private async answer(place: 'evidenceWork' | 'trailWork' | 'explanationWork', request: number, gone: string, ask: (token: vscode.CancellationToken) => Promise<HostMessage | null>): Promise<void> {
    this[place]?.cancel();
    const work = this[place] = new vscode.CancellationTokenSource();
    await this.guarded(request, work, async () => {
      const message = await ask(work.token);
      if (work.token.isCancellationRequested) return;
      if (message === null) throw new Error(gone);
      this.post(message);
    });
    if (this[place] === work) this[place] = undefined;
    work.dispose();
  }

  private async recommend({ request, ticked }: Extract<WebviewMessage, { type: 'recommend' }>): Promise<void> {
    this.recommendationWork?.cancel();
    const work = this.recommendationWork = new vscode.CancellationTokenSource();
    await this.guarded(request, work, async () => {
      const { server, serverFilter } = this.state;
      const model = await this.context.client.request(RecommendationsGet, { ...(server === undefined ? {} : { server }), ...(serverFilter === undefined ? {} : { filter: serverFilter }), ticked, limit: MOST_RECOMMENDATIONS }, work.token);
      if (work.token.isCancellationRequested) return;
      if (model === null) throw new Error(vscode.l10n.t('This server is not in the inventory any more. Refresh the panel.'));
      this.state = { ...this.state, ticked: model.ticked };
      this.post({ type: 'recommendations', request, model });
    });
    if (this.recommendationWork === work) this.recommendationWork = undefined;
    work.dispose();
  }

  private async filterText({ request, text, offset }: Extract<WebviewMessage, { type: 'filterText' }>): Promise<void> {
    this.filterTextWork?.cancel();
    const work = this.filterTextWork = new vscode.CancellationTokenSource();
    await this.guarded(request, work, async () => {
      const { panel, serverFilter = {}, softwareFilter = {} } = this.state;
      const list = panel === 'software' ? 'software' : 'servers';
      // The words of the box are in the text itself.
      const { text: _words, ...inForce } = list === 'software' ? softwareFilter : serverFilter;
      const model = await this.context.client.request(FilterComplete, { list, text, offset, inForce }, work.token);
      if (!work.token.isCancellationRequested) this.post({ type: 'filterText', request, model });
    });
    if (this.filterTextWork === work) this.filterTextWork = undefined;
    work.dispose();
  }

  /** Runs one intent: shows that it takes long, and says why it failed. What was cancelled is not answered. */
  private async guarded(request: number | null, work: vscode.CancellationTokenSource | undefined, run: () => Promise<unknown>): Promise<void> {
    let busy = false;
    const timer = setTimeout(() => {
      busy = true;
      this.post({ type: 'busy', busy });
    }, BUSY_AFTER_MS);
    try {
      await run();
    } catch (error) {
      if (isCancellation(error) || work?.token.isCancellationRequested) return;
      this.context.log.error(`The ${this.state.panel} panel:`, error instanceof Error ? error : String(error));
      this.post({ type: 'error', request, message: reasonOf(error), ...(error instanceof OutsideScopeError ? { remedy: 'clearScope' as const } : {}) });
    } finally {
      clearTimeout(timer);
      if (busy) this.post({ type: 'busy', busy: false });
    }
  }

  private post(message: HostMessage): void {
    if (this.live) void this.view.webview.postMessage(message);
  }
}
