import { hasWildcard } from '../identify/cpe';
import { compareVersions } from '../version/compareVersions';

/** How a criteria's field relates to ours: what the criteria names is a superset of, equal to, a subset of ours, or shares nothing with it. */
export type Relation = 'superset' | 'equal' | 'subset' | 'disjoint';

/**
 * The relation of one field (NISTIR 7696 §6.2, table 6-2). Fields in the inner form of `cpe.ts`.
 * A wildcard on our side is undefined there and never made; here it is read as text.
 */
export function fieldRelation(criteria: string, ours: string): Relation {
  if (criteria === ours) return 'equal';
  if (criteria === '*') return 'superset';
  if (ours === '*') return 'subset';
  if (criteria === '-' || ours === '-') return 'disjoint';
  return hasWildcard(criteria) && matchesPattern(criteria, ours) ? 'superset' : 'disjoint';
}

/** As `fieldRelation`, with spellings of one update held to be equal: `update201`, `update_201`; `p1`, `patch1`. */
export function updateRelation(criteria: string, ours: string): Relation {
  const relation = fieldRelation(criteria, ours);
  if (relation !== 'disjoint' || !isNumberedUpdate(criteria) || !isNumberedUpdate(ours)) return relation;
  return compareVersions('generic', criteria, ours) === 0 ? 'equal' : 'disjoint';
}

/** Only numbers tell that two spellings are of one update. */
export function isNumberedUpdate(update: string): boolean {
  return /\d/.test(update);
}

/** Whether a value fits a pattern with wildcards at its ends: `*` any number of characters, each `?` none or one (NISTIR 7696 §6.3). */
export function matchesPattern(pattern: string, value: string): boolean {
  let start = pattern[0] === '*' ? 1 : 0;
  if (start === 0) while (pattern[start] === '?') start++;
  let end = start;
  while (end < pattern.length && pattern[end] !== '*' && pattern[end] !== '?') end += pattern[end] === '\\' ? 2 : 1;
  const mostBefore = pattern[0] === '*' ? Infinity : start;
  const mostAfter = pattern[end] === '*' ? Infinity : pattern.length - end;
  const text = pattern.slice(start, end);
  if (text === '') return value.length <= mostBefore + mostAfter;
  for (let at = value.indexOf(text); at >= 0 && at <= mostBefore; at = value.indexOf(text, at + 1)) {
    if (value.length - at - text.length <= mostAfter) return true;
  }
  return false;
}

/** The operating systems that a `target_sw` may stand for. */
export type TargetFamily = 'windows' | 'linux' | 'macos' | 'unix';

const TARGET_FAMILIES = new Map<string, TargetFamily>([
  ['windows', 'windows'],
  ['linux', 'linux'],
  ['linux_kernel', 'linux'],
  ['macos', 'macos'],
  ['mac_os', 'macos'],
  ['mac_os_x', 'macos'],
  ['unix', 'unix'],
]);

/** The family of operating systems that a `target_sw` names; undefined for a platform of another kind (`wordpress`, `android`). */
export function targetFamily(targetSw: string): TargetFamily | undefined {
  return TARGET_FAMILIES.get(targetSw);
}
