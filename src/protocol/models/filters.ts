import type { FilterCompletion } from '../../core/insights/filterText/completeFilter';
import type { FilterTextProblem } from '../../core/insights/filterText/parseFilter';
import type { ServerFilter, SoftwareFilter } from './frame';

export type { FilterCompletion, FilterSuggestion } from '../../core/insights/filterText/completeFilter';
export type { FilterTextProblem } from '../../core/insights/filterText/parseFilter';

/** Which list a filter text is for. */
export type FilteredList = 'servers' | 'software';

/** What a filter text says, and what could stand at a place of it. */
export interface FilterTextModel extends FilterCompletion {
  /** What was understood, up to the problem. */
  readonly filter: ServerFilter | SoftwareFilter;
  /** The first mistake; null when the text is a filter. */
  readonly problem: (FilterTextProblem & { /** Place, reason and expectation in one sentence. */ readonly text: string }) | null;
  /** The text in its canonical form; '' while there is a problem. */
  readonly canonical: string;
}

/** Longest text that is typed into a list's box, UTF-16 code units; a selection of thousands of keys fits. */
export const MAX_TYPED_FILTER = 200_000;
