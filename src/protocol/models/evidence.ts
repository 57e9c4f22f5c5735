/** Why a finding is there, step by step, and why another is not. */
import type { Severity, Target, Verdict } from './frame';
import type { FindingRef } from './server';

/** Why? — the trail of one finding, in steps. */
export interface EvidenceModel {
  readonly ref: FindingRef;
  readonly cve: string;
  readonly verdict: Verdict;
  readonly verdictLabel: string;
  /** "counts 1 in the score" or why it does not. */
  readonly counts: string;
  readonly description: string;
  readonly severity: Severity;
  readonly steps: readonly EvidenceStep[];
  readonly references: readonly string[];
  /** The whole trail as plain text, for the clipboard. */
  readonly plain: string;
}

export interface EvidenceStep {
  readonly title: string;
  /** At the right: "confidence: high", "inside", "met". */
  readonly note: string;
  readonly text: string;
  /** Monospace text copied from the file or feed. */
  readonly code: readonly string[];
  /** Cells of a row as its file has them; `name` is '' where they have no names. Absent where there are none. */
  readonly cells?: readonly { readonly name: string; readonly value: string }[];
  readonly target: Target | null;
  readonly targetLabel: string;
  /** Drawn as a line with the version on it; null where there is no range. */
  readonly range: { readonly from: string; readonly fromIncluded: boolean; readonly to: string; readonly toIncluded: boolean; readonly at: string } | null;
}

/** What a software on a server is taken for, and what follows from it, in steps. */
export interface SoftwareTrail {
  /** Index in the estate, valid for the panel's revision. */
  readonly software: number;
  /** "Apache Tomcat 9.0.30". */
  readonly label: string;
  readonly steps: readonly EvidenceStep[];
  /** The whole trail as plain text, for the clipboard. */
  readonly plain: string;
}

/** Why a CVE is, or is not, found on a server, for an id that somebody asked for. */
export interface WhyNotModel {
  readonly cve: string;
  /** `found`, `ruled-out`, `not-listed`, `no-products`, `rejected` or `unknown-cve`; see `core/insights/whyNot.ts`. */
  readonly outcome: string;
  /** The answer in one sentence, and what explains or limits it in further ones. */
  readonly answer: string;
  readonly details: readonly string[];
  /** Each subject whose product the record names, the nearest to a finding first, and how many more there are. */
  readonly subjects: readonly { readonly ref: FindingRef; readonly label: string; readonly verdict: Verdict; readonly verdictLabel: string; readonly reason: string }[];
  readonly more: number;
}
