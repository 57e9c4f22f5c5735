import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ServerFilter, SoftwareFilter } from '../../core/insights/filter';
import { formatServerFilter, formatSoftwareFilter } from '../../core/insights/filterText/formatFilter';
import { FilterFormat, ViewsEdit, ViewsList } from '../../protocol/lsp';
import { VIEWS } from '../../workspace/views';
import type { Session } from '../session';
import { onRequest } from './register';

/** Views that the workspace shares, and filters as text. */
export function registerViewRequests(connection: Connection, session: Session): void {
  onRequest(connection, FilterFormat, ({ list, filter }) => (list === 'software' ? formatSoftwareFilter(filter as SoftwareFilter) : formatServerFilter(filter as ServerFilter)));

  onRequest(connection, ViewsList, async () => {
    await session.settled();
    return session.decisions.views.map(({ entry }) => entry);
  });

  onRequest(connection, ViewsEdit, async ({ put, remove }) => {
    const { problem } = await session.decide(VIEWS, () => ({ put, remove: remove.map((name) => name.toLowerCase()) }));
    if (problem) throw new ResponseError(LSPErrorCodes.RequestFailed, [problem.message, problem.fix].filter(Boolean).join(' '));
    return {};
  });
}
