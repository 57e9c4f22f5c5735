/** A flag of the score: unknown where the inventory does not say, and then it scores 0. */
export type Flag = 0 | 1 | null;

/** The six terms of a server's security risk score, in their order (features R3). null is unknown and scores 0. */
export interface ScoreTerms {
  readonly osEndOfSupport: Flag;
  readonly softwareEndOfSupport: Flag;
  /** Distinct CVEs with verdict `affected` on the server. */
  readonly vulnerabilities: number | null;
  /** Pending critical and security updates. */
  readonly pendingUpdates: number | null;
  readonly missingSecuritySoftware: Flag;
  readonly missingPatchManagement: Flag;
}

/** The security risk score as Azure Migrate Insights defines it: the plain sum of the six terms. */
export function scoreOf(terms: ScoreTerms): number {
  return (
    (terms.osEndOfSupport ?? 0) +
    (terms.softwareEndOfSupport ?? 0) +
    (terms.vulnerabilities ?? 0) +
    (terms.pendingUpdates ?? 0) +
    (terms.missingSecuritySoftware ?? 0) +
    (terms.missingPatchManagement ?? 0)
  );
}
