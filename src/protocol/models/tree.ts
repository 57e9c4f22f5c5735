/** The trees beside the editor and what the status bar says of the estate. */
import type { Target } from './frame';

export type TreeView = 'servers' | 'software' | 'dataIssues' | 'feeds';

export interface TreeNode {
  /** Stable over refreshes. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown made by the worker; inventory text in it is escaped. */
  readonly tooltip: string;
  /** A codicon name and a theme colour id, '' for none. */
  readonly icon: string;
  readonly color: string;
  readonly expandable: boolean;
  /** For `when` clauses of menus: `server`, `software`, `finding`, `file`, `problem`, `feed`, `more`. */
  readonly context: string;
  readonly target: Target | null;
  /** At most 2 characters shown as a decoration badge; '' for none. */
  readonly badge: string;
  /** Spoken instead of label and description. */
  readonly accessibleLabel: string;
}

export interface EstateStatus {
  readonly revision: number;
  readonly phase: 'reading' | 'ready';
  readonly files: number;
  readonly unreadableFiles: number;
  readonly servers: number;
  readonly serversAtRisk: number;
  readonly software: number;
  readonly problems: { readonly errors: number; readonly warnings: number; readonly information: number };
  readonly feedsSummary: string;
  readonly feedsStale: boolean;
  readonly starterFeeds: boolean;
  /** Said once to the user: what was wrong with the feed cache; '' when nothing. */
  readonly feedsProblem: string;
}
