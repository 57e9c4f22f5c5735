import type { EmptyReason, Frame, IsoDate, Target } from './frame';
import type { Page } from './lists';

/** What stands before: the inventory's own past in git, another file or folder of this machine, another day, other feeds, or what users set aside. */
export type CompareSource =
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'date'; readonly date: string }
  /** Itself, judged by feeds that the cache still keeps, by their number there. */
  | { readonly kind: 'generation'; readonly generation: number }
  /** Itself, judged by the feeds of another folder or of a bundle. */
  | { readonly kind: 'feeds'; readonly path: string }
  /** Itself, with no finding set aside. */
  | { readonly kind: 'suppressions' }
  /** A day kept in the history, of which there are totals only. */
  | { readonly kind: 'day'; readonly date: string };

export interface CompareFinding {
  readonly cve: string;
  readonly kind: 'new' | 'fixed';
  readonly subject: string;
}

/** What became of a server that differs. */
export type CompareKind = 'new' | 'gone' | 'changed';

/** One server that differs. */
export interface CompareRow {
  readonly key: string;
  readonly name: string;
  readonly kind: CompareKind;
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

/** What stands on one side, in words. */
export interface CompareSide {
  readonly label: string;
  /** Commit, files, feeds; '' when `label` says all. */
  readonly detail: string;
}

interface CompareSides {
  readonly frame: Frame;
  readonly empty: EmptyReason | null;
  readonly before: CompareSide;
  readonly after: CompareSide;
  /** What was left out or should be known, as sentences. */
  readonly notes: readonly string[];
  /** What was wrong with the inventory of before, the gravest first, with file and line. */
  readonly problems: readonly string[];
  /** Problems beyond those. */
  readonly moreProblems: number;
}

/** Two states of which every server is known. */
export interface CompareServers extends CompareSides {
  readonly kind: 'servers';
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  /** Findings here, in `steps` and in rows are without meaning where `frame.hidden` names vulnerabilities: drawn as "hidden". */
  readonly findings: { readonly added: number; readonly fixed: number; readonly unchanged: number };
  readonly servers: { readonly new: number; readonly gone: number; readonly changed: number; readonly unchanged: number };
  readonly steps: readonly CompareStep[];
  /** The kind of servers listed; null: all that differ. */
  readonly shown: CompareKind | null;
  /** The first servers of that kind, those with most new findings first. */
  readonly page: Page<CompareRow>;
}

export interface CompareTotal {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** Two states of one of which only totals were kept. */
export interface CompareTotals extends CompareSides {
  readonly kind: 'totals';
  readonly totals: readonly CompareTotal[];
}

/** Everything of the Compare panel. */
export type CompareModel = CompareServers | CompareTotals;

/** A commit to compare with. */
export interface CompareRevision {
  readonly id: string;
  readonly date: string;
  readonly subject: string;
}

/** What is at hand to compare with beside files and commits. */
export interface CompareChoices {
  /** Feeds that the cache keeps beside those in use, newest first. */
  readonly generations: readonly { readonly generation: number; /** "NVD 2026-11-14, endoflife.date 2026-11-13". */ readonly feeds: string }[];
  /** Days kept in the history but for today, newest first. */
  readonly days: readonly { readonly date: IsoDate; readonly servers: number; readonly score: number }[];
}
