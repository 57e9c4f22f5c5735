import type { ServerCoverage } from '../../core/insights/estate/decidedColumns';
import type { ServerRisk, SupportBucket, Workload } from '../../core/insights/filter';
import type { UpdateClass } from '../../core/inventory/model';
import type { Severity, Verdict } from '../../core/match/verdict';
import type { RichPart } from '../../protocol/models/overview';
import { LANGUAGE, LOCALE, t } from '../l10n';

/** The words of views, in one place. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: t('Critical'), high: t('High'), medium: t('Medium'), low: t('Low'), none: t('None'), unknown: t('Unknown'),
};

export const RISK_WORDS: Readonly<Record<ServerRisk, string>> = {
  'os-end-of-support': t('OS end of support'),
  'software-end-of-support': t('End-of-support software'),
  vulnerabilities: t('Known vulnerabilities'),
  'pending-updates': t('Pending critical or security updates'),
  'missing-security-software': t('Missing security software'),
  'missing-patch-management': t('Missing patch-management software'),
};

export const RISK_SHORT: Readonly<Record<ServerRisk, string>> = {
  'os-end-of-support': t('OS ended'),
  'software-end-of-support': t('Software ended'),
  vulnerabilities: t('Vulnerable'),
  'pending-updates': t('Pending updates'),
  'missing-security-software': t('No security software'),
  'missing-patch-management': t('No patch management'),
};

export const BUCKET_WORDS: Readonly<Record<SupportBucket, string>> = {
  ended: t('Ended'), 'extended-paid': t('Extended until'), ending: t('Ends in 180 days'), supported: t('Supported'), unknown: t('Unknown'),
};

export const WORKLOAD_WORDS: Readonly<Record<Workload, string>> = {
  databases: t('Databases'), web: t('Web'), containers: t('Containers'), business: t('Business applications'), other: t('Other servers'), unknown: t('Unknown'),
};

export const COVERAGE_WORDS: Readonly<Record<ServerCoverage, string>> = {
  unprotected: t('Unprotected'), partial: t('Partial'), protected: t('Protected'), excluded: t('Excluded'), unknown: t('Unknown'),
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  affected: t('Affected'),
  'possibly-affected': t('Possibly affected'),
  'unknown-version': t('Unknown version'),
  'not-affected': t('Not affected'),
  suppressed: t('Set aside'),
};

export const UPDATE_WORDS: Readonly<Record<UpdateClass, string>> = { critical: t('Critical'), security: t('Security'), other: t('Other') };

/** "not set" for an empty value of a facet. */
export const NOT_SET = t('Not set');

/** How many findings there are of a severity: "4 critical". */
export const SEVERITY_COUNTS: Readonly<Record<Severity, (count: string) => string>> = {
  critical: (count) => t('{0} critical', count), high: (count) => t('{0} high', count), medium: (count) => t('{0} medium', count), low: (count) => t('{0} low', count),
  none: (count) => t('{0} none', count), unknown: (count) => t('{0} unknown', count),
};

const CONFIDENCE_WORDS: Readonly<Record<string, string>> = { high: t('high'), medium: t('medium'), low: t('low') };

export function confidenceWord(confidence: string): string {
  return CONFIDENCE_WORDS[confidence] ?? confidence;
}

/** Whether a kind of software is there, inside a sentence. */
export const PRESENCE_WORDS = { present: t('present'), missing: t('missing'), unknown: t('unknown') } as const;

/**
 * One of two texts by a number, which stands at `{0}`; further values follow from `{1}`. Languages with one form for both say the same twice.
 * @param one e.g. `{0} server`
 * @param many e.g. `{0} servers`
 */
export function plural(count: number, one: string, many: string, ...values: readonly (string | number)[]): string {
  return LANGUAGE.t(count === 1 ? one : many, grouped(count), ...values);
}

/** "3 servers". */
export function onServers(count: number): string {
  return plural(count, '{0} server', '{0} servers');
}

/** Text of the user's language with links and other parts in its places. */
export function richParts(text: string, ...parts: readonly RichPart[]): RichPart[] {
  return LANGUAGE.t(text).split(/(\{\d+\})/).flatMap((piece): RichPart[] => {
    const place = /^\{(\d+)\}$/.exec(piece);
    const part = place ? parts[Number(place[1])] : { text: piece };
    return part === undefined || part.text === '' ? [] : [part];
  });
}

/** Grouped digits, `1,284`. */
export function grouped(value: number): string {
  return LANGUAGE.grouped(value);
}

const decimals: Intl.NumberFormat[] = [];

/** A number with so many digits behind its point. */
export function decimal(value: number, digits: number): string {
  return (decimals[digits] ??= new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits })).format(value);
}

/** Ages as people say them: `20 min` is never needed here, so `0 d` is today. */
export function age(days: number): string {
  return days === 0 ? t('today') : t('{0} d', grouped(days));
}
