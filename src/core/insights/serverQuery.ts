import type { SoftwareIdentity } from '../identify/identity';
import type { Software } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from './assessment';
import { FLAG_UNKNOWN } from './assessment';
import { ageInDays, bucketOf, osGroup, tagList } from './buckets';
import type { ProductRef, ServerData, ServerFilter, ServerRisk, ServerSortKey, SoftwareRef, Sort, SupportBucket } from './filter';
import { SUPPORT_BUCKETS } from './filter';
import { serversWithCve } from './serversWithCve';
import type { FacetField, Limit, Query, SortValue } from './query';
import { booleanLimit, compareNames, oneOfLimit, runQuery, searchWords, sortRows } from './query';

/** What of every server filters and lists look at; made once per assessment. */
export class ServerFields {
  readonly os: readonly string[];
  readonly bucket: readonly SupportBucket[];
  readonly tags: readonly (readonly string[])[];
  private readonly haystacks: (string | undefined)[];

  constructor(readonly assessment: Assessment) {
    const { estate, identities, os, asOf } = assessment;
    const buckets = os.map((result) => bucketOf(result.support, asOf));
    this.os = estate.servers.map((server) => osGroup(identities.os[identities.osOf[server.index]].identity, server.os.name));
    this.bucket = estate.servers.map((server) => buckets[identities.osOf[server.index]]);
    this.tags = estate.servers.map(tagList);
    this.haystacks = new Array<string | undefined>(estate.servers.length);
  }

  /** Everything that a search looks at besides software and findings, lower case. */
  haystack(row: number): string {
    return (this.haystacks[row] ??= this.makeHaystack(row));
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

  private makeHaystack(row: number): string {
    const server = this.assessment.estate.servers[row];
    return [
      server.name, server.fqdn, server.id, ...server.ipAddresses, server.os.name, server.os.version, this.os[row],
      server.environment, server.site, server.owner, server.criticality, ...this.tags[row],
    ].join('\n').toLowerCase();
  }
}

/** Facets of the servers list, in the order shown. */
export const SERVER_FACETS = ['environments', 'levels', 'support', 'os', 'sites', 'criticality', 'tags'] as const;

/** Servers that pass a filter, with facet counts. */
export function queryServers(fields: ServerFields, filter: ServerFilter, withFacets = true): Query {
  return runQuery(fields.assessment.estate.servers.length, serverLimits(fields, filter), withFacets ? serverFacets(fields) : []);
}

/** In the order asked for; ties and the default are score down, then name. */
export function sortServers(fields: ServerFields, rows: readonly number[], sort: Sort<ServerSortKey>): number[] {
  const { estate, servers } = fields.assessment;
  const byDefault = (a: number, b: number): number =>
    servers.score[b] - servers.score[a] || compareNames(estate.servers[a].name, estate.servers[b].name) || a - b;
  return sortRows(rows, (row) => sortValue(fields, row, sort.key), sort.direction, byDefault);
}

function serverFacets(fields: ServerFields): FacetField[] {
  const single = (field: string, valueOf: (row: number) => string): FacetField => ({ field, valuesOf: (row) => [valueOf(row)] });
  const { estate, servers } = fields.assessment;
  const NOT_TAGGED: readonly string[] = [''];
  return [
    single('environments', (row) => estate.servers[row].environment),
    single('levels', (row) => SEVERITIES[servers.level[row]]),
    single('support', (row) => fields.bucket[row]),
    single('os', (row) => fields.os[row]),
    single('sites', (row) => estate.servers[row].site),
    single('criticality', (row) => estate.servers[row].criticality),
    { field: 'tags', valuesOf: (row) => (fields.tags[row].length === 0 ? NOT_TAGGED : fields.tags[row]) },
  ];
}

function serverLimits(fields: ServerFields, filter: ServerFilter): Limit[] {
  const { assessment } = fields;
  const { estate, servers, os, identities } = assessment;
  const limits: Limit[] = [
    ...serverFacets(fields).flatMap(({ field, valuesOf }) =>
      oneOfLimit(field, filter[field as (typeof SERVER_FACETS)[number]], valuesOf)),
    ...booleanLimit('atRisk', filter.atRisk, (row) => servers.atRisk[row] === 1),
    ...booleanLimit('exploited', filter.exploited, (row) => servers.exploited[row] > 0),
    ...booleanLimit('stale', filter.stale, (row) => fields.isStale(row)),
  ];
  const { risks, unknownRisks, severities, supportEnds, cve, software, product, updates, lacks, knows, keys, within } = filter;
  if (risks?.length) limits.push({ field: 'risks', test: (row) => risks.some((risk) => fields.hasRisk(row, risk)) });
  if (unknownRisks?.length) limits.push({ field: 'unknownRisks', test: (row) => unknownRisks.some((risk) => fields.riskUnknown(row, risk)) });
  if (severities?.length) {
    const positions = severities.map((severity) => SEVERITIES.indexOf(severity));
    limits.push({ field: 'severities', test: (row) => positions.some((i) => servers.bySeverity[row * SEVERITIES.length + i] > 0) });
  }
  if (supportEnds?.from ?? supportEnds?.to) {
    limits.push({ field: 'supportEnds', test: (row) => isWithin(os[identities.osOf[row]].support.endsOn, supportEnds) });
  }
  if (cve) {
    const index = assessment.matcher.index.cveIndex(cve.toUpperCase());
    const hit = new Set(index === -1 ? [] : serversWithCve(assessment, index));
    limits.push({ field: 'cve', test: (row) => hit.has(row) });
  }
  if (software) {
    const hit = serversWithSoftware(assessment, (id) => isSoftware(estate.software[id], software));
    limits.push({ field: 'software', test: (row) => hit[row] === 1 });
  }
  if (product) {
    const hit = serversWithSoftware(assessment, (id) => followsProduct(identities.software[id], product));
    limits.push({ field: 'product', test: (row) => hit[row] === 1 });
  }
  if (updates?.length) {
    const positions = updates.map((one) => ['critical', 'security', 'other'].indexOf(one));
    limits.push({ field: 'updates', test: (row) => positions.some((i) => servers.updates[row * 3 + i] > 0) });
  }
  if (lacks?.length) limits.push({ field: 'lacks', test: (row) => lacks.some((data) => !fields.knows(row, data)) });
  if (knows?.length) limits.push({ field: 'knows', test: (row) => knows.some((data) => fields.knows(row, data)) });
  if (keys?.length) {
    const wanted = new Set(keys);
    limits.push({ field: 'keys', test: (row) => wanted.has(estate.servers[row].key) });
  }
  if (within) {
    const scope = new Set(queryServers(fields, within, false).rows);
    limits.push({ field: 'within', test: (row) => scope.has(row) });
  }
  for (const word of searchWords(filter.text)) limits.push({ field: 'text', test: wordTest(fields, word) });
  return limits;
}

/** True for the software that the filter names. */
export function isSoftware(entry: Software, wanted: SoftwareRef): boolean {
  return SOFTWARE_PARTS.every((part) => wanted[part] === undefined || entry[part] === wanted[part]);
}

const SOFTWARE_PARTS = ['name', 'publisher', 'version', 'source', 'cpe', 'purl'] as const;

/** True for software whose support a product's cycle decides; a distribution's package follows its distribution (docs/adr/0001). */
export function followsProduct(identity: SoftwareIdentity, { name, cycle }: ProductRef): boolean {
  return identity.distribution === null && identity.product === name && (cycle === undefined || identity.cycle === cycle);
}

/** True for a known date within the bounds, both included. */
export function isWithin(date: PlainDate | null, { from, to }: NonNullable<ServerFilter['supportEnds']>): boolean {
  return date !== null && (from === undefined || date >= from) && (to === undefined || date <= to);
}

/** A word hits a server by its own fields, by the name of a software, or by a finding's CVE id. */
function wordTest(fields: ServerFields, word: string): (row: number) => boolean {
  const { assessment } = fields;
  if (/^cve-\d{4}-\d{4,}$/.test(word)) {
    const index = assessment.matcher.index.cveIndex(word.toUpperCase());
    const hit = new Set(index === -1 ? [] : serversWithCve(assessment, index));
    return (row) => hit.has(row);
  }
  const names = assessment.estate.software;
  const hit = serversWithSoftware(assessment, (id) => names[id].name.toLowerCase().includes(word));
  return (row) => hit[row] === 1 || fields.haystack(row).includes(word);
}

/** 1 for each server that has a software passing the test. */
function serversWithSoftware(assessment: Assessment, wanted: (software: number) => boolean): Uint8Array {
  const { offsets, software } = assessment.estate.installs;
  const ids = Uint8Array.from(assessment.estate.software, (_, id) => (wanted(id) ? 1 : 0));
  const hit = new Uint8Array(assessment.estate.servers.length);
  for (let server = 0; server < hit.length; server++) {
    for (let i = offsets[server]; i < offsets[server + 1] && hit[server] === 0; i++) hit[server] = ids[software[i]];
  }
  return hit;
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
    case 'updates': return servers.updatesKnown[row] ? servers.updates[row * 3] + servers.updates[row * 3 + 1] : null;
    case 'security': return servers.missingSecurity[row] === FLAG_UNKNOWN ? null : servers.missingSecurity[row];
    case 'patch': return servers.missingPatch[row] === FLAG_UNKNOWN ? null : servers.missingPatch[row];
    case 'environment': return server.environment || null;
    case 'site': return server.site || null;
    case 'criticality': return server.criticality === '' ? null : CRITICALITIES.indexOf(server.criticality);
    case 'lastSeen': return server.lastSeen;
    case 'software': return server.softwareKnown ? estate.installs.offsets[row + 1] - estate.installs.offsets[row] : null;
  }
}

/** Worst support first when ascending: by bucket, then by the date it ends. */
export function supportOrder(bucket: SupportBucket, endsOn: string | null): string | null {
  return bucket === 'unknown' ? null : `${SUPPORT_BUCKETS.indexOf(bucket)} ${endsOn ?? '9999-12-31'}`;
}
