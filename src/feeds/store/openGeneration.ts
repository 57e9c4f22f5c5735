import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { SqlJsStatic } from 'sql.js';
import type { MatchIndex } from '../../core/match/matchIndex';
import { openMatchIndex } from '../../core/match/matchIndexBuilder';
import { CatalogReader } from './catalogReader';
import { sealOf } from './generationDraft';
import { decodeManifest, MANIFEST_FILE, type Manifest } from './manifest';
import { TextsReader } from './textsReader';

/** A generation's files, open. */
export interface OpenGeneration {
  readonly directory: string;
  readonly manifest: Manifest;
  /** SHA-256 over the seals of its files: equal for equal content, whenever it was made. */
  readonly revision: string;
  readonly catalog: CatalogReader;
  /** Present when the generation has the part `cves`. */
  readonly cves: { readonly index: MatchIndex; readonly texts: TextsReader } | undefined;
}

export type OpenedGeneration =
  | { readonly kind: 'open'; readonly generation: OpenGeneration }
  | { readonly kind: 'newer'; readonly schema: number }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Opens the generation in a folder. Sizes are always checked, SHA-256 with `verify`. Never rejects. */
export async function openGeneration(directory: string, sqlite: SqlJsStatic, verify: boolean): Promise<OpenedGeneration> {
  try {
    const decoded = decodeManifest(await fs.readFile(path.join(directory, MANIFEST_FILE), 'utf8'));
    if (decoded.kind !== 'manifest') return decoded;
    const { manifest } = decoded;
    const damage = await findDamage(directory, manifest, verify);
    if (damage) return { kind: 'unreadable', reason: damage };

    let cves: OpenGeneration['cves'];
    if (manifest.parts.includes('cves')) {
      const opened = openMatchIndex(await fs.readFile(path.join(directory, 'matches.bin')));
      if ('error' in opened) return { kind: 'unreadable', reason: `matches.bin: ${opened.error}` };
      cves = { index: opened.index, texts: TextsReader.open(path.join(directory, 'texts.bin')) };
      if (cves.texts.cveCount !== cves.index.cveCount) return { kind: 'unreadable', reason: 'texts.bin and matches.bin do not belong together' };
    }
    const catalog = new CatalogReader(sqlite, await fs.readFile(path.join(directory, 'catalog.sqlite')));
    return { kind: 'open', generation: { directory, manifest, revision: revisionOf(manifest), catalog, cves } };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A reason why the files are not those of the manifest; undefined when they are. */
async function findDamage(directory: string, manifest: Manifest, verify: boolean): Promise<string | undefined> {
  for (const [file, seal] of Object.entries(manifest.files)) {
    const name = path.join(directory, file);
    const { size } = await fs.stat(name);
    if (size !== seal.size) return `${file} has ${size} bytes instead of ${seal.size}`;
    if (verify && (await sealOf(name)).sha256 !== seal.sha256) return `${file} was changed: its SHA-256 is not the one recorded`;
  }
  return undefined;
}

/** SHA-256 over the seals of a generation's files, 16 hex digits: equal content, equal revision. */
export function revisionOf(manifest: Manifest): string {
  const hash = createHash('sha256').update(String(manifest.schema));
  for (const [file, seal] of Object.entries(manifest.files).sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`\n${file} ${seal.sha256}`);
  return hash.digest('hex').slice(0, 16);
}
