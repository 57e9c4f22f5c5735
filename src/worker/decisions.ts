import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { editDecisionFile, type DecisionEdit, type DecisionEdited, type DecisionList } from '../workspace/decisionFile';
import { DECISION_LISTS, NO_DECISIONS, readDecisions, type Decisions } from '../workspace/decisions';
import { DECISIONS_FOLDER, decisionPath, folderOf } from '../workspace/folder';
import { t } from './l10n';

const FILES = new Set(Object.values(DECISION_LISTS).map(({ file }) => file));

/** What users decided in the workspace's folders, read when it may have changed. A list that says the same keeps its array, so that what is made of it can be kept too. */
export class DecisionStore {
  private folders: readonly string[] = [];
  private decisions: Decisions = NO_DECISIONS;
  private mayHaveChanged = false;

  /** As of the last reading. */
  get current(): Decisions {
    return this.decisions;
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.mayHaveChanged = true;
  }

  /** True for a file that decisions stand in, or would, and for the folder of them all, which may come and go as a whole. */
  isDecisionFile(file: string): boolean {
    const name = path.basename(file);
    return this.folders.some((folder) => name === DECISIONS_FOLDER ? path.join(folder, name) === file : FILES.has(name) && decisionPath(folder, name) === file);
  }

  /** The next reading looks at the files again. */
  forget(): void {
    this.mayHaveChanged = true;
  }

  /** The decisions as they are now; the same object while they say the same. Rejects never. */
  async read(): Promise<Decisions> {
    if (!this.mayHaveChanged) return this.decisions;
    // Set before reading: a change that comes meanwhile is read the next time.
    this.mayHaveChanged = false;
    const now = await readDecisions(this.folders);
    const before: Readonly<Record<string, unknown>> = { ...this.decisions };
    const kept = Object.fromEntries(Object.entries(now).map(([topic, value]) => [topic, isDeepStrictEqual(before[topic], value) ? before[topic] : value]));
    if (Object.entries(kept).some(([topic, value]) => before[topic] !== value)) this.decisions = kept as unknown as Decisions;
    return this.decisions;
  }

  /** Writes into the folder that holds the inventory `about`, else into the first; the next reading takes it. Rejects never. */
  async edit<Entry>(list: DecisionList<Entry>, edit: (now: readonly Entry[]) => DecisionEdit<Entry>, about?: string): Promise<DecisionEdited<Entry>> {
    const folder = folderOf(about, this.folders);
    if (folder === undefined) {
      return {
        problem: { file: '', line: 0, column: 0, severity: 'error', code: 'decision-unwritten', message: t('There is no workspace folder to keep this in.'), fix: t('Open the folder of the inventory, then do it again.') },
        undo: {},
      };
    }
    const edited = await editDecisionFile(list, folder, edit);
    this.mayHaveChanged = true;
    return edited;
  }
}
