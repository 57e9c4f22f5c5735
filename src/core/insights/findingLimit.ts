import type { Assessment } from './assessment';
import type { ServerRisk } from './filter';
import { SERVER_RISKS } from './filter';
import { RowSet } from './rowSet';
import { serversWithCve } from './serversWithCve';
import { serversWithFinding } from './serversWithFinding';

const CVE_ID = /^cve-\d{4}-\d{4,19}$/;
const BEGINS = 1;
const DIFFERS = 2;
const CVE_BEGINNING = /^cve-[\d-]*$/;

/**
 * Servers with a security finding that a text names (features V10): a CVE id or the beginning of ids, a check (a `ServerRisk` or words of
 * one: "security software"), or text of an affected software's or operating system's name or of a pending update's id or title.
 */
export function serversWithFindingText(assessment: Assessment, text: string, hasRisk: (row: number, risk: ServerRisk) => boolean): RowSet {
  const { estate, identities, matcher } = assessment;
  const length = estate.servers.length;
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return new RowSet(length);
  if (CVE_ID.test(wanted)) {
    const index = matcher.index.cveIndex(wanted.toUpperCase());
    return index === -1 ? new RowSet(length) : RowSet.of(length, serversWithCve(assessment, index));
  }
  if (CVE_BEGINNING.test(wanted)) {
    const beginning = wanted.toUpperCase();
    // Ids are text only when asked for: an estate has few of the feed's, each many times.
    const known = new Uint8Array(matcher.index.cveCount);
    const begins = (cve: number): boolean => (known[cve] ||= matcher.index.cveId(cve).startsWith(beginning) ? BEGINS : DIFFERS) === BEGINS;
    return serversWithFinding(assessment, { cve: begins, software: () => true, os: () => true });
  }
  const risks = SERVER_RISKS.filter((risk) => risk === wanted || risk.replaceAll('-', ' ').includes(wanted));
  const names = (name: string): boolean => name.toLowerCase().includes(wanted);
  const systems = identities.os.map(({ identity }) => names(identity.label));
  const found = serversWithFinding(assessment, { cve: () => true, software: (id) => names(estate.software[id].name), os: (position) => systems[position] });
  return found.or(RowSet.where(length, (row) =>
    risks.some((risk) => hasRisk(row, risk)) || (estate.servers[row].pendingUpdates?.some(({ id, title }) => names(id) || names(title)) ?? false)));
}
