import type { Identity, Support } from '../identify/identity';
import { formatCpe } from '../identify/cpe';
import type { Problem } from '../inventory/problem';
import type { PlainDate } from '../inventory/plainDate';
import type { CvssMetric, FeedState } from '../match/knowledge';
import { CONFIGURATION_SOURCES, type ConfigurationSource } from '../match/cveRecord';
import { isIdentified } from '../match/matcher';
import type { AdvisoryEvidence, ConditionEvidence } from '../match/matcher';
import type { Severity, Verdict } from '../match/verdict';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from '../insights/assessment';
import { scoreTerms, severityCounts } from '../insights/assessment';
import type { Finding } from '../insights/findings';
import { compareUpdates, distinctByCve, explainFinding, findingsOfServer, subjectOf } from '../insights/findings';
import type { Flag } from '../insights/score';
import { ServerFields, sortServers } from '../insights/serverQuery';
import { SoftwareFields, sortSoftware } from '../insights/softwareQuery';
import type { Summary } from '../insights/summary';
import { softwareOfServers, summarise } from '../insights/summary';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../insights/filter';

/** Names the JSON shape; `media/schemas/assessment.schema.json` describes it. */
export const REPORT_SCHEMA = 'inventory-insights/assessment/1';

/** Rows of `topVulnerabilities` and `topUpdates` (features V4). */
const TOP = 5;

/** The assessment as JSON, for pipelines. Absent information is '' for text and null for numbers, dates and flags. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly asOf: PlainDate;
  readonly notes: readonly string[];
  readonly feeds: readonly Pick<FeedState, 'name' | 'revision' | 'fetchedAt' | 'records' | 'starter'>[];
  readonly summary: Summary;
  readonly servers: readonly ServerReport[];
  readonly software: readonly SoftwareReport[];
  readonly findings?: readonly FindingReport[];
  /** CVEs that distributions' advisories affirm for these servers and NVD's data lacks: they have no rating and stand in no other number. */
  readonly unrecordedCves: readonly string[];
  readonly problems: readonly Problem[];
}

export interface ServerReport {
  readonly name: string;
  readonly key: string;
  readonly os: {
    readonly name: string;
    readonly version: string;
    readonly product: string;
    readonly cycle: string;
    readonly cpe: string;
    readonly support: Support['phase'];
    readonly endsOn: PlainDate | null;
    readonly extendedUntil: PlainDate | null;
  };
  readonly environment: string;
  readonly site: string;
  readonly lastSeen: PlainDate | null;
  readonly score: number;
  readonly flags: {
    readonly osEndOfSupport: Flag;
    readonly softwareEndOfSupport: Flag;
    readonly missingSecuritySoftware: Flag;
    readonly missingPatchManagement: Flag;
  };
  /** Distinct CVEs with verdict `affected`; null when nothing could be judged. */
  readonly vulnerabilities: number | null;
  readonly possibleVulnerabilities: number;
  /** Distinct CVEs of `unrecordedCves` on this server. */
  readonly unrecordedVulnerabilities: number;
  /** Critical and security updates; null when the inventory has no list. */
  readonly pendingUpdates: number | null;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly topVulnerabilities: readonly { readonly cve: string; readonly severity: Severity; readonly score: number | null; readonly kev: boolean; readonly software: string }[];
  readonly topUpdates: readonly { readonly id: string; readonly title: string; readonly classification: string; readonly releasedOn: PlainDate | null }[];
}

export interface SoftwareReport {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly source: string;
  readonly cpe: string;
  readonly product: string;
  readonly cycle: string;
  readonly support: Support['phase'];
  readonly endsOn: PlainDate | null;
  readonly extendedUntil: PlainDate | null;
  /** 0 also where there is no `cpe`: nothing was judged then. */
  readonly vulnerabilities: number;
  readonly servers: number;
  readonly category: string;
  readonly subcategory: string;
  readonly rule: string;
  readonly confidence: Identity['confidence'];
}

export interface FindingReport {
  readonly server: string;
  readonly software: string;
  readonly version: string;
  readonly cve: string;
  readonly verdict: Verdict;
  readonly confidence: Identity['confidence'];
  readonly severity: Severity;
  readonly cvss: { readonly score: number; readonly vector: string; readonly version: string; readonly source: string; readonly type: CvssMetric['type'] } | null;
  readonly kev: boolean;
  readonly epss: number | null;
  readonly fixedIn: string;
  readonly evidence: {
    readonly rule: string;
    readonly reason: string;
    readonly cpe: string;
    readonly criteria: string;
    readonly range: string;
    readonly conditions: readonly ConditionEvidence[];
    /** The distribution's advisory that decided; absent when NVD's record did. */
    readonly advisory?: AdvisoryEvidence;
    readonly feed: string;
    /** `configurations`: who says which products the record concerns. */
    readonly record: { readonly id: string; readonly lastModified: string; readonly vulnStatus: string; readonly configurations: ConfigurationSource };
    readonly row: { readonly file: string; readonly line: number; readonly column: number } | null;
  };
}

/** What every panel and export says of itself (features R14). */
export const NOTES: readonly string[] = [
  'Guidance from inventory, not a scan: nothing on the servers was tested.',
  'This product uses data from the NVD API but is not endorsed or certified by the NVD.',
];

export function buildReport(assessment: Assessment, options: { readonly findings: boolean }): Report {
  const { estate, knowledge } = assessment;
  const fields = new ServerFields(assessment);
  const softwareFields = new SoftwareFields(assessment);
  const serverRows = sortServers(fields, estate.servers.map((_, row) => row), DEFAULT_SERVER_SORT);
  const softwareRows = sortSoftware(softwareFields, estate.software.map((_, row) => row), DEFAULT_SOFTWARE_SORT);
  const findings: FindingReport[] = [];
  const servers = serverRows.map((row) => {
    const found = findingsOfServer(assessment, row);
    if (options.findings) for (const finding of found) findings.push(findingReport(assessment, finding));
    return serverReport(assessment, row, found);
  });
  return {
    schema: REPORT_SCHEMA,
    asOf: assessment.asOf,
    notes: NOTES,
    feeds: knowledge.feeds.map(({ name, revision, fetchedAt, records, starter }) => ({ name, revision, fetchedAt, records, starter })),
    summary: summarise(fields, softwareFields, serverRows, softwareOfServers(assessment, serverRows)),
    servers,
    software: softwareRows.map((row) => softwareReport(assessment, row)),
    ...(options.findings ? { findings } : {}),
    unrecordedCves: assessment.unrecordedCves,
    problems: estate.problems,
  };
}

export function serverReport(assessment: Assessment, row: number, found: readonly Finding[]): ServerReport {
  const { estate, identities, os, servers, matcher } = assessment;
  const server = estate.servers[row];
  const { identity } = identities.os[identities.osOf[row]];
  const { support } = os[identities.osOf[row]];
  const terms = scoreTerms(assessment, row);
  const { index } = matcher;
  return {
    name: server.name,
    key: server.key,
    os: {
      name: server.os.name,
      version: server.os.version,
      product: identity.product,
      cycle: identity.cycle,
      cpe: cpeText(identity),
      support: support.phase,
      endsOn: support.endsOn,
      extendedUntil: support.extendedUntil,
    },
    environment: server.environment,
    site: server.site,
    lastSeen: server.lastSeen,
    score: servers.score[row],
    flags: {
      osEndOfSupport: terms.osEndOfSupport,
      softwareEndOfSupport: terms.softwareEndOfSupport,
      missingSecuritySoftware: terms.missingSecuritySoftware,
      missingPatchManagement: terms.missingPatchManagement,
    },
    vulnerabilities: terms.vulnerabilities,
    possibleVulnerabilities: servers.possible[row],
    unrecordedVulnerabilities: servers.unrecorded[row],
    pendingUpdates: terms.pendingUpdates,
    bySeverity: severityCounts(servers.bySeverity, row),
    topVulnerabilities: distinctByCve(found.filter(({ verdict }) => verdict === 'affected')).slice(0, TOP).map(({ finding }) => ({
      cve: index.cveId(finding.cve),
      severity: SEVERITIES[index.severity[finding.cve]],
      score: index.score[finding.cve] === 255 ? null : index.score[finding.cve] / 10,
      kev: index.kev[finding.cve] > 0,
      software: subjectOf(assessment, row, finding.software).label,
    })),
    topUpdates: [...(server.pendingUpdates ?? [])].sort(compareUpdates).slice(0, TOP).map(({ id, title, class: classification, releasedOn }) => ({
      id, title, classification, releasedOn,
    })),
  };
}

export function softwareReport(assessment: Assessment, row: number): SoftwareReport {
  const { estate, identities, software } = assessment;
  const { name, publisher, version, source } = estate.software[row];
  const identity = identities.software[row];
  const support = software.support[row];
  return {
    name, publisher, version, source,
    cpe: cpeText(identity),
    product: identity.product,
    cycle: identity.cycle,
    support: support.phase,
    endsOn: support.endsOn,
    extendedUntil: support.extendedUntil,
    vulnerabilities: software.affected[row].length,
    servers: software.servers[row],
    category: identity.category,
    subcategory: identity.subcategory,
    rule: identity.rule,
    confidence: identity.confidence,
  };
}

export function findingReport(assessment: Assessment, finding: Finding): FindingReport {
  const { estate, knowledge, matcher } = assessment;
  const subject = subjectOf(assessment, finding.server, finding.software);
  const details = knowledge.details(finding.cve);
  const evidence = explainFinding(assessment, finding.server, finding.software, finding.cve);
  const metric: CvssMetric | undefined = details.metrics[0];
  const feed = knowledge.feeds.find(({ name }) => name === (evidence.advisory ? 'osv' : 'nvd'));
  return {
    server: estate.servers[finding.server].name,
    software: subject.software?.name ?? subject.label,
    version: subject.software?.version ?? (subject.identity.version || estate.servers[finding.server].os.version),
    cve: details.id,
    verdict: finding.verdict,
    confidence: evidence.confidence,
    severity: metric?.severity ?? 'unknown',
    cvss: metric ? { score: metric.score, vector: metric.vector, version: metric.version, source: metric.source, type: metric.type } : null,
    kev: details.kev !== null,
    epss: details.epss,
    fixedIn: evidence.fixedIn,
    evidence: {
      rule: subject.identity.rule,
      reason: evidence.reason,
      cpe: evidence.cpe,
      criteria: evidence.criteria,
      range: evidence.range,
      conditions: evidence.conditions,
      ...(evidence.advisory ? { advisory: evidence.advisory } : {}),
      feed: `${evidence.advisory ? 'osv' : 'nvd'} ${feed?.revision ?? ''}`.trim(),
      record: { id: details.id, lastModified: details.lastModified, vulnStatus: details.vulnStatus, configurations: CONFIGURATION_SOURCES[matcher.index.source[finding.cve] ?? 0]! },
      row: subject.row && { file: estate.files[subject.row.file].file, line: subject.row.line, column: subject.row.column },
    },
  };
}

function cpeText(identity: Identity): string {
  return isIdentified(identity) ? formatCpe(identity.cpes[0]) : '';
}
