import type { MatchIndex } from '../../match/matchIndex';
import type { Assessment } from '../assessment';
import { CvePlaces, CveSets } from '../cveSets';
import { compareNames } from '../query';
import { AffectedOn } from './affectedOn';
import { ChangedCves } from './changedCves';
import { SERVER_CHANGE_KINDS, type CauseStep, type ChangeCause, type Comparison, type FindingCounts, type ServerChange, type ServerChangeKind } from './comparison';

/** The states between two assessments, each with the one cause that differs from the state before. */
export interface ComparedStep {
  readonly cause: ChangeCause;
  readonly assessment: Assessment;
}

/**
 * What became of servers and findings between two assessments. Servers are the same by key, findings by server and CVE id.
 * The chain leads from `before` to the last step with one cause changed at a time; that is what a change is attributed by.
 * CVEs are compared as bits of words, which software shares: going over two estates costs about as much as rolling them up.
 */
export function compareAssessments(before: Assessment, steps: readonly ComparedStep[]): Comparison {
  const last = steps.length === 0 ? before : steps[steps.length - 1].assessment;
  const whole = changesBetween(before, last);
  const told: CauseStep[] = [];
  const causesOf = new Map<string, ChangeCause[]>();
  let from = before;
  for (const { cause, assessment } of steps) {
    const changes = steps.length === 1 ? whole : changesBetween(from, assessment);
    let added = 0;
    let fixed = 0;
    let servers = 0;
    for (const change of changes) {
      if (change.kind === 'unchanged') continue;
      servers++;
      added += change.findings.added;
      fixed += change.findings.fixed;
      const known = causesOf.get(change.key);
      if (known) known.push(cause);
      else causesOf.set(change.key, [cause]);
    }
    told.push({ cause, added, fixed, score: scoreSum(assessment) - scoreSum(from), servers });
    from = assessment;
  }
  const servers = whole.map((change) => (change.kind === 'unchanged' ? change : { ...change, causes: causesOf.get(change.key) ?? [] })).sort(byChange);
  const sum = (of: (change: ServerChange) => number): number => servers.reduce((total, change) => total + of(change), 0);
  return {
    asOfBefore: before.asOf, asOfAfter: last.asOf,
    servers,
    findings: { added: sum(({ findings }) => findings.added), fixed: sum(({ findings }) => findings.fixed), unchanged: sum(({ findings }) => findings.unchanged) },
    kinds: Object.fromEntries(SERVER_CHANGE_KINDS.map((kind) => [kind, servers.filter((change) => change.kind === kind).length])) as Record<ServerChangeKind, number>,
    scoreBefore: scoreSum(before), scoreAfter: scoreSum(last),
    steps: told,
  };
}

function byChange(a: ServerChange, b: ServerChange): number {
  return b.findings.added - a.findings.added || b.findings.fixed - a.findings.fixed || (b.scoreAfter ?? -1) - (a.scoreAfter ?? -1) || compareNames(a.name, b.name) || (a.key < b.key ? -1 : 1);
}

function changesBetween(before: Assessment, after: Assessment): ServerChange[] {
  const { index, ofBefore, ofAfter } = sharedIndex(before.matcher.index, after.matcher.index);
  const places = new CvePlaces(index);
  const shared = new CveSets(places);
  const old = new AffectedOn(before, shared, ofBefore);
  const recent = new AffectedOn(after, shared, ofAfter);
  const changed = new ChangedCves(places, shared);
  const positions = new Map(after.estate.servers.map(({ key, index: at }) => [key, at]));
  const pairs = before.estate.servers.map(({ key, index: at }) => ({ before: at, after: positions.get(key) ?? -1 }));
  const known = new Set(before.estate.servers.map(({ key }) => key));
  for (const { key, index: at } of after.estate.servers) if (!known.has(key)) pairs.push({ before: -1, after: at });
  // What is worked out beside an operating system is kept while servers of that system follow each other.
  const osOf = (pair: { before: number; after: number }): number => (pair.after >= 0 ? after.identities.osOf[pair.after] : before.identities.osOf[pair.before]);
  pairs.sort((a, b) => osOf(a) - osOf(b));
  return pairs.map((pair): ServerChange => {
    if (pair.before >= 0) old.take(pair.before);
    if (pair.after >= 0) recent.take(pair.after);
    changed.compare(pair.before >= 0 ? old : undefined, pair.after >= 0 ? recent : undefined);
    const { added, fixed } = changed;
    const unchanged = (pair.after < 0 ? 0 : after.servers.vulnerabilities[pair.after]) - added;
    const server = pair.after >= 0 ? after.estate.servers[pair.after] : before.estate.servers[pair.before];
    const scoreBefore = pair.before < 0 ? null : before.servers.score[pair.before];
    const scoreAfter = pair.after < 0 ? null : after.servers.score[pair.after];
    return {
      key: server.key, name: server.name, ...pair, scoreBefore, scoreAfter, findings: { added, fixed, unchanged }, causes: [],
      kind: pair.before < 0 ? 'new' : pair.after < 0 ? 'gone' : isChanged(before, after, pair, { added, fixed, unchanged }) ? 'changed' : 'unchanged',
    };
  });
}

/** A change of a finding, or of a term of the score. */
function isChanged({ servers: old }: Assessment, { servers: recent }: Assessment, pair: { readonly before: number; readonly after: number }, { added, fixed }: FindingCounts): boolean {
  const { before, after } = pair;
  return added > 0 || fixed > 0 || old.score[before] !== recent.score[after]
    || (['osEnded', 'softwareEnded', 'missingSecurity', 'missingPatch'] as const).some((flag) => old[flag][before] !== recent[flag][after])
    || [0, 1].some((at) => old.updates[before * 3 + at] !== recent.updates[after * 3 + at]);
}

function scoreSum({ servers }: Assessment): number {
  return servers.score.reduce((sum, score) => sum + score, 0);
}

/** One numbering of the CVEs of two feeds. With the same feed nothing is numbered anew. */
function sharedIndex(before: MatchIndex, after: MatchIndex): { readonly index: Pick<MatchIndex, 'cveCount' | 'severity' | 'kev'>; readonly ofBefore: (own: Uint32Array) => Uint32Array; readonly ofAfter: (own: Uint32Array) => Uint32Array } {
  const same = (own: Uint32Array): Uint32Array => own;
  if (before === after) return { index: after, ofBefore: same, ofAfter: same };
  const numbers = new Map<number, number>();
  let next = after.cveCount;
  const severity = new Uint8Array(after.cveCount + before.cveCount);
  const kev = new Uint8Array(severity.length);
  severity.set(after.severity);
  return {
    index: { cveCount: severity.length, severity, kev },
    ofAfter: same,
    ofBefore: (own) => own.map((cve) => {
      let number = numbers.get(cve);
      if (number === undefined) {
        const known = after.cveIndex(before.cveId(cve));
        numbers.set(cve, (number = known >= 0 ? known : next++));
      }
      return number;
    }),
  };
}
