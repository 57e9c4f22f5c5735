import type { LifecycleProduct, LifecycleRelease } from '../../core/identify/lifecycle';
import { dateOfTimestamp, type PlainDate } from '../../core/inventory/plainDate';
import { asArray, asObject, asText, cutText, shapeName } from './shape';
import { Skips, type Skip } from './skips';

const LIMITS = {
  products: 20_000,
  releases: 5_000,
  /** The most known is 210. */
  identifiers: 2_000,
  aliases: 200,
  nameLength: 256,
  identifierLength: 512,
  labelLength: 512,
} as const;

/** endoflife.date as decoded from `GET /api/v1/products/full`. */
export interface EndoflifeFeed {
  /** `generated_at`, ISO 8601; '' when absent. */
  readonly generatedAt: string;
  readonly products: readonly LifecycleProduct[];
  /** Products and releases left out. */
  readonly skips: readonly Skip[];
}

/**
 * The feed, or why it is none. Shape: API v1, `{generated_at, result: [{name, label, identifiers, labels, releases}]}`.
 * A product or release without a name, and a date that is none, leave that piece out; everything else is optional.
 */
export function decodeEndoflife(value: unknown): { readonly feed: EndoflifeFeed } | { readonly reason: string } {
  const envelope = asObject(value);
  const result = asArray(envelope?.result);
  if (!envelope || !result) return { reason: 'it has no list `result`' };
  if (result.length > LIMITS.products) return { reason: `it has ${result.length} products, more than the ${LIMITS.products} read` };
  const skips = new Skips();
  const products: LifecycleProduct[] = [];
  const seen = new Set<string>();
  for (const entry of result) {
    const product = decodeProduct(entry, skips);
    if (!product) continue;
    if (seen.has(product.name)) skips.add('the product stands twice', product.name);
    else {
      seen.add(product.name);
      products.push(product);
    }
  }
  return { feed: { generatedAt: asText(envelope.generated_at, 40) ?? '', products, skips: skips.list() } };
}

function decodeProduct(value: unknown, skips: Skips): LifecycleProduct | undefined {
  const product = asObject(value);
  if (!product) {
    skips.add(`a product is ${shapeName(value)}, not an object`, '');
    return undefined;
  }
  const name = asText(product.name, LIMITS.nameLength) ?? '';
  const releases = asArray(product.releases);
  if (name === '' || !releases || releases.length > LIMITS.releases) {
    skips.add(name === '' ? 'a product has no name' : 'a product has no list of releases', name);
    return undefined;
  }
  return {
    name,
    label: asText(product.label, LIMITS.labelLength) || name,
    category: cutText(product.category, LIMITS.nameLength),
    aliases: (asArray(product.aliases) ?? []).flatMap((alias) => asText(alias, LIMITS.nameLength) || []).slice(0, LIMITS.aliases),
    identifiers: decodeIdentifiers(product.identifiers),
    eoesLabel: cutText(asObject(product.labels)?.eoes, LIMITS.labelLength),
    releases: releases.flatMap((release) => decodeRelease(release, name, skips) ?? []),
  };
}

function decodeIdentifiers(value: unknown): { type: string; id: string }[] {
  const found: { type: string; id: string }[] = [];
  for (const entry of asArray(value) ?? []) {
    const identifier = asObject(entry);
    const type = asText(identifier?.type, LIMITS.nameLength);
    const id = asText(identifier?.id, LIMITS.identifierLength);
    if (type && id && found.length < LIMITS.identifiers) found.push({ type, id });
  }
  return found;
}

function decodeRelease(value: unknown, product: string, skips: Skips): LifecycleRelease | undefined {
  const release = asObject(value);
  const name = asText(release?.name, LIMITS.nameLength) ?? '';
  if (!release || name === '') {
    skips.add('a release has no name', product);
    return undefined;
  }
  const dates = {
    releaseDate: date(release.releaseDate),
    eoasFrom: date(release.eoasFrom),
    eolFrom: date(release.eolFrom),
    eoesFrom: date(release.eoesFrom),
  };
  if (Object.values(dates).includes(undefined)) {
    // A wrong date silently read as "no date" would turn an ended release into a supported one.
    skips.add('a release has a date that is none', `${product} ${name}`);
    return undefined;
  }
  const latest = asObject(release.latest);
  return {
    name,
    label: asText(release.label, LIMITS.labelLength) || name,
    ...(dates as Record<keyof typeof dates, PlainDate | null>),
    isLts: release.isLts === true,
    isEoas: release.isEoas === true,
    isEol: release.isEol === true,
    isEoes: typeof release.isEoes === 'boolean' ? release.isEoes : null,
    latest: cutText(latest?.name, LIMITS.nameLength),
    latestDate: date(latest?.date) ?? null,
  };
}

/** null for an absent date, undefined for something that is no date. */
function date(value: unknown): PlainDate | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? dateOfTimestamp(value) : undefined;
}
