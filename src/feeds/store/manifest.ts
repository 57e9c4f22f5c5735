import { FEED_NAMES, type FeedState } from '../../core/match/knowledge';
import { asArray, asObject, asText } from '../decode/shape';

/** The format of a generation's files. Raise it with any change that an older product would misread. */
export const GENERATION_SCHEMA = 1;

/**
 * What a generation holds. A part that it lacks comes from the starter feeds:
 * - `lifecycle`: products and releases (endoflife.date), in `catalog.sqlite`
 * - `cves`: NVD with KEV and EPSS, in `catalog.sqlite`, `matches.bin` and `texts.bin`
 */
export type GenerationPart = 'lifecycle' | 'cves';

export type GenerationFile = 'catalog.sqlite' | 'matches.bin' | 'texts.bin';
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

/** Files that belong to a part. */
export const FILES_OF_PART: Readonly<Record<GenerationPart, readonly GenerationFile[]>> = {
  lifecycle: ['catalog.sqlite'],
  cves: ['catalog.sqlite', 'matches.bin', 'texts.bin'],
};

const MAX_TEXT = 1_024;

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

  const parts = asArray(manifest.parts)?.filter((part): part is GenerationPart => part === 'lifecycle' || part === 'cves') ?? [];
  const feeds = asArray(manifest.feeds)?.map(decodeFeed) ?? [];
  if (parts.length === 0 || feeds.includes(undefined)) return unreadable('manifest.json lacks its parts or feeds');
  const files: Partial<Record<GenerationFile, FileSeal>> = {};
  for (const name of new Set(parts.flatMap((part) => FILES_OF_PART[part]))) {
    const seal = decodeSeal(asObject(manifest.files)?.[name]);
    if (!seal) return unreadable(`manifest.json does not list ${name}`);
    files[name] = seal;
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
  };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
