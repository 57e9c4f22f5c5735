import type { Support } from '../identify/identity';
import type { Estate } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import type { Knowledge } from '../match/knowledge';
import type { Matcher, SubjectMatches } from '../match/matcher';
import type { Severity } from '../match/verdict';
import { SEVERITIES } from '../match/verdict';
import type { DecidedColumns } from './estate/decidedColumns';
import type { EstatePartners } from './estatePartners';
import type { EstateIdentities } from './identifyEstate';
import type { Releases } from './releaseMatches';
import type { Flag, ScoreTerms } from './score';
import type { SetAside } from './suppress/setAside';
import type { HideablePart } from './sharing';

/**
 * An estate judged on one date. A value: a later date, another feed or another inventory is another assessment.
 * Columns run in the order of `Estate.software` and `Estate.servers`; findings are expanded on demand (`findings.ts`),
 * never materialised for the whole estate.
 */
export interface Assessment {
  readonly estate: Estate;
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
  readonly identities: EstateIdentities;
  /** Support is judged on this date. */
  readonly asOf: PlainDate;
  /** Ages (last seen, waiting updates, feeds) are counted to this date, whatever the as-of date. */
  readonly today: PlainDate;
  /** Days after which an inventory is stale. */
  readonly staleAfterDays: number;
  readonly software: SoftwareColumns;
  /** Per distinct operating system of `identities.os`. */
  readonly os: readonly OsResult[];
  readonly servers: ServerColumns;
  /** Whose conditions other software may change. */
  readonly partners: EstatePartners;
  /** What packages come to on each release; `matchesOn.ts` reads it. */
  readonly releases: Releases;
  /** CVEs that a distribution's advisories affirm for a server of the estate and NVD's data lacks: they have no rating and count nowhere else. Sorted. */
  readonly unrecordedCves: readonly string[];
  /** What users decided about servers, and what follows from it. */
  readonly decided: DecidedColumns;
  /** Findings that users set aside: they keep a verdict of their own, and are in no count of software and servers. */
  readonly setAside: SetAside;
  /** What a sharing profile left out before anything was judged (`sharing.ts`); its columns say unknown. Absent or empty: nothing. */
  readonly hidden?: readonly HideablePart[];
}

export interface OsResult {
  readonly support: Support;
  /** What the operating system comes to by itself, before conditions. */
  readonly matches: SplitMatches;
  /** With its conditions, on a server whose software changes none of them. */
  readonly beside: SplitMatches;
}

/** A subject's matches told apart by verdict. CVE indexes, ascending. */
export interface SplitMatches extends SubjectMatches {
  readonly affected: Uint32Array;
  readonly possible: Uint32Array;
  readonly unknownVersion: Uint32Array;
  /** Numbers into `AdvisoryJudge.unrecordedCves`: affected by a distribution's advisory, and not in NVD's data. */
  readonly unrecorded: Uint32Array;
}

export interface SoftwareColumns {
  readonly support: readonly Support[];
  /** By itself, without a server in view; on a server ask `matchesOn`: advisories of its release may decide. */
  readonly matches: readonly SplitMatches[];
  /** CVEs with verdict `affected` on at least one server (of its own or through a condition), ascending. */
  readonly affected: readonly Uint32Array[];
  /** Per software six counts in the order of `SEVERITIES`, of `affected`. */
  readonly bySeverity: Uint32Array;
  /** Of `affected`, those in KEV. */
  readonly exploited: Uint32Array;
  /** CVEs possibly affected by the software itself, on at least one server. */
  readonly possible: Uint32Array;
  /** 1 when it stands for something in the vulnerability feed, or advisories of a server's release speak of it. */
  readonly judged: Uint8Array;
  /** Servers that have it. */
  readonly servers: Uint32Array;
  /** 1 when the support of this version has ended. */
  readonly ended: Uint8Array;
  /** 1 when it satisfies the security-software or patch-management check. */
  readonly isSecurity: Uint8Array;
  readonly isPatch: Uint8Array;
}

/** Flag codes of the typed columns; 2 stands for unknown. */
export const FLAG_UNKNOWN = 2;

export interface ServerColumns {
  readonly score: Uint32Array;
  /** 0, 1 or FLAG_UNKNOWN. */
  readonly osEnded: Uint8Array;
  readonly softwareEnded: Uint8Array;
  readonly missingSecurity: Uint8Array;
  readonly missingPatch: Uint8Array;
  /** 1 when software data or the OS could be judged at all. */
  readonly judged: Uint8Array;
  /** Distinct CVEs with verdict `affected`. */
  readonly vulnerabilities: Uint32Array;
  /** Distinct CVEs whose best verdict on the server is `possibly-affected`, `unknown-version`. */
  readonly possible: Uint32Array;
  readonly unknownVersion: Uint32Array;
  /** Distinct CVEs affirmed by advisories that NVD's data lacks; in no other count. */
  readonly unrecorded: Uint32Array;
  readonly exploited: Uint32Array;
  /**
   * CVEs affected under a condition that other software of the server decides, by server; servers without one are absent.
   * What only the operating system decides is the same on all of its servers and stands nowhere: see `forEachAffectedByOs`.
   */
  readonly throughCondition: ReadonlyMap<number, readonly number[]>;
  /** Six counts a server, in the order of `SEVERITIES`. */
  readonly bySeverity: Uint32Array;
  /** Pending critical, security and other updates; three a server. 0 where unknown, see `updatesKnown`. */
  readonly updates: Uint32Array;
  readonly updatesKnown: Uint8Array;
  /** Index into `SEVERITIES`: highest severity of the affected findings. */
  readonly level: Uint8Array;
  readonly atRisk: Uint8Array;
}

/** The six terms of one server's score. */
export function scoreTerms(assessment: Assessment, server: number): ScoreTerms {
  const { servers } = assessment;
  return {
    osEndOfSupport: flag(servers.osEnded[server]),
    softwareEndOfSupport: flag(servers.softwareEnded[server]),
    vulnerabilities: servers.judged[server] ? servers.vulnerabilities[server] : null,
    pendingUpdates: servers.updatesKnown[server] ? servers.updates[server * 3] + servers.updates[server * 3 + 1] : null,
    missingSecuritySoftware: flag(servers.missingSecurity[server]),
    missingPatchManagement: flag(servers.missingPatch[server]),
  };
}

/** Counts by severity, or null when nothing of the server could be judged. */
export function severityCounts(counts: Uint32Array, position: number): Record<Severity, number> {
  const base = position * SEVERITIES.length;
  return Object.fromEntries(SEVERITIES.map((severity, i) => [severity, counts[base + i]])) as Record<Severity, number>;
}

function flag(code: number): Flag {
  return code === FLAG_UNKNOWN ? null : code === 1 ? 1 : 0;
}
