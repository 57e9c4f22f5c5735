import type { Problem } from '../core/inventory/problem';
import { CATEGORY_RULES } from './categoryRules';
import { readDecisionFile, type DecisionList, type PlacedEntry } from './decisionFile';
import { CRITICALITY_RULES, SERVER_DECISIONS, SERVER_GROUPS } from './estateLists';
import { HOSTS } from './hosts';
import { MAPPINGS } from './mappings';
import { VEX_STATEMENTS } from './vexStatements';
import { VIEWS } from './views';

/** Every list that users decide in. A topic adds its own here, and all that reads decisions has it. */
export const DECISION_LISTS = {
  mappings: MAPPINGS,
  categories: CATEGORY_RULES,
  hosts: HOSTS,
  servers: SERVER_DECISIONS,
  groups: SERVER_GROUPS,
  criticalityRules: CRITICALITY_RULES,
  setAside: VEX_STATEMENTS,
  views: VIEWS,
};

type Lists = typeof DECISION_LISTS;
type EntryOf<List> = List extends DecisionList<infer Entry> ? Entry : never;

/** All that users decided, each list over all folders in their order, one entry for each key; and what is wrong with the files. */
export type Decisions = { readonly [Topic in keyof Lists]: readonly PlacedEntry<EntryOf<Lists[Topic]>>[] } & { readonly problems: readonly Problem[] };

const TOPICS = Object.keys(DECISION_LISTS) as (keyof Lists)[];

export const NO_DECISIONS: Decisions = { mappings: [], categories: [], hosts: [], servers: [], groups: [], criticalityRules: [], setAside: [], views: [], problems: [] };

/** Reads every list of every folder. Rejects never. */
export async function readDecisions(folders: readonly string[]): Promise<Decisions> {
  const problems: Problem[] = [];
  const read = await Promise.all(TOPICS.map(async (topic) => [topic, await readList(DECISION_LISTS[topic] as DecisionList<unknown>, folders, problems)] as const));
  return { ...(Object.fromEntries(read) as unknown as Omit<Decisions, 'problems'>), problems: distinct(problems) };
}

async function readList(list: DecisionList<unknown>, folders: readonly string[], problems: Problem[]): Promise<readonly PlacedEntry<unknown>[]> {
  const byKey = new Map<string, PlacedEntry<unknown>>();
  for (const reading of await Promise.all(folders.map((folder) => readDecisionFile(list, folder)))) {
    problems.push(...reading.problems);
    for (const placed of reading.entries) {
      const key = list.keyOf(placed.entry);
      const before = byKey.get(key);
      if (before && JSON.stringify(before.entry) !== JSON.stringify(placed.entry)) problems.push(conflict(list, before, placed));
      byKey.delete(key);
      byKey.set(key, placed);
    }
  }
  return [...byKey.values()];
}

function conflict({ list }: DecisionList<unknown>, before: PlacedEntry<unknown>, { file, line, column }: PlacedEntry<unknown>): Problem {
  return {
    file, line, column, severity: 'warning', code: 'decision-conflict',
    message: `This entry of "${list}" is for the same as line ${before.line} of ${before.file}; this one counts.`, fix: 'Remove one of them.',
  };
}

/** What is wrong with a file is said once, not by each of its lists. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.file}\0${problem.line}\0${problem.column}\0${problem.message}`, problem])).values()];
}
