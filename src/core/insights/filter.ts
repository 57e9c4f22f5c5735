import type { Category } from '../identify/identity';
import type { Criticality } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import type { Severity } from '../match/verdict';

/** What puts a server at risk (features R1), in the order of the score's sum. */
export type ServerRisk =
  | 'os-end-of-support'
  | 'software-end-of-support'
  | 'vulnerabilities'
  | 'pending-updates'
  | 'missing-security-software'
  | 'missing-patch-management';

export const SERVER_RISKS: readonly ServerRisk[] = [
  'os-end-of-support',
  'software-end-of-support',
  'vulnerabilities',
  'pending-updates',
  'missing-security-software',
  'missing-patch-management',
];

export type SoftwareRisk = 'end-of-support' | 'vulnerable' | 'end-of-support-and-vulnerable';

/**
 * Support status as lists show and filter it; each server or software is in exactly one.
 * `extended-paid`: general support ended, further (often paid) support still runs. `ending`: ends within 180 days.
 */
export type SupportBucket = 'ended' | 'extended-paid' | 'ending' | 'supported' | 'unknown';
export const SUPPORT_BUCKETS: readonly SupportBucket[] = ['ended', 'extended-paid', 'ending', 'supported', 'unknown'];

/** Days before the end of support from which a server or software counts as `ending`. */
export const ENDING_WITHIN_DAYS = 180;

/**
 * Which servers. Absent or empty fields do not limit; fields combine with and, values of one field with or.
 * '' as a value means "not set". Serialisable, so that it crosses processes and is kept with a view.
 */
export interface ServerFilter {
  /** Words that must all occur in name, FQDN, addresses, OS, environment, site, tags, owner, software names or finding ids. */
  readonly text?: string;
  /** True: at least one risk; false: none. */
  readonly atRisk?: boolean;
  readonly risks?: readonly ServerRisk[];
  /** Highest severity of an `affected` finding; `none` without findings, `unknown` when nothing could be judged. */
  readonly levels?: readonly Severity[];
  /** Has an affected finding of one of these severities, whatever the highest. */
  readonly severities?: readonly Severity[];
  /** Has an affected finding that is in KEV. */
  readonly exploited?: boolean;
  readonly support?: readonly SupportBucket[];
  /** Last supported day of the OS within these bounds, inclusive. */
  readonly supportEnds?: { readonly from?: PlainDate; readonly to?: PlainDate };
  /** OS labels without edition: "Windows Server 2016", "Ubuntu 20.04". */
  readonly os?: readonly string[];
  readonly environments?: readonly string[];
  readonly sites?: readonly string[];
  readonly criticality?: readonly (Criticality | '')[];
  /** `key` or `key=value`. */
  readonly tags?: readonly string[];
  /** Has this CVE with verdict affected. */
  readonly cve?: string;
  /** Has this software; without a version any. */
  readonly software?: { readonly name: string; readonly publisher?: string; readonly version?: string };
  /** Has pending updates of one of these classes. */
  readonly updates?: readonly ('critical' | 'security' | 'other')[];
  /** What the inventory does not know of the server. */
  readonly lacks?: readonly ('software' | 'updates' | 'os')[];
  /** Inventory older than 30 days on the as-of date. */
  readonly stale?: boolean;
  /** Exactly these keys. */
  readonly keys?: readonly string[];
}

export interface SoftwareFilter {
  /** Words that must all occur in name, publisher, version, category or finding ids. */
  readonly text?: string;
  readonly atRisk?: boolean;
  readonly risks?: readonly SoftwareRisk[];
  readonly levels?: readonly Severity[];
  readonly exploited?: boolean;
  readonly support?: readonly SupportBucket[];
  readonly supportEnds?: { readonly from?: PlainDate; readonly to?: PlainDate };
  readonly categories?: readonly Category[];
  readonly publishers?: readonly string[];
  readonly sources?: readonly string[];
  readonly cve?: string;
  /** True: mapped to a CPE or product; false: unknown. */
  readonly identified?: boolean;
  /** True: the version could be read; false: it could not. */
  readonly versionKnown?: boolean;
  readonly name?: string;
  /** Endoflife product and cycle, `redis` and `5.0`. */
  readonly product?: { readonly name: string; readonly cycle?: string };
  /** Installed on this server (key). */
  readonly server?: string;
}

export type SortDirection = 'ascending' | 'descending';

export type ServerSortKey =
  | 'score' | 'name' | 'os' | 'support' | 'critical' | 'high' | 'medium' | 'low' | 'vulnerabilities' | 'exploited'
  | 'updates' | 'security' | 'patch' | 'environment' | 'site' | 'criticality' | 'lastSeen' | 'software';

export type SoftwareSortKey =
  | 'risk' | 'name' | 'publisher' | 'version' | 'category' | 'support' | 'critical' | 'high' | 'vulnerabilities'
  | 'exploited' | 'servers';

/** Ties always fall back to the default order: risk down, then name. */
export interface Sort<Key extends string> {
  readonly key: Key;
  readonly direction: SortDirection;
}

export const DEFAULT_SERVER_SORT: Sort<ServerSortKey> = { key: 'score', direction: 'descending' };
export const DEFAULT_SOFTWARE_SORT: Sort<SoftwareSortKey> = { key: 'risk', direction: 'descending' };
