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

/** One software as the inventory writes it; absent parts are any. */
export interface SoftwareRef {
  readonly name: string;
  readonly publisher?: string;
  readonly version?: string;
  readonly source?: string;
  readonly cpe?: string;
  readonly purl?: string;
}

/** An endoflife.date product and cycle, `redis` and `5.0`, that decides the support of software; never that of a distribution's package. */
export interface ProductRef {
  readonly name: string;
  readonly cycle?: string;
}

/** What an inventory may know of a server. */
export type ServerData = 'software' | 'updates' | 'os' | 'lastSeen';

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
  readonly software?: SoftwareRef;
  /** Has software whose support follows this product, and cycle when given. */
  readonly product?: ProductRef;
  /** Has pending updates of one of these classes. */
  readonly updates?: readonly ('critical' | 'security' | 'other')[];
  /** What the inventory does not know of the server. `os` is an operating system that was not identified. */
  readonly lacks?: readonly ServerData[];
  /** What the inventory does know of the server. */
  readonly knows?: readonly ServerData[];
  /** Risks of which it is not known whether they hold. */
  readonly unknownRisks?: readonly ServerRisk[];
  /** Last seen longer ago than the settings' days, counted to today; without a date not stale. */
  readonly stale?: boolean;
  /** Exactly these keys. */
  readonly keys?: readonly string[];
  /** A scope that holds besides: only servers that pass it too. */
  readonly within?: ServerFilter;
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
  /** Exactly this software. */
  readonly software?: SoftwareRef;
  /** Its support follows this product, and cycle when given. */
  readonly product?: ProductRef;
  /** Installed on this server (key). */
  readonly server?: string;
  /** Installed on a server that passes. */
  readonly servers?: ServerFilter;
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
