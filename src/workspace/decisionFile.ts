import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { GenericSchema } from 'valibot';
import type { Problem } from '../core/inventory/problem';
import { editDecisionText } from './decisionEdit';
import { listIn } from './decisionEntries';
import { decisionPath, DECISIONS_FOLDER } from './folder';
import { withFolderLock } from './folderLock';
import { parseDocument } from './jsonDocument';

/** Larger files are not read. 16 MB are 10,000 entries of 1,600 bytes. */
const MAX_FILE_BYTES = 16_000_000;
/** Windows refuses to replace a file that somebody reads at that moment: tries, and ms between them. */
const RENAME_TRIES = 10;
const RENAME_PAUSE_MS = 30;

/**
 * One list of one file: `mappings` of mappings.json, `servers` of estate.json. A file may hold several lists.
 * An entry is JSON: what its schema makes of a value is written as it is.
 */
export interface DecisionList<Entry> {
  /** `estate.json` */
  readonly file: string;
  /** `servers` */
  readonly list: string;
  /** All lists of the file, this one among them, where it has several. */
  readonly lists?: readonly string[];
  /** Of the file; documents carry `{"schemaVersion": 1, "<list>": [...]}`. */
  readonly schemaVersion: number;
  /** Of one entry. */
  readonly entry: GenericSchema<unknown, Entry>;
  /** Two entries of one key conflict: the later counts and a problem names both lines. */
  keyOf(entry: Entry): string;
  /** The rest is reported and left out. */
  readonly mostEntries: number;
  /** `given`: the order means something, and a new entry goes to the end; otherwise entries are kept sorted by their key. */
  readonly order?: 'given';
  /** What a new file begins with instead of its `schemaVersion`, for a format of others. */
  newDocument?(): Readonly<Record<string, unknown>>;
}

export interface PlacedEntry<Entry> {
  readonly entry: Entry;
  readonly file: string;
  /** 1-based, where the entry begins. */
  readonly line: number;
  readonly column: number;
}

export interface DecisionReading<Entry> {
  /** One for each key, in the order of the file. */
  readonly entries: readonly PlacedEntry<Entry>[];
  readonly problems: readonly Problem[];
  /** '' when the file may be edited; else why not (merge markers, newer schema, not JSON). */
  readonly refusal: string;
}

/** What is put takes the place of the entry of its key; what is removed is named by its key. */
export interface DecisionEdit<Entry> {
  readonly put?: readonly Entry[];
  readonly remove?: readonly string[];
}

export interface DecisionEdited<Entry> {
  /** Why nothing was written; absent when all was. */
  readonly problem?: Problem;
  /** Gives back what was there before. */
  readonly undo: DecisionEdit<Entry>;
}

/** The entries of a text. A bad one is a problem at its line, the others count. */
export function readDecisionText<Entry>(list: DecisionList<Entry>, file: string, text: string): DecisionReading<Entry> {
  const { entries, problems, refusal } = listIn(list, file, parseDocument(text));
  return { entries, problems, refusal };
}

/** The entries of the file in a folder's `.inventory-insights`. An absent file has none and no problem; rejects never. */
export async function readDecisionFile<Entry>(list: DecisionList<Entry>, folder: string): Promise<DecisionReading<Entry>> {
  const file = decisionPath(folder, list.file);
  const read = await readText(file);
  if (read === undefined) return { entries: [], problems: [], refusal: '' };
  if ('problem' in read) return { entries: [], problems: [read.problem], refusal: read.problem.message };
  return readDecisionText(list, file, read.text);
}

/**
 * Changes the file in a folder's `.inventory-insights`. Under the folder's lock: reads it again, asks what to change, and replaces it by rename.
 * A new entry goes in by its key, so that edits of several people merge well; everything else stays byte for byte, comments and unknown properties included.
 * A file that cannot be edited safely stays as it is, with the reason. Rejects never.
 */
export async function editDecisionFile<Entry>(list: DecisionList<Entry>, folder: string, edit: (now: readonly Entry[]) => DecisionEdit<Entry>): Promise<DecisionEdited<Entry>> {
  const file = decisionPath(folder, list.file);
  const refused = (reason: string): DecisionEdited<Entry> => ({ problem: unwritten(file, reason), undo: {} });
  try {
    return await withFolderLock(path.dirname(file), async () => {
      const read = await readText(file);
      if (read !== undefined && 'problem' in read) return refused(read.problem.message);
      const before = read?.text ?? '';
      const edited = editDecisionText(list, file, before, edit);
      if ('refusal' in edited) return refused(edited.refusal);
      if (edited.text !== before) {
        // What is not read again would be lost with all that stands there.
        const bytes = Buffer.byteLength(edited.text);
        if (bytes > MAX_FILE_BYTES) return refused(`It would have ${Math.ceil(bytes / 1_000_000)} MB; at most ${MAX_FILE_BYTES / 1_000_000} MB are read.`);
        const mode = await modeOf(file);
        // Renaming would pass over that without a word.
        if (mode !== undefined && (mode & 0o222) === 0) return refused('It is read-only; allow writing to it first.');
        await replaceFile(file, edited.text, mode);
      }
      return { undo: edited.undo };
    });
  } catch (error) {
    return refused(`The folder ${DECISIONS_FOLDER} cannot be written to: ${reasonOf(error)}.`);
  }
}

/** The file of a list in a folder; an absent one is made with an empty list, for editing by hand. Rejects never. */
export async function makeDecisionFile(list: DecisionList<never>, folder: string): Promise<{ readonly file: string } | { readonly problem: string }> {
  const file = decisionPath(folder, list.file);
  try {
    return await withFolderLock(path.dirname(file), async () => {
      if ((await readText(file)) === undefined) await replaceFile(file, `${JSON.stringify({ ...(list.newDocument?.() ?? { schemaVersion: list.schemaVersion }), [list.list]: [] }, undefined, 2)}\n`);
      return { file };
    });
  } catch (error) {
    return { problem: `The folder ${DECISIONS_FOLDER} cannot be written to: ${reasonOf(error)}.` };
  }
}

async function readText(file: string): Promise<{ readonly text: string } | { readonly problem: Problem } | undefined> {
  try {
    const stats = await fs.stat(file);
    // Opening a pipe would wait for somebody to write into it.
    if (!stats.isFile()) return { problem: unreadable(file, 'This is not a file.') };
    const { size } = stats;
    if (size > MAX_FILE_BYTES) return { problem: unreadable(file, `The file has ${Math.round(size / 1_000_000)} MB; at most ${MAX_FILE_BYTES / 1_000_000} MB are read.`) };
    const bytes = await fs.readFile(file);
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { problem: unreadable(file, 'The file is not UTF-8 text.') };
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { problem: unreadable(file, `The file cannot be read: ${reasonOf(error)}.`) };
  }
}

/** Who may read and write the file; undefined when there is none. */
async function modeOf(file: string): Promise<number | undefined> {
  return fs.stat(file).then(({ mode }) => mode & 0o777, () => undefined);
}

/** The file is the old one or the new one at any moment, and on the disk afterwards. Who might read and write the old one may the new one. */
async function replaceFile(file: string, text: string, mode?: number): Promise<void> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await fs.open(beside, 'wx');
    try {
      await handle.writeFile(text);
      // Some network drives know no modes.
      if (mode !== undefined) await handle.chmod(mode).catch(() => undefined);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error;
  }
}

async function rename(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (tries >= RENAME_TRIES || (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY')) throw error;
      await pause(RENAME_PAUSE_MS);
    }
  }
}

function unreadable(file: string, message: string): Problem {
  return { file, line: 0, column: 0, severity: 'error', code: 'decision-unreadable', message, fix: 'Correct the file; nothing of it counts until then.' };
}

function unwritten(file: string, reason: string): Problem {
  return { file, line: 0, column: 0, severity: 'error', code: 'decision-unwritten', message: `${path.basename(file)} was not changed. ${reason}`, fix: 'Correct the file, then do it again.' };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
