import { formatCpe, parseCpe } from '../../core/identify/cpe';
import type { Cpe } from '../../core/identify/identity';
import type { Configuration, CpeMatch } from '../../core/match/cveRecord';
import { affectedVersions, type VersionSpan } from './affectedVersions';
import { asArray, asObject, asText } from './shape';

const LIMITS = {
  /** Products of one record; the kernel's and some firmware's reach hundreds. */
  products: 2_048,
  cpes: 256,
  rows: 8_192,
  nameLength: 256,
  criteriaLength: 1_024,
} as const;
/** `[{source, affectedData: [product, …]}]` is one of the shapes that NVD may write. */
const MAX_DEPTH = 3;
const WRAPPERS = ['affectedData', 'affected', 'products', 'data'];
const NO_NAME = /^(?:|n\/a|na|none|unknown|unspecified|-|\*|multiple|multiple vendors|various)$/;
/** Legal forms and what else stands behind a vendor's name and never in a CPE. */
const VENDOR_TAIL = /[\s,]+(?:inc|llc|ltd|limited|corp|corporation|gmbh|co|company|ag|s\.a|software foundation|foundation|project|systems, inc)\.?$/;
const OPERATING_SYSTEM = /^(?:windows(?:_\w+)*|linux_kernel|macos|mac_os_x|ios|ipados|android|esxi|junos(?:_os)?|fortios|pan-os|ios_xe|ios_xr|nx-os|freebsd|openbsd|\w+_firmware)$/;

/**
 * What a CNA says is affected, as configurations: one that holds for any of the rows; none when the list says nothing usable.
 *
 * Shape: `affected` of CVE JSON 5, `[{vendor, product, packageName, cpes, defaultStatus, versions}]`, or wrapped once or twice
 * (NVD does not document how). Names are written as CPEs write them; a CPE that the CNA gives itself comes before its names.
 * Platforms are not looked at: they are free text. Anything of another shape is left out.
 */
export function decodeAffected(value: unknown): Configuration[] {
  const rows = new Map<string, CpeMatch>();
  for (const product of productsOf(value, MAX_DEPTH).slice(0, LIMITS.products)) {
    for (const row of rowsOf(product)) {
      if (rows.size < LIMITS.rows) rows.set([row.criteria, row.versionStartIncluding, row.versionEndIncluding, row.versionEndExcluding].join(' '), row);
    }
  }
  return rows.size === 0 ? [] : [{ operator: 'OR', negate: false, nodes: [{ operator: 'OR', negate: false, cpeMatch: [...rows.values()] }] }];
}

type Product = Readonly<Record<string, unknown>>;

function productsOf(value: unknown, depth: number): Product[] {
  const found: Product[] = [];
  for (const entry of asArray(value)?.slice(0, LIMITS.products) ?? [value]) {
    const object = asObject(entry);
    if (!object) continue;
    const wrapped = WRAPPERS.find((key) => Array.isArray(object[key]));
    if (wrapped === undefined) found.push(object);
    else if (depth > 0) found.push(...productsOf(object[wrapped], depth - 1));
  }
  return found;
}

function rowsOf(product: Product): CpeMatch[] {
  const names = cpesOf(product);
  const spans = affectedVersions(product.versions, product.defaultStatus);
  const rows: CpeMatch[] = [];
  for (const name of names) {
    // A CPE with a version of its own says it all.
    if (name.version !== '*' && name.version !== '-') rows.push(rowOf(name, { exact: name.version }));
    else for (const span of spans) rows.push(rowOf(name, span));
  }
  return rows;
}

function rowOf(name: Cpe, span: VersionSpan): CpeMatch {
  return {
    vulnerable: true,
    criteria: formatCpe({ ...name, version: 'exact' in span ? span.exact : '*' }),
    versionStartIncluding: 'exact' in span ? '' : span.from,
    versionStartExcluding: '',
    versionEndIncluding: 'exact' in span ? '' : span.through,
    versionEndExcluding: 'exact' in span ? '' : span.before,
  };
}

function cpesOf(product: Product): Cpe[] {
  const given = (asArray(product.cpes) ?? []).slice(0, LIMITS.cpes).flatMap((text) => parseCpe(asText(text, LIMITS.criteriaLength) ?? '') ?? []);
  const usable = given.filter(({ vendor, product: name }) => vendor !== '*' && vendor !== '-' && name !== '*' && name !== '-');
  if (usable.length > 0) return usable;
  const vendor = vendorName(product.vendor);
  const name = productName(product.product, vendor) || productName(product.packageName, vendor);
  if (vendor === '' || name === '') return [];
  if (vendor === 'linux' && name === 'linux') return [cpe('o', 'linux', 'linux_kernel')];
  return [cpe(OPERATING_SYSTEM.test(name) ? 'o' : 'a', vendor, name)];
}

function cpe(part: Cpe['part'], vendor: string, product: string): Cpe {
  return { part, vendor, product, version: '*', update: '*', edition: '*', language: '*', swEdition: '*', targetSw: '*', targetHw: '*', other: '*' };
}

function vendorName(value: unknown): string {
  let name = plainName(value).replace(/^the\s+/, '');
  for (let shorter = name.replace(VENDOR_TAIL, ''); shorter !== name; shorter = name.replace(VENDOR_TAIL, '')) name = shorter;
  return fieldOf(name);
}

/** `Apache Tomcat` of Apache is `tomcat`. */
function productName(value: unknown, vendor: string): string {
  const name = fieldOf(plainName(value));
  return vendor !== '' && name.startsWith(`${vendor}_`) ? name.slice(vendor.length + 1) : name;
}

function plainName(value: unknown): string {
  const name = (asText(value, LIMITS.nameLength) ?? '').replace(/[™®©]/gu, '').trim().toLowerCase();
  return NO_NAME.test(name) ? '' : name;
}

/** A name as the value of a CPE field, unquoted. Wildcards and what is not printable ASCII have no place in one. */
function fieldOf(name: string): string {
  const field = name.replace(/\s+/g, '_').replace(/[^\x21-\x7e]|[*?\\]/g, '');
  return /[a-z0-9]/.test(field) ? field : '';
}
