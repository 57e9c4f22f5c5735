import type { FilteredList } from './filters';

/** A list as users keep it: which rows, in which order. In the workspace's `views.json`, or private to one user. */
export interface SavedView {
  /** Tells views apart, whatever the case. */
  readonly name: string;
  readonly description?: string;
  readonly list: FilteredList;
  /** docs/filters.md; '' shows all. */
  readonly filter: string;
  readonly sort?: { readonly key: string; readonly direction: 'ascending' | 'descending' };
  /** Keys of the columns on show, whatever their order; absent: the view says nothing of columns. */
  readonly columns?: readonly string[];
}

/** A view in the menu of its list. */
export interface ViewName {
  readonly name: string;
  readonly description: string;
  /** In the workspace's `views.json`, not only for this user. */
  readonly isShared: boolean;
}

/** Views that one user or one workspace keeps. */
export const MAX_VIEWS = 500;

/** Columns that a list or a view may name. */
export const MAX_COLUMNS = 50;
