import * as vscode from 'vscode';
import type { EstateStatus, TreeView } from '../../protocol/models/tree';
import { COMMANDS } from '../commandIds';
import type { EstateWatch } from '../estateWatch';
import type { Settings } from '../settings';
import type { WorkerClient } from '../workerClient';
import { treeFilterProblems } from './treeFilterProblems';
import { TreeProvider, type Branch, type Leaf } from './treeProvider';
import { VIEW_IDS } from './viewIds';

const TREES: readonly TreeView[] = ['servers', 'software', 'dataIssues', 'feeds'];

const NO_PROBLEMS = { servers: '', software: '' };

/** The four views of the container, with what stands around the trees: counts, badges, and the keys of their menus. */
export class TreeViews implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly providers = new Map<TreeView, TreeProvider>();
  private readonly views = new Map<TreeView, vscode.TreeView<Leaf>>();
  private status: EstateStatus | undefined;
  /** What stands above the servers: how far their files are read, else what is wrong with the filter. */
  private reading = '';
  private filterProblems = NO_PROBLEMS;

  constructor(private readonly client: WorkerClient, watch: EstateWatch, private readonly settings: Settings, log: vscode.LogOutputChannel) {
    for (const tree of TREES) {
      const provider = new TreeProvider(tree, client, log);
      const view = vscode.window.createTreeView(VIEW_IDS[tree], { treeDataProvider: provider, showCollapseAll: tree !== 'feeds', canSelectMany: tree === 'servers' });
      this.providers.set(tree, provider);
      this.views.set(tree, view);
      this.subscriptions.push(provider, view);
    }
    this.subscriptions.push(
      client.onEstateChanged(() => this.each(provider => provider.refresh())),
      client.onRestarted(() => this.each(provider => provider.refresh())),
      settings.onDidChange(() => this.showSettings()),
      watch.onDidChange(status => this.showStatus(status)),
      vscode.commands.registerCommand(COMMANDS.treeMore, (branch: Branch | undefined) => {
        if (branch !== undefined) this.providers.get(branch.view)?.showMore(branch);
      }),
    );
    this.showSettings();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Says above the servers that they are being read, and shows those read so far; '' when that is over. */
  showReading(text: string): void {
    this.reading = text;
    this.showMessages();
    if (text !== '') this.providers.get('servers')?.refresh();
  }

  private showMessages(): void {
    const messages = { ...this.filterProblems, servers: this.reading || this.filterProblems.servers };
    for (const [tree, message] of Object.entries(messages)) {
      const view = this.views.get(tree as keyof typeof messages);
      if (view) view.message = message === '' ? undefined : message;
    }
  }

  /** A filter that was kept, or set by hand, may be none: the trees then show all, and say so. */
  private async checkFilter(): Promise<void> {
    const { filter } = this.settings.current.tree;
    const problems = filter === '' ? NO_PROBLEMS : await treeFilterProblems(this.client, filter).catch(() => NO_PROBLEMS);
    if (filter !== this.settings.current.tree.filter) return;
    const said = (problem: string) => (problem === '' ? '' : vscode.l10n.t('The filter is not applied here. {0}', problem));
    this.filterProblems = { servers: said(problems.servers), software: said(problems.software) };
    this.showMessages();
  }

  /** Another filter or order begins at the first page again. */
  reset(): void {
    this.each(provider => provider.reset());
  }

  private showSettings(): void {
    const { tree, scope } = this.settings.current;
    void setContext('scoped', scope !== null);
    void setContext('filtered', tree.filter !== '' || tree.atRiskOnly);
    void setContext('tree.hasFilter', tree.filter !== '');
    void setContext('tree.atRiskOnly', tree.atRiskOnly);
    this.describe();
    void this.checkFilter();
  }

  private showStatus(status: EstateStatus): void {
    this.status = status;
    void setContext('state', stateOf(status));
    const issues = status.problems.errors + status.problems.warnings;
    this.badge('servers', status.serversAtRisk, vscode.l10n.t('Servers at risk: {0}', count(status.serversAtRisk)));
    this.badge('dataIssues', issues, vscode.l10n.t('Errors and warnings in inventory files: {0}', count(issues)));
    this.describe();
  }

  private describe(): void {
    const { status } = this;
    if (status === undefined) return;
    const { filter, atRiskOnly } = this.settings.current.tree;
    const limits = [...(atRiskOnly ? [vscode.l10n.t('at risk only')] : []), ...(filter === '' ? [] : [vscode.l10n.t('filter: {0}', filter)])];
    const counted = (text: string) => [text, ...limits].join(' · ');
    this.text('servers', status.servers === 0 ? '' : counted(serversText(status)));
    this.text('software', status.software === 0 ? '' : counted(vscode.l10n.t('{0} software', count(status.software))));
    this.text('feeds', status.feedsSummary);
  }

  private badge(tree: TreeView, value: number, tooltip: string): void {
    const view = this.views.get(tree);
    if (view) view.badge = value === 0 ? undefined : { value, tooltip };
  }

  private text(tree: TreeView, description: string): void {
    const view = this.views.get(tree);
    if (view) view.description = description;
  }

  private each(run: (provider: TreeProvider) => void): void {
    for (const provider of this.providers.values()) run(provider);
  }
}

/** Which of the welcome texts fits; the views' `when` clauses in package.json name these. */
function stateOf({ files, unreadableFiles, servers }: EstateStatus): 'ready' | 'noInventory' | 'unreadable' | 'noServers' {
  if (servers > 0) return 'ready';
  if (files === 0) return 'noInventory';
  return unreadableFiles === files ? 'unreadable' : 'noServers';
}

function serversText({ servers, serversAtRisk }: EstateStatus): string {
  const atRisk = count(serversAtRisk);
  return servers === 1 ? vscode.l10n.t('1 server · {0} at risk', atRisk) : vscode.l10n.t('{0} servers · {1} at risk', count(servers), atRisk);
}

function count(value: number): string {
  return value.toLocaleString(vscode.env.language);
}

function setContext(key: string, value: unknown): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `inventoryInsights.${key}`, value);
}
