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

/** `cpe:/a:v:p` (URI binding) and `cpe:2.3:a:v:p` (formatted, truncated): the two forms endoflife.date writes. */
const CPE_IDENTIFIER = /^cpe:(?:\/|2\.3:)([aoh]):([^:]+):([^:]+)/i;

/** Identifiers of endoflife.date that are another project's: the library judged by the build tool's cycles would seem out of support. */
const FOREIGN_IDENTIFIERS = new Set(['a:apache:maven_shared_utils']);

/**
 * A catalog over decoded products. Names win over aliases; of products that share an identifier the first wins
 * (endoflife.date gives `redhat:ansible` to two products).
 */
export function createLifecycleCatalog(products: readonly LifecycleProduct[]): LifecycleCatalog {
  const byName = new Map<string, LifecycleProduct>();
  const byCpe = new Map<string, LifecycleProduct>();
  const byPurl = new Map<string, LifecycleProduct>();
  for (const product of products) byName.set(product.name.toLowerCase(), product);
  for (const product of products) {
    for (const alias of product.aliases) setOnce(byName, alias.toLowerCase(), product);
    for (const { type, id } of product.identifiers) {
      if (type === 'cpe') {
        const key = keyOfCpeIdentifier(id);
        if (key !== '' && !FOREIGN_IDENTIFIERS.has(key)) setOnce(byCpe, key, product);
      } else if (type === 'purl') {
        setOnce(byPurl, purlKey(id), product);
      }
    }
  }
  return {
    products,
    product: (name) => byName.get(name.toLowerCase()),
    productOfCpe: (key) => byCpe.get(key.toLowerCase()),
    productOfPurl: (purl) => byPurl.get(purlKey(purl)),
  };
}

function setOnce(map: Map<string, LifecycleProduct>, key: string, product: LifecycleProduct): void {
  if (!map.has(key)) map.set(key, product);
}

/** `part:vendor:product`, lower case, or '' when the identifier is not a CPE. */
function keyOfCpeIdentifier(id: string): string {
  const parts = CPE_IDENTIFIER.exec(id);
  return parts ? parts.slice(1, 4).join(':').replaceAll('\\', '').toLowerCase() : '';
}

/** Without version, qualifiers and subpath, scope's `%40` as `@`, lower case: what two spellings of one package share. */
function purlKey(purl: string): string {
  const bare = purl.replace(/[?#].*$/s, '').replaceAll(/%40/gi, '@').toLowerCase();
  const version = bare.lastIndexOf('@');
  return version > bare.lastIndexOf('/') + 1 ? bare.slice(0, version) : bare;
}
