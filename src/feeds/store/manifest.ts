import { FEED_NAMES, type FeedPart, type FeedSkip, type FeedState } from '../../core/match/knowledge';
import { asArray, asObject, asText } from '../decode/shape';

/** The format of a generation's files. Raise it with any change that an older product would misread. */
export const GENERATION_SCHEMA = 2;

/**
 * What a generation holds. A part that it lacks comes from the starter feeds:
 * - `lifecycle`: products and releases (endoflife.date), in `catalog.sqlite`, and once more in `lifecycle.json`, which older generations lack
 * - `cves`: NVD with KEV, EPSS and the overlay, in `catalog.sqlite`, `matches.bin` and `texts.bin`; the overlay's own records in `overlay.bin`
 * - `advisories`: what the distributions say (OSV), in `advisories.bin`; the starter feeds have none
 */
export const GENERATION_PARTS = ['lifecycle', 'cves', 'advisories'] as const;
export type GenerationPart = (typeof GENERATION_PARTS)[number];

export type GenerationFile = 'catalog.sqlite' | 'lifecycle.json' | 'matches.bin' | 'texts.bin' | 'overlay.bin' | 'advisories.bin';
export const MANIFEST_FILE = 'manifest.json';

export interface FileSeal {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** `manifest.json`, written last: a generation without it is not one. */
export interface Manifest {
  readonly schema: number;
  readonly parts: readonly GenerationPart[];
  readonly files: Readonly<Partial<Record<GenerationFile, FileSeal>>>;
  readonly feeds: readonly FeedState[];
}

/** Files that a part cannot be without. */
export const FILES_OF_PART: Readonly<Record<GenerationPart, readonly GenerationFile[]>> = {
  lifecycle: ['catalog.sqlite'],
  cves: ['catalog.sqlite', 'matches.bin', 'texts.bin'],
  advisories: ['catalog.sqlite', 'advisories.bin'],
};
/** Files that a part may have beside them. */
const OPTIONAL_FILES: Readonly<Record<GenerationPart, readonly GenerationFile[]>> = { lifecycle: ['lifecycle.json'], cves: ['overlay.bin'], advisories: [] };

const MAX_TEXT = 1_024;
/** Reasons of one feed that are kept, the most frequent ones. */
export const MAX_SKIPS = 20;
/** Distributions of one feed. */
const MAX_PARTS = 64;

export type DecodedManifest =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'newer'; readonly schema: number }
  | { readonly kind: 'unreadable'; readonly reason: string };

export function encodeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function decodeManifest(text: string): DecodedManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('manifest.json is not valid JSON');
  }
  const manifest = asObject(value);
  const schema = manifest?.schema;
  if (!manifest || typeof schema !== 'number' || !Number.isInteger(schema)) return unreadable('manifest.json has no schema number');
  if (schema > GENERATION_SCHEMA) return { kind: 'newer', schema };
  if (schema < GENERATION_SCHEMA) return unreadable(`it is in format ${schema}, which this version no longer reads`);

  const parts = GENERATION_PARTS.filter((part) => asArray(manifest.parts)?.includes(part));
  const feeds = asArray(manifest.feeds)?.map(decodeFeed) ?? [];
  if (parts.length === 0 || feeds.includes(undefined)) return unreadable('manifest.json lacks its parts or feeds');
  const files: Partial<Record<GenerationFile, FileSeal>> = {};
  for (const name of new Set(parts.flatMap((part) => FILES_OF_PART[part]))) {
    const seal = decodeSeal(asObject(manifest.files)?.[name]);
    if (!seal) return unreadable(`manifest.json does not list ${name}`);
    files[name] = seal;
  }
  for (const name of parts.flatMap((part) => OPTIONAL_FILES[part])) {
    const listed = asObject(manifest.files)?.[name];
    const seal = decodeSeal(listed);
    if (seal) files[name] = seal;
    else if (listed !== undefined) return unreadable(`manifest.json lists ${name} without size and SHA-256`);
  }
  return { kind: 'manifest', manifest: { schema, parts, files, feeds: feeds as FeedState[] } };
}

function unreadable(reason: string): DecodedManifest {
  return { kind: 'unreadable', reason };
}

function decodeSeal(value: unknown): FileSeal | undefined {
  const seal = asObject(value);
  if (!seal || typeof seal.size !== 'number' || typeof seal.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(seal.sha256)) return undefined;
  return { size: seal.size, sha256: seal.sha256 };
}

function decodeFeed(value: unknown): FeedState | undefined {
  const feed = asObject(value);
  const name = FEED_NAMES.find((known) => known === feed?.name);
  const revision = asText(feed?.revision, MAX_TEXT);
  const fetchedAt = asText(feed?.fetchedAt, MAX_TEXT);
  if (!feed || name === undefined || revision === undefined || fetchedAt === undefined) return undefined;
  return {
    name, revision, fetchedAt,
    records: count(feed.records),
    skipped: count(feed.skipped),
    starter: feed.starter === true,
    bytes: count(feed.bytes),
    error: asText(feed.error, MAX_TEXT) ?? null,
    ...optional('through', asText(feed.through, MAX_TEXT)),
    ...optional('skips', asArray(feed.skips)?.slice(0, MAX_SKIPS).flatMap((skip) => decodeSkip(skip) ?? [])),
    ...optional('rejected', typeof feed.rejected === 'number' ? count(feed.rejected) : undefined),
    ...optional('parts', asArray(feed.parts)?.slice(0, MAX_PARTS).flatMap((part) => decodePart(part) ?? [])),
  };
}

function optional<Key extends keyof FeedState>(key: Key, value: FeedState[Key] | undefined): Partial<FeedState> {
  return value === undefined ? {} : { [key]: value };
}

function decodeSkip(value: unknown): FeedSkip | undefined {
  const skip = asObject(value);
  const reason = asText(skip?.reason, MAX_TEXT);
  return reason === undefined ? undefined : { reason, count: count(skip?.count), example: asText(skip?.example, MAX_TEXT) ?? '' };
}

function decodePart(value: unknown): FeedPart | undefined {
  const part = asObject(value);
  const name = asText(part?.name, MAX_TEXT);
  return name === undefined ? undefined : { name, revision: asText(part?.revision, MAX_TEXT) ?? '', fetchedAt: asText(part?.fetchedAt, MAX_TEXT) ?? '', records: count(part?.records) };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
