import type { SubjectMatches } from '../match/matcher';
import { VerdictCode } from '../match/verdict';
import type { SplitMatches } from './assessment';

const EMPTY = new Uint32Array(0);
export const NO_MATCHES: SplitMatches = { cves: EMPTY, verdicts: new Uint8Array(0), conditional: EMPTY, affected: EMPTY, possible: EMPTY, unknownVersion: EMPTY, unrecorded: EMPTY };

/** A subject's matches told apart by verdict. */
export function splitMatches(matches: SubjectMatches, unrecorded: Uint32Array = EMPTY): SplitMatches {
  const { cves, verdicts, conditional } = matches;
  if (cves.length === 0 && conditional.length === 0 && unrecorded.length === 0) return NO_MATCHES;
  return {
    cves, verdicts, conditional, unrecorded,
    affected: withVerdict(matches, VerdictCode.affected),
    possible: withVerdict(matches, VerdictCode.possiblyAffected),
    unknownVersion: withVerdict(matches, VerdictCode.unknownVersion),
  };
}

function withVerdict({ cves, verdicts }: SubjectMatches, code: number): Uint32Array {
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

/** The CVEs of many subjects in one column: going over thousands of servers, small columns all over memory cost more than what is in them. */
export class MatchPool {
  readonly cves: Uint32Array;
  /** Per subject where its affected, possible and unknown-version CVEs begin, each list ending where the next begins; three entries a subject and one. */
  readonly starts: Uint32Array;

  constructor(subjects: readonly SplitMatches[]) {
    this.starts = new Uint32Array(subjects.length * 3 + 1);
    let next = 0;
    subjects.forEach(({ affected, possible, unknownVersion }, at) => {
      this.starts[at * 3 + 1] = next += affected.length;
      this.starts[at * 3 + 2] = next += possible.length;
      this.starts[at * 3 + 3] = next += unknownVersion.length;
    });
    this.cves = new Uint32Array(next);
    subjects.forEach(({ affected, possible, unknownVersion }, at) => {
      this.cves.set(affected, this.starts[at * 3]);
      this.cves.set(possible, this.starts[at * 3 + 1]);
      this.cves.set(unknownVersion, this.starts[at * 3 + 2]);
    });
  }
}
