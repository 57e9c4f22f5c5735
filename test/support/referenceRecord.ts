import type { Cpe } from '../../src/core/identify/identity';

/** A CVE as the feed's JSON has it, as far as it says what is affected; bounds may be absent or ''. Both NVD's and the decoder's records fit. */
export interface RawRecord {
  readonly id: string;
  readonly published: string;
  readonly lastModified?: string;
  readonly vulnStatus?: string;
  readonly configurations?: readonly RawConfiguration[];
  /** Ours, not NVD's: `cna` for a record whose configurations are made from the CNA's `affected`. */
  readonly configurationSource?: string;
}

export interface RawConfiguration {
  readonly operator?: string;
  readonly negate?: boolean;
  readonly nodes: readonly RawNode[];
}

export interface RawNode {
  readonly operator?: string;
  readonly negate?: boolean;
  readonly cpeMatch: readonly RawMatch[];
}

export interface RawMatch {
  readonly vulnerable: boolean;
  readonly criteria: string;
  readonly versionStartIncluding?: string;
  readonly versionStartExcluding?: string;
  readonly versionEndIncluding?: string;
  readonly versionEndExcluding?: string;
}

const kept = new Map<string, Cpe | null>();

/** The name of a criteria, null when it is malformed or names no single vendor and product. */
export function criteriaOf(text: string): Cpe | null {
  let cpe = kept.get(text);
  if (cpe === undefined) kept.set(text, (cpe = readCriteria(text)));
  return cpe;
}

/** By which records are looked up: vendor and product, and nothing else of a name. */
export function productKey({ part, vendor, product }: Pick<Cpe, 'part' | 'vendor' | 'product'>): string {
  return JSON.stringify([part, vendor, product]);
}

function readCriteria(text: string): Cpe | null {
  if (text.length > 12_000 || [...text].some((char) => char < ' ' || char === '\x7f') || !text.toLowerCase().startsWith('cpe:2.3:')) return null;
  // Eleven fields after the prefix, split at colons that no backslash precedes.
  const fields: string[] = [''];
  const body = text.toLowerCase().slice('cpe:2.3:'.length);
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '\\') fields[fields.length - 1] += `\\${body[++at] ?? ''}`;
    else if (body[at] === ':') fields.push('');
    else fields[fields.length - 1] += body[at];
  }
  if (fields.length !== 11 || !/^[aoh]$/.test(fields[0]!)) return null;
  const values = fields.map(readField);
  if (values.some((value) => value === null)) return null;
  const [part, vendor, product, version, update, edition, language, swEdition, targetSw, targetHw, other] = values as string[];
  for (const field of [vendor, product]) if (field === '*' || field === '-' || isPattern(field!)) return null;
  return { part: part as Cpe['part'], vendor: vendor!, product: product!, version: version!, update: update!, edition: edition!, language: language!, swEdition: swEdition!, targetSw: targetSw!, targetHw: targetHw!, other: other! };
}

/** A field without its quoting, but for `\*`, `\?`, `\\` and a hyphen that is all of a value; null when it is malformed. */
function readField(field: string): string | null {
  if (field === '*' || field === '-') return field;
  if (field === '' || /(^|[^\\])(\\\\)*\\$/.test(field)) return null;
  const value = field.replaceAll(/\\(.)/g, (both, char: string) => (/[*?\\]/.test(char) ? both : char));
  if (value === '-') return '\\-';
  // Wildcards only at the ends: one star, or question marks.
  const inner = value.replace(/^(\*|\?+)/, '').replace(/(?<!\\)((?:\\\\)*)(\*|\?+)$/, '$1');
  if (/(?<!\\)(?:\\\\)*[*?]/.test(inner)) return null;
  return inner === '' && !/^\?+$/.test(value) ? null : value;
}

/** True where an unquoted wildcard stands in a value. */
export function isPattern(field: string): boolean {
  return field !== '*' && /(?<!\\)(?:\\\\)*[*?]/.test(field);
}
