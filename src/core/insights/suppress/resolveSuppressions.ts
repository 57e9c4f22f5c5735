import { serversOfSoftware, type ServersOfSoftware } from '../../inventory/estateIndex';
import type { PlainDate } from '../../inventory/plainDate';
import type { Assessment } from '../assessment';
import type { ServerFilter, SoftwareRef } from '../filter';
import { OS_SUBJECT } from '../findings';
import { isSoftware } from '../namedSoftware';
import { queryServers, ServerFields } from '../serverQuery';
import type { SetAsideRule } from './setAside';
import { SoftwareByName } from './softwareNames';
import type { ServerScope, SoftwareScope, Suppression, SuppressionScope } from './suppression';
import { setsAside } from './suppression';

/**
 * Where a statement stands:
 * - `in-force`: it sets aside what it is about
 * - `expired`: its last day is over, so its findings count again
 * - `counted`: it says something of a finding that leaves it in the counts: `affected`, or an investigation without a date
 * - `unknown-cve`: the feeds in use have no such record
 * - `names-nothing`: no server or no software of this estate is meant
 */
export type SuppressionState = 'in-force' | 'expired' | 'counted' | 'unknown-cve' | 'names-nothing';

export interface ResolvedSuppressions {
  readonly rules: readonly SetAsideRule[];
  /** In the order of the statements. */
  readonly states: readonly SuppressionState[];
}

/** What statements mean in an estate on a date. Filters of their scopes look at everything but what is set aside. */
export function resolveSuppressions(assessment: Assessment, suppressions: readonly Suppression[], on: PlainDate): ResolvedSuppressions {
  const scopes = new Scopes(assessment);
  const rules: SetAsideRule[] = [];
  const states = suppressions.map((suppression, position): SuppressionState => {
    const found = suppression.scopes.flatMap((scope) => scopes.resolve(scope) ?? []);
    if (found.length === 0) return 'names-nothing';
    const cves = cvesOf(assessment, suppression);
    if (cves.length === 0) return 'unknown-cve';
    if (!setsAside(suppression, on)) return suppression.until === null ? 'counted' : 'expired';
    for (const cve of cves) for (const scope of found) rules.push({ position, suppression, cve, ...scope });
    return 'in-force';
  });
  return { rules, states };
}

/** The record under the statement's name, else under one of its other names. */
function cvesOf({ matcher: { index } }: Assessment, { cve, aliases }: Suppression): number[] {
  for (const id of [cve, ...aliases]) {
    const at = index.cveIndex(id.trim().toUpperCase());
    if (at !== -1) return [at];
  }
  return [];
}

type Resolved = Pick<SetAsideRule, 'servers' | 'software'>;

class Scopes {
  private readonly names: SoftwareByName;
  private fields: ServerFields | undefined;
  private rowsByName: Map<string, number[]> | undefined;
  private rowsByKey: Map<string, number[]> | undefined;
  private softwareByName: Map<string, number[]> | undefined;
  private holders: ServersOfSoftware | undefined;
  private readonly rowsByFilter = new Map<string, ReadonlySet<number>>();

  constructor(private readonly assessment: Assessment) {
    this.names = new SoftwareByName(assessment);
  }

  /** Undefined where it names no server or no software of the estate. */
  resolve({ servers, software }: SuppressionScope): Resolved | undefined {
    const subjects = this.softwareOf(software);
    if (subjects?.size === 0) return undefined;
    const rows = this.rowsOf(servers);
    return rows?.size === 0 ? undefined : { servers: rows, software: subjects };
  }

  /** null: all. */
  private rowsOf(scope: ServerScope): ReadonlySet<number> | null {
    switch (scope.kind) {
      case 'all': return null;
      // An estate as it would be has a server once for each thing that is tried on it.
      case 'server': return new Set((this.rowsByKey ??= this.indexKeys()).get(scope.key));
      case 'filter': return this.passing(scope.text, scope.filter);
      case 'having': return this.serversHaving(this.names.find(scope.names));
      case 'named': return new Set((this.rowsByName ??= this.indexServers()).get(scope.name.toLowerCase()));
    }
  }

  private softwareOf(scope: SoftwareScope): ReadonlySet<number> | null {
    switch (scope.kind) {
      case 'any': return null;
      case 'os': return new Set([OS_SUBJECT]);
      case 'names': return this.names.find(scope.names);
      case 'software': return new Set(this.softwareCalled(scope.software));
    }
  }

  private softwareCalled(wanted: SoftwareRef): number[] {
    const { software } = this.assessment.estate;
    if (!this.softwareByName) {
      this.softwareByName = new Map();
      for (const { name, index } of software) {
        const known = this.softwareByName.get(name);
        if (known) known.push(index);
        else this.softwareByName.set(name, [index]);
      }
    }
    return (this.softwareByName.get(wanted.name) ?? []).filter((id) => isSoftware(software[id]!, wanted));
  }

  /** Statements often share a filter. */
  private passing(text: string, filter: ServerFilter | null): ReadonlySet<number> {
    let rows = this.rowsByFilter.get(text);
    if (!rows) this.rowsByFilter.set(text, (rows = new Set(filter === null ? [] : queryServers(this.fields ??= new ServerFields(this.assessment), filter, false).rows)));
    return rows;
  }

  private serversHaving(wanted: ReadonlySet<number>): ReadonlySet<number> {
    if (wanted.size === 0) return wanted;
    const { offsets, servers } = (this.holders ??= serversOfSoftware(this.assessment.estate));
    const rows = new Set<number>();
    for (const id of wanted) for (let at = offsets[id]!; at < offsets[id + 1]!; at++) rows.add(servers[at]!);
    return rows;
  }

  private indexKeys(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    this.assessment.estate.servers.forEach(({ key }, row) => {
      const known = index.get(key);
      if (known) known.push(row);
      else index.set(key, [row]);
    });
    return index;
  }

  private indexServers(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    this.assessment.estate.servers.forEach(({ key, name, fqdn, id }, row) => {
      for (const each of new Set([key, name, fqdn, id].map((text) => text.toLowerCase()))) {
        if (each === '') continue;
        const known = index.get(each);
        if (known) known.push(row);
        else index.set(each, [row]);
      }
    });
    return index;
  }
}
