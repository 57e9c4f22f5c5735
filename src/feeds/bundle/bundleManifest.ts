import type { FeedState } from '../../core/match/knowledge';
import { asArray, asObject, asText } from '../decode/shape';
import type { FileSeal } from '../store/manifest';

/** What a bundle is called by default, and what file dialogs look for. */
export const BUNDLE_EXTENSION = '.inventory-feeds.zip';
/** The bundle's own manifest, its first entry; a zip that has it is a bundle. */
export const BUNDLE_MANIFEST_FILE = 'feeds-bundle.json';
/** The generation's files stand below this in the bundle. */
export const BUNDLE_FOLDER = 'generation/';

const SCHEMA_NAME = 'inventory-insights/feeds-bundle/';
/** The format of a bundle. Raise it with any change that an older product would misread. */
const SCHEMA_VERSION = 1;

/** The largest file of a generation that is taken from a bundle; a real one is under 100 MB. */
const MAX_FILE_BYTES = 2 * 1024 ** 3;
const MAX_TEXT = 1_024;

/** `feeds-bundle.json`: what else is in the bundle, so that nothing in it is believed before it was counted. */
export interface BundleManifest {
  /** `inventory-insights/feeds-bundle/1`. */
  readonly schema: string;
  /** Version of the product that made it. */
  readonly product: string;
  /** ISO 8601 date-time at which the newest of its feeds was fetched. Not the clock's: the same generation gives the same bundle, byte for byte. */
  readonly madeAt: string;
  /** The generation's revision; where it is imported the knowledge has the same. */
  readonly revision: string;
  /** Every other file of the bundle, by its name in it. */
  readonly files: Readonly<Record<string, FileSeal>>;
  /** Where each feed stood. For people and tools; what is imported stands in the generation's own manifest. */
  readonly feeds: readonly FeedState[];
}

export type DecodedBundleManifest =
  | { readonly kind: 'manifest'; readonly manifest: Omit<BundleManifest, 'feeds'> }
  | { readonly kind: 'newer'; readonly schema: number; readonly product: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

export function encodeBundleManifest(manifest: Omit<BundleManifest, 'schema'>): string {
  return `${JSON.stringify({ schema: `${SCHEMA_NAME}${SCHEMA_VERSION}`, ...manifest }, null, 2)}\n`;
}

export function decodeBundleManifest(text: string): DecodedBundleManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('it is not valid JSON');
  }
  const manifest = asObject(value);
  const schema = asText(manifest?.schema, MAX_TEXT) ?? '';
  const version = /^\d{1,9}$/.exec(schema.slice(SCHEMA_NAME.length));
  if (!manifest || !schema.startsWith(SCHEMA_NAME) || !version) return unreadable('it does not say that it is a bundle of feeds');
  const product = asText(manifest.product, MAX_TEXT) ?? '';
  if (Number(version[0]) > SCHEMA_VERSION) return { kind: 'newer', schema: Number(version[0]), product };
  if (Number(version[0]) < SCHEMA_VERSION) return unreadable(`it is in format ${version[0]}, which this version no longer reads`);

  const files: Record<string, FileSeal> = {};
  for (const [name, seal] of Object.entries(asObject(manifest.files) ?? {})) {
    const decoded = decodeSeal(seal);
    if (!decoded) return unreadable('it lists a file without a size or checksum');
    if (decoded.size > MAX_FILE_BYTES) return unreadable('it lists a file larger than any of the feeds');
    files[name] = decoded;
  }
  if (Object.keys(files).length === 0) return unreadable('it lists no files');
  if (!asArray(manifest.feeds)) return unreadable('it lists no feeds');
  return {
    kind: 'manifest',
    manifest: { schema, product, files, madeAt: asText(manifest.madeAt, MAX_TEXT) ?? '', revision: asText(manifest.revision, MAX_TEXT) ?? '' },
  };
}

function unreadable(reason: string): DecodedBundleManifest {
  return { kind: 'unreadable', reason: `its ${BUNDLE_MANIFEST_FILE} cannot be used: ${reason}` };
}

function decodeSeal(value: unknown): FileSeal | undefined {
  const seal = asObject(value);
  if (!seal || typeof seal.size !== 'number' || !Number.isSafeInteger(seal.size) || seal.size < 0) return undefined;
  if (typeof seal.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(seal.sha256)) return undefined;
  return { size: seal.size, sha256: seal.sha256 };
}
