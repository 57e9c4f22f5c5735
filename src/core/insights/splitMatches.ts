import type { ColumnPool } from '../match/columnPool';
import type { SubjectMatches } from '../match/matcher';
import { VerdictCode } from '../match/verdict';
import type { SplitMatches } from './assessment';

const EMPTY = new Uint32Array(0);
export const NO_MATCHES: SplitMatches = { cves: EMPTY, verdicts: new Uint8Array(0), conditional: EMPTY, affected: EMPTY, possible: EMPTY, unknownVersion: EMPTY, unrecorded: EMPTY };

/** A subject's matches told apart by verdict. What is made for it comes out of the pool, where there is one. */
export function splitMatches(matches: SubjectMatches, unrecorded: Uint32Array = EMPTY, pool?: ColumnPool): SplitMatches {
  const { cves, verdicts, conditional } = matches;
  if (cves.length === 0 && conditional.length === 0 && unrecorded.length === 0) return NO_MATCHES;
  const { affected, possible, unknownVersion } = splitVerdicts(cves, verdicts, pool);
  return { cves, verdicts, conditional, affected, possible, unknownVersion, unrecorded };
}

/** CVEs told apart by the verdict of each, which can be `not-affected`. */
export function splitVerdicts(cves: Uint32Array, verdicts: Uint8Array, pool?: ColumnPool): Pick<SplitMatches, 'affected' | 'possible' | 'unknownVersion'> {
  let affected = 0;
  let possible = 0;
  let unknownVersion = 0;
  for (let at = 0; at < verdicts.length; at++) {
    switch (verdicts[at]) {
      case VerdictCode.affected: affected++; break;
      case VerdictCode.possiblyAffected: possible++; break;
      case VerdictCode.unknownVersion: unknownVersion++;
    }
  }
  const withVerdict = (code: number, count: number): Uint32Array => {
    if (count === 0) return EMPTY;
    if (count === cves.length) return cves;
    const taken = pool ? pool.takeWords(count) : new Uint32Array(count);
    for (let at = 0, next = 0; next < count; at++) if (verdicts[at] === code) taken[next++] = cves[at];
    return taken;
  };
  return {
    affected: withVerdict(VerdictCode.affected, affected),
    possible: withVerdict(VerdictCode.possiblyAffected, possible),
    unknownVersion: withVerdict(VerdictCode.unknownVersion, unknownVersion),
  };
}

/** Both of two ascending columns, ascending and distinct. */
export function unionOf(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  if (containsAll(a, b)) return a;
  const merged = new Uint32Array(a.length + b.length);
  let count = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const left = a[i] ?? Infinity;
    const right = b[j] ?? Infinity;
    merged[count++] = Math.min(left, right);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return merged.slice(0, count);
}

function containsAll(a: Uint32Array, b: Uint32Array): boolean {
  let at = 0;
  for (let wanted = 0; wanted < b.length; wanted++) {
    while (at < a.length && a[at] < b[wanted]) at++;
    if (a[at] !== b[wanted]) return false;
  }
  return true;
}
