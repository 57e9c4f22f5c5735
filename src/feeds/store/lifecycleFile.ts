import type { LifecycleProduct } from '../../core/identify/lifecycle';
import { asArray, asObject, asText } from '../decode/shape';
import { readRelease, storeRelease } from './catalogRows';
import type { StoredRelease } from './catalogTables';

/** Longer than what the decoder lets in. */
const MAX_LENGTH = 65_536;
const RELEASE_COLUMNS: StoredRelease['length'] = 12;

/**
 * `lifecycle.json`: the catalog's products once more, in a file of their own. Every assessment needs them and nothing else of the catalog,
 * whose 35 MB need not be read then.
 */
export function encodeLifecycle(products: readonly LifecycleProduct[]): Uint8Array {
  const rows = products.map(({ name, label, category, eoesLabel, aliases, identifiers, releases }) =>
    [name, label, category, eoesLabel, aliases, identifiers.map(({ type, id }) => [type, id]), releases.map(storeRelease)]);
  return Buffer.from(`${JSON.stringify({ products: rows })}\n`);
}

/** The products, sorted as they were given. Throws with a reason when the bytes are no such file. */
export function decodeLifecycle(bytes: Uint8Array): LifecycleProduct[] {
  const rows = asArray(asObject(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()))?.products);
  if (!rows) throw new Error('it has no products');
  return rows.map((row, at) => {
    const product = decodeProduct(asArray(row) ?? []);
    if (!product) throw new Error(`its product ${at} has another shape`);
    return product;
  });
}

function decodeProduct(row: readonly unknown[]): LifecycleProduct | undefined {
  const [name, label, category, eoesLabel] = row.slice(0, 4).map((text) => asText(text, MAX_LENGTH));
  const aliases = asArray(row[4])?.map((alias) => asText(alias, MAX_LENGTH));
  const identifiers = asArray(row[5])?.map((identifier) => {
    const [type, id] = (asArray(identifier) ?? []).map((text) => asText(text, MAX_LENGTH));
    return type === undefined || id === undefined ? undefined : { type, id };
  });
  const releases = asArray(row[6])?.map((release) => (isStoredRelease(release) ? readRelease(release) : undefined));
  if (name === undefined || label === undefined || category === undefined || eoesLabel === undefined) return undefined;
  if (!isWhole(aliases) || !isWhole(identifiers) || !isWhole(releases)) return undefined;
  return { name, label, category, aliases, identifiers, eoesLabel, releases };
}

function isWhole<Item>(items: (Item | undefined)[] | undefined): items is Item[] {
  return items !== undefined && !items.includes(undefined);
}

/** Numbers and nulls are read as what they are; texts are what the rest of the product calls methods of. */
function isStoredRelease(value: unknown): value is StoredRelease {
  const row = asArray(value);
  return row?.length === RELEASE_COLUMNS && isText(row[0]) && isText(row[1]) && isText(row[10]);
}

function isText(value: unknown): boolean {
  return asText(value, MAX_LENGTH) !== undefined;
}
