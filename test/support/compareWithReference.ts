import type { Cpe, SoftwareIdentity } from '../../src/core/identify/identity';
import { createMatcher, type Matcher, type OsSubject, type ServerSubjects, type SubjectMatches } from '../../src/core/match/matcher';
import { VERDICTS } from '../../src/core/match/verdict';
import type { FullFeed } from './fullFeed';
import { referenceVerdicts } from './referenceMatcher';
import { productKey } from './referenceRecord';
import { ServerDraw } from './referenceServers';

/** The matcher's answers in the reference's words (`os CVE-… affected`), by the two lists and `judgeOnServer`. */
export function matcherVerdicts(matcher: Matcher, subjects: ServerSubjects): string[] {
  const lines: string[] = [];
  const add = (who: string, subject: SoftwareIdentity | OsSubject, { cves, verdicts, conditional }: SubjectMatches) => {
    const strongest = new Map<number, number>();
    cves.forEach((at, place) => strongest.set(at, verdicts[place]!));
    for (const at of conditional) strongest.set(at, Math.max(strongest.get(at) ?? 0, VERDICTS.indexOf(matcher.judgeOnServer(at, subject, subjects))));
    for (const [at, verdict] of strongest) if (verdict > 0) lines.push(`${who} ${matcher.index.cveId(at)} ${VERDICTS[verdict]}`);
  };
  add('os', subjects.os, matcher.matchOs(subjects.os));
  subjects.software.forEach((identity, at) => add(String(at), identity, matcher.matchSoftware(identity)));
  return lines.sort();
}

/** As `matcherVerdicts`, by `matchBeside` wherever no partner is installed: what the roll-up of an estate does. */
export function verdictsBeside(matcher: Matcher, subjects: ServerSubjects): string[] {
  const lines: string[] = [];
  const add = (who: string, subject: SoftwareIdentity | OsSubject) => {
    const partners = new Set(matcher.partnersOf(subject));
    const hasPartner = subjects.software.some((other) => other !== subject && matcher.productsOf(other).some((product) => partners.has(product)));
    const { cves, verdicts, conditional } = matcher.matchBeside(subject, subjects.os);
    const strongest = new Map<number, number>();
    cves.forEach((at, place) => strongest.set(at, verdicts[place]!));
    if (hasPartner) for (const at of conditional) strongest.set(at, VERDICTS.indexOf(matcher.judgeOnServer(at, subject, subjects)));
    for (const [at, verdict] of strongest) if (verdict > 0) lines.push(`${who} ${matcher.index.cveId(at)} ${VERDICTS[verdict]}`);
  };
  add('os', subjects.os);
  subjects.software.forEach((identity, at) => add(String(at), identity));
  return lines.sort();
}

export interface Comparison {
  readonly findings: number;
  readonly software: number;
  readonly byVerdict: Readonly<Record<string, number>>;
  /** Lines that only one of the two has, with their server, at most a few. */
  readonly differences: readonly string[];
  readonly referenceSeconds: number;
  readonly matcherSeconds: number;
}

const MAX_DIFFERENCES = 20;

/** Draws servers and judges each by the matcher, both ways, and by the reference. */
export function compareWithReference(feed: FullFeed, servers: number, seed: number): Comparison {
  const matcher = createMatcher(feed.index);
  const draw = new ServerDraw(feed.records, seed);
  const recordsOf = (cpes: readonly Cpe[]) => [...new Set(cpes.flatMap((cpe) => feed.byProduct.get(productKey(cpe)) ?? []))];
  const byVerdict: Record<string, number> = {};
  const differences: string[] = [];
  let findings = 0;
  let software = 0;
  let referenceSeconds = 0;
  let matcherSeconds = 0;
  for (let at = 0; at < servers && differences.length < MAX_DIFFERENCES; at++) {
    const subjects = draw.next(at);
    software += subjects.software.length;
    let started = performance.now();
    const expected = referenceVerdicts(feed.records, subjects, recordsOf);
    referenceSeconds += (performance.now() - started) / 1_000;
    started = performance.now();
    const ways = [matcherVerdicts(matcher, subjects), verdictsBeside(matcher, subjects)];
    matcherSeconds += (performance.now() - started) / 1_000;
    for (const found of ways) differences.push(...differing(at, found, expected).slice(0, MAX_DIFFERENCES));
    findings += expected.length;
    for (const line of expected) {
      const verdict = line.split(' ')[2]!;
      byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1;
    }
  }
  return { findings, software, byVerdict, differences, referenceSeconds, matcherSeconds };
}

function differing(server: number, found: readonly string[], expected: readonly string[]): string[] {
  const [ours, theirs] = [new Set(found), new Set(expected)];
  return [
    ...found.filter((line) => !theirs.has(line)).map((line) => `server ${server}: only the matcher says ${line}`),
    ...expected.filter((line) => !ours.has(line)).map((line) => `server ${server}: only the reference says ${line}`),
  ];
}
