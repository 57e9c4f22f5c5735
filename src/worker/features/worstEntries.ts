import type { CellField } from '../../core/inventory/reader';
import type { Target } from '../../protocol/models/frame';
import type { DiagnosticLevel } from '../../protocol/settings';

/** One thing worth a squiggle. */
export interface DiagnosticEntry {
  readonly code: string;
  readonly message: string;
  /** The row's place, 1-based, and the cells that it is about in order of preference. */
  readonly line: number;
  readonly column: number;
  readonly fields: readonly CellField[];
  readonly endColumn?: number;
  readonly target: Target;
}

export type ShownLevel = Exclude<DiagnosticLevel, 'off'>;

const LEVELS: readonly ShownLevel[] = ['error', 'warning', 'information', 'hint'];

interface Kept {
  readonly level: ShownLevel;
  readonly make: () => DiagnosticEntry;
}

/** The most severe of a file's entries. The rest is counted only: of a large file it is nearly all, and its words would be most of the work. */
export class WorstEntries {
  private readonly kept: Kept[] = [];
  private readonly counts: Record<ShownLevel, number> = { error: 0, warning: 0, information: 0, hint: 0 };

  /** @param most entries that are shown */
  constructor(private readonly most: number) {}

  /** Entries that were added, but for those of level "off". */
  get count(): number {
    return LEVELS.reduce((sum, level) => sum + this.counts[level], 0);
  }

  /** `make` is called only if the entry is shown. */
  add(level: DiagnosticLevel, make: () => DiagnosticEntry): void {
    // Of one level the first are shown, so that no more of it can be needed.
    if (level !== 'off' && this.counts[level]++ < this.most) this.kept.push({ level, make });
  }

  /** In the order in which they were added; when there are too many, the most severe first. */
  shown(): readonly (DiagnosticEntry & { readonly level: ShownLevel })[] {
    const chosen = this.count <= this.most ? this.kept : LEVELS.flatMap((wanted) => this.kept.filter(({ level }) => level === wanted)).slice(0, this.most);
    return chosen.map(({ level, make }) => ({ ...make(), level }));
  }
}
