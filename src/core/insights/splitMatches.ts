import type { SubjectMatches } from '../match/matcher';
import { VerdictCode } from '../match/verdict';
import type { SplitMatches } from './assessment';

const EMPTY = new Uint32Array(0);
export const NO_MATCHES: SplitMatches = { cves: EMPTY, verdicts: new Uint8Array(0), conditional: EMPTY, affected: EMPTY, possible: EMPTY, unknownVersion: EMPTY, unrecorded: EMPTY };

/** A subject's matches told apart by verdict. */
export function splitMatches(matches: SubjectMatches, unrecorded: Uint32Array = EMPTY): SplitMatches {
  const { cves, verdicts, conditional } = matches;
  if (cves.length === 0 && conditional.length === 0 && unrecorded.length === 0) return NO_MATCHES;
  return { cves, verdicts, conditional, unrecorded, ...splitVerdicts(cves, verdicts) };
}

/** CVEs told apart by the verdict of each, which can be `not-affected`. */
export function splitVerdicts(cves: Uint32Array, verdicts: Uint8Array): Pick<SplitMatches, 'affected' | 'possible' | 'unknownVersion'> {
  const told = { cves, verdicts };
  return {
    affected: withVerdict(told, VerdictCode.affected),
    possible: withVerdict(told, VerdictCode.possiblyAffected),
    unknownVersion: withVerdict(told, VerdictCode.unknownVersion),
  };
}

function withVerdict({ cves, verdicts }: Pick<SubjectMatches, 'cves' | 'verdicts'>, code: number): Uint32Array {
  let count = 0;
  for (let at = 0; at < verdicts.length; at++) if (verdicts[at] === code) count++;
  if (count === 0) return EMPTY;
  if (count === cves.length) return cves;
  const taken = new Uint32Array(count);
  for (let at = 0, next = 0; at < verdicts.length; at++) if (verdicts[at] === code) taken[next++] = cves[at];
  return taken;
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
