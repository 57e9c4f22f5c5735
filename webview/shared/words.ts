import type { ServerSection, Severity, SupportBucket, Verdict } from '../../src/protocol/viewModels';
import type { Glyph } from './glyphs';

/** The words of the states, the same in every panel. */
export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', none: 'None', unknown: 'Unknown',
};

/** Worst first; charts, legends and columns keep this order. */
export const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];

export const SUPPORT_WORDS: Record<SupportBucket, string> = {
  'ended': 'Ended', 'extended-paid': 'Further support', 'ending': 'Ends in 180 days', 'supported': 'Supported', 'unknown': 'Unknown',
};

export const SUPPORT_GLYPHS: Record<SupportBucket, Glyph> = {
  'ended': 'ended', 'extended-paid': 'half', 'ending': 'clock', 'supported': 'present', 'unknown': 'unknown',
};

export const PRESENCE_GLYPHS: Record<'present' | 'missing' | 'unknown', Glyph> = { present: 'present', missing: 'missing', unknown: 'unknown' };

export const SECTION_WORDS: Record<ServerSection, string> = {
  insights: 'Insights', vulnerabilities: 'Vulnerabilities', software: 'Software', updates: 'Updates', overview: 'Overview',
};

export const VERDICT_GLYPHS: Record<Verdict, Glyph | null> = {
  'affected': null, 'possibly-affected': 'clock', 'unknown-version': 'unknown', 'not-affected': 'none', 'suppressed': 'none',
};

/** The six terms of the score, in the order of the sum. */
export const SCORE_TERMS = [
  { key: 'osEndOfSupport', label: 'OS end of support', kind: 'flag' },
  { key: 'softwareEndOfSupport', label: 'End-of-support software', kind: 'flag' },
  { key: 'vulnerabilities', label: 'Vulnerabilities', kind: 'vulnerabilities' },
  { key: 'pendingUpdates', label: 'Critical and security updates pending', kind: 'updates' },
  { key: 'missingSecuritySoftware', label: 'Missing security software', kind: 'flag' },
  { key: 'missingPatchManagement', label: 'Missing patch-management software', kind: 'flag' },
] as const;
