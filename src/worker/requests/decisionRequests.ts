import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { changeDecision, type DecisionChange } from '../../core/insights/estate/changeDecision';
import { criticalityFilterFlaw } from '../../core/insights/estate/decideEstate';
import type { ServerDecision } from '../../core/insights/estate/estateDecisions';
import { readTagsCsv } from '../../core/insights/estate/readTagsCsv';
import { formatServerFilter } from '../../core/insights/filterText/formatFilter';
import { compareNames } from '../../core/insights/query';
import { queryServers } from '../../core/insights/serverQuery';
import {
  CoverageExclude, CriticalityAddRule, CriticalitySet, DecisionsPlace, DecisionsUndo, ServersKeys, TagsEdit, TagsImport, TagsKnown, type DecisionTopic,
} from '../../protocol/lsp';
import type { DecisionAnswer, KnownTag } from '../../protocol/models/tags';
import type { DecisionList } from '../../workspace/decisionFile';
import { CRITICALITY_RULES, SERVER_DECISIONS, SERVER_GROUPS } from '../../workspace/estateLists';
import { parseFilterText } from '../../workspace/filterText';
import { VEX_STATEMENTS } from '../../workspace/vexStatements';
import type { DecisionChanges, EntryChange } from '../decisionChanges';
import { t } from '../l10n';
import type { View } from '../present/view';
import type { Session } from '../session';
import { onRequest } from './register';

/** Keys and values of a Quick Pick. */
const MOST_KEYS = 1_000;
const MOST_VALUES = 100;
/** Of an import that are told one by one. */
const MOST_TOLD = 20;
/** Larger files of tags are refused. */
const MAX_CSV_BYTES = 50_000_000;

/** Tags, criticality and coverage: what is known, and changes of it. */
export function registerDecisionRequests(connection: Connection, session: Session, changes: DecisionChanges): void {
  onRequest(connection, ServersKeys, async ({ filter, asOf }) => {
    const view = await session.view(asOf);
    return queryServers(view.servers, filter, false).rows.map((row) => view.assessment.estate.servers[row].key);
  });

  onRequest(connection, TagsKnown, async ({ servers }) => knownTags(await session.view(), servers));

  onRequest(connection, TagsEdit, async ({ servers, put, remove }) => change(session, changes, servers, () => ({ put, remove })));

  onRequest(connection, CriticalitySet, async ({ servers, criticality }) => change(session, changes, servers, () => ({ criticality })));

  onRequest(connection, CoverageExclude, async ({ servers, reason }) => change(session, changes, servers, () => ({ excluded: reason })));

  onRequest(connection, TagsImport, async ({ path: file }) => {
    const text = await readCsv(file);
    const view = await session.view();
    const read = readTagsCsv(file, text, view.assessment.estate.servers);
    const answer = await change(session, changes, [...read.tags.keys()], (key) => ({ put: read.tags.get(key)! }));
    return {
      ...answer, rows: read.rows, rejected: read.rejected, unknownServers: read.unknownServers.slice(0, MOST_TOLD),
      problems: read.problems.slice(0, MOST_TOLD).map(({ line, message, fix }) => ({ line, message: [message, fix].filter(Boolean).join(' ') })),
    };
  });

  onRequest(connection, CriticalityAddRule, async ({ filter, text: typed, criticality }) => {
    const parsed = filter === undefined ? parseFilterText(typed ?? '') : { filter };
    if ('flaw' in parsed) return { changed: 0, problem: t('The filter is not understood. {0}', parsed.flaw), undo: null };
    const flaw = criticalityFilterFlaw(parsed.filter);
    const text = formatServerFilter(parsed.filter);
    const refusal = flaw !== '' ? t('This filter cannot be a criticality rule: {0}. Remove that limit first.', flaw) : text === '' ? t('A rule needs a filter. Narrow the list first.') : '';
    if (refusal !== '') return { changed: 0, problem: refusal, undo: null };
    return changes.change(CRITICALITY_RULES, [{ key: text, about: undefined, apply: (before) => ({ ...before, filter: text, criticality }) }]);
  });

  onRequest(connection, DecisionsUndo, ({ undo }) => changes.undo(undo));

  onRequest(connection, DecisionsPlace, async ({ topic, key }) => placeOf(session, topic, key));
}

/** Changes what is said of servers. Each is written where it is said already, else in the folder of its inventory. */
async function change(session: Session, changes: DecisionChanges, servers: readonly string[], changeOf: (key: string) => DecisionChange): Promise<DecisionAnswer> {
  const { assessment, decisions } = await session.view();
  const { estate, decided } = assessment;
  const rows = new Map(estate.servers.map(({ key }, row) => [key, row]));
  const said = new Map(decisions.servers.map(({ entry, file }) => [entry.server, file]));
  return changes.change(SERVER_DECISIONS, servers.map((key): EntryChange<ServerDecision> => {
    const row = rows.get(key);
    const written = row === undefined ? {} : (decided.writtenTags.get(row) ?? estate.servers[row].tags);
    const first = row === undefined ? undefined : estate.servers[row].rows[0];
    return { key, about: said.get(key) ?? (first && estate.files[first.file].file), apply: (before) => changeDecision(key, before, written, changeOf(key)) };
  }));
}

function knownTags({ assessment: { estate } }: View, keys: readonly string[] | undefined): KnownTag[] {
  const wanted = keys && new Set(keys);
  const counts = new Map<string, Map<string, number>>();
  for (const { key, tags } of estate.servers) {
    if (wanted && !wanted.has(key)) continue;
    for (const [tag, value] of Object.entries(tags)) {
      const values = counts.get(tag) ?? new Map<string, number>();
      counts.set(tag, values);
      values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a], [b]) => compareNames(a, b)).slice(0, MOST_KEYS).map(([key, values]) => ({
    key,
    servers: [...values.values()].reduce((sum, count) => sum + count, 0),
    values: [...values].sort((a, b) => b[1] - a[1] || compareNames(a[0], b[0])).slice(0, MOST_VALUES).map(([value, servers]) => ({ value, servers })),
  }));
}

async function readCsv(file: string): Promise<string> {
  const failed = (reason: string): never => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not imported: {1}', path.basename(file), reason));
  };
  if (!path.isAbsolute(file)) failed('choose a file of this machine.');
  try {
    if ((await stat(file)).size > MAX_CSV_BYTES) failed(t('it has more than {0} MB. Split it.', MAX_CSV_BYTES / 1_000_000));
    return new TextDecoder('utf-8').decode(await readFile(file));
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    return failed(error instanceof Error ? `${error.message}.` : String(error));
  }
}

const LISTS: Readonly<Record<DecisionTopic, DecisionList<never>>> = {
  servers: SERVER_DECISIONS as unknown as DecisionList<never>, groups: SERVER_GROUPS as unknown as DecisionList<never>,
  criticalityRules: CRITICALITY_RULES as unknown as DecisionList<never>, setAside: VEX_STATEMENTS as unknown as DecisionList<never>,
};

/** Where an entry stands, else where its list would; the file is made when there is none yet. */
async function placeOf(session: Session, topic: DecisionTopic, key: string | undefined): Promise<{ readonly file: string; readonly line: number; readonly column: number }> {
  const list = LISTS[topic];
  const { decisions } = await session.view();
  const entries: readonly { readonly entry: unknown; readonly file: string; readonly line: number; readonly column: number }[] = decisions[topic];
  const wanted = entries.find(({ entry }) => key !== undefined && list.keyOf(entry as never) === key) ?? entries[0];
  if (wanted) return { file: wanted.file, line: wanted.line, column: wanted.column };
  const made = await session.decisionFile(list);
  if ('problem' in made) throw new ResponseError(LSPErrorCodes.RequestFailed, made.problem);
  return { file: made.file, line: 1, column: 1 };
}
