import type { PlainDate } from '../../inventory/plainDate';
import type { Severity } from '../../match/verdict';
import type { ServerRisk } from '../filter';

/** What is kept of an assessment for the trend: counts, and nothing that names a server. */
export interface EstateSnapshot {
  readonly date: PlainDate;
  readonly asOf: PlainDate;
  /** Identifies the feeds, so that a step that a feed made can be told from others. */
  readonly feeds: string;
  readonly servers: number;
  readonly serversAtRisk: number;
  readonly serversExploited: number;
  readonly score: number;
  /** Distinct affected CVEs, added up over servers. */
  readonly findings: number;
  readonly software: number;
  readonly softwareEnded: number;
  readonly softwareVulnerable: number;
  /** Servers by highest severity. */
  readonly levels: Readonly<Record<Severity, number>>;
  /** Servers by risk. */
  readonly risks: Readonly<Record<ServerRisk, number>>;
}
