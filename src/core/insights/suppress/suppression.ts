import type { PlainDate } from '../../inventory/plainDate';
import type { ServerFilter, SoftwareRef } from '../filter';

/** What OpenVEX 0.2.0 lets be said of a vulnerability in a product. */
export type VexStatus = 'not_affected' | 'affected' | 'fixed' | 'under_investigation';
export const VEX_STATUSES: readonly VexStatus[] = ['not_affected', 'fixed', 'under_investigation', 'affected'];

/** Why a product is not affected, by OpenVEX 0.2.0. */
export type VexJustification =
  | 'component_not_present'
  | 'vulnerable_code_not_present'
  | 'vulnerable_code_not_in_execute_path'
  | 'vulnerable_code_cannot_be_controlled_by_adversary'
  | 'inline_mitigations_already_exist';
export const VEX_JUSTIFICATIONS: readonly VexJustification[] = [
  'component_not_present', 'vulnerable_code_not_present', 'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary', 'inline_mitigations_already_exist',
];

/** A software by names that documents of others use; any of them is enough. */
export interface SoftwareNames {
  /** Package URLs; without a version any version, a version must be the same. */
  readonly purls: readonly string[];
  /** CPE 2.3 or URI names. */
  readonly cpes: readonly string[];
}

/** On which servers a statement holds. */
export type ServerScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'server'; readonly key: string }
  /** `filter` null: the text is no filter, and so the statement holds nowhere. */
  | { readonly kind: 'filter'; readonly text: string; readonly filter: ServerFilter | null }
  /** Servers that have this software. */
  | { readonly kind: 'having'; readonly names: SoftwareNames }
  /** A server under a name that another document gives it: name, FQDN, id or key. */
  | { readonly kind: 'named'; readonly name: string };

/** On which software of them. */
export type SoftwareScope =
  | { readonly kind: 'any' }
  | { readonly kind: 'os' }
  | { readonly kind: 'software'; readonly software: SoftwareRef }
  | { readonly kind: 'names'; readonly names: SoftwareNames };

/** One product of a statement. */
export interface SuppressionScope {
  readonly servers: ServerScope;
  readonly software: SoftwareScope;
}

/** One statement about one CVE: a finding in its scope is set aside while the statement is in force (`setsAside`). */
export interface Suppression {
  /** The statement's IRI; '' when it has none. */
  readonly id: string;
  readonly cve: string;
  readonly aliases: readonly string[];
  readonly status: VexStatus;
  readonly justification: VexJustification | '';
  /** Why it is not affected, what is done about it, and what else is worth knowing, in the user's words. */
  readonly impact: string;
  readonly action: string;
  readonly note: string;
  /** Any of them. */
  readonly scopes: readonly SuppressionScope[];
  /** Last day on which it holds; null: until somebody takes it back. */
  readonly until: PlainDate | null;
  /** Who said so; '' when it is not written. */
  readonly by: string;
  /** ISO 8601 date-time; '' when it is not written. */
  readonly saidAt: string;
}

/**
 * Whether a statement takes findings out of score and counts on a date. `not_affected` and `fixed` do. `under_investigation` and
 * `affected` say that the finding may be real: they set it aside only up to a date, as "look again by" and "risk accepted until".
 */
export function setsAside({ status, until }: Pick<Suppression, 'status' | 'until'>, on: PlainDate): boolean {
  if (until !== null) return on <= until;
  return status === 'not_affected' || status === 'fixed';
}
