import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SoftwareIdentity } from '../../core/identify/identity';
import { IDENTIFIER_REVISION } from '../../core/identify/identifierRevision';
import { inTurns } from '../inTurns';
import { listGenerations } from '../store/generations';
import { decodeIdentityFile, encodeIdentityFile, type DecidedBy, type IdentityFile } from './identityFile';

/** The folder inside the feed cache; `clearFeeds` removes it. Names of installed software stand in it, so only its owner may read it. */
export const IDENTITIES_FOLDER = 'kept-identities';
const FILE = /^[0-9a-f]{16}\.identities(?:\.[0-9a-f-]+\.tmp)?$/;

/** Decisions in one file; those of the present inventories stay when there are more. Some 140 bytes each: 28 MB. */
export const MOST_KEPT = 200_000;
/** Bytes of one file: a larger one is neither read nor written. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Fewer new ones are decided again in less time than a file takes to write: what somebody types is no reason to write at every key. */
export const FEWEST_WORTH_KEEPING = 64;
/** Files in the folder: the feeds in use and those before them, each by the rules of one version of the product. */
const MOST_FILES = 3;
/** A temporary file this much older than the newest one belongs to a writer that was stopped. */
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1_000;

/**
 * What earlier runs decided about names with the same feeds and the same rules, so that an unchanged name costs nothing.
 * A cache and nothing else: without it, or when it cannot be read or written, names are decided anew.
 */
export class KeptIdentities {
  private file: IdentityFile | undefined;
  private opened = false;
  /** How many of those decided here are in the file. */
  private written = 0;
  private readonly path: string;
  private readonly by: DecidedBy;

  /** `cacheDir`: the feed cache; it need not exist, and is then not made. `feeds`: `Knowledge.revision`. Reads nothing yet. */
  constructor(private readonly cacheDir: string, feeds: string, rules: string = IDENTIFIER_REVISION) {
    this.by = { feeds, rules };
    const name = createHash('sha256').update(`${feeds}\n${rules}`).digest('hex').slice(0, 16);
    this.path = path.join(cacheDir, IDENTITIES_FOLDER, `${name}.identities`);
  }

  /** The file is read when the first name is asked for. */
  get(key: string): SoftwareIdentity | undefined {
    if (!this.opened) {
      this.opened = true;
      this.file = this.read();
    }
    return this.file?.get(key);
  }

  /**
   * Keeps what was decided since, together with what another process kept meanwhile. True when something was written. Never rejects:
   * whoever cannot keep decides again.
   */
  async keep(decided: ReadonlyMap<string, SoftwareIdentity>): Promise<boolean> {
    if (this.by.rules === '' || decided.size - this.written < FEWEST_WORTH_KEEPING) return false;
    // Beside the starter feeds there is no cache, and nothing of the user's belongs into the product's folder.
    if (listGenerations(this.cacheDir).length === 0) return false;
    const { size } = decided;
    // Another process may have written since; the later of two that write at once wins, and the other's names are decided once more.
    const pieces = await inTurns(encodeIdentityFile(together(decided, [this.file, this.read()]), this.by));
    if (pieces.reduce((bytes, { length }) => bytes + length, 0) > MOST_BYTES) return false;
    const temporary = `${this.path}.${randomUUID()}.tmp`;
    try {
      await fs.mkdir(path.dirname(this.path), { recursive: true, mode: 0o700 });
      await fs.writeFile(temporary, pieces, { mode: 0o600 });
      await fs.rename(temporary, this.path);
      this.written = size;
      await this.removeOld();
      return true;
    } catch {
      await fs.rm(temporary, { force: true }).catch(() => undefined);
      return false;
    }
  }

  private read(): IdentityFile | undefined {
    if (this.by.rules === '') return undefined;
    try {
      return statSync(this.path).size > MOST_BYTES ? undefined : decodeIdentityFile(readFileSync(this.path), this.by);
    } catch {
      return undefined;
    }
  }

  /** All but the newest few, and what a stopped writer left. */
  private async removeOld(): Promise<void> {
    const folder = path.dirname(this.path);
    const files: { readonly file: string; readonly changed: number }[] = [];
    for (const name of await fs.readdir(folder)) {
      const file = path.join(folder, name);
      const stats = FILE.test(name) ? await fs.stat(file).catch(() => undefined) : undefined;
      if (stats) files.push({ file, changed: stats.mtimeMs });
    }
    files.sort((a, b) => b.changed - a.changed);
    const whole = files.filter(({ file }) => !file.endsWith('.tmp'));
    const left = files.filter(({ file, changed }) => file.endsWith('.tmp') && (whole[0]?.changed ?? 0) - changed > LEFT_BEHIND_AFTER_MS);
    for (const { file } of [...whole.slice(MOST_FILES), ...left]) await fs.rm(file, { force: true }).catch(() => undefined);
  }
}

/** The first `MOST_KEPT` of them, each key once: what was decided here, then what stood in files. */
function* together(decided: ReadonlyMap<string, SoftwareIdentity>, files: readonly (IdentityFile | undefined)[]): Generator<readonly [string, SoftwareIdentity]> {
  let left = MOST_KEPT;
  for (const entry of decided) {
    if (left-- === 0) return;
    yield entry;
  }
  const seen = new Set<string>();
  for (const file of files) {
    for (const entry of file?.entries() ?? []) {
      if (decided.has(entry[0]) || seen.has(entry[0])) continue;
      if (left-- === 0) return;
      seen.add(entry[0]);
      yield entry;
    }
  }
}
