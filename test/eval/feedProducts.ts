import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ProductNames } from '../../src/core/identify/search/productNames';

/**
 * The vendor and product pairs of the shared NVD years, as a match index lists them. The list does not tell applications from devices,
 * so all stand as applications: harder than the feed itself. Undefined, with a printed line, where the shared data is not; an error under CI.
 */
export function feedProducts(): ProductNames | undefined {
  const file = path.resolve(process.cwd(), '../shared/data/cpe/vendor-product-cve-counts.json.gz');
  if (!existsSync(file)) {
    if (process.env['CI']) throw new Error(`${file} is missing`);
    console.log('skipped: no vendor-product-cve-counts.json.gz beside the project');
    return undefined;
  }
  const counts = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as [name: string, cves: number, rows: number][];
  return productNames(counts.map(([name, , rows]): [string, number] => [`a:${name.replaceAll('\\', '')}`, rows]));
}

/** Keys and their rows as the products of a feed. */
export function productNames(products: readonly (readonly [key: string, rows: number])[]): ProductNames {
  const sorted = [...products].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { productCount: sorted.length, productKey: (product) => sorted[product]![0], productRowCount: (product) => sorted[product]![1] };
}
