/** The panel of one server: insights and its lists of vulnerabilities, updates and software. */
import type { Frame, IsoDate, Severity, Target, Verdict } from './frame';
import type { Presence, ServerRow, SoftwareRow } from './lists';
import type { ServerDecisionsModel } from './tags';

export interface ServerModel {
  readonly frame: Frame;
  readonly key: string;
  readonly name: string;
  readonly row: ServerRow;
  readonly os: { readonly label: string; readonly written: string; readonly version: string; readonly build: string; readonly cpe: string; readonly rule: string; readonly confidence: string };
  readonly source: Target | null;
  readonly sourceLabel: string;
  /** Score on the planned date, when one is set and differs from the as-of date. */
  readonly scoreOnPlannedDate: number | null;
  readonly notCounted: { readonly possible: number; readonly unknownVersion: number; readonly suppressed: number };
  readonly security: PresenceModel;
  readonly patch: PresenceModel;
  readonly topVulnerabilities: readonly VulnerabilityRow[];
  readonly topUpdates: readonly UpdateRow[];
  readonly endedSoftware: readonly ServerSoftwareRow[];
  /** Software with affected findings, worst first. */
  readonly vulnerableSoftware: readonly ServerSoftwareRow[];
  /** What to do first, worked out from the same findings. */
  readonly counts: { readonly vulnerabilities: number | null; readonly possible: number; readonly software: number | null; readonly updates: number | null };
  /** Tags, criticality and coverage with who says so. */
  readonly decided: ServerDecisionsModel;
  readonly facts: readonly FactGroup[];
  readonly problems: readonly { readonly severity: string; readonly message: string; readonly target: Target }[];
}

export interface PresenceModel extends Presence {
  readonly groups: readonly { readonly label: string; readonly products: readonly string[] }[];
  /** What to do when missing or unknown; '' when present. */
  readonly advice: string;
}

/** Names one finding on one server: `software` is the index of the software in the estate, -1 the OS. */
export interface FindingRef {
  readonly cve: string;
  readonly software: number;
}

export interface VulnerabilityRow {
  readonly ref: FindingRef;
  readonly cve: string;
  readonly severity: Severity;
  readonly score: number | null;
  readonly cvssVersion: string;
  readonly cvssSource: string;
  readonly exploited: boolean;
  readonly ransomware: boolean;
  readonly dueDate: IsoDate | null;
  readonly epss: number | null;
  /** "Apache Tomcat 9.0.30", or the OS label. */
  readonly software: string;
  readonly fixedIn: string;
  readonly verdict: Verdict;
  readonly verdictLabel: string;
  /** Who set it aside, why and until when, as sentences; '' when it counts. */
  readonly setAside: string;
  readonly published: IsoDate;
}

export interface UpdateRow {
  readonly id: string;
  readonly title: string;
  readonly class: 'critical' | 'security' | 'other';
  readonly releasedOn: IsoDate | null;
  readonly waitsDays: number | null;
  readonly source: Target;
}

export interface ServerSoftwareRow extends SoftwareRow {
  readonly place: Target;
}

export interface FactGroup {
  readonly label: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Lists of the server panel beyond the top five, fed page by page. */
export type ServerListKind = 'vulnerabilities' | 'software' | 'updates';
