import type { VerdictReason } from './matcher';
import type { TargetFamily } from './cpeRelation';
import { VerdictCode } from './verdict';

/**
 * What one row says of one name, packed into a number because there are millions of them:
 * the verdict's code (2 bits), the reason (5), whether the confidence is lowered (1), the family of operating systems it asks for (3).
 */
export type Outcome = number;

const REASONS: readonly VerdictReason[] = [
  'version-in-range',
  'version-equal',
  'all-versions',
  'version-unspecified',
  'version-unknown',
  'low-confidence-identity',
  'update-unspecified',
  'distribution-package',
  'distribution-release',
  'condition-undecided',
  'condition-not-met',
  'os-support-ended-before',
  'os-patched-before',
  'os-patched-after',
  'os-patch-level-unknown',
  'version-outside-range',
  'attribute-differs',
  'product-not-listed',
  'cna-data-only',
];
const REASON_CODES = new Map(REASONS.map((reason, code) => [reason, code]));

/** 0 is none. */
const FAMILIES: readonly (TargetFamily | undefined)[] = [undefined, 'windows', 'linux', 'macos', 'unix'];

const VERDICT_MASK = 0b11;
const REASON_SHIFT = 2;
const REASON_MASK = 0b11111;
const LOWERED = 1 << 7;
const FAMILY_SHIFT = 8;

export function outcome(verdict: number, reason: VerdictReason): Outcome {
  return verdict | (REASON_CODES.get(reason)! << REASON_SHIFT);
}

export function verdictOf(value: Outcome): number {
  return value & VERDICT_MASK;
}

export function reasonOf(value: Outcome): VerdictReason {
  return REASONS[(value >> REASON_SHIFT) & REASON_MASK]!;
}

export function isLowered(value: Outcome): boolean {
  return (value & LOWERED) !== 0;
}

export function lowered(value: Outcome): Outcome {
  return value | LOWERED;
}

export function familyOf(value: Outcome): TargetFamily | undefined {
  return FAMILIES[value >> FAMILY_SHIFT];
}

export function asksForFamily(value: Outcome): boolean {
  return value >> FAMILY_SHIFT !== 0;
}

export function forFamily(value: Outcome, family: number): Outcome {
  return value | (family << FAMILY_SHIFT);
}

export function familyCode(family: TargetFamily | undefined): number {
  return FAMILIES.indexOf(family);
}

/** At most possibly affected, for this reason when that changes the verdict. */
export function atMostPossible(value: Outcome, reason: VerdictReason): Outcome {
  if (verdictOf(value) !== VerdictCode.affected) return value;
  return (value & ~(VERDICT_MASK | (REASON_MASK << REASON_SHIFT))) | outcome(VerdictCode.possiblyAffected, reason);
}
