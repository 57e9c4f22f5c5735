import type { Assessment } from '../insights/assessment';
import type { ServerRisk } from '../insights/filter';
import { HIDDEN, isHidden } from '../insights/sharing';
import type { Summary } from '../insights/summary';

type Word = typeof HIDDEN;

/** A summary with the word `hidden` for every number that a sharing profile leaves out. */
export type SharedSummary = Omit<Summary, 'risks' | VulnerabilityNumber> & {
  readonly risks: Readonly<Record<ServerRisk, Summary['risks'][ServerRisk] | Word>>;
} & { readonly [Key in VulnerabilityNumber]: Summary[Key] | Word };

const VULNERABILITY_NUMBERS = ['levels', 'serversWithCritical', 'serversExploited', 'softwareVulnerable', 'softwareEndedAndVulnerable', 'vulnerabilities'] as const;
type VulnerabilityNumber = (typeof VULNERABILITY_NUMBERS)[number];

export function sharedSummary(assessment: Pick<Assessment, 'hidden'>, summary: Summary): SharedSummary {
  const hidesVulnerabilities = isHidden(assessment, 'vulnerabilities');
  return {
    ...summary,
    risks: {
      ...summary.risks,
      ...(hidesVulnerabilities ? { vulnerabilities: HIDDEN } : {}),
      ...(isHidden(assessment, 'updates') ? { 'pending-updates': HIDDEN } : {}),
    },
    ...(hidesVulnerabilities ? Object.fromEntries(VULNERABILITY_NUMBERS.map((key) => [key, HIDDEN])) : {}),
  };
}
