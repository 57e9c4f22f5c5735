import { SEVERITIES, type Severity } from '../../match/verdict';
import type { Assessment } from '../assessment';
import { SERVER_RISKS, type ServerRisk } from '../filter';
import { ServerFields } from '../serverQuery';
import type { EstateSnapshot } from './estateSnapshot';

/** The counts of an assessment on the day that it was made. */
export function snapshotOf(assessment: Assessment, fields = new ServerFields(assessment)): EstateSnapshot {
  const { servers, software, estate, knowledge, asOf, today } = assessment;
  const sum = (column: Uint32Array | Uint8Array): number => {
    let total = 0;
    for (const one of column) total += one;
    return total;
  };
  const count = (test: (row: number) => boolean): number => estate.servers.reduce((total, { index }) => total + (test(index) ? 1 : 0), 0);
  const softwares = (test: (id: number) => boolean): number => estate.software.reduce((total, { index }) => total + (software.servers[index] > 0 && test(index) ? 1 : 0), 0);
  return {
    date: today, asOf, feeds: knowledge.revision.slice(0, MOST_REVISION),
    servers: estate.servers.length,
    serversAtRisk: sum(servers.atRisk),
    serversExploited: count((row) => servers.exploited[row] > 0),
    score: sum(servers.score),
    findings: sum(servers.vulnerabilities),
    software: softwares(() => true),
    softwareEnded: softwares((id) => software.ended[id] === 1),
    softwareVulnerable: softwares((id) => software.affected[id].length > 0),
    levels: Object.fromEntries(SEVERITIES.map((severity, at) => [severity, count((row) => servers.level[row] === at)])) as Record<Severity, number>,
    risks: Object.fromEntries(SERVER_RISKS.map((risk) => [risk, count((row) => fields.hasRisk(row, risk))])) as Record<ServerRisk, number>,
  };
}

/** Characters of a revision that are kept. */
const MOST_REVISION = 200;
