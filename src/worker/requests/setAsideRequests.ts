import { userInfo } from 'node:os';
import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { VexStatement } from '../../core/export/vex/openVex';
import { keyOfStatement, statementOf } from '../../core/export/vex/statements';
import { OS_SUBJECT } from '../../core/insights/findings';
import { parsePlainDate } from '../../core/inventory/plainDate';
import { SetAsideList, SetAsideOfferRequest, SetAsidePut, SetAsideRemove } from '../../protocol/lsp';
import type { SetAsideChange } from '../../protocol/models/suppressions';
import { parseFilterText } from '../../workspace/filterText';
import { VEX_STATEMENTS } from '../../workspace/vexStatements';
import type { DecisionChanges, EntryChange } from '../decisionChanges';
import { t } from '../l10n';
import { presentOffer, presentSetAside } from '../present/setAside';
import { withFindings } from './withFindings';
import type { Session } from '../session';
import { onRequest } from './register';

/** Findings set aside: what may be said of one, and the statements there are. */
export function registerSetAsideRequests(connection: Connection, session: Session, changes: DecisionChanges): void {
  onRequest(connection, SetAsideOfferRequest, async ({ server, finding }) => {
    const view = withFindings(await session.view());
    const { estate } = view.assessment;
    const row = estate.servers.findIndex(({ key }) => key === server);
    return row === -1 || (finding.software !== OS_SUBJECT && estate.software[finding.software] === undefined) ? null : presentOffer(view, row, finding);
  });

  onRequest(connection, SetAsideList, async ({ asOf }) => presentSetAside(withFindings(await session.view(asOf))));

  onRequest(connection, SetAsidePut, async (change) => {
    const statement = statementOfChange(change, new Date().toISOString());
    const { decisions, assessment: { estate } } = await session.view();
    const places = new Map(decisions.setAside.map(({ entry, file }) => [keyOfStatement(entry), file]));
    const { servers } = change.scope;
    const row = servers.kind === 'server' ? estate.servers.find(({ key }) => key === servers.key)?.rows[0] : undefined;
    const key = keyOfStatement(statement);
    const { replaces } = change;
    const about = places.get(replaces ?? key) ?? places.get(key) ?? (row && estate.files[row.file].file);
    return changes.change(VEX_STATEMENTS, [
      ...(replaces === undefined || replaces === key ? [] : [{ key: replaces, about, apply: () => undefined }]),
      { key, about, apply: () => statement },
    ]);
  });

  onRequest(connection, SetAsideRemove, async ({ keys }) => {
    const { decisions } = await session.view();
    const places = new Map(decisions.setAside.map(({ entry, file }) => [keyOfStatement(entry), file]));
    return changes.change(VEX_STATEMENTS, keys.map((key): EntryChange<VexStatement> => ({ key, about: places.get(key), apply: () => undefined })));
  });
}

/** What a user said as a statement. What does not make one is refused with the reason. */
function statementOfChange(change: SetAsideChange, at: string): VexStatement {
  const refuse = (reason: string): never => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not set aside: {1}', change.cve, reason));
  };
  const { cve, status, justification, reason, note, scope } = change;
  const until = change.until === null ? null : (parsePlainDate(change.until) ?? refuse(t('its last day is no date like 2027-03-01.')));
  if (status === 'not_affected' && justification === '' && reason.trim() === '') refuse(t('say why it is not affected.'));
  if ((status === 'affected' || status === 'under_investigation') && until === null) refuse(t('this status sets a finding aside only up to a date. Give one.'));
  const { servers } = scope;
  if (servers.kind === 'filter') {
    const parsed = parseFilterText(servers.text);
    if ('flaw' in parsed) refuse(t('its filter is not understood. {0}', parsed.flaw));
  }
  return statementOf({
    id: '', cve: cve.toUpperCase(), aliases: [], status, justification: status === 'not_affected' ? justification : '',
    impact: status === 'not_affected' ? reason.trim() : '', action: status === 'affected' ? reason.trim() : '',
    note: [status === 'fixed' || status === 'under_investigation' ? reason.trim() : '', note.trim()].filter(Boolean).join('\n'),
    scopes: [{ servers: servers.kind === 'filter' ? { ...servers, filter: {} } : servers, software: scope.software }],
    until, by: person(), saidAt: at,
  }, at);
}

/** Who works here, for "said by"; '' where the system does not tell. */
function person(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
