import type { PlainDate } from './plainDate';
import type { Problem } from './problem';

/** Where a row of an inventory stands. */
export interface RowRef {
  /** Index into `Estate.files`. */
  readonly file: number;
  /** 1-based line of the row's first character. */
  readonly line: number;
  /** 1-based column of the row's first character, UTF-16 code units; 1 for line formats. */
  readonly column: number;
}

/** As the inventory writes it; '' where it says nothing. */
export interface OperatingSystem {
  readonly name: string;
  readonly version: string;
  readonly build: string;
  readonly architecture: string;
}

export interface Disk {
  readonly name: string;
  readonly sizeGB: number | null;
}

export interface NetworkAdapter {
  readonly mac: string;
  readonly ipAddresses: readonly string[];
}

export interface Performance {
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  readonly diskIops: number | null;
  readonly networkMBps: number | null;
}

/** The classes of pending updates that Azure Migrate shows: Critical and Security score, Other does not. */
export type UpdateClass = 'critical' | 'security' | 'other';

export interface PendingUpdate {
  /** KB number or package name. */
  readonly id: string;
  readonly title: string;
  readonly class: UpdateClass;
  /** The classification as the inventory writes it. */
  readonly classification: string;
  readonly releasedOn: PlainDate | null;
  readonly row: RowRef;
}

export interface Hotfix {
  /** `KB5034127`. */
  readonly id: string;
  readonly installedOn: PlainDate | null;
}

export type Criticality = 'critical' | 'high' | 'medium' | 'low';

/** What an inventory says of one server, software aside. Text is '' and numbers are null where it says nothing. */
export interface ServerFacts {
  readonly id: string;
  readonly name: string;
  readonly fqdn: string;
  readonly ipAddresses: readonly string[];
  readonly environment: string;
  readonly site: string;
  readonly os: OperatingSystem;
  readonly cores: number | null;
  readonly memoryMB: number | null;
  readonly disks: readonly Disk[];
  readonly networkAdapters: readonly NetworkAdapter[];
  readonly tags: Readonly<Record<string, string>>;
  readonly criticality: Criticality | '';
  readonly owner: string;
  readonly lastSeen: PlainDate | null;
  readonly rebootPending: boolean | null;
  /** null: the inventory has no such list. */
  readonly hotfixes: readonly Hotfix[] | null;
  readonly performance: Performance | null;
  /** null: no such list, so unknown; an empty list means none is pending. */
  readonly pendingUpdates: readonly PendingUpdate[] | null;
  /** False: no software list for this server, so its software is unknown, never "none". */
  readonly softwareKnown: boolean;
  /** Columns and properties that the format does not define, kept and shown. */
  readonly extra: Readonly<Record<string, string>>;
}

/** One server of the estate, merged from every file that names it. */
export interface Server extends ServerFacts {
  /** Position in `Estate.servers`. */
  readonly index: number;
  /** Stable over re-reads of the same inventory: lower-case FQDN, else lower-case name, else id. Unique in the estate. */
  readonly key: string;
  /** Every row that names the server itself, newest file first. */
  readonly rows: readonly RowRef[];
}

/** `registry`, `dpkg`, `rpm`, `apk`, `snap`, `winget`, `manual`, …; '' when the inventory does not say. */
export type SoftwareSource = string;

/** One distinct software. Servers install it many times; it is identified and judged once. */
export interface Software {
  /** Position in `Estate.software`. */
  readonly index: number;
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly source: SoftwareSource;
  /** Explicit CPE 2.3 or URI binding from the inventory; '' when none. It decides the identity. */
  readonly cpe: string;
  /** Explicit package URL; '' when none. */
  readonly purl: string;
}

/**
 * Who has what, as compressed sparse rows: the installs of server `s` stand at `offsets[s] … offsets[s + 1]`.
 * A server has a software at most once; the row kept is the first.
 */
export interface Installs {
  /** Length servers + 1. */
  readonly offsets: Uint32Array;
  /** Index into `Estate.software`. */
  readonly software: Uint32Array;
  /** Index into `Estate.files`. */
  readonly file: Uint16Array;
  /** 1-based line. */
  readonly line: Uint32Array;
  /** 1-based column; absent when every row starts its line. */
  readonly column?: Uint32Array;
}

export interface EstateFile {
  /** As the host named it. */
  readonly file: string;
  readonly format: FormatId;
  /** The sheet of a workbook that this is; absent for other files. Lines are then rows of the sheet. */
  readonly sheet?: string;
  readonly formatLabel: string;
  readonly bytes: number;
  /** Data rows read and rejected; together all rows of the file. */
  readonly rows: number;
  readonly rejected: number;
  /** Servers that this file names. */
  readonly servers: number;
  /** Installs that this file lists. */
  readonly installs: number;
}

/** All inventory files of a workspace as one. */
export interface Estate {
  readonly files: readonly EstateFile[];
  readonly servers: readonly Server[];
  readonly software: readonly Software[];
  readonly installs: Installs;
  readonly problems: readonly Problem[];
}

export type FormatId =
  | 'native-json'
  | 'native-csv'
  | 'azure-migrate-software-csv'
  | 'azure-migrate-import-csv'
  | 'dpkg-query'
  | 'dpkg-list'
  | 'apt-list'
  | 'apt-simulation'
  | 'rpm-list'
  | 'updateinfo'
  | 'cyclonedx'
  | 'spdx'
  | 'winget'
  | 'osquery'
  | 'ansible'
  | 'resource-graph-json'
  | 'resource-graph-csv'
  | 'defender-json'
  | 'defender-csv'
  | 'rvtools-vinfo'
  | 'rvtools-vhost'
  | 'azure-migrate-discovery'
  | 'windows-uninstall-csv'
  | 'windows-hotfix-csv'
  | 'windows-update-csv'
  | 'windows-json'
  | 'windows-registry'
  | 'editor-extensions'
  | 'azure-migrate-sql'
  | 'azure-migrate-databases'
  | 'azure-migrate-web';
