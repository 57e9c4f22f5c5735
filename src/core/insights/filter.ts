import type { Category } from '../identify/identity';
import type { Criticality } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import type { Severity } from '../match/verdict';
import type { ServerCoverage } from './estate/decidedColumns';

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
 * What a server is for, by the categories of its software (features V13); it may be several. `other`: it has none of the first four;
 * `unknown`: it has no software data.
 */
export type Workload = 'databases' | 'web' | 'containers' | 'business' | 'other' | 'unknown';
export const WORKLOADS: readonly Workload[] = ['databases', 'web', 'containers', 'business', 'other', 'unknown'];

/** Bounds of a date, both included. `withinDays` counts from the as-of date on, that day included; it goes with neither of the others. */
export interface DateBounds {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly withinDays?: number;
}

/**
 * Which servers. Absent or empty fields do not limit; fields combine with and, values of one field with or.
 * '' as a value means "not set"; the case of values does not matter. Serialisable, so that it crosses processes and is kept with a view.
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
  /** Last supported day of the OS within these bounds. */
  readonly supportEnds?: DateBounds;
  /** OS labels without edition: "Windows Server 2016", "Ubuntu 20.04". */
  readonly os?: readonly string[];
  readonly environments?: readonly string[];
  readonly sites?: readonly string[];
  /** What it is for. */
  readonly workloads?: readonly Workload[];
  /** The criticality in force: by hand, rule or group, else the inventory's. */
  readonly criticality?: readonly (Criticality | '')[];
  /** Whether security and patch-management software look after it. */
  readonly coverage?: readonly ServerCoverage[];
  /** `key=value`, `key=*` for any value, or `key` for a tag without one. */
  readonly tags?: readonly string[];
  /** Patterns of the name or FQDN: `*` any characters, `?` one. */
  readonly names?: readonly string[];
  /** Patterns of an installed software's name, or of its name and version with a blank between: `OpenSSL 1.1*`. '' is no software data. */
  readonly apps?: readonly string[];
  /** Security findings (features V10): a CVE id or its beginning, a risk, or text of a check, of affected software or of a pending update. */
  readonly findings?: readonly string[];
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
  /** None of these: each limit by itself leaves out what passes it. */
  readonly except?: ServerFilter;
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
  readonly supportEnds?: DateBounds;
  readonly categories?: readonly Category[];
  readonly publishers?: readonly string[];
  readonly sources?: readonly string[];
  readonly cve?: string;
  /** True: mapped to a CPE or product; false: unknown. */
  readonly identified?: boolean;
  /** True: the version could be read; false: it could not. */
  readonly versionKnown?: boolean;
  readonly name?: string;
  /** Patterns of the name, or of name and version with a blank between. */
  readonly apps?: readonly string[];
  /** Exactly this software. */
  readonly software?: SoftwareRef;
  /** Its support follows this product, and cycle when given. */
  readonly product?: ProductRef;
  /** Installed on this server (key). */
  readonly server?: string;
  /** Installed on a server that passes. */
  readonly servers?: ServerFilter;
  /** None of these: each limit by itself leaves out what passes it. */
  readonly except?: SoftwareFilter;
}

/** Fields of which the servers list offers values with counts, in the order shown. */
export const SERVER_FACETS = ['environments', 'levels', 'support', 'os', 'workloads', 'coverage', 'sites', 'criticality', 'tags'] as const satisfies readonly (keyof ServerFilter)[];
export type ServerFacet = (typeof SERVER_FACETS)[number];

/** Those of the software list. */
export const SOFTWARE_FACETS = ['levels', 'support', 'categories', 'publishers', 'sources'] as const satisfies readonly (keyof SoftwareFilter)[];
export type SoftwareFacet = (typeof SOFTWARE_FACETS)[number];

export type SortDirection = 'ascending' | 'descending';

export type ServerSortKey =
  | 'score' | 'name' | 'os' | 'support' | 'critical' | 'high' | 'medium' | 'low' | 'vulnerabilities' | 'exploited'
  | 'updates' | 'security' | 'patch' | 'environment' | 'site' | 'criticality' | 'coverage' | 'owner' | 'lastSeen' | 'software' | 'recommendations';

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
