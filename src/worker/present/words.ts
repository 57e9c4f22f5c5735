import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import type { ServerRisk, SupportBucket, Workload } from '../../core/insights/filter';
import type { UpdateClass } from '../../core/inventory/model';
import type { Severity, Verdict } from '../../core/match/verdict';

/** The words of views, in one place. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', none: 'None', unknown: 'Unknown',
};

export const RISK_WORDS: Readonly<Record<ServerRisk, string>> = {
  'os-end-of-support': 'OS end of support',
  'software-end-of-support': 'End-of-support software',
  vulnerabilities: 'Known vulnerabilities',
  'pending-updates': 'Pending critical or security updates',
  'missing-security-software': 'Missing security software',
  'missing-patch-management': 'Missing patch-management software',
};

export const RISK_SHORT: Readonly<Record<ServerRisk, string>> = {
  'os-end-of-support': 'OS ended',
  'software-end-of-support': 'Software ended',
  vulnerabilities: 'Vulnerable',
  'pending-updates': 'Pending updates',
  'missing-security-software': 'No security software',
  'missing-patch-management': 'No patch management',
};

export const BUCKET_WORDS: Readonly<Record<SupportBucket, string>> = {
  ended: 'Ended', 'extended-paid': 'Extended until', ending: 'Ends in 180 days', supported: 'Supported', unknown: 'Unknown',
};

export const WORKLOAD_WORDS: Readonly<Record<Workload, string>> = {
  databases: 'Databases', web: 'Web', containers: 'Containers', business: 'Business applications', other: 'Other servers', unknown: 'Unknown',
};

export const COVERAGE_WORDS: Readonly<Record<ServerCoverage, string>> = {
  unprotected: 'Unprotected', partial: 'Partial', protected: 'Protected', excluded: 'Excluded', unknown: 'Unknown',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  affected: 'Affected',
  'possibly-affected': 'Possibly affected',
  'unknown-version': 'Unknown version',
  'not-affected': 'Not affected',
  suppressed: 'Suppressed',
};

export const UPDATE_WORDS: Readonly<Record<UpdateClass, string>> = { critical: 'Critical', security: 'Security', other: 'Other' };

/** "not set" for an empty value of a facet. */
export const NOT_SET = 'Not set';

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Grouped digits, `1,284`. Views group by the user's locale; this is for sentences. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** Ages as people say them: `20 min` is never needed here, so `0 d` is today. */
export function age(days: number): string {
  return days === 0 ? 'today' : `${grouped(days)} d`;
}
