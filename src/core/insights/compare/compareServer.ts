import type { Assessment } from '../assessment';
import { findingsOfServer, subjectOf } from '../findings';

/** A CVE that a server is affected by in only one of two states, and what brings it there. */
export interface ChangedFinding {
  readonly cve: string;
  readonly kind: 'added' | 'fixed';
  /** The software, or the operating system, with its version; of several the first. */
  readonly subject: string;
}

/** The findings of one server that differ, new ones first, then by CVE, newest first. Positions are -1 where the server is not. */
export function compareServer(before: Assessment, serverBefore: number, after: Assessment, serverAfter: number): ChangedFinding[] {
  const old = affectedOf(before, serverBefore);
  const recent = affectedOf(after, serverAfter);
  const changed: ChangedFinding[] = [];
  for (const [cve, subject] of recent) if (!old.has(cve)) changed.push({ cve, kind: 'added', subject });
  for (const [cve, subject] of old) if (!recent.has(cve)) changed.push({ cve, kind: 'fixed', subject });
  const rank = (id: string): number => Number(id.slice(4, 8)) * 10_000_000 + Number(id.slice(9));
  return changed.sort((a, b) => (a.kind === b.kind ? rank(b.cve) - rank(a.cve) : a.kind === 'added' ? -1 : 1));
}

function affectedOf(assessment: Assessment, server: number): Map<string, string> {
  const affected = new Map<string, string>();
  if (server < 0) return affected;
  for (const { cve, software, verdict } of findingsOfServer(assessment, server)) {
    if (verdict !== 'affected') continue;
    const id = assessment.matcher.index.cveId(cve);
    if (!affected.has(id)) affected.set(id, subjectOf(assessment, server, software).label);
  }
  return affected;
}
