import { reportOf, type Report } from '../../src/core/export/report';
import { selectAll } from '../../src/core/export/selection';
import type { Assessment } from '../../src/core/insights/assessment';

type Whole<List> = List extends Iterable<infer Item> ? readonly Item[] : never;

/** A report with its lists in memory. */
export type WholeReport = Omit<Report, 'servers' | 'software' | 'findings'> & {
  readonly servers: Whole<Report['servers']>;
  readonly software: Whole<Report['software']>;
  readonly findings?: Whole<NonNullable<Report['findings']>>;
};

/** The report of a whole assessment. */
export function wholeReport(assessment: Assessment, options: { readonly findings: boolean }): WholeReport {
  const report = reportOf(selectAll(assessment), { ...options, problems: assessment.estate.problems });
  return { ...report, servers: [...report.servers], software: [...report.software], ...(report.findings ? { findings: [...report.findings] } : {}) } as WholeReport;
}
