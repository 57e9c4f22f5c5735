import type { PlainDate } from '../../inventory/plainDate';

/** What differs between two assessments, and so may have changed a finding. */
export type ChangeCause = 'inventory' | 'feed' | 'date' | 'suppression';

/** In this order they are changed one after another. */
export const CHANGE_CAUSES: readonly ChangeCause[] = ['inventory', 'feed', 'date', 'suppression'];

/** `gone`: only the earlier inventory names the server; `new`: only the later one. */
export type ServerChangeKind = 'new' | 'gone' | 'changed' | 'unchanged';

export const SERVER_CHANGE_KINDS: readonly ServerChangeKind[] = ['new', 'gone', 'changed', 'unchanged'];

/** Distinct CVEs with verdict `affected`, by what became of them. */
export interface FindingCounts {
  readonly added: number;
  readonly fixed: number;
  readonly unchanged: number;
}

/** One server before and after. */
export interface ServerChange {
  readonly key: string;
  readonly name: string;
  readonly kind: ServerChangeKind;
  /** Positions in the two estates; -1 where it is not. */
  readonly before: number;
  readonly after: number;
  /** null where the server is not. */
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  readonly findings: FindingCounts;
  /** What made findings or score different, in the order of `CHANGE_CAUSES`. */
  readonly causes: readonly ChangeCause[];
}

/** What one cause did when the causes before it had been changed already. */
export interface CauseStep {
  readonly cause: ChangeCause;
  readonly added: number;
  readonly fixed: number;
  /** Change of the sum of all scores. */
  readonly score: number;
  readonly servers: number;
}

/** Two states of an estate side by side. */
export interface Comparison {
  readonly asOfBefore: PlainDate;
  readonly asOfAfter: PlainDate;
  /** Servers of either, those with most new findings first, then most fixed, then by name. */
  readonly servers: readonly ServerChange[];
  readonly findings: FindingCounts;
  readonly kinds: Readonly<Record<ServerChangeKind, number>>;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  /** One for each cause that differs. What one step adds another may take back, so the steps need not add up to `findings`. */
  readonly steps: readonly CauseStep[];
}
