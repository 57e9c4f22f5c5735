import { suppressionOf } from '../core/export/vex/statements';
import type { Assessment } from '../core/insights/assessment';
import { criticalityFilterFlaw } from '../core/insights/estate/decideEstate';
import type { UserDecisions } from '../core/insights/estate/withDecisions';
import type { ServerFilter } from '../core/insights/filter';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Problem, ProblemCode } from '../core/inventory/problem';
import { daysBetween } from '../core/inventory/plainDate';
import type { PlacedEntry } from './decisionFile';
import type { Decisions } from './decisions';
import { parseFilterText, readFilter } from './filterText';

type Place = Pick<PlacedEntry<unknown>, 'file' | 'line' | 'column'>;

/** What users decided, ready for the core; and which rules and groups cannot be used, with their place. */
export function userDecisions({ servers, groups, criticalityRules, setAside }: Decisions): { readonly decisions: UserDecisions; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const filterOf = (what: string, text: string, place: Place): ServerFilter | null => {
    const parsed = parseFilterText(text);
    const flaw = 'flaw' in parsed ? parsed.flaw : circular(what, parsed.filter);
    if (flaw === '') return 'filter' in parsed ? parsed.filter : null;
    problems.push(problem(place, 'error', 'decision-invalid', `${what} does not count: ${flaw}`, 'Correct its filter.'));
    return null;
  };
  return {
    decisions: {
      estate: {
        servers: servers.map(({ entry }) => entry),
        groups: groups.map(({ entry: { filter, note: _note, ...group }, ...place }) => {
          const found = filter === undefined ? null : filterOf(`Group ${group.name}`, filter, place);
          return found === null ? group : { ...group, filter: found };
        }),
        rules: criticalityRules.map(({ entry: { filter, criticality }, ...place }, position) => ({
          text: filter, criticality, filter: filterOf(`Criticality rule ${position + 1}`, filter, place),
        })),
      },
      suppressions: setAside.map(({ entry }) => suppressionOf(entry, readFilter)),
    },
    problems,
  };
}

function circular(what: string, filter: ServerFilter): string {
  const flaw = criticalityFilterFlaw(filter);
  return flaw === '' ? '' : `${flaw}, and ${what.startsWith('Group') ? 'a group' : 'a rule'} decides it.`;
}

/** An expiry is announced so many days before. */
const ANNOUNCED_DAYS = 14;
/** Of one kind in one file; one more says how many were left out. */
const MOST_PROBLEMS = 100;

/** What decisions come to in this inventory on this day: servers that it does not have, statements that name nothing here or have expired. */
export function decisionProblems({ estate, setAside: { statements } }: Assessment, { servers, setAside }: Decisions, today: PlainDate): readonly Problem[] {
  const known = new Set(estate.servers.map(({ key }) => key));
  const unknown = servers.filter(({ entry }) => !known.has(entry.server)).map(({ entry, ...place }) => problem(place, 'warning', 'decision-unknown-server',
    `No server of the inventory has the key "${entry.server}". What is said of it is kept and counts for nothing.`, 'Correct the key, or remove the entry when the server is gone.'));
  const aside = statements.flatMap(({ suppression, state }, position): Problem[] => {
    const entry = setAside[position];
    if (entry === undefined) return [];
    const { until, cve } = suppression;
    if (until !== null && until < today) {
      return [problem(entry, 'warning', 'set-aside-expired', `${cve} was set aside until ${until}. Its findings count again.`, 'Look at it again: give it another date, or remove the statement.')];
    }
    if (until !== null && daysBetween(today, until) <= ANNOUNCED_DAYS) {
      return [problem(entry, 'information', 'set-aside-expires', `${cve} is set aside until ${until}; its findings count again the day after.`, 'Look at it before that.')];
    }
    if (state === 'names-nothing') return [problem(entry, 'information', 'set-aside-names-nothing', `The statement about ${cve} names no server or software of the inventory.`, 'Correct its products, or remove it.')];
    if (state === 'unknown-cve') return [problem(entry, 'information', 'set-aside-names-nothing', `The feeds in use have no record of ${cve}, so nothing of it is set aside.`, 'Check the id, or update the feeds.')];
    return [];
  });
  return [...bounded(unknown), ...bounded(aside)];
}

function bounded(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const { file } = problems[MOST_PROBLEMS];
  return [...problems.slice(0, MOST_PROBLEMS), {
    file, line: 0, column: 0, severity: 'warning', code: 'too-many-problems', message: `${problems.length - MOST_PROBLEMS} more of this kind are not listed.`, fix: 'Correct the listed ones first; the others then show.',
  }];
}

function problem({ file, line, column }: Place, severity: Problem['severity'], code: ProblemCode, message: string, fix: string): Problem {
  return { file, line, column, severity, code, message, fix };
}
