import type { Severity } from '../match/verdict';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from './assessment';
import type { ServerRisk } from './filter';
import { SERVER_RISKS } from './filter';
import { forEachAffected, forEachAffectedByOs } from './matchesOn';
import type { ServerFields } from './serverQuery';
import type { SoftwareFields } from './softwareQuery';
import { stillAffected } from './suppress/stillAffected';

/** The estate's numbers as the overview and the CLI's summary give them. */
export interface Summary {
  readonly servers: number;
  readonly serversAtRisk: number;
  /** Servers per risk, and servers for which it is unknown. */
  readonly risks: Readonly<Record<ServerRisk, { readonly servers: number; readonly unknown: number }>>;
  /** Servers by the highest severity of an affected finding. */
  readonly levels: Readonly<Record<Severity, number>>;
  readonly serversWithCritical: number;
  readonly serversExploited: number;
  readonly software: number;
  readonly softwareAtRisk: number;
  readonly softwareEnded: number;
  readonly softwareVulnerable: number;
  readonly softwareEndedAndVulnerable: number;
  /** Distinct CVEs with verdict `affected` on one of the servers. */
  readonly vulnerabilities: number;
  readonly coverage: Coverage;
}

/** What could be judged (features R19). */
export interface Coverage {
  readonly softwareIdentified: number;
  /** Users said that it does not matter. */
  readonly softwareIgnored: number;
  /** Of the identified. */
  readonly versionsUnderstood: number;
  readonly serversWithSoftwareData: number;
  readonly serversWithUpdateData: number;
  readonly serversSeenRecently: number;
  readonly serversStale: number;
}

/** Counts over the given servers; software counts when one of them has it. */
export function summarise(
  serverFields: ServerFields,
  softwareFields: SoftwareFields,
  serverRows: readonly number[],
  softwareRows: readonly number[],
): Summary {
  const { estate, servers, software } = serverFields.assessment;
  const count = (rows: readonly number[], test: (row: number) => boolean): number => rows.reduce((sum, row) => sum + (test(row) ? 1 : 0), 0);
  // By CVE: what thousands of software share is noted once each, and a set of numbers would take many times as long.
  const isAffected = new Uint8Array(serverFields.assessment.knowledge.index.cveCount);
  const levels = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const row of serverRows) levels[SEVERITIES[servers.level[row]]]++;
  const take = (cve: number): void => void (isAffected[cve] = 1);
  const takeAll = (cves: Uint32Array | readonly number[]): void => {
    for (let at = 0; at < cves.length; at++) isAffected[cves[at]] = 1;
  };
  if (serverRows.length === estate.servers.length) for (const row of softwareRows) takeAll(software.affected[row]);
  else {
    // A software's own column counts any server: here only where one of these has it, and meets its conditions.
    forEachAffected(serverFields.assessment, serverRows, softwareRows, take);
    forEachAffectedByOs(serverFields.assessment, serverRows, take);
  }
  for (const row of serverRows) takeAll(servers.throughCondition.get(row) ?? []);
  const { os, identities } = serverFields.assessment;
  for (const position of new Set(serverRows.map((row) => identities.osOf[row]))) {
    takeAll(os[position].beside.affected);
  }
  // What was gathered by software and system knows of nothing that is set aside on single servers.
  const doubtful = [...serverFields.assessment.setAside.cves].filter((cve) => isAffected[cve] === 1);
  const still = stillAffected(serverFields.assessment, serverRows, doubtful);
  for (const cve of doubtful) if (!still.has(cve)) isAffected[cve] = 0;
  return {
    servers: serverRows.length,
    serversAtRisk: count(serverRows, (row) => servers.atRisk[row] === 1),
    risks: Object.fromEntries(
      SERVER_RISKS.map((risk) => [risk, {
        servers: count(serverRows, (row) => serverFields.hasRisk(row, risk)),
        unknown: count(serverRows, (row) => serverFields.riskUnknown(row, risk)),
      }]),
    ) as Summary['risks'],
    levels,
    serversWithCritical: count(serverRows, (row) => servers.bySeverity[row * SEVERITIES.length] > 0),
    serversExploited: count(serverRows, (row) => servers.exploited[row] > 0),
    software: softwareRows.length,
    softwareAtRisk: count(softwareRows, (row) => softwareFields.isAtRisk(row)),
    softwareEnded: count(softwareRows, (row) => software.ended[row] === 1),
    softwareVulnerable: count(softwareRows, (row) => softwareFields.isVulnerable(row)),
    softwareEndedAndVulnerable: count(softwareRows, (row) => software.ended[row] === 1 && softwareFields.isVulnerable(row)),
    vulnerabilities: isAffected.reduce((sum, one) => sum + one, 0),
    coverage: {
      softwareIdentified: count(softwareRows, (row) => softwareFields.isIdentified(row)),
      softwareIgnored: count(softwareRows, (row) => softwareFields.isIgnored(row)),
      versionsUnderstood: count(softwareRows, (row) => softwareFields.isIdentified(row) && softwareFields.isVersionKnown(row)),
      serversWithSoftwareData: count(serverRows, (row) => estate.servers[row].softwareKnown),
      serversWithUpdateData: count(serverRows, (row) => servers.updatesKnown[row] === 1),
      serversSeenRecently: count(serverRows, (row) => estate.servers[row].lastSeen !== null && !serverFields.isStale(row)),
      serversStale: count(serverRows, (row) => serverFields.isStale(row)),
    },
  };
}

/** Distinct software that at least one of the servers has, ascending. */
export function softwareOfServers({ estate }: Pick<Assessment, 'estate'>, serverRows: readonly number[]): number[] {
  if (serverRows.length === estate.servers.length) return estate.software.map((_, id) => id);
  const { offsets, software } = estate.installs;
  const seen = new Uint8Array(estate.software.length);
  for (const row of serverRows) for (let i = offsets[row]; i < offsets[row + 1]; i++) seen[software[i]] = 1;
  const ids: number[] = [];
  seen.forEach((one, id) => {
    if (one) ids.push(id);
  });
  return ids;
}
