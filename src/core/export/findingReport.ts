import type { Identity } from '../identify/identity';
import type { Assessment } from '../insights/assessment';
import { explainFinding, subjectOf, type Finding } from '../insights/findings';
import { CONFIGURATION_SOURCES, type ConfigurationSource } from '../match/cveRecord';
import type { CvssMetric } from '../match/knowledge';
import type { AdvisoryEvidence, ConditionEvidence, MatchEvidence } from '../match/matcher';
import type { Severity, Verdict } from '../match/verdict';
import { setAsideText } from './vex/setAsideText';

/** One finding with its evidence as JSON. Absent information is '' for text and null for numbers and dates. */
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
  /** Of verdict `suppressed`: who set it aside, why and until when. */
  readonly setAside?: string;
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

/** Of a finding, what its CVE's record says, whatever it is found on. */
export type CveFacts = Pick<FindingReport, 'cve' | 'severity' | 'cvss' | 'kev' | 'epss'> & Pick<FindingReport['evidence'], 'record'>;

/** Of a finding, what it is found on, whatever the CVE. */
export type SubjectFacts = Pick<FindingReport, 'server' | 'software' | 'version'> & Pick<FindingReport['evidence'], 'rule' | 'row'>;

/** One finding; `FindingReports` makes many with less work. */
export function findingReport(assessment: Assessment, finding: Finding): FindingReport {
  const { server, software, cve } = finding;
  return reportOfFinding(assessment, finding, subjectFacts(assessment, server, software), cveFacts(assessment, cve), explainFinding(assessment, server, software, cve));
}

export function subjectFacts(assessment: Assessment, server: number, software: number): SubjectFacts {
  const { servers, files } = assessment.estate;
  const { software: entry, label, identity, row } = subjectOf(assessment, server, software);
  return {
    server: servers[server].name,
    software: entry?.name ?? label,
    version: entry?.version ?? (identity.version || servers[server].os.version),
    rule: identity.rule,
    row: row && { file: files[row.file].file, line: row.line, column: row.column },
  };
}

export function cveFacts({ knowledge, matcher }: Assessment, cve: number): CveFacts {
  const { id, metrics, kev, epss, lastModified, vulnStatus } = knowledge.details(cve);
  const metric: CvssMetric | undefined = metrics[0];
  return {
    cve: id,
    severity: metric?.severity ?? 'unknown',
    cvss: metric ? { score: metric.score, vector: metric.vector, version: metric.version, source: metric.source, type: metric.type } : null,
    kev: kev !== null,
    epss,
    record: { id, lastModified, vulnStatus, configurations: CONFIGURATION_SOURCES[matcher.index.source[cve] ?? 0]! },
  };
}

export function reportOfFinding({ knowledge, setAside }: Assessment, { server, software, cve, verdict }: Finding, subject: SubjectFacts, facts: CveFacts, evidence: MatchEvidence): FindingReport {
  const aside = verdict === 'suppressed' ? setAside.of(server, software, cve) : undefined;
  const feed = evidence.advisory ? 'osv' : 'nvd';
  return {
    server: subject.server,
    software: subject.software,
    version: subject.version,
    cve: facts.cve,
    verdict,
    confidence: evidence.confidence,
    severity: facts.severity,
    cvss: facts.cvss,
    kev: facts.kev,
    epss: facts.epss,
    fixedIn: evidence.fixedIn,
    ...(aside ? { setAside: setAsideText(aside) } : {}),
    evidence: {
      rule: subject.rule,
      reason: evidence.reason,
      cpe: evidence.cpe,
      criteria: evidence.criteria,
      range: evidence.range,
      conditions: evidence.conditions,
      ...(evidence.advisory ? { advisory: evidence.advisory } : {}),
      feed: `${feed} ${knowledge.feeds.find(({ name }) => name === feed)?.revision ?? ''}`.trim(),
      record: facts.record,
      row: subject.row,
    },
  };
}
