import type { Assessment } from './assessment';
import { scoreTerms } from './assessment';
import type { Finding } from './findings';
import { OS_SUBJECT, subjectOf } from './findings';
import { softwareTarget, type SoftwareTarget } from './recommend/softwareTarget';
import { scoreOf } from './score';

/** One thing to do on a server, with what it clears by itself. */
export interface Action {
  readonly kind: 'upgrade-software' | 'replace-software' | 'upgrade-os' | 'install-updates' | 'add-security' | 'add-patch-management';
  /** Index into `Estate.software`; `OS_SUBJECT` when it is not about one software. */
  readonly software: number;
  /** What it is about, to put into a sentence. */
  readonly subject: string;
  /** The version to install, as `softwareTarget` finds it; '' when none is known. */
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
    const target = targetOf(assessment, server, candidate);
    if (target && !candidate.target && target.remaining.length > 0) {
      // The new version keeps some: another candidate may clear more now.
      const brought = target.remaining.filter((cve) => !candidate.cves.includes(cve) && (holders.get(cve)?.size ?? 0) === 0).length;
      left.add({ ...candidate, target, points: candidate.points - brought, cves: candidate.cves.filter((cve) => !target.remaining.includes(cve)) });
      continue;
    }
    for (const cve of candidate.cves) holders.get(cve)?.delete(candidate.software);
    endedLeft.delete(candidate.software);
    score -= clears;
    actions.push({
      kind: target?.replace ? 'replace-software' : candidate.kind,
      software: candidate.software,
      subject: candidate.subject,
      fixedIn: target?.version ?? '',
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
  /** Set once it turned out that the new version keeps some of the CVEs. */
  readonly target?: SoftwareTarget;
}

function targetOf(assessment: Assessment, server: number, { kind, software, cves, target }: Candidate): SoftwareTarget | undefined {
  return target ?? (kind === 'upgrade-software' ? softwareTarget(assessment, server, software, cves) : undefined);
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
    candidates.push({
      kind: 'upgrade-software',
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

function endedSoftware({ estate, software }: Assessment, server: number): number[] {
  const { offsets, software: ids } = estate.installs;
  return Array.from(ids.subarray(offsets[server], offsets[server + 1])).filter((id) => software.ended[id] === 1);
}

function affectedOnly(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict === 'affected');
}
