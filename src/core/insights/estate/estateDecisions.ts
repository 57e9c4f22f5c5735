import type { Criticality } from '../../inventory/model';
import type { ServerFilter } from '../filter';

/** What the user says of one server, by its key. Absent: nothing. */
export interface ServerDecision {
  readonly server: string;
  /** Tags beside those of the inventory; null takes one of the inventory away. */
  readonly tags?: Readonly<Record<string, string | null>>;
  /** Set by hand: goes before rules, groups and the inventory. */
  readonly criticality?: Criticality;
  /** Why the server need not be protected; its coverage is then `excluded`. */
  readonly excluded?: string;
}

/** Servers that belong together, named or found by a filter; its criticality is that of its members. */
export interface ServerGroup {
  readonly name: string;
  /** Keys. */
  readonly members?: readonly string[];
  readonly filter?: ServerFilter;
  readonly criticality?: Criticality;
}

/** Servers that pass the filter have this criticality; of several rules the first. */
export interface CriticalityRule {
  /** The filter as the user wrote it, for "who set it". */
  readonly text: string;
  /** null where the text is no filter: the rule holds for nobody. */
  readonly filter: ServerFilter | null;
  readonly criticality: Criticality;
}

/** Everything users decide about servers: estate.json. */
export interface EstateDecisions {
  readonly servers: readonly ServerDecision[];
  readonly groups: readonly ServerGroup[];
  readonly rules: readonly CriticalityRule[];
}

export const NO_ESTATE_DECISIONS: EstateDecisions = { servers: [], groups: [], rules: [] };

/** Most characters of a tag's key and of its value, and of a group's name. */
export const MAX_TAG_LENGTH = 256;
