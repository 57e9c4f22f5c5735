import * as vscode from 'vscode';
import { FilterComplete, FilterFormat } from '../../protocol/lsp';
import type { FilteredList } from '../../protocol/models/filters';
import type { PanelState } from '../../protocol/webview';
import { COMMANDS } from '../commandIds';
import { decodeServerFilter, decodeServerSort, decodeSoftwareFilter, decodeSoftwareSort } from '../decode/decodeFilter';
import { decodeText } from '../decode/fields';
import { decodePanelState } from '../decode/decodeWebviewMessage';
import { report } from '../failure';
import type { PanelManager } from '../panels/panelManager';
import type { KeptView, SavedViews } from '../savedViews';
import type { Settings } from '../settings';
import type { WorkerClient } from '../workerClient';

/** Saved views, private or of the workspace, and the scope that stays for every view. */
export function registerViewCommands(client: WorkerClient, panels: PanelManager, settings: Settings, saved: SavedViews, log: vscode.LogOutputChannel): vscode.Disposable {
  const views = new ViewCommands(client, panels, settings, saved);
  const register = (command: string, failed: string, run: (argument: unknown) => Promise<unknown>) => vscode.commands.registerCommand(command, (argument: unknown) => report(log, failed, () => run(argument)));
  return vscode.Disposable.from(
    register(COMMANDS.viewSave, vscode.l10n.t('The view was not saved'), state => views.save(state)),
    register(COMMANDS.viewOpen, vscode.l10n.t('The view could not be opened'), name => views.open(name)),
    register(COMMANDS.viewManage, vscode.l10n.t('The view was not changed'), () => views.manage()),
    register(COMMANDS.scopeSet, vscode.l10n.t('The scope was not set'), state => views.setScope(state)),
    register(COMMANDS.scopeClear, vscode.l10n.t('The scope was not cleared'), () => views.useScope(null)),
  );
}

class ViewCommands {
  constructor(private readonly client: WorkerClient, private readonly panels: PanelManager, private readonly settings: Settings, private readonly saved: SavedViews) {}

  /** @param argument the state of a list's panel, or of the overview, whose filter is of servers; else that of the list last in view */
  async save(argument: unknown): Promise<void> {
    const state = this.listState(argument);
    if (state === undefined) throw new Error(vscode.l10n.t('Open the list of servers or software, filter and sort it, then save it as a view.'));
    const list: FilteredList = state.panel === 'software' ? 'software' : 'servers';
    const filter = await this.client.request(FilterFormat, { list, filter: (list === 'software' ? state.softwareFilter : state.serverFilter) ?? {} });
    const sort = list === 'software' ? state.softwareSort : state.serverSort;
    const name = await this.askName(vscode.l10n.t('Save View'), '');
    if (name === undefined) return;
    const description = await vscode.window.showInputBox({ title: vscode.l10n.t('Save View'), prompt: vscode.l10n.t('What it is for; may stay empty'), value: '' });
    if (description === undefined) return;
    const place = await vscode.window.showQuickPick([
      { label: vscode.l10n.t('Only for me'), detail: vscode.l10n.t('Kept by this editor, for this workspace'), isShared: false },
      { label: vscode.l10n.t('In the workspace'), detail: '.inventory-insights/views.json', isShared: true },
    ], { title: vscode.l10n.t('Save View') });
    if (place === undefined) return;
    const { columns } = state;
    await this.saved.put({ name, ...(description.trim() === '' ? {} : { description: description.trim() }), list, filter, ...(sort === undefined ? {} : { sort }), ...(columns === undefined ? {} : { columns }) }, place.isShared);
    this.panels.refresh();
    void vscode.window.showInformationMessage(vscode.l10n.t('The view “{0}” was saved.', name));
  }

  /** @param name of a view; without one the user chooses */
  async open(name: unknown): Promise<void> {
    const all = await this.saved.all();
    const wanted = decodeText(name)?.toLowerCase();
    const kept = wanted === undefined ? await this.pick(all, vscode.l10n.t('Open View')) : all.find(({ view }) => view.name.toLowerCase() === wanted);
    if (kept === undefined) {
      if (wanted !== undefined) throw new Error(vscode.l10n.t('There is no view “{0}”. Choose another one with Open View.', String(name)));
      return;
    }
    const { list, filter, sort, columns } = kept.view;
    const { filter: read, problem } = await this.client.request(FilterComplete, { list, text: filter, offset: 0, inForce: {} });
    if (problem !== null) throw new Error(vscode.l10n.t('The filter of “{0}” is not understood. {1}', kept.view.name, problem.text));
    this.panels.show({
      ...(list === 'software'
        ? { panel: 'software', softwareFilter: decodeSoftwareFilter(read), softwareSort: decodeSoftwareSort(sort) } as const
        : { panel: 'servers', serverFilter: decodeServerFilter(read), serverSort: decodeServerSort(sort) } as const),
      ...(columns === undefined ? {} : { columns }),
    });
  }

  async manage(): Promise<void> {
    const kept = await this.pick(await this.saved.all(), vscode.l10n.t('Manage Views'));
    if (kept === undefined) return;
    const { view, isShared } = kept;
    const action = await vscode.window.showQuickPick([
      { label: vscode.l10n.t('Open'), run: () => this.open(view.name) },
      { label: vscode.l10n.t('Rename…'), run: () => this.rename(kept) },
      isShared
        ? { label: vscode.l10n.t('Keep only for me'), run: async () => { await this.saved.put(view, false); await this.saved.remove(view.name, true); } }
        : { label: vscode.l10n.t('Share in the workspace'), run: async () => { await this.saved.put(view, true); await this.saved.remove(view.name, false); } },
      { label: vscode.l10n.t('Delete'), run: () => this.saved.remove(view.name, isShared) },
    ], { title: view.name });
    await action?.run();
    if (action !== undefined) this.panels.refresh();
  }

  /** @param argument the state of the servers list's panel, whose filter becomes the scope; else the user chooses */
  async setScope(argument: unknown): Promise<void> {
    const state = this.listState(argument);
    const current = state?.serverFilter === undefined ? '' : await this.client.request(FilterFormat, { list: 'servers', filter: state.serverFilter });
    const views = (await this.saved.all()).filter(({ view }) => view.list === 'servers' && view.filter !== '');
    const choices = [
      ...(current === '' ? [] : [{ label: vscode.l10n.t('The filter of the servers list'), description: current, scope: { label: current, text: current } }]),
      ...views.map(({ view }) => ({ label: view.name, description: view.filter, scope: { label: view.name, text: view.filter } })),
      { label: vscode.l10n.t('Type a filter…'), description: '', scope: undefined },
      ...(this.settings.current.scope === null ? [] : [{ label: vscode.l10n.t('Clear Scope'), description: this.settings.current.scope.label, scope: null }]),
    ];
    const choice = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Set Scope'), placeHolder: vscode.l10n.t('Every view, count and export keeps to the servers of the scope') });
    if (choice === undefined) return;
    const scope = choice.scope === undefined ? await this.typeScope(current) : choice.scope;
    if (scope === undefined) return;
    const problem = scope === null ? null : await this.problemOf(scope.text);
    if (problem !== null) throw new Error(vscode.l10n.t('The filter is not understood. {0}', problem));
    await this.useScope(scope);
  }

  async useScope(scope: { readonly label: string; readonly text: string } | null): Promise<void> {
    await this.settings.setScope(scope);
    this.panels.refresh();
  }

  private async typeScope(value: string): Promise<{ readonly label: string; readonly text: string } | undefined> {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Set Scope'), value, placeHolder: 'environment:production exploited:yes',
      validateInput: async typed => (typed.trim() === '' ? vscode.l10n.t('Type a filter of servers, as in environment:production.') : await this.problemOf(typed) ?? undefined),
    });
    return text === undefined ? undefined : { label: text.trim(), text: text.trim() };
  }

  private async problemOf(text: string): Promise<string | null> {
    const { problem } = await this.client.request(FilterComplete, { list: 'servers', text, offset: 0, inForce: {} });
    return problem?.text ?? null;
  }

  private async rename({ view, isShared }: KeptView): Promise<void> {
    const name = await this.askName(vscode.l10n.t('Rename View'), view.name);
    if (name === undefined || name === view.name) return;
    await this.saved.put({ ...view, name }, isShared);
    if (name.toLowerCase() !== view.name.toLowerCase()) await this.saved.remove(view.name, isShared);
  }

  private askName(title: string, value: string): Thenable<string | undefined> {
    return vscode.window.showInputBox({
      title, value, prompt: vscode.l10n.t('Name of the view'),
      validateInput: text => (text.trim() === '' || text.trim().length > 256 ? vscode.l10n.t('Give a name of at most 256 characters.') : undefined),
    }).then(text => text?.trim());
  }

  private async pick(all: readonly KeptView[], title: string): Promise<KeptView | undefined> {
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No view is saved yet. Filter a list, then choose Save View.'));
      return undefined;
    }
    const choice = await vscode.window.showQuickPick(all.map(kept => ({
      label: kept.view.name,
      description: [kept.view.list === 'software' ? vscode.l10n.t('software') : vscode.l10n.t('servers'), kept.isShared ? vscode.l10n.t('workspace') : vscode.l10n.t('only for me')].join(' · '),
      detail: [kept.view.description, kept.view.filter].filter(Boolean).join(' — '),
      kept,
    })), { title, matchOnDescription: true, matchOnDetail: true });
    return choice?.kept;
  }

  private listState(argument: unknown): PanelState | undefined {
    const given = decodePanelState(argument);
    return given?.panel === 'servers' || given?.panel === 'software' || given?.panel === 'overview' ? given : this.panels.listInView;
  }
}
