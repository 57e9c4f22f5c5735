import type { PlainDate } from '../inventory/plainDate';

/** A release cycle of endoflife.date API v1. `null` dates are unknown; `ended…` without date is a plain yes. */
export interface LifecycleRelease {
  /** The cycle's name: `2019`, `1809-sac`, `9.0`. Not a version. */
  readonly name: string;
  readonly label: string;
  readonly releaseDate: PlainDate | null;
  readonly isLts: boolean;
  /** End of mainstream (active) support; null when unknown or not a column of the product. */
  readonly eoasFrom: PlainDate | null;
  /** The product has such a column and says it ended. */
  readonly isEoas: boolean;
  /** End of (extended, security) support. */
  readonly eolFrom: PlainDate | null;
  readonly isEol: boolean;
  /** End of further, often paid, support. */
  readonly eoesFrom: PlainDate | null;
  readonly isEoes: boolean | null;
  /** Newest version of the cycle; '' when not tracked. For Windows it is the build. */
  readonly latest: string;
  readonly latestDate: PlainDate | null;
}

export interface LifecycleProduct {
  readonly name: string;
  readonly label: string;
  readonly category: string;
  readonly aliases: readonly string[];
  readonly identifiers: readonly { readonly type: string; readonly id: string }[];
  /** What the product calls its further support; '' when it has none. */
  readonly eoesLabel: string;
  readonly releases: readonly LifecycleRelease[];
}

/** endoflife.date, read-only. */
export interface LifecycleCatalog {
  /** By name or alias. */
  product(name: string): LifecycleProduct | undefined;
  /** By CPE `part:vendor:product` (lower case), through the products' identifiers. */
  productOfCpe(key: string): LifecycleProduct | undefined;
  /** By package URL without version, `pkg:maven/org.apache.tomcat/tomcat`. */
  productOfPurl(purl: string): LifecycleProduct | undefined;
  readonly products: readonly LifecycleProduct[];
}

// The functions over it (`createLifecycleCatalog`, `findRelease`, `supportOf`) follow in this file.
