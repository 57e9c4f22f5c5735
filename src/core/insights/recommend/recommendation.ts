export type RecommendationKind =
  | 'upgrade-software'
  | 'replace-software'
  | 'upgrade-os'
  | 'install-updates'
  | 'add-security'
  | 'add-patch-management'
  | 'rescan'
  | 'map-software';

/**
 * How much work a recommendation is, by its kind: `low` is routine (updates, packages of the distribution, a scan, a mapping), `medium` a
 * change within the same release or a rollout, `high` a migration to another release, product or system.
 */
export type Effort = 'low' | 'medium' | 'high';

export type Cause = 'os-end-of-support' | 'software-end-of-support' | 'vulnerabilities' | 'pending-updates' | 'missing-security-software' | 'missing-patch-management' | 'stale' | 'unknown-software';

/** One thing to do for an estate, or a part of it, with what it clears by itself. */
export interface Recommendation {
  /** Stable as long as the inventory names the same product or system: ticks are kept by it. */
  readonly id: string;
  readonly kind: RecommendationKind;
  readonly effort: Effort;
  readonly causes: readonly Cause[];
  /** Product, package or operating system; '' for what is the same everywhere. */
  readonly subject: string;
  /** Installed versions that it concerns, oldest first, at most `MOST_VERSIONS`; empty when it is not about software. */
  readonly from: readonly string[];
  /** Distinct versions it concerns, those of `from` among them. */
  readonly versions: number;
  /** The lowest versions that clear what can be cleared, one for each branch, oldest first; a system's release. Empty when none is known. */
  readonly to: readonly string[];
  /** The newest supported version where it is newer than all of `to`; '' otherwise. */
  readonly newest: string;
  /** Servers of the rows asked for that it concerns. */
  readonly servers: number;
  /** Points of the score that it clears when nothing else is done. */
  readonly points: number;
  /** True where points are a count and were not had by assessing the estate as it would be: mostly their upper bound; `recommend` says when. */
  readonly isEstimate: boolean;
  /** Distinct CVEs that its software or system is affected by on one of the servers. */
  readonly vulnerabilities: number;
  readonly exploited: number;
  /** Of `vulnerabilities`, those that stay: nothing known fixes them. */
  readonly remaining: number;
  /** Pending critical and security updates that it installs, over all servers. */
  readonly updates: number;
  /** Software that is unknown, for `map-software`; 0 otherwise. */
  readonly software: number;
  /** What lists can be filtered by to find its servers. */
  readonly about: { readonly product: string; readonly cycle: string; readonly name: string; readonly os: string };
}

export const MOST_VERSIONS = 4;
