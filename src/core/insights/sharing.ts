import { NO_ADVISORIES } from '../match/advisories/advisoryIndex';
import type { Knowledge } from '../match/knowledge';
import { createMatcher, type Matcher } from '../match/matcher';
import type { MatchIndex } from '../match/matchIndex';
import { SEVERITIES } from '../match/verdict';
import { assess, type AssessInput } from './assess';
import type { Assessment } from './assessment';

/** What a sharing profile may leave out (features A12): vulnerabilities, or pending updates. Support status is always kept. */
export type HideablePart = 'vulnerabilities' | 'updates';
export const HIDEABLE_PARTS: readonly HideablePart[] = ['vulnerabilities', 'updates'];

/** Stands where a number or a list is left out by the sharing profile: never 0, and not the same as unknown. */
export const HIDDEN = 'hidden';

export function isHidden({ hidden }: Pick<Assessment, 'hidden'>, part: HideablePart): boolean {
  return hidden?.includes(part) === true;
}

/** Follows a score that leaves terms out; '' for a whole one. */
export function scoreNote({ hidden }: Pick<Assessment, 'hidden'>): string {
  return hidden?.length ? 'without hidden parts' : '';
}

/**
 * Judges an estate as one whose parts are hidden never had them: nothing of a hidden part reaches the assessment, so that no score, order,
 * filter or count made from it tells it all the same. What is hidden is then unknown in the columns, and named by `Assessment.hidden`.
 */
export function assessShared(input: AssessInput, hidden: readonly HideablePart[]): Assessment {
  if (hidden.length === 0) return assess(input);
  const { estate, knowledge, matcher } = input;
  const hidesVulnerabilities = hidden.includes('vulnerabilities');
  const shared = assess({
    ...input,
    ...(hidden.includes('updates') ? { estate: { ...estate, servers: estate.servers.map((server) => (server.pendingUpdates === null ? server : { ...server, pendingUpdates: null })) } } : {}),
    ...(hidesVulnerabilities ? { matcher: silentMatcher(matcher), knowledge: withoutAdvisories(knowledge) } : {}),
  });
  if (hidesVulnerabilities) {
    shared.servers.judged.fill(0);
    shared.servers.level.fill(SEVERITIES.indexOf('unknown'));
    shared.software.judged.fill(0);
  }
  return { ...shared, hidden };
}

const silent = new WeakMap<MatchIndex, Matcher>();

/** Knows the records, and finds none of them anywhere. One for each index: what `assess` keeps is kept with it. */
function silentMatcher({ index }: Matcher): Matcher {
  let matcher = silent.get(index);
  // A matcher over an index that `openMatchIndex` did not open, such as a copy, finds nothing.
  if (!matcher) silent.set(index, (matcher = createMatcher({ ...index })));
  return matcher;
}

/** Member by member, because a knowledge may be an object whose methods stand in its class. */
function withoutAdvisories(knowledge: Knowledge): Knowledge {
  const { feeds, starter, revision, lifecycle, index } = knowledge;
  return { feeds, starter, revision, lifecycle, index, advisories: NO_ADVISORIES, details: (cve) => knowledge.details(cve), text: (cve) => knowledge.text(cve) };
}
