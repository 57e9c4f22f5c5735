import type { SoftwareIdentity } from '../identify/identity';
import type { Matcher, ServerSubjects } from '../match/matcher';
import { VerdictCode } from '../match/verdict';
import { compareVersions } from '../version/compareVersions';
import type { Assessment } from './assessment';
import { scoreTerms } from './assessment';
import type { Finding } from './findings';
import { OS_SUBJECT, subjectOf } from './findings';
import { releaseOf } from './matchesOn';
import { scoreOf } from './score';
import { subjectsOfServer } from './subjects';

/** One thing to do on a server, with what it clears by itself. */
export interface Action {
  readonly kind: 'upgrade-software' | 'replace-software' | 'upgrade-os' | 'install-updates' | 'add-security' | 'add-patch-management';
  /** Index into `Estate.software`; `OS_SUBJECT` when it is not about one software. */
  readonly software: number;
  /** What it is about, to put into a sentence. */
  readonly subject: string;
  /** First version that no record known is about; '' when the records name none. */
  readonly fixedIn: string;
  /** Distinct CVEs that only this subject brings to the server. */
  readonly vulnerabilities: number;
  readonly exploited: number;
  readonly updates: number;
  /** Points of the score that it clears when done after those before it. */
  readonly clears: number;
  /** The score after this action and those before it. */
  readonly scoreThen: number;
}

const MOST_ACTIONS = 5;
/** Upgrades tried one after another: each may bring in records about the newer version. */
const MOST_UPGRADES = 8;

/**
 * What to do first on a server, by points cleared. A CVE on two subjects clears with the second of them, so points are
 * counted along the order of the list and add up. `findings` are the server's, as `findingsOfServer` gives them.
 */
export function actionsOfServer(assessment: Assessment, server: number, findings: readonly Finding[], most = MOST_ACTIONS): Action[] {
  const candidates = candidatesOf(assessment, server, findings);
  const holders = new Map<number, Set<number>>();
  for (const { cve, software } of affectedOnly(findings)) {
    const known = holders.get(cve);
    if (known) known.add(software);
    else holders.set(cve, new Set([software]));
  }
  const endedLeft = new Set(endedSoftware(assessment, server));
  const actions: Action[] = [];
  let score = scoreOf(scoreTerms(assessment, server));
  const left = new Set(candidates);
  while (left.size > 0 && actions.length < most) {
    let best: { candidate: Candidate; clears: number; cves: number[] } | undefined;
    for (const candidate of left) {
      const cves = candidate.cves.filter((cve) => (holders.get(cve)?.size ?? 0) === 1);
      const endsSoftware = candidate.software !== OS_SUBJECT && endedLeft.has(candidate.software) && endedLeft.size === 1 ? 1 : 0;
      const clears = cves.length + candidate.points + endsSoftware;
      if (!best || clears > best.clears) best = { candidate, clears, cves };
    }
    if (!best) break;
    const { candidate, clears, cves } = best;
    left.delete(candidate);
    for (const cve of candidate.cves) holders.get(cve)?.delete(candidate.software);
    endedLeft.delete(candidate.software);
    score -= clears;
    actions.push({
      kind: candidate.kind,
      software: candidate.software,
      subject: candidate.subject,
      fixedIn: candidate.kind === 'upgrade-software' ? clearingVersion(assessment, server, candidate.software, candidate.cves) : '',
      vulnerabilities: cves.length,
      exploited: cves.filter((cve) => assessment.matcher.index.kev[cve] > 0).length,
      updates: candidate.updates,
      clears,
      scoreThen: score,
    });
  }
  return actions;
}

interface Candidate {
  readonly kind: Action['kind'];
  readonly software: number;
  readonly subject: string;
  readonly cves: readonly number[];
  /** Points besides CVEs and the end-of-support-software flag. */
  readonly points: number;
  readonly updates: number;
}

function candidatesOf(assessment: Assessment, server: number, findings: readonly Finding[]): Candidate[] {
  const terms = scoreTerms(assessment, server);
  const candidates: Candidate[] = [];
  const bySubject = new Map<number, number[]>();
  for (const { cve, software } of affectedOnly(findings)) {
    const known = bySubject.get(software);
    if (known) known.push(cve);
    else bySubject.set(software, [cve]);
  }
  for (const software of endedSoftware(assessment, server)) if (!bySubject.has(software)) bySubject.set(software, []);
  const osCves = bySubject.get(OS_SUBJECT) ?? [];
  bySubject.delete(OS_SUBJECT);

  for (const [software, cves] of bySubject) {
    const subject = subjectOf(assessment, server, software);
    const ended = assessment.software.ended[software] === 1;
    candidates.push({
      kind: ended ? 'replace-software' : 'upgrade-software',
      software,
      subject: subject.label,
      cves,
      points: 0,
      updates: 0,
    });
  }
  const osLabel = subjectOf(assessment, server, OS_SUBJECT).label;
  const updates = terms.pendingUpdates ?? 0;
  if (terms.osEndOfSupport === 1) {
    candidates.push({ kind: 'upgrade-os', software: OS_SUBJECT, subject: osLabel, cves: osCves, points: 1, updates: 0 });
    if (updates > 0) candidates.push({ kind: 'install-updates', software: OS_SUBJECT, subject: osLabel, cves: [], points: updates, updates });
  } else if (updates > 0 || osCves.length > 0) {
    candidates.push({ kind: 'install-updates', software: OS_SUBJECT, subject: osLabel, cves: osCves, points: updates, updates });
  }
  const plain = (kind: Action['kind']): Candidate => ({ kind, software: OS_SUBJECT, subject: '', cves: [], points: 1, updates: 0 });
  if (terms.missingSecuritySoftware === 1) candidates.push(plain('add-security'));
  if (terms.missingPatchManagement === 1) candidates.push(plain('add-patch-management'));
  return candidates;
}

/**
 * The first version, going by `fixedIn`, that no record is about: the highest of the subject's findings, then that of what would be
 * found on that version, and so on. '' as soon as a record names none.
 */
function clearingVersion(assessment: Assessment, server: number, software: number, cves: readonly number[]): string {
  const says = recordsOn(assessment, server, software);
  let identity = assessment.identities.software[software];
  let left = cves;
  let version = '';
  for (let i = 0; i < MOST_UPGRADES; i++) {
    for (const cve of left) {
      const fixedIn = says.fixedIn(cve, identity);
      if (fixedIn === '') return '';
      if (version === '' || compareVersions(identity.scheme, fixedIn, version) > 0) version = fixedIn;
    }
    identity = upgraded(identity, version);
    left = says.affected(identity);
    if (left.length === 0) return version;
  }
  return '';
}

/** Who says what a software is affected by on a server: its release's advisories where they speak of it, else NVD's records. */
interface Records {
  fixedIn(cve: number, identity: SoftwareIdentity): string;
  affected(identity: SoftwareIdentity): readonly number[];
}

function recordsOn(assessment: Assessment, server: number, software: number): Records {
  const { estate, identities, matcher, releases } = assessment;
  const { scope, covered } = releaseOf(assessment, server);
  if (scope && covered[software]) {
    return {
      fixedIn: (cve, identity) => releases.judge.explain(cve, identity, scope)?.fixedIn ?? '',
      affected: (identity) => {
        const matches = releases.judge.match(identity, scope);
        return matches ? Array.from(matches.cves.filter((_, i) => matches.verdicts[i] === VerdictCode.affected)) : [];
      },
    };
  }
  const subjects = subjectsOfServer(estate, identities, server);
  return {
    fixedIn: (cve, identity) => matcher.explain(cve, identity, subjects).fixedIn,
    affected: (identity) => affectedOnServer(matcher, identity, subjects),
  };
}

/** The same software in another version; its update level is not known then. */
function upgraded(identity: SoftwareIdentity, version: string): SoftwareIdentity {
  return { ...identity, version, cpes: identity.cpes.map((cpe) => ({ ...cpe, version, update: '*' })) };
}

function affectedOnServer(matcher: Matcher, identity: SoftwareIdentity, subjects: ServerSubjects): number[] {
  const { cves, verdicts, conditional } = matcher.matchSoftware(identity);
  return [
    ...cves.filter((_, i) => verdicts[i] === VerdictCode.affected),
    ...conditional.filter((cve) => matcher.judgeOnServer(cve, identity, subjects) === 'affected'),
  ];
}

function endedSoftware({ estate, software }: Assessment, server: number): number[] {
  const { offsets, software: ids } = estate.installs;
  return Array.from(ids.subarray(offsets[server], offsets[server + 1])).filter((id) => software.ended[id] === 1);
}

function affectedOnly(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict === 'affected');
}
