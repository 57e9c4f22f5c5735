import type { Assessment } from '../insights/assessment';
import { scoreTerms } from '../insights/assessment';
import { tagList } from '../insights/buckets';
import { findingsOfServer } from '../insights/findings';
import type { Severity } from '../match/verdict';
import { HIDDEN, isHidden, type HideablePart } from '../insights/sharing';
import { SEVERITIES } from '../match/verdict';
import { FindingReports } from './findingReports';
import { NOTES, serverReport, softwareReport } from './report';

/** A table for CSV: its header, and rows made one at a time so that a long export stays flat in memory. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** null and '' are written as an empty cell: not known. */
export type Cell = string | number | null;

export type TableKind = 'servers' | 'software' | 'findings';

/** What a row rests on: a table has no place for a header or footer of prose, so each row carries it (features R14). */
const PROVENANCE = ['As of', 'Feeds', 'Notice'] as const;

/** What a reader of an export without a part is told. */
export const HIDDEN_WORDS: Readonly<Record<HideablePart, string>> = {
  vulnerabilities: 'Vulnerabilities are hidden by the sharing profile; scores are without them.',
  updates: 'Pending updates are hidden by the sharing profile; scores are without them.',
};

function provenance({ asOf, knowledge, hidden = [] }: Assessment): readonly [string, string, string] {
  const feeds = knowledge.feeds.map(({ name, revision, fetchedAt, starter }) => `${name} ${starter ? 'starter ' : ''}${revision || fetchedAt.slice(0, 10)}`);
  return [asOf, feeds.join('; '), [...hidden.map((part) => HIDDEN_WORDS[part]), ...NOTES].join(' ')];
}

/** The servers of `rows`, in their order; each row is asked for when it is written. */
export function serversTable(assessment: Assessment, rows: Iterable<number>): Table {
  const from = provenance(assessment);
  const columns = assessment.servers;
  return {
    header: [
      'Server', 'FQDN', 'IP addresses', 'Environment', 'Site', 'Criticality', 'Owner', 'Tags', 'Operating system', 'OS version', 'OS support',
      'OS support ends', 'OS extended until', 'Risk score', 'OS end of support', 'Software end of support', 'Vulnerabilities',
      'Pending critical and security updates', 'Missing security software', 'Missing patch management', ...SEVERITIES.map(title),
      'Possibly affected', 'Known exploited', 'Last seen', ...PROVENANCE,
    ],
    rows: mapRows(rows, (row) => {
      const server = assessment.estate.servers[row];
      const report = serverReport(assessment, row, []);
      const terms = scoreTerms(assessment, row);
      const { vulnerabilities } = report;
      const ifJudged = (value: number): Cell => (typeof vulnerabilities === 'number' ? value : vulnerabilities);
      return [
        server.name, server.fqdn, server.ipAddresses.join('; '), server.environment, server.site, assessment.decided.criticality[row], server.owner, tagList(server).join('; '),
        server.os.name, server.os.version, report.os.support, report.os.endsOn, report.os.extendedUntil, report.score,
        terms.osEndOfSupport, terms.softwareEndOfSupport, vulnerabilities, report.pendingUpdates, terms.missingSecuritySoftware, terms.missingPatchManagement,
        ...SEVERITIES.map((_, i) => ifJudged(columns.bySeverity[row * SEVERITIES.length + i])),
        ifJudged(columns.possible[row]), ifJudged(columns.exploited[row]), server.lastSeen, ...from,
      ];
    }),
  };
}

/** The software of `rows`, in their order. */
export function softwareTable(assessment: Assessment, rows: Iterable<number>): Table {
  const from = provenance(assessment);
  const hides = isHidden(assessment, 'vulnerabilities');
  return {
    header: [
      'Software', 'Publisher', 'Version', 'Source', 'Category', 'Subcategory', 'CPE', 'Product', 'Cycle', 'Support', 'Support ends', 'Extended until',
      'Vulnerabilities', ...SEVERITIES.map(title), 'Possibly affected', 'Known exploited', 'Servers', 'Rule', 'Confidence', ...PROVENANCE,
    ],
    rows: mapRows(rows, (row) => {
      const report = softwareReport(assessment, row);
      const { software } = assessment;
      // What nothing was looked up for has no zeros.
      const ifJudged = (value: number): Cell => (hides ? HIDDEN : software.judged[row] === 0 ? null : value);
      return [
        report.name, report.publisher, report.version, report.source, report.category, report.subcategory, report.cpe, report.product, report.cycle,
        report.support, report.endsOn, report.extendedUntil, ifJudged(software.affected[row].length),
        ...SEVERITIES.map((_, i) => ifJudged(software.bySeverity[row * SEVERITIES.length + i])),
        ifJudged(software.possible[row]), ifJudged(software.exploited[row]), report.servers, report.rule, report.confidence, ...from,
      ];
    }),
  };
}

/** Every finding of the servers of `rows`, in their order. */
export function findingsTable(assessment: Assessment, rows: Iterable<number>): Table {
  const header = [
    'Server', 'Software', 'Version', 'CVE', 'Verdict', 'Confidence', 'Severity', 'CVSS score', 'CVSS version', 'CVSS source', 'CVSS vector',
    'Known exploited', 'EPSS', 'Fixed in', 'Reason', 'CPE', 'Criteria', 'Range', 'Identity rule', 'File', 'Line', 'NVD record modified', 'Set aside', ...PROVENANCE,
  ];
  return { header, rows: findingRows(assessment, rows, header.length) };
}

function* findingRows(assessment: Assessment, rows: Iterable<number>, width: number): Iterable<readonly Cell[]> {
  const from = provenance(assessment);
  if (isHidden(assessment, 'vulnerabilities')) {
    // An empty table would say that there are none.
    yield [...Array.from({ length: width - from.length }, () => HIDDEN), ...from];
    return;
  }
  const reports = new FindingReports(assessment);
  for (const row of rows) {
    for (const { cvss, evidence, ...report } of reports.ofServer(row, findingsOfServer(assessment, row))) {
      yield [
        report.server, report.software, report.version, report.cve, report.verdict, report.confidence, report.severity,
        cvss?.score ?? null, cvss?.version ?? null, cvss?.source ?? null, cvss?.vector ?? null, report.kev ? 'yes' : 'no', report.epss, report.fixedIn,
        evidence.reason, evidence.cpe, evidence.criteria, evidence.range, evidence.rule, evidence.row?.file ?? null, evidence.row?.line ?? null,
        evidence.record.lastModified, report.setAside ?? null, ...from,
      ];
    }
  }
}

function* mapRows(rows: Iterable<number>, cells: (row: number) => readonly Cell[]): Iterable<readonly Cell[]> {
  for (const row of rows) yield cells(row);
}

function title(severity: Severity): string {
  return severity[0].toUpperCase() + severity.slice(1);
}
