import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseCpe } from '../../src/core/identify/cpe';
import type { ProductNames } from '../../src/core/identify/search/productNames';
import type { SoftwareSearch } from '../../src/core/identify/search/softwareSearch';
import { softwareText } from '../../src/core/identify/softwareText';

/** Systems that a plain name says nothing of: an entry for another (a plugin, a phone's app) is left out. */
const PLAIN_TARGETS: ReadonlySet<string> = new Set(['*', '-', 'windows', 'linux', 'unix']);

/**
 * The search over one title of each application in the CPE dictionary of 2015 that the feed has, without a publisher:
 * not labelled by hand, so a check and no target. Undefined where the dictionary is not there.
 */
export function judgeTitles(search: SoftwareSearch, feed: ProductNames): { readonly titles: number; readonly right: number; readonly wrong: number } | undefined {
  const file = path.resolve(process.cwd(), '../shared/data/cpe/cpe-dictionary-2015.tsv.gz');
  if (!existsSync(file)) return undefined;
  const known = new Set(Array.from({ length: feed.productCount }, (_, product) => feed.productKey(product)));
  const seen = new Set<string>();
  let right = 0;
  let wrong = 0;
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1)) {
    const [name = '', title = '', deprecated = ''] = line.split('\t');
    const cpe = parseCpe(name);
    if (!cpe || cpe.part !== 'a' || deprecated === '1' || deprecated === 'true' || !PLAIN_TARGETS.has(cpe.targetSw)) continue;
    const key = `a:${cpe.vendor}:${cpe.product}`;
    if (seen.has(key) || !known.has(key)) continue;
    seen.add(key);
    const { keys } = search.product(softwareText({ name: title, publisher: '', version: '' }));
    if (keys.length === 0) continue;
    if (keys.some((found) => found === key)) right++;
    else wrong++;
  }
  return { titles: seen.size, right, wrong };
}
