import type { Criticality, Server } from '../../inventory/model';
import type { ServerColumns } from '../assessment';
import { FLAG_UNKNOWN } from '../assessment';
import type { ServerDecision } from './estateDecisions';

/**
 * Whether a server is looked after (features A7): `protected` with both security and patch-management software, `partial` with one of
 * them, `unprotected` with none, `unknown` without software data; `excluded` when the user says that it need not be.
 */
export type ServerCoverage = 'protected' | 'partial' | 'unprotected' | 'excluded' | 'unknown';

/** In the order shown. */
export const SERVER_COVERAGES: readonly ServerCoverage[] = ['unprotected', 'partial', 'protected', 'excluded', 'unknown'];

/** Who says how critical a server is; the first that says something decides. */
export type CriticalitySource =
  | { readonly by: 'hand' }
  /** `position` from 0, in the order of the rules. */
  | { readonly by: 'rule'; readonly position: number; readonly text: string }
  | { readonly by: 'group'; readonly name: string }
  | { readonly by: 'inventory' }
  | { readonly by: 'nobody' };

/** What users decided and what follows from it, per server of the estate. */
export interface DecidedColumns {
  /** The criticality in force; '' where nobody says. */
  readonly criticality: readonly (Criticality | '')[];
  readonly criticalityBy: readonly CriticalitySource[];
  readonly coverage: readonly ServerCoverage[];
  /** What the user says of servers, by their position. */
  readonly decisions: ReadonlyMap<number, ServerDecision>;
  /** The inventory's own tags of servers whose tags the user changed, by their position. */
  readonly writtenTags: ReadonlyMap<number, Readonly<Record<string, string>>>;
  /** Names of the groups that a server belongs to, by its position; none for those absent. */
  readonly groups: ReadonlyMap<number, readonly string[]>;
}

/** What follows from the inventory alone. */
export function undecided(servers: readonly Server[], columns: Pick<ServerColumns, 'missingSecurity' | 'missingPatch'>): DecidedColumns {
  return {
    criticality: servers.map(({ criticality }) => criticality),
    criticalityBy: servers.map(({ criticality }) => (criticality === '' ? BY_NOBODY : BY_INVENTORY)),
    coverage: servers.map((_, row) => coverageOf(columns, row)),
    decisions: new Map(),
    writtenTags: new Map(),
    groups: new Map(),
  };
}

/** The coverage of one server; `excluded` goes before what is installed. */
export function coverageOf({ missingSecurity, missingPatch }: Pick<ServerColumns, 'missingSecurity' | 'missingPatch'>, row: number, isExcluded = false): ServerCoverage {
  if (isExcluded) return 'excluded';
  if (missingSecurity[row] === FLAG_UNKNOWN || missingPatch[row] === FLAG_UNKNOWN) return 'unknown';
  const missing = missingSecurity[row]! + missingPatch[row]!;
  return missing === 0 ? 'protected' : missing === 1 ? 'partial' : 'unprotected';
}

export const BY_NOBODY: CriticalitySource = { by: 'nobody' };
export const BY_INVENTORY: CriticalitySource = { by: 'inventory' };
