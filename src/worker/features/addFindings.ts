import { SubjectFindingsOfServers } from '../../core/export/subjectFindings';
import type { Assessment } from '../../core/insights/assessment';
import { bucketOf } from '../../core/insights/buckets';
import { OS_SUBJECT, softwareLabel } from '../../core/insights/findings';
import type { CellField } from '../../core/inventory/reader';
import { isIdentified } from '../../core/match/matcher';
import { SEVERITIES } from '../../core/match/verdict';
import type { Target } from '../../protocol/models/frame';
import type { DiagnosticLevel, DiagnosticSettings } from '../../protocol/settings';
import { t } from '../l10n';
import { softwareRef } from '../present/rows';
import { presentSupport } from '../present/support';
import type { View } from '../present/view';
import { decimal, grouped } from '../present/words';
import { fileRows } from './fileRows';
import type { DiagnosticEntry, WorstEntries } from './worstEntries';

/** CVE ids named in one message. */
const MAX_NAMED = 3;

const OS_FIELDS: readonly CellField[] = ['os', 'osVersion', 'server'];
const OS_CVE_FIELDS: readonly CellField[] = ['os', 'server'];
const SOFTWARE_FIELDS: readonly CellField[] = ['version', 'software'];
const NAME_FIELDS: readonly CellField[] = ['software'];

/** What a row is about, and where it stands. */
interface Subject {
  readonly line: number;
  readonly column: number;
  readonly server: number;
  readonly software: number;
}

/** Adds what is known of the servers and software that the rows of one file name, in the file's order. */
export function addFindings(entries: WorstEntries, view: View, file: number, settings: DiagnosticSettings): void {
  const { assessment } = view;
  const { estate, identities, os, software, asOf } = assessment;
  const rows = fileRows(estate, file);
  const worstOf = worstCves(assessment);
  const osSeen = new Set<number>();
  const unmappedSeen = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const { server, software: id, line, column } = rows.at(i);
    const place = { line, column };
    // The operating system is judged once, in the newest file that names the server.
    if (!osSeen.has(server) && (estate.servers[server].rows[0]?.file ?? file) === file) {
      osSeen.add(server);
      const { support } = os[identities.osOf[server]];
      const bucket = bucketOf(support, asOf);
      const add = (level: DiagnosticLevel, code: string): void => entries.add(level, () => ({
        ...place, code, fields: OS_FIELDS, target: { view: 'server', server: estate.servers[server].key },
        message: `${presentSupport(support, asOf, t('Operating system support')).text}: ${identities.os[identities.osOf[server]].identity.label}.`,
      }));
      if (bucket === 'ended' || bucket === 'extended-paid') add(settings.osEndOfSupport, 'os-end-of-support');
      else if (bucket === 'ending') add(settings.osEndingSoon, 'os-ending-soon');
      addCves(entries, view, { ...place, server, software: OS_SUBJECT }, worstOf(server, OS_SUBJECT), settings);
    }
    if (id < 0) continue;
    const target = (): Target => ({ view: 'server', server: estate.servers[server].key, section: 'software' });
    if (software.ended[id]) {
      entries.add(settings.softwareEndOfSupport, () => ({
        ...place, code: 'software-end-of-support', fields: SOFTWARE_FIELDS, target: target(),
        message: `${presentSupport(software.support[id], asOf).text}: ${softwareLabel(estate.software[id])}.`,
      }));
    }
    if (settings.unmappedSoftware !== 'off' && !unmappedSeen.has(id) && !view.software.isIdentified(id) && !view.software.isIgnored(id)) {
      unmappedSeen.add(id);
      entries.add(settings.unmappedSoftware, () => ({
        ...place, code: 'software-unmapped', fields: NAME_FIELDS, target: { view: 'mapping', software: softwareRef(estate.software[id]) },
        message: t('{0} is not identified, so nothing is judged of it.', softwareLabel(estate.software[id])),
      }));
    }
    const identity = identities.software[id];
    if (isIdentified(identity) && identity.version === '') {
      entries.add(settings.unknownVersion, () => ({
        ...place, code: 'unknown-version', fields: SOFTWARE_FIELDS, target: target(),
        message: t('The version of {0} cannot be compared, so its vulnerabilities are unknown.', estate.software[id].name),
      }));
    }
    addCves(entries, view, { ...place, server, software: id }, worstOf(server, id), settings);
  }
}

/** What affects a subject and is worth a squiggle: CVE indexes, the worst first. */
interface WorstCves {
  readonly exploited: readonly number[];
  readonly critical: readonly number[];
}

/** Of a server's subject; sorted out once for all servers where it comes to the same. */
function worstCves(assessment: Assessment): (server: number, software: number) => WorstCves {
  const { kev, severity } = assessment.matcher.index;
  const sortOut = (affected: readonly number[]): WorstCves => ({
    exploited: affected.filter((cve) => kev[cve] > 0),
    critical: affected.filter((cve) => kev[cve] === 0 && SEVERITIES[severity[cve]] === 'critical'),
  });
  const findings = new SubjectFindingsOfServers(assessment);
  const known = new Map<Uint32Array, WorstCves>();
  return (server, software) => {
    const shared = findings.of(server, software)?.affected;
    if (shared === undefined) return sortOut(findings.ofServer(server, software).filter(({ verdict }) => verdict === 'affected').map(({ cve }) => cve));
    let worst = known.get(shared);
    if (!worst) known.set(shared, (worst = sortOut([...findings.worstFirst(shared)])));
    return worst;
  };
}

/** At most one entry for exploited and one for other critical CVEs of a row, each naming the worst. */
function addCves(entries: WorstEntries, view: View, subject: Subject, { exploited, critical }: WorstCves, settings: DiagnosticSettings): void {
  if (exploited.length > 0) {
    entries.add(settings.exploitedVulnerability, () => cveEntry(view, subject, 'exploited-vulnerability', exploited, (what, named) =>
      exploited.length === 1 ? t('{0} has a vulnerability known to be exploited: {1}.', what, named) : t('{0} has vulnerabilities known to be exploited: {1}.', what, named)));
  }
  if (critical.length > 0) {
    entries.add(settings.criticalVulnerability, () => cveEntry(view, subject, 'critical-vulnerability', critical, (what, named) =>
      critical.length === 1 ? t('{0} has a critical vulnerability: {1}.', what, named) : t('{0} has critical vulnerabilities: {1}.', what, named)));
  }
}

function cveEntry({ assessment }: View, { line, column, server, software }: Subject, code: string, cves: readonly number[], say: (what: string, named: string) => string): DiagnosticEntry {
  const { matcher: { index }, identities, estate } = assessment;
  const isOs = software === OS_SUBJECT;
  const what = isOs ? identities.os[identities.osOf[server]].identity.label : softwareLabel(estate.software[software]);
  const named = cves.slice(0, MAX_NAMED).map((cve) => `${index.cveId(cve)}${index.score[cve] === 255 ? '' : ` (${decimal(index.score[cve] / 10, 1)})`}`).join(', ');
  const more = cves.length > MAX_NAMED ? ` ${t('and {0} more', grouped(cves.length - MAX_NAMED))}` : '';
  return {
    line, column, code, message: say(what, named + more), fields: isOs ? OS_CVE_FIELDS : SOFTWARE_FIELDS,
    target: { view: 'server', server: estate.servers[server].key, section: 'vulnerabilities', finding: { cve: index.cveId(cves[0]), software } },
  };
}
