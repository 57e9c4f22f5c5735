import { dateOfTimestamp } from '../../core/inventory/plainDate';
import { asArray, asObject, asText, cutText } from './shape';

/** Bounds of one record's texts, which are cut there. */
const LIMITS = {
  descriptionLength: 16_384,
  references: 500,
  referenceLength: 2_048,
  cwes: 64,
  cweLength: 32,
  timestampLength: 40,
} as const;

/** An ISO 8601 date or date-time as it is written; undefined when it is none. */
export function decodeTimestamp(value: unknown): string | undefined {
  const text = asText(value, LIMITS.timestampLength);
  return text !== undefined && dateOfTimestamp(text) !== undefined ? text : undefined;
}

/** English, else the first language there is. */
export function decodeDescription(value: unknown): string {
  let first: string | undefined;
  for (const entry of asArray(value) ?? []) {
    const one = asObject(entry);
    if (typeof one?.value !== 'string') continue;
    const lang = typeof one.lang === 'string' ? one.lang.toLowerCase() : '';
    if (lang === 'en' || lang.startsWith('en-')) return cutText(one.value, LIMITS.descriptionLength);
    first ??= one.value;
  }
  return cutText(first, LIMITS.descriptionLength);
}

/** Distinct links that a browser may open; other schemes are left out. */
export function decodeReferences(value: unknown): string[] {
  const urls = new Set<string>();
  for (const entry of asArray(value) ?? []) {
    const url = asText(asObject(entry)?.url, LIMITS.referenceLength);
    if (url !== undefined && /^(?:https?|ftp):\/\//i.test(url)) urls.add(url);
    if (urls.size === LIMITS.references) break;
  }
  return [...urls];
}

/** CWE ids, distinct. */
export function decodeWeaknesses(value: unknown): string[] {
  const names = new Set<string>();
  for (const entry of asArray(value) ?? []) {
    for (const one of asArray(asObject(entry)?.description) ?? []) {
      const name = asText(asObject(one)?.value, LIMITS.cweLength);
      if (name !== undefined && /^(?:NVD-)?CWE-[\w-]+$/.test(name)) names.add(name);
      if (names.size === LIMITS.cwes) return [...names];
    }
  }
  return [...names];
}
