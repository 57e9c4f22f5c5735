import type { Criticality } from '../inventory/model';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from './assessment';
import { FLAG_UNKNOWN } from './assessment';
import { ageInDays, bucketOf, osGroup, tagList } from './buckets';
import type { ServerCoverage } from './estate/decidedColumns';
import { SERVER_COVERAGES } from './estate/decidedColumns';
import { FacetColumn } from './facetColumn';
import type { ServerData, ServerFacet, ServerFilter, ServerRisk, ServerSortKey, Sort, SupportBucket } from './filter';
import { SERVER_FACETS, SUPPORT_BUCKETS } from './filter';
import type { Query, SortValue } from './query';
import { recommendationCounts } from './recommend/recommendationCounts';
import { KeptLimits, orderRows, passing, pickRows, ranksOf, runQuery, textRanks } from './query';
import type { RowSet } from './rowSet';
import { serverLimits } from './serverLimits';
import { workloadsOfServers } from './workloads';

/** What of every server filters and lists look at; made once per assessment. What few filters ask for is made when it is first asked for. */
export class ServerFields {
  readonly os: readonly string[];
  readonly bucket: readonly SupportBucket[];
  readonly tags: readonly (readonly string[])[];
  /** The criticality in force, '' where nobody says. */
  readonly criticality: readonly (Criticality | '')[];
  readonly coverage: readonly ServerCoverage[];
  /** Limits of filters asked for before. */
  readonly kept = new KeptLimits();
  private readonly haystacks: (string | undefined)[];
  private readonly columns = new Map<ServerFacet, FacetColumn>();
  private readonly orders = new Map<string, Uint32Array>();
  private lowerNames: readonly string[] | undefined;
  private defaultRanks: Uint32Array | undefined;

  constructor(readonly assessment: Assessment) {
    const { estate, identities, os, asOf, decided } = assessment;
    const buckets = os.map((result) => bucketOf(result.support, asOf));
    const groups = new Map<string, string>();
    this.os = estate.servers.map((server) => {
      const position = identities.osOf[server.index];
      const key = `${position} ${server.os.name}`;
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = osGroup(identities.os[position].identity, server.os.name)));
      return group;
    });
    this.bucket = estate.servers.map((server) => buckets[identities.osOf[server.index]]);
    this.tags = estate.servers.map(tagList);
    this.criticality = decided.criticality;
    this.coverage = decided.coverage;
    this.haystacks = new Array<string | undefined>(estate.servers.length);
  }

  get count(): number {
    return this.assessment.estate.servers.length;
  }

  /** Everything that a search looks at besides software and findings, lower case. */
  haystack(row: number): string {
    return (this.haystacks[row] ??= this.makeHaystack(row));
  }

  /** Names of the estate's software, lower case, in their order. */
  get softwareNames(): readonly string[] {
    return (this.lowerNames ??= this.assessment.estate.software.map(({ name }) => name.toLowerCase()));
  }

  /** What every server says in a field that a list offers with counts. */
  column(field: ServerFacet): FacetColumn {
    let column = this.columns.get(field);
    if (!column) this.columns.set(field, (column = this.makeColumn(field)));
    return column;
  }

  /** All servers in an order. */
  order({ key, direction }: Sort<ServerSortKey>): Uint32Array {
    const name = `${key} ${direction}`;
    let order = this.orders.get(name);
    if (!order) this.orders.set(name, (order = orderRows(this.count, (row) => sortValue(this, row, key), direction, this.ranks)));
    return order;
  }

  isStale(row: number): boolean {
    const age = ageInDays(this.assessment.estate.servers[row], this.assessment.today);
    return age !== null && age > this.assessment.staleAfterDays;
  }

  hasRisk(row: number, risk: ServerRisk): boolean {
    const { servers } = this.assessment;
    switch (risk) {
      case 'os-end-of-support': return servers.osEnded[row] === 1;
      case 'software-end-of-support': return servers.softwareEnded[row] === 1;
      case 'vulnerabilities': return servers.vulnerabilities[row] > 0;
      case 'pending-updates': return servers.updates[row * 3] + servers.updates[row * 3 + 1] > 0;
      case 'missing-security-software': return servers.missingSecurity[row] === 1;
      case 'missing-patch-management': return servers.missingPatch[row] === 1;
    }
  }

  /** True where the inventory does not say whether the risk holds. */
  riskUnknown(row: number, risk: ServerRisk): boolean {
    const { servers } = this.assessment;
    switch (risk) {
      case 'os-end-of-support': return servers.osEnded[row] === FLAG_UNKNOWN;
      case 'software-end-of-support': return servers.softwareEnded[row] === FLAG_UNKNOWN;
      case 'vulnerabilities': return servers.judged[row] === 0;
      case 'pending-updates': return servers.updatesKnown[row] === 0;
      case 'missing-security-software': return servers.missingSecurity[row] === FLAG_UNKNOWN;
      case 'missing-patch-management': return servers.missingPatch[row] === FLAG_UNKNOWN;
    }
  }

  /** True where the inventory says this of the server. */
  knows(row: number, data: ServerData): boolean {
    const { estate, servers, identities } = this.assessment;
    switch (data) {
      case 'software': return estate.servers[row].softwareKnown;
      case 'updates': return servers.updatesKnown[row] === 1;
      case 'os': return identities.os[identities.osOf[row]].identity.product !== '';
      case 'lastSeen': return estate.servers[row].lastSeen !== null;
    }
  }

  /** Places in the default order: the score down, then the name. */
  private get ranks(): Uint32Array {
    if (!this.defaultRanks) {
      const { estate, servers } = this.assessment;
      const names = textRanks(estate.servers.map(({ name }) => name));
      const order = Uint32Array.from({ length: this.count }, (_, row) => row).sort((a, b) => servers.score[b] - servers.score[a] || names[a] - names[b] || a - b);
      this.defaultRanks = ranksOf(order);
    }
    return this.defaultRanks;
  }

  private makeColumn(field: ServerFacet): FacetColumn {
    const { estate, servers } = this.assessment;
    const single = (valueOf: (row: number) => string): FacetColumn => FacetColumn.single(field, this.count, valueOf);
    switch (field) {
      case 'environments': return single((row) => estate.servers[row].environment);
      case 'levels': return single((row) => SEVERITIES[servers.level[row]]);
      case 'support': return single((row) => this.bucket[row]);
      case 'os': return single((row) => this.os[row]);
      case 'workloads': return FacetColumn.list(field, this.count, workloadsOfServers(this.assessment));
      case 'coverage': return single((row) => this.coverage[row]);
      case 'sites': return single((row) => estate.servers[row].site);
      case 'criticality': return single((row) => this.criticality[row]);
      case 'tags': return FacetColumn.list(field, this.count, (row) => (this.tags[row].length === 0 ? NOT_TAGGED : this.tags[row]));
    }
  }

  private makeHaystack(row: number): string {
    const server = this.assessment.estate.servers[row];
    return [
      server.name, server.fqdn, server.id, ...server.ipAddresses, server.os.name, server.os.version, this.os[row],
      server.environment, server.site, server.owner, this.criticality[row], ...this.tags[row],
    ].join('\n').toLowerCase();
  }
}

const NOT_TAGGED: readonly string[] = [''];

/** Servers that pass a filter, with facet counts. */
export function queryServers(fields: ServerFields, filter: ServerFilter, withFacets = true): Query {
  return runQuery(fields.count, serverLimits(fields, filter), withFacets ? SERVER_FACETS.map((field) => fields.column(field)) : []);
}

/** Servers that pass a filter but for some of its fields. */
export function serversPassing(fields: ServerFields, filter: ServerFilter, leftOut: readonly (keyof ServerFilter)[] = []): RowSet {
  return passing(fields.count, serverLimits(fields, filter), leftOut);
}

/** In the order asked for; ties and the default are score down, then name. */
export function sortServers(fields: ServerFields, rows: readonly number[], sort: Sort<ServerSortKey>): number[] {
  return pickRows(fields.order(sort), rows);
}

const CRITICALITIES = ['', 'low', 'medium', 'high', 'critical'];

function sortValue(fields: ServerFields, row: number, key: ServerSortKey): SortValue {
  const { estate, servers, os, identities } = fields.assessment;
  const server = estate.servers[row];
  const severity = (name: (typeof SEVERITIES)[number]): SortValue =>
    servers.judged[row] ? servers.bySeverity[row * SEVERITIES.length + SEVERITIES.indexOf(name)] : null;
  switch (key) {
    case 'score': return servers.score[row];
    case 'name': return server.name;
    case 'os': return fields.os[row] || null;
    case 'support': return supportOrder(fields.bucket[row], os[identities.osOf[row]].support.endsOn);
    case 'critical': case 'high': case 'medium': case 'low': return severity(key);
    case 'vulnerabilities': return servers.judged[row] ? servers.vulnerabilities[row] : null;
    case 'exploited': return servers.judged[row] ? servers.exploited[row] : null;
    case 'recommendations': return recommendationCounts(fields.assessment)[row];
    case 'updates': return servers.updatesKnown[row] ? servers.updates[row * 3] + servers.updates[row * 3 + 1] : null;
    case 'security': return servers.missingSecurity[row] === FLAG_UNKNOWN ? null : servers.missingSecurity[row];
    case 'patch': return servers.missingPatch[row] === FLAG_UNKNOWN ? null : servers.missingPatch[row];
    case 'environment': return server.environment || null;
    case 'site': return server.site || null;
    case 'criticality': return fields.criticality[row] === '' ? null : CRITICALITIES.indexOf(fields.criticality[row]);
    case 'coverage': return fields.coverage[row] === 'unknown' ? null : SERVER_COVERAGES.indexOf(fields.coverage[row]);
    case 'owner': return server.owner || null;
    case 'lastSeen': return server.lastSeen;
    case 'software': return server.softwareKnown ? estate.installs.offsets[row + 1] - estate.installs.offsets[row] : null;
  }
}

/** Worst support first when ascending: by bucket, then by the date it ends. */
export function supportOrder(bucket: SupportBucket, endsOn: string | null): string | null {
  return bucket === 'unknown' ? null : `${SUPPORT_BUCKETS.indexOf(bucket)} ${endsOn ?? '9999-12-31'}`;
}
