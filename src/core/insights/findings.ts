import type { Identity } from '../identify/identity';
import type { PendingUpdate, RowRef, Software } from '../inventory/model';
import type { MatchIndex } from '../match/matchIndex';
import type { MatchEvidence, ServerSubjects } from '../match/matcher';
import type { Verdict } from '../match/verdict';
import { VERDICTS, VerdictCode } from '../match/verdict';
import type { Assessment, SplitMatches } from './assessment';
import { matchesOn, releaseOf } from './matchesOn';
import { subjectsOfServer } from './subjects';

/** The operating system as the subject of a finding. */
export const OS_SUBJECT = -1;

/** One CVE on one software (or the OS) of one server. */
export interface Finding {
  readonly server: number;
  /** Index into `Estate.software`, or `OS_SUBJECT`. */
  readonly software: number;
  /** Index into the match index. */
  readonly cve: number;
  readonly verdict: Verdict;
}

/** Every finding of a server, in the order of `compareFindings`; verdicts below `unknown-version` are none, what is set aside is `suppressed`. */
export function findingsOfServer(assessment: Assessment, server: number): Finding[] {
  const { estate, identities, matcher } = assessment;
  const subjects = subjectsOfServer(estate, identities, server);
  const findings = findingsOfSubject(assessment, server, OS_SUBJECT, subjects);
  for (let i = estate.installs.offsets[server]; i < estate.installs.offsets[server + 1]; i++) {
    findings.push(...findingsOfSubject(assessment, server, estate.installs.software[i], subjects));
  }
  return findings.sort(compareFindings(matcher.index));
}

/** The findings of one software (or the OS) of a server, in the same order. `subjects` are the server's, for those who ask often. */
export function findingsOfSoftware(
  assessment: Assessment, server: number, software: number,
  subjects: ServerSubjects = subjectsOfServer(assessment.estate, assessment.identities, server),
): Finding[] {
  return findingsOfSubject(assessment, server, software, subjects).sort(compareFindings(assessment.matcher.index));
}

function findingsOfSubject(assessment: Assessment, server: number, software: number, subjects: ServerSubjects): Finding[] {
  const { identities, matcher } = assessment;
  const matches = subjectMatches(assessment, server, software);
  const best = new Map<number, number>();
  matches.cves.forEach((cve, i) => best.set(cve, matches.verdicts[i]));
  for (const cve of matches.conditional) {
    const code = VERDICTS.indexOf(matcher.judgeOnServer(cve, software === OS_SUBJECT ? subjects.os : identities.software[software], subjects));
    if (code > (best.get(cve) ?? VerdictCode.notAffected)) best.set(cve, code);
  }
  const { setAside } = assessment;
  return [...best].filter(([, code]) => code > VerdictCode.notAffected).map(([cve, code]) => ({
    server, software, cve, verdict: setAside.cves.has(cve) && setAside.of(server, software, cve) !== undefined ? 'suppressed' : VERDICTS[code],
  }));
}

/** What a software, or the OS, of a server comes to before conditions. */
export function subjectMatches(assessment: Assessment, server: number, software: number): SplitMatches {
  const { os, identities } = assessment;
  return software === OS_SUBJECT ? os[identities.osOf[server]].matches : matchesOn(assessment, server, software);
}

/** The findings with one per CVE, the first in their order, and how many other subjects share it. */
export function distinctByCve(findings: readonly Finding[]): { readonly finding: Finding; readonly others: number }[] {
  const byCve = new Map<number, { finding: Finding; others: number }>();
  for (const finding of findings) {
    const known = byCve.get(finding.cve);
    if (known) known.others++;
    else byCve.set(finding.cve, { finding, others: 0 });
  }
  return [...byCve.values()];
}

/**
 * The documented order: by verdict (affected first, set aside last), then known exploited, CVSS score, EPSS, newest published, id.
 * Ransomware ranks with other known exploitation.
 */
export function compareFindings(index: MatchIndex): (a: Finding, b: Finding) => number {
  const byRisk = compareCves(index);
  return (a, b) =>
    STRENGTH[b.verdict] - STRENGTH[a.verdict] || byRisk(a.cve, b.cve) || a.software - b.software;
}

/** A CVE that is set aside on one subject and counts on another is shown as it counts. */
const STRENGTH: Readonly<Record<Verdict, number>> = { 'affected': 4, 'possibly-affected': 3, 'unknown-version': 2, 'suppressed': 1, 'not-affected': 0 };

/** Exploited, then CVSS, then EPSS, then newest, then id. A CVE without a score ranks below every score. */
export function compareCves(index: MatchIndex): (a: number, b: number) => number {
  const score = (cve: number): number => (index.score[cve] === 255 ? -1 : index.score[cve]);
  const epss = (cve: number): number => (index.epss[cve] === 65535 ? -1 : index.epss[cve]);
  return (a, b) =>
    Number(index.kev[b] > 0) - Number(index.kev[a] > 0) ||
    score(b) - score(a) ||
    epss(b) - epss(a) ||
    index.published[b] - index.published[a] ||
    a - b;
}

const CLASS_RANK = { critical: 0, security: 1, other: 2 } as const;

/** Critical, Security, Other; within each the oldest first (without a date last), then by id. */
export function compareUpdates(a: PendingUpdate, b: PendingUpdate): number {
  return (
    CLASS_RANK[a.class] - CLASS_RANK[b.class] ||
    compareText(a.releasedOn ?? '9999', b.releasedOn ?? '9999') ||
    compareText(a.id, b.id)
  );
}

/** The subject of a finding with its identity and the inventory row it comes from. */
export interface FindingSubject {
  /** null for the operating system. */
  readonly software: Software | null;
  readonly identity: Identity;
  /** "Apache Tomcat 9.0.30", or the operating system's label. */
  readonly label: string;
  readonly row: RowRef | null;
}

export function subjectOf(assessment: Assessment, server: number, software: number): FindingSubject {
  const { estate, identities } = assessment;
  if (software === OS_SUBJECT) {
    const { identity } = identities.os[identities.osOf[server]];
    return { software: null, identity, label: identity.label, row: estate.servers[server].rows[0] ?? null };
  }
  const entry = estate.software[software];
  return {
    software: entry,
    identity: identities.software[software],
    label: softwareLabel(entry),
    row: installRow(assessment, server, software),
  };
}

/** Name and version; the version is left out where the name says it already (`7-Zip 19.00 (x64)`, not `Java 11` for version 1). */
export function softwareLabel({ name, version }: Pick<Software, 'name' | 'version'>): string {
  return version === '' || saysVersion(name, version) ? name : `${name} ${version}`;
}

/** True where the version stands in the name by itself, not inside a longer one. */
function saysVersion(name: string, version: string): boolean {
  for (let at = name.indexOf(version); at !== -1; at = name.indexOf(version, at + 1)) {
    const isInside = /[\d.]$/.test(name.slice(0, at)) || /^\.?\d/.test(name.slice(at + version.length));
    if (!isInside) return true;
  }
  return false;
}

/** Where the inventory lists this software for this server; null when it does not. */
export function installRow({ estate }: Pick<Assessment, 'estate'>, server: number, software: number): RowRef | null {
  const { offsets, software: ids, file, line, column } = estate.installs;
  for (let i = offsets[server]; i < offsets[server + 1]; i++) {
    if (ids[i] === software) return { file: file[i], line: line[i], column: column?.[i] ?? 1 };
  }
  return null;
}

/** The whole trail of one CVE on one subject of a server, also when it is not affected. `subjects` are the server's, for those who ask often. */
export function explainFinding(
  assessment: Assessment, server: number, software: number, cve: number,
  subjects: ServerSubjects = subjectsOfServer(assessment.estate, assessment.identities, server),
): MatchEvidence {
  const { identities, matcher, releases } = assessment;
  const { scope } = releaseOf(assessment, server);
  const byRecord = (): MatchEvidence => matcher.explain(cve, software === OS_SUBJECT ? subjects.os : identities.software[software], subjects);
  if (!scope) return byRecord();
  if (software === OS_SUBJECT) {
    const evidence = byRecord();
    return evidence.verdict === 'not-affected' || !releases.judge.namesCve(scope, cve) ? evidence : { ...evidence, verdict: 'not-affected', reason: 'advisory-decides', fixedIn: '' };
  }
  const evidence = releases.judge.explain(cve, identities.software[software], scope);
  if (evidence && evidence.reason !== 'advisory-not-listed') return evidence;
  const recorded = byRecord();
  // That advisories are silent about a CVE of another product says nothing.
  if (!evidence || recorded.reason === 'product-not-listed') return recorded;
  return { ...evidence, cpe: recorded.cpe, criteria: recorded.criteria, range: recorded.range };
}

/** Binary search in an ascending array. */
export function has(sorted: Uint32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === value) return true;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
