import path from 'node:path';
import type { ServerFilter } from '../core/insights/filter';
import { parseServerFilter } from '../core/insights/filterText/parseFilter';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import { parsePlainDate } from '../core/inventory/plainDate';
import { cacheFolder } from '../feeds/store/cacheFolder';
import { folderOf } from '../workspace/folder';
import { HOSTS, hostsByFile, listingIn, type ListedHost } from '../workspace/hosts';
import type { WorkerSettings } from '../protocol/settings';
import type { EmptyReason } from '../protocol/models/frame';
import { makeDecisionFile, type DecisionEdit, type DecisionEdited, type DecisionList } from '../workspace/decisionFile';
import type { Decisions } from '../workspace/decisions';
import { NO_DECISIONS } from '../workspace/decisions';
import type { Knowledge } from '../core/match/knowledge';
import { Assessor } from './assessor';
import { ComeBack } from './comeBack';
import { DecisionStore } from './decisions';
import type { OpenText } from './estateStore';
import { EstateStore } from './estateStore';
import { InventorySet } from './inventorySet';
import { t } from './l10n';
import type { FeedPorts, OpenFeeds } from './openFeeds';
import { cacheStamp, openFeeds } from './openFeeds';
import type { FeedsAround } from './present/feedsStatus';
import type { View } from './present/view';
import type { ReadingSoFar, ReadingState } from './readingSoFar';

/** What the session needs of the world around it. */
export interface SessionPorts extends FeedPorts {
  readonly openText: (file: string) => OpenText | undefined;
  /** The local calendar date. */
  readonly today: () => PlainDate;
}

/** Milliseconds that changes are gathered before inventories are read again. */
const GATHER_MS = 30;

/** Estate, decisions and feeds at one moment; everything shown is made from one of these. */
interface State {
  readonly estate: Estate;
  readonly decisions: Decisions;
  readonly revision: number;
}

/**
 * The worker's state: which inventories there are, what they say, and the feeds. Changes are gathered, then everything
 * that depends on them is made anew; requests wait for that and so never see half of a change.
 */
export class Session {
  private readonly inventories: InventorySet;
  private readonly store: EstateStore;
  /** The feeds that the next reading takes; undefined: it opens them. */
  private feeds: Promise<OpenFeeds> | undefined;
  private feedsInUse: OpenFeeds | undefined;
  private assessor: Assessor | undefined;
  private readonly decisionStore = new DecisionStore();
  private state: State = { estate: EMPTY_ESTATE, decisions: NO_DECISIONS, revision: 0 };
  private reading: Promise<void> | undefined;
  private abort: AbortController | undefined;
  private changes: string[] = [];
  /** A change that shows even where the inventory says the same as before. */
  private isCertain = false;
  private isReady = false;
  private readonly listeners = new Set<(change: { readonly revision: number; readonly text: string }) => void>();
  private readonly readingListeners = new Set<(state: ReadingState | undefined) => void>();
  /** While large files are read. */
  private soFar: ReadingSoFar | undefined;
  private readonly comeBack = new ComeBack((file) => this.changed(t('{0} changed', path.basename(file)), false));

  constructor(private readonly ports: SessionPorts, public settings: WorkerSettings) {
    this.store = new EstateStore(ports.openText);
    this.inventories = new InventorySet(settings.include);
  }

  /** Called after every change that shows, with a sentence for the "changed" banner. */
  onChanged(listener: (change: { readonly revision: number; readonly text: string }) => void): void {
    this.listeners.add(listener);
  }

  /** Called with how far the reading of large files is, about once a megabyte; undefined when it ended or was ended. */
  onReading(listener: (state: ReadingState | undefined) => void): void {
    this.readingListeners.add(listener);
  }

  /** Ends the reading of large files that is under way. What was not read is left out, with a problem that says how to read it. */
  cancelReading(): void {
    if (this.soFar === undefined) return;
    this.store.cancelPending();
    this.changed(t('The reading was cancelled'));
  }

  get phase(): 'reading' | 'ready' {
    return this.isReady ? 'ready' : 'reading';
  }

  setFolders(folders: readonly string[]): void {
    this.inventories.folders = folders;
    this.decisionStore.setFolders(folders);
    this.changed(t('The workspace folders changed'));
  }

  setSettings(settings: WorkerSettings): void {
    const before = this.settings;
    this.settings = settings;
    if (before.include.join('\0') !== settings.include.join('\0')) this.inventories.setPatterns(settings.include);
    if (before.feedsDirectory !== settings.feedsDirectory) this.feeds = undefined;
    if (before.asOf !== settings.asOf) this.changed(t('The as-of date changed'));
    else if (this.inventories.isSearchDue || this.feeds === undefined || showsOtherwise(before, settings)) this.changed(t('The settings changed'));
    // How trees and Problems show things is no change of what panels show: the revision stays.
    else void this.settled().then(() => this.tell(t('The settings changed')));
  }

  /** Treats a file as an inventory whatever its name. */
  open(file: string): void {
    this.inventories.open(file);
    this.changed(t('{0} was opened', path.basename(file)));
  }

  /** Leaves a file out that was opened by hand; one that a pattern names stays. */
  close(file: string): void {
    if (this.inventories.close(file)) this.changed(t('{0} is left out', path.basename(file)));
  }

  get workspaceFolders(): readonly string[] {
    return this.inventories.folders;
  }

  /** Files opened by hand. */
  get openedFiles(): readonly string[] {
    return this.inventories.openedFiles;
  }

  /** True when this file is part of the estate, or would be once it exists. */
  isInventory(file: string): boolean {
    return this.inventories.has(file);
  }

  /** A file on disk or in the editor appeared, changed or went. True when it is one of those that views are made of. */
  fileChanged(file: string, kind: 'created' | 'changed' | 'deleted'): boolean {
    if (this.decisionStore.isDecisionFile(file)) this.decisionStore.forget();
    else if (!this.isInventory(file) && !this.store.isCompanion(file) && !(kind === 'deleted' && this.inventories.hasBelow(file))) return false;
    else if (kind === 'deleted') this.inventories.remove(file);
    // Closing the editor of a deleted file says "changed" too; only a file that appeared is new.
    else if (kind === 'created') this.inventories.add(file);
    this.changed(kind === 'deleted' ? t('{0} was deleted', path.basename(file)) : kind === 'created' ? t('{0} was added', path.basename(file)) : t('{0} changed', path.basename(file)), false);
    return true;
  }

  /** Reads everything again from disk, feeds included. */
  async refresh(): Promise<void> {
    this.store.forget();
    this.decisionStore.forget();
    this.feeds = undefined;
    this.inventories.forget();
    this.changed(t('Everything was read again'));
    await this.settled();
  }

  /** Opens the feeds anew after they changed on disk. Until the new ones are open, everything goes on with the old ones. */
  async feedsChanged(text: string): Promise<void> {
    const opening = openFeeds(this.feedsDirectory, this.ports);
    const { around } = await opening;
    // Another folder is opened by the change of settings that named it.
    if (around.directory !== this.feedsDirectory) return;
    this.feeds = opening;
    this.changed(text);
    await this.settled();
  }

  /** Takes what another window or the command line wrote into the cache since it was opened. Their unfinished writing is waited for by nobody. */
  async followFeeds(): Promise<void> {
    await this.settled();
    const { feedsInUse } = this;
    if (feedsInUse !== undefined && cacheStamp(this.feedsDirectory) !== feedsInUse.stamp) await this.feedsChanged(t('The feeds were changed elsewhere'));
  }

  /** What is known of the feeds in use beside their content. */
  get aroundFeeds(): FeedsAround {
    return this.feedsInUse?.around ?? { problems: [], journal: { feeds: {} }, directory: this.feedsDirectory };
  }

  get feedsDirectory(): string {
    return this.settings.feedsDirectory || cacheFolder();
  }

  /**
   * The estate as of a date: the one asked for, else the settings' as-of date, else today. Waits for changes under way. Nothing of what
   * the sharing profile hides is in it, so that no view and no export made of it can tell.
   */
  async view(asOf?: string | null): Promise<View> {
    await this.settled();
    return this.viewNow(asOf);
  }

  /**
   * What can be shown at once: the view, but while large files are read the one from before, or at first the servers read so far with
   * what is known of their operating systems. For what is asked again when the reading ends.
   */
  async viewSoFar(asOf?: string | null): Promise<View> {
    const { soFar, assessor } = this;
    if (soFar === undefined || assessor === undefined) return this.view(asOf);
    return this.state.estate.servers.length > 0 ? this.viewNow(asOf) : this.viewNow(asOf, soFar.servers());
  }

  /** The same for the planned date; null when none is set. */
  async plannedView(): Promise<View | null> {
    const planned = this.settings.plannedDate;
    return planned === null ? null : this.view(planned);
  }

  /** Why there is nothing to show; null when there is. */
  async emptyReason(): Promise<EmptyReason | null> {
    await this.settled();
    const { estate } = this.state;
    if (estate.servers.length > 0) return null;
    if (estate.files.length > 0) return this.store.refusals().length === estate.files.length ? 'unreadable' : 'no-servers';
    return this.inventories.isWithoutPlace ? 'no-workspace' : 'no-inventory';
  }

  /** Files refused wholly. Waits for changes under way. */
  async refusals(): Promise<readonly { readonly file: string; readonly reason: string }[]> {
    await this.settled();
    return this.store.refusals();
  }

  /** What users decided, as the views have it. */
  get decisions(): Decisions {
    return this.state.decisions;
  }

  /** Writes decisions into the folder of the inventory that they are about, else into the first; every view has them when this resolves. Rejects never. */
  async decide<Entry>(list: DecisionList<Entry>, edit: (now: readonly Entry[]) => DecisionEdit<Entry>, about?: string): Promise<DecisionEdited<Entry>> {
    const edited = await this.decisionStore.edit(list, edit, about);
    if (edited.problem === undefined) this.changed(t('{0} changed', list.file), false);
    await this.settled();
    return edited;
  }

  /** Keeps which server a listing is of that does not say it. */
  async nameHost(file: string, server: string): Promise<DecisionEdited<ListedHost>> {
    const folder = folderOf(file, this.workspaceFolders) ?? '';
    return this.decide(HOSTS, () => ({ put: [{ file: listingIn(folder, file), server }] }), file);
  }

  /** The file of a list in the first folder; made, with an empty list, when there is none. */
  async decisionFile(list: DecisionList<never>): Promise<{ readonly file: string } | { readonly problem: string }> {
    const [folder] = this.workspaceFolders;
    if (folder === undefined) return { problem: t('There is no workspace folder to keep this in. Open the folder of the inventory, then do it again.') };
    const made = await makeDecisionFile(list, folder);
    this.changed(t('{0} changed', list.file), false);
    return made;
  }

  /** Resolves when no change is waiting or under way. */
  async settled(): Promise<void> {
    while (this.reading) await this.reading;
  }

  /** Another estate judged as the workspace's own is: with its feeds, its as-of date and what users decided. */
  async otherView(estate: Estate): Promise<View> {
    await this.settled();
    return this.viewNow(undefined, estate, OTHER_REVISION);
  }

  /** The workspace's estate judged by other feeds, with its as-of date and what users decided. Nothing is kept of what is decided about names. */
  async viewByFeeds(knowledge: Knowledge): Promise<View> {
    await this.settled();
    return this.viewNow(undefined, undefined, OTHER_REVISION, new Assessor(knowledge, null));
  }

  /** True when a file at this path inside a folder would be taken for an inventory. */
  accepts(relative: string): boolean {
    return this.inventories.accepts(relative);
  }

  private viewNow(asOf?: string | null, estate = this.state.estate, revision = this.state.revision, assessor = this.assessor): View {
    if (!assessor) throw new Error(t('The feeds are not open yet.'));
    const { settings } = this;
    const today = this.ports.today();
    const view = assessor.view(estate, dateOr(asOf ?? settings.asOf, today), {
      revision,
      plannedDate: settings.plannedDate === null ? null : (parsePlainDate(settings.plannedDate) ?? null),
      title: this.workspaceFolders.length > 0 ? path.basename(this.workspaceFolders[0]) : 'Inventory',
      today,
      staleAfterDays: settings.staleAfterDays,
      hidden: settings.sharingHide,
      feedsMaximumAgeDays: settings.feedsMaximumAgeDays,
      decisions: this.state.decisions,
    });
    const scope = this.scopeInForce();
    return scope === null ? view : assessor.scoped(view, scope);
  }

  /** The scope that leaves a server of the inventory out of everything on show. */
  async scopeHiding(server: string): Promise<string | null> {
    const view = await this.view();
    const isNamed = ({ key }: { readonly key: string }): boolean => key === server;
    return view.scope && this.state.estate.servers.some(isNamed) && !view.assessment.estate.servers.some(isNamed) ? view.scope.label : null;
  }

  /** The settings' scope as a filter; null when there is none, or its text is none any more. */
  private scopeInForce(): { readonly label: string; readonly text: string; readonly filter: ServerFilter } | null {
    const { scope } = this.settings;
    if (scope === null) return null;
    const { filter, problem } = parseServerFilter(scope.text);
    return problem === null ? { ...scope, filter } : null;
  }

  private changed(text: string, isCertain = true): void {
    this.changes.push(text);
    this.isCertain ||= isCertain;
    this.abort?.abort();
    this.reading ??= this.work().finally(() => {
      this.reading = undefined;
    });
  }

  /** Works until no change is left. A change that comes meanwhile cancels the reading, and it starts again. */
  private async work(): Promise<void> {
    while (this.changes.length > 0) {
      await new Promise((done) => setTimeout(done, this.isReady ? GATHER_MS : 0));
      const texts = [...new Set(this.changes)];
      const isCertain = this.isCertain;
      this.changes = [];
      this.isCertain = false;
      this.abort = new AbortController();
      try {
        if (!(await this.rebuild(this.abort.signal, isCertain))) continue;
      } catch (error) {
        if (this.abort.signal.aborted) {
          this.changes.unshift(...texts);
          this.isCertain ||= isCertain;
          continue;
        }
        this.ports.log(`Reading the inventory failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      this.isReady = true;
      this.tell(texts.length <= 2 ? texts.join(', ') : t('{0} and {1} more changes', texts[0], texts.length - 1));
    }
  }

  private tell(text: string): void {
    for (const listener of this.listeners) listener({ revision: this.state.revision, text });
  }

  /** True when views may show something else now. */
  private async rebuild(signal: AbortSignal, isCertain: boolean): Promise<boolean> {
    const opening = this.feeds ??= openFeeds(this.feedsDirectory, this.ports);
    const files = await this.inventories.files();
    const decisions = await this.decisionStore.read();
    const estate = await this.readFiles(files, hostsByFile(decisions.hosts), signal, opening);
    this.useFeeds(await opening);
    if (!isCertain && estate === this.state.estate && decisions === this.state.decisions) return false;
    this.state = { estate, decisions, revision: this.state.revision + 1 };
    return true;
  }

  private async readFiles(files: readonly string[], hosts: ReadonlyMap<string, string>, signal: AbortSignal, opening: Promise<OpenFeeds>): Promise<Estate> {
    // The servers read so far are judged by the first feeds; others replace those in use only with what was read whole.
    void opening.then((feeds) => this.feedsInUse ?? this.useFeeds(feeds), () => undefined);
    try {
      return await this.store.read(files, this.ports.today(), signal, hosts, (soFar) => {
        this.soFar = soFar;
        this.tellReading(soFar.state());
      });
    } finally {
      if (this.soFar !== undefined) this.tellReading(undefined);
      this.soFar = undefined;
      this.comeBack.plan(this.store.beingWritten);
    }
  }

  private tellReading(state: ReadingState | undefined): void {
    for (const listener of this.readingListeners) listener(state);
  }

  private useFeeds(feeds: OpenFeeds): void {
    if (feeds === this.feedsInUse) return;
    this.feedsInUse = feeds;
    if (this.assessor) this.assessor.setKnowledge(feeds.knowledge, feeds.around.directory);
    else this.assessor = new Assessor(feeds.knowledge, feeds.around.directory);
  }
}

/** No revision of the workspace has it. */
const OTHER_REVISION = -1;

/** True when panels show something else under these settings. */
function showsOtherwise(before: WorkerSettings, now: WorkerSettings): boolean {
  return before.plannedDate !== now.plannedDate
    || before.sharingHide.join() !== now.sharingHide.join()
    || JSON.stringify(before.scope) !== JSON.stringify(now.scope)
    || before.staleAfterDays !== now.staleAfterDays
    || before.feedsMaximumAgeDays !== now.feedsMaximumAgeDays;
}

function dateOr(text: string | null, fallback: PlainDate): PlainDate {
  return (text === null ? undefined : parsePlainDate(text)) ?? fallback;
}

const EMPTY_ESTATE: Estate = {
  files: [], servers: [], software: [], problems: [],
  installs: { offsets: new Uint32Array(1), software: new Uint32Array(0), file: new Uint16Array(0), line: new Uint32Array(0) },
};
