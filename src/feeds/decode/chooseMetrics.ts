import type { CvssMetric } from '../../core/match/knowledge';
import type { Severity } from '../../core/match/verdict';
import { asArray, asObject, asText } from './shape';

const NVD_SOURCE = 'nvd@nist.gov';
/** Versions in the order of choice within one source. 2.0 stands after every source's newer ones, see `rank`. */
const VERSION_ORDER = ['3.1', '3.0', '4.0', '2.0'];
const KEYS: readonly (readonly [key: string, version: string])[] = [
  ['cvssMetricV31', '3.1'],
  ['cvssMetricV30', '3.0'],
  ['cvssMetricV40', '4.0'],
  ['cvssMetricV2', '2.0'],
];
const MAX_METRICS = 32;
const MAX_VECTOR_LENGTH = 512;
const MAX_SOURCE_LENGTH = 256;

/**
 * The readable metrics of an NVD record's `metrics`, best first: source nvd@nist.gov, then other Primary, then Secondary,
 * within each 3.1, 3.0, 4.0; version 2.0 of any source last. Versions that we do not know and metrics of a wrong shape are left out.
 * The severity is the score's band, which for version 2.0 knows neither Critical nor None.
 */
export function chooseMetrics(metrics: unknown): CvssMetric[] {
  const byKey = asObject(metrics);
  if (!byKey) return [];
  const found: CvssMetric[] = [];
  for (const [key, version] of KEYS) {
    for (const entry of asArray(byKey[key]) ?? []) {
      const metric = decodeMetric(entry, version);
      if (metric && found.length < MAX_METRICS) found.push(metric);
    }
  }
  // The sort is stable: equals stay in the record's order.
  return found.sort((a, b) => rank(a) - rank(b));
}

/** CVSS v3 and v4 bands; in v2 7.0 to 10 is High and 0.0 to 3.9 is Low. `score` is 0.0 to 10.0. */
export function severityOfScore(score: number, version: string): Severity {
  if (version === '2.0') return score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
  return score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : score > 0 ? 'low' : 'none';
}

function rank(metric: CvssMetric): number {
  const source = metric.source === NVD_SOURCE ? 0 : metric.type === 'Primary' ? 1 : 2;
  const last = metric.version === '2.0' ? 100 : 0;
  return last + source * VERSION_ORDER.length + VERSION_ORDER.indexOf(metric.version);
}

function decodeMetric(value: unknown, version: string): CvssMetric | undefined {
  const entry = asObject(value);
  const data = asObject(entry?.cvssData);
  const score = data?.baseScore;
  if (!entry || !data || typeof score !== 'number' || !(score >= 0 && score <= 10)) return undefined;
  const rounded = Math.round(score * 10) / 10;
  return {
    version,
    vector: asText(data.vectorString, MAX_VECTOR_LENGTH) ?? '',
    score: rounded,
    severity: severityOfScore(rounded, version),
    source: asText(entry.source, MAX_SOURCE_LENGTH) ?? '',
    type: entry.type === 'Primary' ? 'Primary' : 'Secondary',
  };
}
