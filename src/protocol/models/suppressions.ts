/** Findings set aside (VEX) as views show them, and how they are changed. Text of users is data and drawn as text. */
import type { SoftwareRef } from '../../core/insights/filter';
import type { IsoDate, Target } from './frame';
import type { FindingRef } from './server';

export type { SoftwareRef } from '../../core/insights/filter';

/** OpenVEX 0.2.0. */
export type VexStatusModel = 'not_affected' | 'fixed' | 'under_investigation' | 'affected';
export type VexJustificationModel =
  | 'component_not_present'
  | 'vulnerable_code_not_present'
  | 'vulnerable_code_not_in_execute_path'
  | 'vulnerable_code_cannot_be_controlled_by_adversary'
  | 'inline_mitigations_already_exist';

/** On which servers, and on which software of them. */
export interface SetAsideScope {
  readonly servers: { readonly kind: 'all' } | { readonly kind: 'server'; readonly key: string } | { readonly kind: 'filter'; readonly text: string };
  readonly software: { readonly kind: 'any' } | { readonly kind: 'os' } | { readonly kind: 'software'; readonly software: SoftwareRef };
}

/** A statement that a user makes. */
export interface SetAsideChange {
  readonly cve: string;
  readonly status: VexStatusModel;
  readonly justification: VexJustificationModel | '';
  /** Why, in the user's words: the impact statement, or for `affected` what is done about it. */
  readonly reason: string;
  readonly note: string;
  readonly scope: SetAsideScope;
  /** Last day on which it holds. */
  readonly until: IsoDate | null;
  /** The statement that this one replaces, by `SetAsideRow.key`. */
  readonly replaces?: string;
}

/** What may be said of a finding: what the questions to the user need. */
export interface SetAsideOffer {
  readonly finding: FindingRef;
  readonly server: { readonly key: string; readonly name: string };
  /** "Apache Tomcat 9.0.30", or the operating system's label. */
  readonly subject: string;
  /** null for the operating system. */
  readonly software: SoftwareRef | null;
  /** Tags of the server, each with how many servers have it. */
  readonly tags: readonly { readonly tag: string; readonly filter: string; readonly servers: number }[];
  readonly servers: number;
}

/**
 * `in-force`: sets findings aside; `expired`: they count again; `counted`: says something of findings that leaves them in the counts;
 * `unknown-cve`, `names-nothing`: about nothing of this inventory and these feeds.
 */
export type SetAsideState = 'in-force' | 'expired' | 'counted' | 'unknown-cve' | 'names-nothing';

/** One statement of the list. */
export interface SetAsideRow {
  readonly key: string;
  readonly cve: string;
  readonly status: VexStatusModel;
  /** "Not affected: the vulnerable code is not present". */
  readonly statusText: string;
  readonly justification: VexJustificationModel | '';
  readonly reason: string;
  readonly note: string;
  /** "Apache Tomcat 9.0.30 on web-01". */
  readonly scopeText: string;
  /** null where the statement came from elsewhere and has a scope of another kind. */
  readonly scope: SetAsideScope | null;
  readonly until: IsoDate | null;
  readonly by: string;
  readonly on: IsoDate | '';
  readonly state: SetAsideState;
  /** Servers with a finding that it sets aside. */
  readonly servers: number;
  readonly place: Target;
}

export type VexFormat = 'openvex' | 'cyclonedx';

/** What an import of a VEX document came to. */
export interface VexImported {
  /** Statements of the document, those taken, and those that name nothing here. */
  readonly statements: number;
  readonly taken: number;
  readonly namesNothing: number;
  /** Statements that were not understood, and the first reasons. */
  readonly rejected: number;
  readonly reasons: readonly string[];
  /** Why nothing was written; '' when all went well. */
  readonly problem: string;
  readonly undo: number | null;
}
