import type { Knowledge } from '../../core/match/knowledge';

/** What the feeds hold, over all of them. */
export interface FeedTotals {
  /** Distinct CVEs that can be matched, those of an overlay alone among them; withdrawn ones are not counted. */
  readonly cves: number;
  readonly matchRows: number;
  /** Of endoflife.date, with their releases. */
  readonly products: number;
  readonly releases: number;
  /** Of the distributions. */
  readonly advisories: number;
}

export function feedTotals({ index, lifecycle, advisories }: Pick<Knowledge, 'index' | 'lifecycle' | 'advisories'>): FeedTotals {
  return {
    cves: index.cveCount,
    matchRows: index.rowCount,
    products: lifecycle.products.length,
    releases: lifecycle.products.reduce((sum, { releases }) => sum + releases.length, 0),
    advisories: advisories.advisoryCount,
  };
}
