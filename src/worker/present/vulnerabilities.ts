import { setAsideText } from '../../core/export/vex/setAsideText';
import type { Assessment } from '../../core/insights/assessment';
import type { Finding } from '../../core/insights/findings';
import { compareUpdates, distinctByCve, explainFinding, subjectOf } from '../../core/insights/findings';
import type { RowRef } from '../../core/inventory/model';
import { dateOfTimestamp, daysBetween } from '../../core/inventory/plainDate';
import type { IsoDate, Target } from '../../protocol/models/frame';
import type { UpdateRow, VulnerabilityRow } from '../../protocol/models/server';
import { LANGUAGE, t } from '../l10n';
import { VERDICT_WORDS } from './words';

/** One row per CVE, in the findings' order; `others` says on how many more subjects of the server it stands. */
export function presentVulnerabilities(assessment: Assessment, server: number, findings: readonly Finding[], offset: number, limit: number): VulnerabilityRow[] {
  return distinctByCve(findings).slice(offset, offset + limit).map(({ finding, others }) => presentVulnerability(assessment, server, finding, others));
}

function presentVulnerability(assessment: Assessment, server: number, finding: Finding, others: number): VulnerabilityRow {
  const details = assessment.knowledge.details(finding.cve);
  const metric = details.metrics[0];
  const rule = finding.verdict === 'suppressed' ? assessment.setAside.of(server, finding.software, finding.cve) : undefined;
  const { label } = subjectOf(assessment, server, finding.software);
  return {
    ref: { cve: details.id, software: finding.software },
    cve: details.id,
    severity: metric?.severity ?? 'unknown',
    score: metric?.score ?? null,
    cvssVersion: metric?.version ?? '',
    cvssSource: metric ? sourceLabel(metric.source) : '',
    exploited: details.kev !== null,
    ransomware: details.kev?.ransomware ?? false,
    dueDate: details.kev?.dueDate ?? null,
    epss: details.epss,
    software: others === 0 ? label : t('{0} and {1} more', label, others),
    fixedIn: explainFinding(assessment, server, finding.software, finding.cve).fixedIn,
    verdict: finding.verdict,
    verdictLabel: VERDICT_WORDS[finding.verdict],
    setAside: rule ? setAsideText(rule, LANGUAGE) : '',
    published: (dateOfTimestamp(details.published) ?? '') as IsoDate,
  };
}

/** `nvd@nist.gov` is shown as NVD, another CNA by its domain. */
export function sourceLabel(source: string): string {
  return source === 'nvd@nist.gov' ? 'NVD' : source.slice(source.indexOf('@') + 1);
}

/** A server's pending updates, Critical, Security, then oldest. */
export function presentUpdates(assessment: Assessment, server: number): UpdateRow[] {
  const { estate, today } = assessment;
  return [...(estate.servers[server].pendingUpdates ?? [])].sort(compareUpdates).map((update) => ({
    id: update.id,
    title: update.title,
    class: update.class,
    releasedOn: update.releasedOn,
    waitsDays: update.releasedOn === null ? null : Math.max(0, daysBetween(update.releasedOn, today)),
    source: sourceOf(assessment, update.row),
  }));
}

/** The place of a row in its inventory file. */
export function sourceOf({ estate }: Pick<Assessment, 'estate'>, row: RowRef): Target {
  return { view: 'source', file: estate.files[row.file].file, line: row.line, column: row.column };
}

