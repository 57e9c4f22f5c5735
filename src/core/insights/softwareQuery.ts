import type { Severity } from '../match/verdict';
import { SEVERITIES } from '../match/verdict';
import type { Assessment } from './assessment';
import { bucketOf } from './buckets';
import { isIdentified } from './coverage';
import { FacetColumn } from './facetColumn';
import type { SoftwareFacet, SoftwareFilter, SoftwareRisk, SoftwareSortKey, Sort, SupportBucket } from './filter';
import { SOFTWARE_FACETS } from './filter';
import type { Query, SortValue } from './query';
import { KeptLimits, orderRows, passing, pickRows, ranksOf, runQuery, textRanks } from './query';
import type { RowSet } from './rowSet';
import { ServerFields, supportOrder } from './serverQuery';
import { softwareLimits } from './softwareLimits';

/** What of every distinct software filters and lists look at; made once per assessment. */
export class SoftwareFields {
  readonly bucket: readonly SupportBucket[];
  /** Limits of filters asked for before. */
  readonly kept = new KeptLimits();
  private readonly columns = new Map<SoftwareFacet, FacetColumn>();
  private readonly orders = new Map<string, Uint32Array>();
  private defaultRanks: Uint32Array | undefined;

  /** `servers`: those of the same assessment, where they are made already. */
  constructor(readonly assessment: Assessment, private servers?: ServerFields) {
    this.bucket = assessment.software.support.map((support) => bucketOf(support, assessment.asOf));
  }

  get count(): number {
    return this.assessment.estate.software.length;
  }

  get serverFields(): ServerFields {
    return (this.servers ??= new ServerFields(this.assessment));
  }

  /** What every software says in a field that a list offers with counts. */
  column(field: SoftwareFacet): FacetColumn {
    let column = this.columns.get(field);
    if (!column) this.columns.set(field, (column = FacetColumn.single(field, this.count, (row) => this.facetValue(field, row))));
    return column;
  }

  /** All software in an order. */
  order({ key, direction }: Sort<SoftwareSortKey>): Uint32Array {
    const name = `${key} ${direction}`;
    let order = this.orders.get(name);
    if (!order) this.orders.set(name, (order = orderRows(this.count, (row) => sortValue(this, row, key), direction, this.ranks)));
    return order;
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

  /** Stands for something in one of the feeds, or is known to be nothing there; see `coverage.ts`. */
  isIdentified(row: number): boolean {
    const identity = this.assessment.identities.software[row];
    return !identity.ignored && (this.isJudged(row) || isIdentified(identity));
  }

  /** A user said that it does not matter; it is neither identified nor missing. */
  isIgnored(row: number): boolean {
    return this.assessment.identities.software[row].ignored === true;
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

  /** Places in the default order: the risk down, then name, then version. */
  private get ranks(): Uint32Array {
    if (!this.defaultRanks) {
      const { software } = this.assessment.estate;
      const names = textRanks(software.map(({ name }) => name));
      const versions = textRanks(software.map(({ version }) => version));
      const order = Uint32Array.from({ length: this.count }, (_, row) => row)
        .sort((a, b) => this.risk(b) - this.risk(a) || names[a] - names[b] || versions[a] - versions[b] || a - b);
      this.defaultRanks = ranksOf(order);
    }
    return this.defaultRanks;
  }

  private facetValue(field: SoftwareFacet, row: number): string {
    const { estate, identities } = this.assessment;
    switch (field) {
      case 'levels': return this.level(row);
      case 'support': return this.bucket[row];
      case 'categories': return identities.software[row].category;
      case 'publishers': return estate.software[row].publisher;
      case 'sources': return estate.software[row].source;
    }
  }
}

/** Software that passes a filter, with facet counts. */
export function querySoftware(fields: SoftwareFields, filter: SoftwareFilter, withFacets = true): Query {
  return runQuery(fields.count, softwareLimits(fields, filter), withFacets ? SOFTWARE_FACETS.map((field) => fields.column(field)) : []);
}

/** Software that passes a filter but for some of its fields. */
export function softwarePassing(fields: SoftwareFields, filter: SoftwareFilter, leftOut: readonly (keyof SoftwareFilter)[] = []): RowSet {
  return passing(fields.count, softwareLimits(fields, filter), leftOut);
}

/** In the order asked for; ties and the default are risk down, then name, then version. */
export function sortSoftware(fields: SoftwareFields, rows: readonly number[], sort: Sort<SoftwareSortKey>): number[] {
  return pickRows(fields.order(sort), rows);
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
