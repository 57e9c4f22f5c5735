import { cveKey } from './cveId';
import { Skips, type Skip } from './skips';

const MAX_RECORDS = 2_000_000;

/** EPSS: the probability that a CVE is exploited in the next 30 days. */
export interface EpssFeed {
  /** `score_date` of the first line, else `model_version`; '' when absent. */
  readonly revision: string;
  /** Probability 0 to 1, by `cveKey`. */
  readonly scores: ReadonlyMap<number, number>;
  readonly skips: readonly Skip[];
}

/**
 * The scores, or why the text is none of FIRST's daily files:
 * `#model_version:…,score_date:…`, then the header `cve,epss,percentile`, then one row a CVE.
 */
export function decodeEpss(text: string): { readonly feed: EpssFeed } | { readonly reason: string } {
  const skips = new Skips();
  const scores = new Map<number, number>();
  let revision = '';
  let cve = -1;
  let epss = -1;
  for (const line of lines(text)) {
    if (line === '') continue;
    if (line.startsWith('#')) {
      revision ||= /score_date:([^,\s]{1,40})/.exec(line)?.[1] ?? /model_version:([^,\s]{1,40})/.exec(line)?.[1] ?? '';
      continue;
    }
    const cells = line.split(',', 8);
    if (cve === -1) {
      const names = cells.map((cell) => cell.trim().toLowerCase());
      cve = names.indexOf('cve');
      epss = names.indexOf('epss');
      if (cve === -1 || epss === -1) return { reason: 'it has no header `cve,epss,percentile`' };
      continue;
    }
    const id = (cells[cve] ?? '').trim();
    const key = cveKey(id);
    const written = (cells[epss] ?? '').trim();
    const score = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e-?\d{1,3})?$/i.test(written) ? Number(written) : NaN;
    if (key === undefined) skips.add('its CVE id is none', id.slice(0, 32));
    else if (!(score >= 0 && score <= 1)) skips.add('its score is not between 0 and 1', id);
    else if (scores.size >= MAX_RECORDS) return { reason: `it has more than the ${MAX_RECORDS} rows read` };
    else scores.set(key, score);
  }
  if (cve === -1) return { reason: 'it is empty' };
  return { feed: { revision, scores, skips: skips.list() } };
}

/** Line by line, so that 300,000 rows are never one array. */
function* lines(text: string): Generator<string> {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    yield text.slice(start, stop > start && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop);
    start = stop + 1;
  }
}
