import type { Connection } from 'vscode-languageserver/node';
import type { ServerFilter, SoftwareFilter } from '../../core/insights/filter';
import { completeServerFilter, completeSoftwareFilter } from '../../core/insights/filterText/completeFilter';
import { formatServerFilter, formatSoftwareFilter } from '../../core/insights/filterText/formatFilter';
import { parseServerFilter, parseSoftwareFilter, problemText } from '../../core/insights/filterText/parseFilter';
import { FilterComplete } from '../../protocol/lsp';
import type { Session } from '../session';
import { onRequest } from './register';

/** Filter texts: what they say, and what could stand in them. */
export function registerFilterRequests(connection: Connection, session: Session): void {
  onRequest(connection, FilterComplete, async ({ list, text, offset, inForce, asOf }) => {
    const view = await session.view(asOf);
    const isSoftware = list === 'software';
    const { filter, problem } = isSoftware ? parseSoftwareFilter(text) : parseServerFilter(text);
    const completion = isSoftware
      ? completeSoftwareFilter(view.software, text, offset, inForce as SoftwareFilter)
      : completeServerFilter(view.software, text, offset, inForce as ServerFilter);
    return {
      ...completion,
      filter,
      problem: problem && { ...problem, text: problemText(problem) },
      canonical: problem ? '' : isSoftware ? formatSoftwareFilter(filter as SoftwareFilter) : formatServerFilter(filter as ServerFilter),
    };
  });
}
