import { array, maxLength, object, optional, picklist, pipe, string, type GenericSchema } from 'valibot';
import type { DecisionList } from './decisionFile';
import { MAX_WORD, note, word } from './fields';

/** A list as a team keeps it: which rows, in which order. */
export interface WorkspaceView {
  readonly name: string;
  readonly description?: string;
  readonly list: 'servers' | 'software';
  /** docs/filters.md; '' shows all. */
  readonly filter: string;
  readonly sort?: { readonly key: string; readonly direction: 'ascending' | 'descending' };
  /** Keys of the columns on show; those that this version does not know are passed over. */
  readonly columns?: readonly string[];
}

/** Characters of a filter: a selection of thousands of servers by key. */
const MAX_FILTER = 200_000;

/** Columns that a view may name. */
const MAX_COLUMNS = 50;

const view: GenericSchema<unknown, WorkspaceView> = object({
  name: word,
  description: optional(note),
  list: picklist(['servers', 'software'], 'it is servers or software'),
  filter: pipe(string('a text is expected'), maxLength(MAX_FILTER, `it has more than ${MAX_FILTER} characters`)),
  sort: optional(object({ key: pipe(string('a text is expected'), maxLength(MAX_WORD)), direction: picklist(['ascending', 'descending'], 'it is ascending or descending') }, 'an object is expected')),
  columns: optional(pipe(array(word, 'a list of texts is expected'), maxLength(MAX_COLUMNS, `it has more than ${MAX_COLUMNS} columns`))),
}, 'an object is expected');

/** `views.json`: views that the workspace shares. The filter is checked when a view is opened, as a list shows where it is wrong. */
export const VIEWS: DecisionList<WorkspaceView> = { file: 'views.json', list: 'views', schemaVersion: 1, entry: view, keyOf: ({ name }) => name.toLowerCase(), mostEntries: 500 };
