import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromData } from '../unit/feeds/dataFiles';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Every distinct criteria of the NVD feeds and of the overrides, as they are written there; undefined where the data is not here.
 * `within` narrows to criteria that begin with it.
 */
export function sharedCriteria(within = 'cpe:2.3:'): ReadonlySet<string> | undefined {
  const nvd = fromData('feeds/nvd');
  const overrides = fromData('feeds/nvd-overrides/anchore-nvd-data-overrides.jsonl.gz');
  if (nvd === undefined || overrides === undefined) return undefined;
  const files = readdirSync(nvd).filter((name) => name.endsWith('.json.gz')).map((name) => `${nvd}/${name}`);
  const found = new Set<string>();
  for (const file of [...files, overrides]) addCriteria(gunzipSync(readFileSync(file)), `"${within}`, found);
  return found;
}

/** Looks for the string itself and not for its key: nothing else in the feeds begins so, and a byte search is what keeps this quick. */
function addCriteria(bytes: Buffer, begin: string, found: Set<string>): void {
  for (let start = bytes.indexOf(begin); start >= 0; start = bytes.indexOf(begin, start)) {
    let end = start + 1;
    let escaped = false;
    while (bytes[end] !== QUOTE) {
      escaped ||= bytes[end] === BACKSLASH;
      end += bytes[end] === BACKSLASH ? 2 : 1;
    }
    const text = bytes.toString('latin1', start + 1, end);
    found.add(escaped || /[^ -~]/.test(text) ? (JSON.parse(bytes.toString('utf8', start, end + 1)) as string) : text);
    start = end;
  }
}
