import { ENGLISH, type Language } from '../../language';
import type { Criticality } from '../../inventory/model';
import type { Assessment } from '../assessment';
import type { ServerFilter } from '../filter';
import { queryServers, ServerFields } from '../serverQuery';
import { BY_INVENTORY, BY_NOBODY, coverageOf, type CriticalitySource, type DecidedColumns, type ServerCoverage } from './decidedColumns';
import type { CriticalityRule, EstateDecisions, ServerDecision, ServerGroup } from './estateDecisions';
import { overlayTags } from './overlayTags';

/** Worst last: of several groups the most critical counts. */
const RANK: Readonly<Record<Criticality, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

/** What the user says of servers, by position; of two entries for one server the later counts. Entries of servers that are not here are left aside. */
export function decisionsByRow({ estate }: Pick<Assessment, 'estate'>, servers: readonly ServerDecision[]): ReadonlyMap<number, ServerDecision> {
  if (servers.length === 0) return new Map();
  const wanted = new Map(servers.map((decision) => [decision.server, decision]));
  const found = new Map<number, ServerDecision>();
  estate.servers.forEach(({ key }, row) => {
    const decision = wanted.get(key);
    if (decision !== undefined) found.set(row, decision);
  });
  return found;
}

/** The assessment with the users' tags; nothing is judged anew, since nothing judged depends on a tag. */
export function withUserTagsOf(assessment: Assessment, { servers }: Pick<EstateDecisions, 'servers'>): Assessment {
  const decisions = decisionsByRow(assessment, servers);
  if (decisions.size === 0) return assessment;
  const { estate, writtenTags } = overlayTags(assessment.estate, decisions);
  return { ...assessment, estate, decided: { ...assessment.decided, decisions, writtenTags } };
}

/**
 * The assessment with criticality and coverage as users decide them. Rules and groups are filters over everything else of the
 * assessment, tags and findings set aside included, so this comes last; a filter over criticality itself would go in a circle and holds
 * for nobody (`criticalityFilterFlaw` says why).
 */
export function decideEstate(assessment: Assessment, { groups, rules }: EstateDecisions): Assessment {
  const { estate, servers } = assessment;
  const { decisions } = assessment.decided;
  if (decisions.size === 0 && groups.length === 0 && rules.length === 0) return assessment;
  const coverage = estate.servers.map((_, row): ServerCoverage => coverageOf(servers, row, decisions.get(row)?.excluded !== undefined));
  const before: Assessment = { ...assessment, decided: { ...assessment.decided, coverage } };
  // Looked at only when some filter asks: it costs a pass over all servers.
  let fields: ServerFields | undefined;
  const rowsOf = (filter: ServerFilter): readonly number[] =>
    criticalityFilterFlaw(filter) === '' ? queryServers(fields ??= new ServerFields(before), filter, false).rows : [];

  const byGroup = membersOf(before, groups, rowsOf);
  const byRule = firstRules(estate.servers.length, rules, rowsOf);
  const criticality: (Criticality | '')[] = [];
  const criticalityBy: CriticalitySource[] = [];
  const ruleSources = rules.map(({ text }, position): CriticalitySource => ({ by: 'rule', position, text }));
  const said = groups.map(({ name }): CriticalitySource => ({ by: 'group', name }));
  estate.servers.forEach((server, row) => {
    const hand = decisions.get(row)?.criticality;
    const rule = byRule[row]!;
    const group = mostCritical(groups, byGroup.get(row));
    const [level, source] =
      hand !== undefined ? [hand, BY_HAND] as const
      : rule >= 0 ? [rules[rule]!.criticality, ruleSources[rule]!] as const
      : group !== undefined ? [groups[group]!.criticality!, said[group]!] as const
      : [server.criticality, server.criticality === '' ? BY_NOBODY : BY_INVENTORY] as const;
    criticality.push(level);
    criticalityBy.push(source);
  });
  const names = new Map([...byGroup].map(([row, positions]) => [row, positions.map((position) => groups[position]!.name)]));
  const decided: DecidedColumns = { ...before.decided, criticality, criticalityBy, groups: names };
  return { ...before, decided };
}

const BY_HAND: CriticalitySource = { by: 'hand' };

/** Why a filter cannot decide about criticality, as the end of a sentence; '' when it can. */
export function criticalityFilterFlaw(filter: ServerFilter): string {
  if (filter.criticality?.length) return 'it asks for criticality itself';
  return [filter.within, filter.except].map((inner) => (inner ? criticalityFilterFlaw(inner) : '')).find((flaw) => flaw !== '') ?? '';
}

/** Positions of the groups that a server belongs to, in their order. */
function membersOf({ estate }: Assessment, groups: readonly ServerGroup[], rowsOf: (filter: ServerFilter) => readonly number[]): Map<number, number[]> {
  const byRow = new Map<number, number[]>();
  if (groups.length === 0) return byRow;
  const rowOf = new Map(estate.servers.map(({ key }, row) => [key, row]));
  groups.forEach(({ members = [], filter }, position) => {
    const named = members.flatMap((key) => rowOf.get(key) ?? []);
    for (const row of new Set([...named, ...(filter ? rowsOf(filter) : [])])) {
      const known = byRow.get(row);
      if (known) known.push(position);
      else byRow.set(row, [position]);
    }
  });
  return byRow;
}

/** The first rule that each server passes; -1 for none. */
function firstRules(servers: number, rules: readonly CriticalityRule[], rowsOf: (filter: ServerFilter) => readonly number[]): Int32Array {
  const first = new Int32Array(servers).fill(-1);
  rules.forEach(({ filter }, position) => {
    for (const row of filter ? rowsOf(filter) : []) if (first[row] === -1) first[row] = position;
  });
  return first;
}

/** The position of the group that counts: the most critical, of equals the first. */
function mostCritical(groups: readonly ServerGroup[], positions: readonly number[] = []): number | undefined {
  let best: number | undefined;
  for (const position of positions) {
    const level = groups[position]!.criticality;
    if (level !== undefined && (best === undefined || RANK[level] > RANK[groups[best]!.criticality!])) best = position;
  }
  return best;
}

/** Who set a server's criticality, as the views say it: "rule 2: environment:production". */
export function sourceWords(source: CriticalitySource, { t }: Language = ENGLISH): string {
  switch (source.by) {
    case 'hand': return t('set by hand');
    case 'rule': return t('rule {0}: {1}', source.position + 1, source.text);
    case 'group': return t('group {0}', source.name);
    case 'inventory': return t('inventory');
    case 'nobody': return '';
  }
}
