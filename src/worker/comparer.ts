import path from 'node:path';
import { assess } from '../core/insights/assess';
import type { Assessment } from '../core/insights/assessment';
import { compareAssessments } from '../core/insights/compare/compareAssessments';
import type { ChangeCause } from '../core/insights/compare/comparison';
import type { EstateSnapshot } from '../core/insights/snapshot/estateSnapshot';
import type { CompareSource } from '../protocol/models/compare';
import { describeRevision, extractRevision } from '../workspace/gitRevisions';
import { readHistory } from '../workspace/history';
import { hostsByFile } from '../workspace/hosts';
import { t } from './l10n';
import { openFeedsAt, openOtherFeeds, type FeedPlaces, type OtherFeeds } from './otherFeeds';
import { readOtherInventory, type InventoryPlace, type OtherInventory } from './otherInventory';
import { feedsInShort, filesInShort, filesOfEstate, problemText, type ComparedSides, type ComparedViews } from './present/compare';
import { hiddenSentence } from './present/hidden';
import type { View } from './present/view';
import type { Session } from './session';

/** A comparison that nobody asks for any more gives back its estates and feeds, ms. */
const KEPT_MS = 600_000;
/** Characters of an object name that tell commits apart for people. */
const SHORT_ID = 10;

/** What is compared server by server. */
export type ServerSource = Exclude<CompareSource, { kind: 'day' }>;

interface Compared {
  readonly view: View;
  readonly compared: ComparedViews;
}

/**
 * Makes comparisons of the workspace's inventory with something else. The last one is kept, for its pages and its export, until the view
 * is another or nobody asked for a while. Failures are errors whose message is a sentence for the user.
 */
export class Comparer {
  private last: (Compared & { readonly key: string; readonly feeds?: OtherFeeds }) | undefined;
  private forgetting: NodeJS.Timeout | undefined;

  constructor(private readonly session: Session, private readonly places: FeedPlaces) {}

  async compare(source: ServerSource, signal: AbortSignal): Promise<Compared> {
    const view = await this.session.view();
    const key = JSON.stringify(source);
    if (this.last?.view !== view || this.last.key !== key) {
      this.forget();
      const made = await this.make(view, source, signal);
      this.forget();
      this.last = { view, key, ...made };
    }
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.forget(), KEPT_MS);
    this.forgetting.unref();
    return this.last;
  }

  /** A day of the history. */
  async day(date: string): Promise<EstateSnapshot> {
    const { session } = this;
    const { assessment: { hidden }, scope } = await session.view();
    if (hidden?.length) throw new Error(`${hidden.map(hiddenSentence).join(' ')} ${t('The days kept count what the sharing profile hides, so they are hidden too.')}`);
    if (scope) throw new Error(t('A day kept in the history has totals of all servers. Clear the scope “{0}” to compare with it.', scope.label));
    const [folder] = session.workspaceFolders;
    const kept = folder === undefined ? undefined : (await readHistory(folder)).snapshots.find((one) => one.date === date);
    if (kept === undefined) throw new Error(t('{0} is not kept in the history, or its file cannot be read. Choose another day with “Compare With…”.', date));
    return kept;
  }

  private forget(): void {
    const { last } = this;
    this.last = undefined;
    void last?.feeds?.dispose();
  }

  private async make(view: View, source: ServerSource, signal: AbortSignal): Promise<{ readonly compared: ComparedViews; readonly feeds?: OtherFeeds }> {
    const { session } = this;
    switch (source.kind) {
      case 'date': return { compared: beside(view, (await session.view(source.date)).assessment, 'date', { beforeSide: { label: t('As of {0}', source.date), detail: '' } }) };
      case 'suppressions': return { compared: beside(view, assess(view.assessment), 'suppression', { beforeSide: { label: t('With nothing set aside'), detail: '' } }) };
      case 'generation': return this.byFeeds(view, await openOtherFeeds(session.feedsDirectory, source.generation, this.places), t('Feeds kept from before'));
      case 'feeds': return this.byFeeds(view, await openFeedsAt(source.path, this.places, signal), t('Feeds of {0}', path.basename(source.path)));
      case 'path': {
        const name = path.basename(source.path);
        const other = await this.read([{ path: source.path, insteadOf: source.path }], view, signal, name);
        return { compared: beside(view, await this.judged(other), 'inventory', { beforeSide: { label: name, detail: filesBelow(other, source.path) }, ...ofInventory(view, other) }) };
      }
      case 'revision': return { compared: await this.revision(view, source.revision, signal) };
    }
  }

  private async byFeeds(view: View, feeds: OtherFeeds, label: string): Promise<{ readonly compared: ComparedViews; readonly feeds: OtherFeeds }> {
    try {
      const before = (await this.session.viewByFeeds(feeds.knowledge)).assessment;
      const now = view.assessment.knowledge;
      const notes = feeds.knowledge.revision === now.revision ? [t('These are the feeds in use, so nothing can differ.')] : [];
      return { compared: beside(view, before, 'feed', { beforeSide: { label, detail: feedsInShort(feeds.knowledge.feeds) }, afterDetail: feedsInShort(now.feeds), notes }), feeds };
    } catch (error) {
      await feeds.dispose();
      throw error;
    }
  }

  private async revision(view: View, revision: string, signal: AbortSignal): Promise<ComparedViews> {
    const folders = this.session.workspaceFolders;
    const copies = await Promise.all(folders.map(async (folder) => ({ folder, ...await extractRevision(folder, revision) })));
    try {
      const had = copies.filter((copy) => copy.path !== '');
      const [first] = had;
      if (first === undefined) throw new Error(copies[0]?.problem ?? t('No workspace folder is open, so there is no git history. Open the folder of the inventory.'));
      const short = first.id.slice(0, SHORT_ID);
      const other = await this.read(had.map((copy) => ({ path: copy.path, insteadOf: copy.folder })), view, signal, t('Revision {0}', short));
      const commit = await describeRevision(first.folder, first.id);
      const day = commit?.date.slice(0, 10) ?? '';
      const label = commit === undefined || commit.subject === '' ? t('Revision {0}', short) : t('“{0}” of {1}', commit.subject, day);
      const told = [revision.startsWith(short) ? short : `${revision} · ${short}`, commit?.subject === '' ? day : '', filesInShort(other.files)];
      const beforeSide = { label, detail: told.filter(Boolean).join(' · ') };
      return beside(view, await this.judged(other), 'inventory', { beforeSide, ...ofInventory(view, other), notes: copies.map(({ problem }) => problem).filter(Boolean) });
    } finally {
      await Promise.all(copies.map((copy) => copy.dispose()));
    }
  }

  /** @param name what is read, for the sentence that says that there is nothing in it */
  private async read(places: readonly InventoryPlace[], { assessment: { today } }: View, signal: AbortSignal, name: string): Promise<OtherInventory> {
    const { session } = this;
    const other = await readOtherInventory(places, { accept: (relative) => session.accepts(relative), today, signal, hosts: hostsByFile(session.decisions.hosts) });
    if (other.estate.servers.length > 0) return other;
    const nothing = t('{0} names no server, so there is nothing to compare with. Choose an inventory, or a folder of inventories.', name);
    throw new Error(other.problems.length === 0 ? nothing : `${nothing} ${problemText(other.problems[0])}`);
  }

  private async judged({ estate }: OtherInventory): Promise<Assessment> {
    return (await this.session.otherView(estate)).assessment;
  }
}

/** The view with what stands before it, of which one thing differs. */
function beside({ assessment }: View, before: Assessment, cause: ChangeCause, sides: Partial<ComparedSides> & Pick<ComparedSides, 'beforeSide'>): ComparedViews {
  return { comparison: compareAssessments(before, [{ cause, assessment }]), before, afterDetail: '', notes: [], problems: [], ...sides };
}

/** What is told of two inventories beside what stands before. */
function ofInventory({ assessment: { estate } }: View, { files, problems }: OtherInventory): Pick<ComparedSides, 'afterDetail' | 'problems'> {
  // The same files twice would say nothing.
  const now = filesOfEstate(estate);
  return { afterDetail: now === filesInShort(files) ? '' : now, problems };
}

/** The files of a folder; a file is named by the label already. */
function filesBelow({ files }: OtherInventory, file: string): string {
  return files.length === 1 && files[0] === path.basename(file) ? path.dirname(file) : filesInShort(files);
}
