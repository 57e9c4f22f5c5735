import type { ReadFilter } from '../core/export/vex/vexNames';
import type { ServerFilter } from '../core/insights/filter';
import { parseServerFilter, problemText } from '../core/insights/filterText/parseFilter';

/** The text of a filter as people write it into a file, or what is wrong with it as a sentence. */
export function parseFilterText(text: string): { readonly filter: ServerFilter } | { readonly flaw: string } {
  const { filter, problem } = parseServerFilter(text);
  return problem === null ? { filter } : { flaw: problemText(problem) };
}

/** The same, where a text that is none is simply no filter. */
export const readFilter: ReadFilter = (text) => {
  const parsed = parseFilterText(text);
  return 'filter' in parsed ? parsed.filter : null;
};
