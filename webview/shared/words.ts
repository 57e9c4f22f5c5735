import type { ServerSection, Severity, SupportBucket, Verdict } from '../../src/protocol/models/frame';
import type { Glyph } from './glyphs';
import { t } from './l10n';

/** The words of the states, the same in every panel. */
export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: t('Critical'), high: t('High'), medium: t('Medium'), low: t('Low'), none: t('None'), unknown: t('Unknown'),
};

/** Criticality as its level is written. */
export const CRITICALITY_WORDS: Readonly<Record<string, string>> = { critical: t('critical'), high: t('high'), medium: t('medium'), low: t('low') };

export const CONFIDENCE_WORDS: Readonly<Record<string, string>> = { high: t('high'), medium: t('medium'), low: t('low') };

/** Of columns that count findings of one severity: the column's name, and what follows a count. */
export const SEVERITY_LABELS = {
  critical: { column: t('critical vulnerabilities'), count: t('critical') }, high: { column: t('high vulnerabilities'), count: t('high') },
  medium: { column: t('medium vulnerabilities'), count: t('medium') }, low: { column: t('low vulnerabilities'), count: t('low') },
} as const;

export const PROBLEM_WORDS: Readonly<Record<string, string>> = { error: t('error'), warning: t('warning'), information: t('information') };

/** Whether a kind of software is there, inside a cell. */
export const PRESENCE_WORDS = { present: t('present'), missing: t('missing'), unknown: t('unknown') } as const;

/** Worst first; charts, legends and columns keep this order. */
export const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];

export const SUPPORT_WORDS: Record<SupportBucket, string> = {
  'ended': t('Ended'), 'extended-paid': t('Further support'), 'ending': t('Ends in 180 days'), 'supported': t('Supported'), 'unknown': t('Unknown'),
};

export const SUPPORT_GLYPHS: Record<SupportBucket, Glyph> = {
  'ended': 'ended', 'extended-paid': 'half', 'ending': 'clock', 'supported': 'present', 'unknown': 'unknown',
};

export const PRESENCE_GLYPHS: Record<'present' | 'missing' | 'unknown', Glyph> = { present: 'present', missing: 'missing', unknown: 'unknown' };

export const SECTION_WORDS: Record<ServerSection, string> = {
  insights: t('Insights'), vulnerabilities: t('Vulnerabilities'), software: t('Software'), updates: t('Updates'), overview: t('Overview'),
};

export const VERDICT_GLYPHS: Record<Verdict, Glyph | null> = {
  'affected': null, 'possibly-affected': 'clock', 'unknown-version': 'unknown', 'not-affected': 'none', 'suppressed': 'none',
};

/** The six terms of the score, in the order of the sum. */
export const SCORE_TERMS = [
  { key: 'osEndOfSupport', label: t('OS end of support'), kind: 'flag' },
  { key: 'softwareEndOfSupport', label: t('End-of-support software'), kind: 'flag' },
  { key: 'vulnerabilities', label: t('Vulnerabilities'), kind: 'vulnerabilities' },
  { key: 'pendingUpdates', label: t('Critical and security updates pending'), kind: 'updates' },
  { key: 'missingSecuritySoftware', label: t('Missing security software'), kind: 'flag' },
  { key: 'missingPatchManagement', label: t('Missing patch-management software'), kind: 'flag' },
] as const;
