import type { Identity, Support } from '../identify/identity';
import { formatCpe } from '../identify/cpe';
import type { ServerCoverage } from '../insights/estate/decidedColumns';
import type { Criticality } from '../inventory/model';
import type { Problem } from '../inventory/problem';
import type { PlainDate } from '../inventory/plainDate';
import type { FeedState } from '../match/knowledge';
import { isIdentified } from '../match/matcher';
import type { Severity } from '../match/verdict';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from '../insights/assessment';
import { scoreTerms, severityCounts } from '../insights/assessment';
import { compareUpdates, subjectOf } from '../insights/findings';
import { matchesOn } from '../insights/matchesOn';
import type { Flag } from '../insights/score';
import { HIDDEN, isHidden, type HideablePart } from '../insights/sharing';
import { summarise } from '../insights/summary';
import type { FindingReport } from './findingReport';
import { FindingReports } from './findingReports';
import type { ExportSelection } from './selection';
import { findingsOfSelection } from './selection';
import { sharedSummary, type SharedSummary } from './sharedSummary';
import { WorstCvesOfServers, type WorstCve } from './worstCves';

/** Names the JSON shape; `media/schemas/assessment.schema.json` describes it. */
export const REPORT_SCHEMA = 'inventory-insights/assessment/1';

/** Rows of `topVulnerabilities` and `topUpdates` (features V4). */
const TOP = 5;

/** The assessment as JSON, for pipelines; its long lists are made as they are written, each can be gone through once. Absent information is '' for text and null for numbers, dates and flags. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly asOf: PlainDate;
  readonly notes: readonly string[];
  readonly feeds: readonly Pick<FeedState, 'name' | 'revision' | 'fetchedAt' | 'records' | 'starter'>[];
  /** Which set this is of the whole estate; absent for the whole. */
  readonly selection?: SelectionReport;
  /** Parts that a sharing profile left out; absent for none. Scores are sums without them, and `at risk` does not count them. */
  readonly hidden?: readonly HideablePart[];
  readonly summary: SharedSummary;
  readonly servers: Iterable<ServerReport>;
  readonly software: Iterable<SoftwareReport>;
  readonly findings?: Iterable<FindingReport>;
  /** CVEs that distributions' advisories affirm for these servers and NVD's data lacks: they have no rating and stand in no other number. */
  readonly unrecordedCves: Hideable<readonly string[]>;
  readonly problems: readonly Problem[];
}

/** What a sharing profile hides is the word, never 0 and never null, which means unknown. */
export type Hideable<T> = T | typeof HIDDEN;

export interface SelectionReport {
  /** `software`: a list of software, with the servers that have any of it. */
  readonly of: 'servers' | 'software';
  /** The filter as text; '' when it is not known. */
  readonly filter: string;
  readonly servers: number;
  readonly serversOfEstate: number;
  readonly software: number;
  readonly softwareOfEstate: number;
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
  /** In force, whoever said it; '' where nobody does. */
  readonly criticality: Criticality | '';
  readonly coverage: ServerCoverage;
  readonly tags: Readonly<Record<string, string>>;
  readonly lastSeen: PlainDate | null;
  readonly score: number;
  readonly flags: {
    readonly osEndOfSupport: Flag;
    readonly softwareEndOfSupport: Flag;
    readonly missingSecuritySoftware: Flag;
    readonly missingPatchManagement: Flag;
  };
  /** Distinct CVEs with verdict `affected`; null when nothing could be judged. */
  readonly vulnerabilities: Hideable<number | null>;
  readonly possibleVulnerabilities: Hideable<number>;
  /** Distinct CVEs of `unrecordedCves` on this server. */
  readonly unrecordedVulnerabilities: Hideable<number>;
  /** Critical and security updates; null when the inventory has no list. */
  readonly pendingUpdates: Hideable<number | null>;
  readonly bySeverity: Hideable<Readonly<Record<Severity, number>>>;
  readonly topVulnerabilities: Hideable<readonly { readonly cve: string; readonly severity: Severity; readonly score: number | null; readonly kev: boolean; readonly software: string }[]>;
  readonly topUpdates: Hideable<readonly { readonly id: string; readonly title: string; readonly classification: string; readonly releasedOn: PlainDate | null }[]>;
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
  readonly vulnerabilities: Hideable<number>;
  readonly servers: number;
  readonly category: string;
  readonly subcategory: string;
  readonly rule: string;
  readonly confidence: Identity['confidence'];
}

/** What every panel and export says of itself (features R14). */
export const NOTES: readonly string[] = [
  'Guidance from inventory, not a scan: nothing on the servers was tested.',
  'This product uses data from the NVD API but is not endorsed or certified by the NVD.',
];

export interface ReportOptions {
  readonly findings: boolean;
  /** Of inventories and feeds. */
  readonly problems: readonly Problem[];
  readonly filterText?: string;
}

/** A selection as JSON, its lists made as they are written. */
export function reportOf(selection: ExportSelection, { findings, problems, filterText = '' }: ReportOptions): Report {
  const { assessment, servers, software, serverRows, softwareRows, of } = selection;
  const { estate, knowledge, hidden } = assessment;
  const isWhole = of === 'servers' && serverRows.length === estate.servers.length;
  return {
    schema: REPORT_SCHEMA,
    asOf: assessment.asOf,
    notes: NOTES,
    feeds: knowledge.feeds.map(({ name, revision, fetchedAt, records, starter }) => ({ name, revision, fetchedAt, records, starter })),
    ...(isWhole ? {} : {
      selection: { of, filter: filterText, servers: serverRows.length, serversOfEstate: estate.servers.length, software: softwareRows.length, softwareOfEstate: estate.software.length },
    }),
    ...(hidden?.length ? { hidden } : {}),
    summary: sharedSummary(assessment, summarise(servers, software, serverRows, softwareRows)),
    servers: serverReports(selection),
    software: mapped(softwareRows, (row) => softwareReport(assessment, row)),
    ...(findings && !isHidden(assessment, 'vulnerabilities') ? { findings: findingReports(selection) } : {}),
    unrecordedCves: isHidden(assessment, 'vulnerabilities') ? HIDDEN : isWhole ? assessment.unrecordedCves : unrecordedOf(selection),
    problems,
  };
}

function* serverReports({ assessment, serverRows }: ExportSelection): Generator<ServerReport> {
  const worst = new WorstCvesOfServers(assessment, TOP);
  for (const row of serverRows) yield serverReport(assessment, row, isHidden(assessment, 'vulnerabilities') ? [] : worst.of(row));
}

function* findingReports(selection: ExportSelection): Generator<FindingReport> {
  const reports = new FindingReports(selection.assessment);
  for (const { server, findings } of findingsOfSelection(selection)) yield* reports.ofServer(server, findings);
}

/** CVEs of advisories that NVD's data lacks, on some server of the selection; sorted. */
function unrecordedOf({ assessment, serverRows }: ExportSelection): readonly string[] {
  const { offsets, software } = assessment.estate.installs;
  const numbers = new Set<number>();
  for (const row of serverRows) {
    if (assessment.servers.unrecorded[row] === 0) continue;
    for (let i = offsets[row]; i < offsets[row + 1]; i++) for (const number of matchesOn(assessment, row, software[i]).unrecorded) numbers.add(number);
  }
  return [...numbers].map((number) => assessment.releases.judge.unrecordedCves[number]).sort();
}

function* mapped<T>(rows: Iterable<number>, make: (row: number) => T): Generator<T> {
  for (const row of rows) yield make(row);
}

/** @param worst what `topVulnerabilities` tells, in this order */
export function serverReport(assessment: Assessment, row: number, worst: readonly WorstCve[]): ServerReport {
  const { estate, identities, os, servers, matcher } = assessment;
  const server = estate.servers[row];
  const { identity } = identities.os[identities.osOf[row]];
  const { support } = os[identities.osOf[row]];
  const terms = scoreTerms(assessment, row);
  const { index } = matcher;
  const [hideVulnerabilities, hideUpdates] = [isHidden(assessment, 'vulnerabilities'), isHidden(assessment, 'updates')];
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
    criticality: assessment.decided.criticality[row],
    coverage: assessment.decided.coverage[row],
    tags: server.tags,
    lastSeen: server.lastSeen,
    score: servers.score[row],
    flags: {
      osEndOfSupport: terms.osEndOfSupport,
      softwareEndOfSupport: terms.softwareEndOfSupport,
      missingSecuritySoftware: terms.missingSecuritySoftware,
      missingPatchManagement: terms.missingPatchManagement,
    },
    vulnerabilities: hideVulnerabilities ? HIDDEN : terms.vulnerabilities,
    possibleVulnerabilities: hideVulnerabilities ? HIDDEN : servers.possible[row],
    unrecordedVulnerabilities: hideVulnerabilities ? HIDDEN : servers.unrecorded[row],
    pendingUpdates: hideUpdates ? HIDDEN : terms.pendingUpdates,
    bySeverity: hideVulnerabilities ? HIDDEN : severityCounts(servers.bySeverity, row),
    topVulnerabilities: hideVulnerabilities ? HIDDEN : worst.map(({ cve, software }) => ({
      cve: index.cveId(cve),
      severity: SEVERITIES[index.severity[cve]],
      score: index.score[cve] === 255 ? null : index.score[cve] / 10,
      kev: index.kev[cve] > 0,
      software: subjectOf(assessment, row, software).label,
    })),
    topUpdates: hideUpdates ? HIDDEN : [...(server.pendingUpdates ?? [])].sort(compareUpdates).slice(0, TOP).map(({ id, title, class: classification, releasedOn }) => ({
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
    vulnerabilities: isHidden(assessment, 'vulnerabilities') ? HIDDEN : software.affected[row].length,
    servers: software.servers[row],
    category: identity.category,
    subcategory: identity.subcategory,
    rule: identity.rule,
    confidence: identity.confidence,
  };
}

function cpeText(identity: Identity): string {
  return isIdentified(identity) ? formatCpe(identity.cpes[0]) : '';
}
