import type { EmptyReason, Frame, Target } from './frame';

/** What the inventory is compared with: its own past in git, another file or folder of this machine, another day, or what users set aside. */
export type CompareSource =
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'date'; readonly date: string }
  /** Itself, with no finding set aside. */
  | { readonly kind: 'suppressions' };

export interface CompareFinding {
  readonly cve: string;
  readonly kind: 'new' | 'fixed';
  readonly subject: string;
}

/** One server that differs. */
export interface CompareRow {
  readonly key: string;
  readonly name: string;
  readonly kind: 'new' | 'gone' | 'changed';
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  readonly added: number;
  readonly fixed: number;
  readonly unchanged: number;
  /** "Inventory", "Date", in words. */
  readonly causes: readonly string[];
  /** The server's panel; null when it is gone. */
  readonly target: Target | null;
  /** The first findings that differ; `added` and `fixed` count all. */
  readonly findings: readonly CompareFinding[];
}

export interface CompareStep {
  readonly label: string;
  readonly added: number;
  readonly fixed: number;
  readonly score: number;
  readonly servers: number;
}

/** Everything of the Compare panel. */
export interface CompareModel {
  readonly frame: Frame;
  readonly empty: EmptyReason | null;
  /** What stands on either side, in words. */
  readonly before: string;
  readonly after: string;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  /** Findings here, in `steps` and in `rows` are without meaning where `frame.hidden` names vulnerabilities: drawn as "hidden". */
  readonly findings: { readonly added: number; readonly fixed: number; readonly unchanged: number };
  readonly servers: { readonly new: number; readonly gone: number; readonly changed: number; readonly unchanged: number };
  readonly steps: readonly CompareStep[];
  /** Servers that differ, those with most new findings first. */
  readonly rows: readonly CompareRow[];
  /** Servers that differ and are not in `rows`. */
  readonly more: number;
  /** What was left out, as a sentence; '' when nothing was. */
  readonly note: string;
}

/** A commit to compare with. */
export interface CompareRevision {
  readonly id: string;
  readonly date: string;
  readonly subject: string;
}
