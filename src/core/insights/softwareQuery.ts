import type { Severity } from '../match/verdict';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from './assessment';
import { bucketOf } from './buckets';
import type { SoftwareFilter, SoftwareRisk, SoftwareSortKey, Sort, SupportBucket } from './filter';
import { has } from './findings';
import type { FacetField, Limit, Query, SortValue } from './query';
import { booleanLimit, compareNames, oneOfLimit, runQuery, searchWords, sortRows } from './query';
import { ServerFields, followsProduct, isSoftware, isWithin, queryServers, supportOrder } from './serverQuery';
import { softwareOfServers } from './summary';

/** What of every distinct software filters and lists look at; made once per assessment. */
export class SoftwareFields {
  readonly bucket: readonly SupportBucket[];

  constructor(readonly assessment: Assessment) {
    this.bucket = assessment.software.support.map((support) => bucketOf(support, assessment.asOf));
  }

  /** Features R2: end of support or vulnerable. */
  isAtRisk(row: number): boolean {
    return this.assessment.software.ended[row] === 1 || this.isVulnerable(row);
  }

  isVulnerable(row: number): boolean {
    return this.assessment.software.affected[row].length > 0;
  }

  hasRisk(row: number, risk: SoftwareRisk): boolean {
    const ended = this.assessment.software.ended[row] === 1;
    switch (risk) {
      case 'end-of-support': return ended;
      case 'vulnerable': return this.isVulnerable(row);
      case 'end-of-support-and-vulnerable': return ended && this.isVulnerable(row);
    }
  }

  /** Stands for something in one of the feeds. */
  isIdentified(row: number): boolean {
    const identity = this.assessment.identities.software[row];
    return this.isJudged(row) || identity.cpes.length > 0 || identity.product !== '';
  }

  /** Stands for something in the vulnerability feed, or has advisories: otherwise its vulnerabilities are unknown, not none. */
  isJudged(row: number): boolean {
    return this.assessment.software.judged[row] === 1;
  }

  /** False when an identified software's version is missing or could not be read. */
  isVersionKnown(row: number): boolean {
    return this.assessment.identities.software[row].version !== '';
  }

  /** Highest severity of its affected findings; `unknown` when it was not judged. */
  level(row: number): Severity {
    if (!this.isJudged(row)) return 'unknown';
    const base = row * SEVERITIES.length;
    return SEVERITIES.find((_, i) => this.assessment.software.bySeverity[base + i] > 0) ?? 'none';
  }

  /** The list's default order: end-of-support flag plus vulnerabilities. */
  risk(row: number): number {
    return this.assessment.software.ended[row] + this.assessment.software.affected[row].length;
  }
}

/** Facets of the software list, in the order shown. */
export const SOFTWARE_FACETS = ['levels', 'support', 'categories', 'publishers', 'sources'] as const;

export function querySoftware(fields: SoftwareFields, filter: SoftwareFilter, withFacets = true): Query {
  return runQuery(fields.assessment.estate.software.length, softwareLimits(fields, filter), withFacets ? softwareFacets(fields) : []);
}

/** In the order asked for; ties and the default are risk down, then name, then version. */
export function sortSoftware(fields: SoftwareFields, rows: readonly number[], sort: Sort<SoftwareSortKey>): number[] {
  const { estate } = fields.assessment;
  const byDefault = (a: number, b: number): number =>
    fields.risk(b) - fields.risk(a) ||
    compareNames(estate.software[a].name, estate.software[b].name) ||
    compareNames(estate.software[a].version, estate.software[b].version) ||
    a - b;
  return sortRows(rows, (row) => sortValue(fields, row, sort.key), sort.direction, byDefault);
}

function softwareFacets(fields: SoftwareFields): FacetField[] {
  const { estate, identities } = fields.assessment;
  return [
    { field: 'levels', valuesOf: (row) => [fields.level(row)] },
    { field: 'support', valuesOf: (row) => [fields.bucket[row]] },
    { field: 'categories', valuesOf: (row) => [identities.software[row].category] },
    { field: 'publishers', valuesOf: (row) => [estate.software[row].publisher] },
    { field: 'sources', valuesOf: (row) => [estate.software[row].source] },
  ];
}

function softwareLimits(fields: SoftwareFields, filter: SoftwareFilter): Limit[] {
  const { assessment } = fields;
  const { estate, identities, software } = assessment;
  const { risks, supportEnds, cve, name, software: wanted, product, server, servers } = filter;
  const limits: Limit[] = [
    ...softwareFacets(fields).flatMap(({ field, valuesOf }) =>
      oneOfLimit(field, filter[field as (typeof SOFTWARE_FACETS)[number]], valuesOf)),
    ...booleanLimit('atRisk', filter.atRisk, (row) => fields.isAtRisk(row)),
    ...booleanLimit('exploited', filter.exploited, (row) => software.exploited[row] > 0),
    ...booleanLimit('identified', filter.identified, (row) => fields.isIdentified(row)),
    ...booleanLimit('versionKnown', filter.versionKnown, (row) => fields.isVersionKnown(row)),
  ];
  if (risks?.length) limits.push({ field: 'risks', test: (row) => risks.some((risk) => fields.hasRisk(row, risk)) });
  if (supportEnds?.from ?? supportEnds?.to) {
    limits.push({ field: 'supportEnds', test: (row) => isWithin(software.support[row].endsOn, supportEnds) });
  }
  if (cve) {
    const index = assessment.matcher.index.cveIndex(cve.toUpperCase());
    limits.push({ field: 'cve', test: (row) => index !== -1 && has(software.affected[row], index) });
  }
  if (name !== undefined) limits.push({ field: 'name', test: (row) => estate.software[row].name === name });
  if (wanted) limits.push({ field: 'software', test: (row) => isSoftware(estate.software[row], wanted) });
  if (product) limits.push({ field: 'product', test: (row) => followsProduct(identities.software[row], product) });
  if (server !== undefined) {
    const index = estate.servers.findIndex((candidate) => candidate.key === server);
    const { offsets, software: ids } = estate.installs;
    const hit = new Set(index === -1 ? [] : ids.subarray(offsets[index], offsets[index + 1]));
    limits.push({ field: 'server', test: (row) => hit.has(row) });
  }
  if (servers) {
    const hit = new Set(softwareOfServers(assessment, queryServers(new ServerFields(assessment), servers, false).rows));
    limits.push({ field: 'servers', test: (row) => hit.has(row) });
  }
  for (const word of searchWords(filter.text)) {
    const index = word.startsWith('cve-') ? assessment.matcher.index.cveIndex(word.toUpperCase()) : -1;
    limits.push({
      field: 'text',
      test: (row) => {
        const { name: own, publisher, version } = estate.software[row];
        const { category, subcategory } = identities.software[row];
        return `${own}\n${publisher}\n${version}\n${category}\n${subcategory}`.toLowerCase().includes(word) || (index !== -1 && has(software.affected[row], index));
      },
    });
  }
  return limits;
}

function sortValue(fields: SoftwareFields, row: number, key: SoftwareSortKey): SortValue {
  const { estate, identities, software } = fields.assessment;
  const judged = fields.isJudged(row);
  switch (key) {
    case 'risk': return fields.risk(row);
    case 'name': return estate.software[row].name;
    case 'publisher': return estate.software[row].publisher || null;
    case 'version': return estate.software[row].version || null;
    case 'category': return identities.software[row].category;
    case 'support': return supportOrder(fields.bucket[row], software.support[row].endsOn);
    case 'critical': case 'high': return judged ? software.bySeverity[row * SEVERITIES.length + SEVERITIES.indexOf(key)] : null;
    case 'vulnerabilities': return judged ? software.affected[row].length : null;
    case 'exploited': return judged ? software.exploited[row] : null;
    case 'servers': return software.servers[row];
  }
}
