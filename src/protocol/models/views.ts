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
}

/** Views that one user or one workspace keeps. */
export const MAX_VIEWS = 500;
