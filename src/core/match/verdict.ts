/**
 * What is said of one CVE on one software or OS, weakest last. Only `affected` enters the score.
 * `suppressed` is reserved for users' decisions (VEX).
 */
export type Verdict = 'affected' | 'possibly-affected' | 'unknown-version' | 'not-affected' | 'suppressed';

/** The order of strength; the index is the code stored in typed arrays. */
export const VERDICTS: readonly Verdict[] = ['not-affected', 'unknown-version', 'possibly-affected', 'affected', 'suppressed'];

export const VerdictCode = { notAffected: 0, unknownVersion: 1, possiblyAffected: 2, affected: 3, suppressed: 4 } as const;

/** CVSS bands; `none` is a score of 0.0, `unknown` no metric. Worst first. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none' | 'unknown';
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];
