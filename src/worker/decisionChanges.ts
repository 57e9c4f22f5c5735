import { isDeepStrictEqual } from 'node:util';
import type { DecisionAnswer } from '../protocol/models/tags';
import type { DecisionList } from '../workspace/decisionFile';
import { t } from './l10n';
import type { Session } from './session';

/** Changes that can be undone; older ones are forgotten. */
const KEPT_CHANGES = 100;

/** An entry that is to be something else, given what it is now; undefined stands for none, before and after. */
export interface EntryChange<Entry> {
  readonly key: string;
  /** A file in the folder that the entry belongs to; undefined: the first folder. */
  readonly about: string | undefined;
  apply(before: Entry | undefined): Entry | undefined;
}

interface Done<Entry> {
  readonly key: string;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** Writes changes of decisions and remembers how to take them back. Another window's entries stay: each change is asked of what is in the file by then. */
export class DecisionChanges {
  private readonly undos = new Map<number, () => Promise<DecisionAnswer>>();
  private last = 0;

  constructor(private readonly session: Session) {}

  async change<Entry>(list: DecisionList<Entry>, changes: readonly EntryChange<Entry>[]): Promise<DecisionAnswer> {
    const byFile = new Map<string | undefined, EntryChange<Entry>[]>();
    for (const change of changes) {
      const known = byFile.get(change.about);
      if (known) known.push(change);
      else byFile.set(change.about, [change]);
    }
    const written: { readonly about: string | undefined; readonly done: readonly Done<Entry>[] }[] = [];
    const problems = new Set<string>();
    for (const [about, some] of byFile) {
      const { done, problem } = await this.write(list, about, some);
      if (problem !== '') problems.add(problem);
      else if (done.length > 0) written.push({ about, done });
    }
    const changed = written.reduce((sum, { done }) => sum + done.length, 0);
    return { changed, problem: [...problems].join(' '), undo: changed === 0 ? null : this.remember(() => this.takeBack(list, written)) };
  }

  /** Takes a change back where nobody has changed the entry since. */
  async undo(number: number): Promise<DecisionAnswer> {
    const undo = this.undos.get(number);
    this.undos.delete(number);
    return undo ? undo() : { changed: 0, problem: t('This change is too long ago to be undone here. Change the entry itself.'), undo: null };
  }

  private async takeBack<Entry>(list: DecisionList<Entry>, written: readonly { readonly about: string | undefined; readonly done: readonly Done<Entry>[] }[]): Promise<DecisionAnswer> {
    let skipped = 0;
    const answer = await this.change(list, written.flatMap(({ about, done }) => done.map(({ key, before, after }): EntryChange<Entry> => ({
      key, about,
      apply: (now) => {
        if (isDeepStrictEqual(now, after)) return before;
        skipped++;
        return now;
      },
    }))));
    if (skipped === 0 || answer.problem !== '') return answer;
    return { ...answer, problem: t('{0} of {1} were changed since and stay as they are.', skipped, skipped + answer.changed) };
  }

  private async write<Entry>(list: DecisionList<Entry>, about: string | undefined, changes: readonly EntryChange<Entry>[]): Promise<{ readonly done: readonly Done<Entry>[]; readonly problem: string }> {
    let done: Done<Entry>[] = [];
    const { problem } = await this.session.decide(list, (now) => {
      const known = new Map(now.map((entry) => [list.keyOf(entry), entry]));
      done = changes.flatMap(({ key, apply }) => {
        const before = known.get(key);
        const after = apply(before);
        return isDeepStrictEqual(before, after) ? [] : [{ key, before, after }];
      });
      return { put: done.flatMap(({ after }) => after ?? []), remove: done.flatMap(({ key, after }) => (after === undefined ? [key] : [])) };
    }, about);
    return { done, problem: problem === undefined ? '' : [problem.message, problem.fix].filter(Boolean).join(' ') };
  }

  private remember(undo: () => Promise<DecisionAnswer>): number {
    this.undos.set(++this.last, undo);
    for (const number of this.undos.keys()) {
      if (this.undos.size <= KEPT_CHANGES) break;
      this.undos.delete(number);
    }
    return this.last;
  }
}
