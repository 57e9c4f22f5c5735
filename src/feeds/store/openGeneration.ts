import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { SqlJsStatic } from 'sql.js';
import type { LifecycleProduct } from '../../core/identify/lifecycle';
import type { AdvisoryIndex } from '../../core/match/advisories/advisoryIndex';
import { openAdvisoryIndex } from '../../core/match/advisories/advisoryIndexBuilder';
import { createMatchIndex } from '../../core/match/createMatchIndex';
import type { MatchIndex } from '../../core/match/matchIndex';
import { decodeMatchTables, type OpenMatchTables } from '../../core/match/matchTablesFile';
import { BlockReader } from './blockReader';
import { CatalogFile } from './catalogFile';
import { productsOfCatalog } from './catalogReader';
import { sealOf } from './generationDraft';
import { decodeLifecycle } from './lifecycleFile';
import { decodeManifest, MANIFEST_FILE, type FileSeal, type GenerationFile, type Manifest } from './manifest';
import { readHashed } from './sha256';
import { TextsReader } from './textsReader';

/** A generation's files as they are read; of the catalog nothing. */
interface ReadGeneration {
  readonly directory: string;
  readonly manifest: Manifest;
  /** SHA-256 over the seals of its files: equal for equal content, whenever it was made. */
  readonly revision: string;
  /** Undefined when `lifecycle.json` is not there. */
  readonly products: readonly LifecycleProduct[] | undefined;
  /** Present when the generation has the part `cves`. `overlay` is there when an overlay was imported. */
  readonly cves: { readonly tables: OpenMatchTables; readonly texts: TextsReader; readonly overlay: BlockReader | undefined } | undefined;
  /** Present when the generation has the part `advisories`. */
  readonly advisories: AdvisoryIndex | undefined;
}

/** What a writer carries over from: the catalog's bytes with the rest. */
export interface LoadedGeneration extends ReadGeneration {
  readonly catalogBytes: Uint8Array;
}

/** A generation's files, open. */
export interface OpenGeneration extends Pick<ReadGeneration, 'directory' | 'manifest' | 'revision' | 'advisories'> {
  /** Empty when the generation lacks the part `lifecycle`. */
  readonly products: readonly LifecycleProduct[];
  readonly catalog: CatalogFile;
  /** Present when the generation has the part `cves`. */
  readonly cves: { readonly index: MatchIndex; readonly texts: TextsReader } | undefined;
}

type Opened<Name extends string, Generation> =
  | ({ readonly kind: Name } & { readonly generation: Generation })
  | { readonly kind: 'newer'; readonly schema: number }
  | { readonly kind: 'unreadable'; readonly reason: string };

export type OpenedGeneration = Opened<'open', OpenGeneration>;

/**
 * Which SHA-256 are checked, beside the sizes that always are: none, all, or those of the files that are read as a whole.
 * The last is for writers, who see the others when they copy them.
 */
export type Verification = 'none' | 'loaded' | 'all';

/** A file is not the one that the manifest lists; the message says which and why. */
class Damage extends Error {}

/** Opens the generation in a folder. Sizes are always checked, SHA-256 with `verify`. Rejects only as `sqlite` does, which is waited for when the files are read. */
export async function openGeneration(directory: string, sqlite: Promise<SqlJsStatic>, verify: boolean): Promise<OpenedGeneration> {
  const found = await readGeneration(directory, verify ? 'all' : 'none', false);
  if (found.kind !== 'read') return found;
  const { products: ofFile, catalogBytes, cves, ...generation } = found.generation;
  const { manifest } = generation;
  const loadedSqlite = await sqlite;
  try {
    const file = path.join(directory, 'catalog.sqlite');
    const catalog = CatalogFile.open(loadedSqlite, file, manifest.files['catalog.sqlite']?.size ?? 0);
    const products = ofFile ?? (catalogBytes ? productsOfCatalog(loadedSqlite, catalogBytes) : []);
    return { kind: 'open', generation: { ...generation, products, catalog, cves: cves && { index: createMatchIndex(cves.tables), texts: cves.texts } } };
  } catch (error) {
    return { kind: 'unreadable', reason: `catalog.sqlite: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Reads the generation in a folder for a writer. Never rejects. */
export async function loadGeneration(directory: string, verification: Verification): Promise<Opened<'loaded', LoadedGeneration>> {
  const found = await readGeneration(directory, verification, true);
  if (found.kind !== 'read') return found;
  const { catalogBytes, ...generation } = found.generation;
  return catalogBytes ? { kind: 'loaded', generation: { ...generation, catalogBytes } } : { kind: 'unreadable', reason: 'catalog.sqlite was not read' };
}

/** The catalog is read when it is wanted, or when the products stand nowhere else. Never rejects. */
async function readGeneration(directory: string, verification: Verification, wantsCatalog: boolean): Promise<Opened<'read', ReadGeneration & { readonly catalogBytes: Uint8Array | undefined }>> {
  try {
    // Small things at once, so that the large files are on their way before this thread turns to other work.
    const decoded = decodeManifest(fs.readFileSync(path.join(directory, MANIFEST_FILE), 'utf8'));
    if (decoded.kind !== 'manifest') return decoded;
    const { manifest } = decoded;
    const seals = Object.entries(manifest.files) as [GenerationFile, FileSeal][];
    for (const [file, { size: expected }] of seals) {
      const { size } = fs.statSync(path.join(directory, file));
      if (size !== expected) throw new Damage(`${file} has ${size} bytes instead of ${expected}`);
    }
    const { parts } = manifest;
    const hasProducts = manifest.files['lifecycle.json'] !== undefined;
    const loadedFiles: GenerationFile[] = [
      ...(wantsCatalog || (parts.includes('lifecycle') && !hasProducts) ? ['catalog.sqlite' as const] : []),
      ...(hasProducts ? ['lifecycle.json' as const] : []),
      ...(parts.includes('cves') ? ['matches.bin' as const] : []),
      ...(parts.includes('advisories') ? ['advisories.bin' as const] : []),
    ];
    const load = async (file: GenerationFile): Promise<Uint8Array | undefined> => {
      if (!loadedFiles.includes(file)) return undefined;
      const seal = manifest.files[file];
      if (verification === 'none') return readWhole(path.join(directory, file), seal?.size ?? 0);
      const { bytes, sha256 } = await readHashed(path.join(directory, file), seal?.size ?? 0);
      if (sha256 !== seal?.sha256) throw changed(file);
      return bytes;
    };
    if (verification === 'all') {
      for (const [file, seal] of seals) if (!loadedFiles.includes(file) && (await sealOf(path.join(directory, file))).sha256 !== seal.sha256) throw changed(file);
    }

    const [catalogBytes, lifecycle, matches, advisoryBytes] = await Promise.all([load('catalog.sqlite'), load('lifecycle.json'), load('matches.bin'), load('advisories.bin')]);
    const products = lifecycle && readProducts(lifecycle);
    let cves: ReadGeneration['cves'];
    if (matches) {
      const tables = decodeMatchTables(matches);
      if ('error' in tables) throw new Damage(`matches.bin: ${tables.error}`);
      const overlay = manifest.files['overlay.bin'] ? BlockReader.open(path.join(directory, 'overlay.bin'), 'overlay.bin') : undefined;
      cves = { tables: tables.tables, texts: TextsReader.open(path.join(directory, 'texts.bin')), overlay };
      if (cves.texts.cveCount !== cves.tables.cveNumber.length) throw new Damage('texts.bin and matches.bin do not belong together');
    }
    let advisories: AdvisoryIndex | undefined;
    if (advisoryBytes) {
      const opened = openAdvisoryIndex(advisoryBytes);
      if ('error' in opened) throw new Damage(`advisories.bin: ${opened.error}`);
      advisories = opened.index;
    }
    return { kind: 'read', generation: { directory, manifest, revision: revisionOf(manifest), products, catalogBytes, cves, advisories } };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

function readProducts(bytes: Uint8Array): LifecycleProduct[] {
  try {
    return decodeLifecycle(bytes);
  } catch (error) {
    throw new Damage(`lifecycle.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const read = promisify(fs.read);

/** The first `size` bytes of a file, fewer when it is shorter. Asked for at once and in one go, where `readFile` waits for this thread after every half megabyte. */
async function readWhole(file: string, size: number): Promise<Uint8Array> {
  const descriptor = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    for (let more = size > 0; more;) {
      const { bytesRead } = await read(descriptor, bytes, length, size - length, length);
      length += bytesRead;
      more = bytesRead > 0 && length < size;
    }
    return bytes.subarray(0, length);
  } finally {
    fs.closeSync(descriptor);
  }
}

function changed(file: string): Damage {
  return new Damage(`${file} was changed: its SHA-256 is not the one recorded`);
}

/** SHA-256 over the seals of a generation's files, 16 hex digits: equal content, equal revision. */
export function revisionOf(manifest: Manifest): string {
  const hash = createHash('sha256').update(String(manifest.schema));
  for (const [file, seal] of Object.entries(manifest.files).sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\n${file} ${seal.sha256}`);
  return hash.digest('hex').slice(0, 16);
}
