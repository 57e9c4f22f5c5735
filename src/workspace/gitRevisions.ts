import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** One commit that touched an inventory. */
export interface GitRevision {
  /** Full object name. */
  readonly id: string;
  /** ISO 8601 with an offset, when it was committed. */
  readonly date: string;
  readonly subject: string;
}

/** Inventories as they stood at a revision, copied to where readers can open them. */
export interface ExtractedRevision {
  /** File or folder that takes the place of the one asked for; '' when nothing could be had. */
  readonly path: string;
  /** The full object name. */
  readonly id: string;
  /** Why it could not be had, or what was left out, as a sentence; '' when all went well. */
  readonly problem: string;
  /** Removes the copy. */
  dispose(): Promise<void>;
}

/** Commits offered at most. */
export const MOST_REVISIONS = 100;
/** A revision's files under one folder, and the bytes of all of them, that are copied at most. */
const MOST_FILES = 5_000;
const MOST_BYTES = 2_000_000_000;
/** Longest that one call of git may take, ms. */
const TIMEOUT_MS = 60_000;
/** Longest answer to a list of commits or files, bytes. */
const MOST_OUTPUT = 16_000_000;
const NAMED = /^(?!-)[\w./~^@{}:+-]{1,200}$/;
/** Endings of what the readers know, so that a repository's sources are not copied. */
const READABLE = /\.(?:json|csv|txt|xlsx|tsv|reg|software|list|log)$|(?:^|\/)[^./]+$/i;

/** The newest commits that touched a file or folder, newest first. Empty where there is no repository, no git, or no commit. */
export async function listRevisions(file: string, most = MOST_REVISIONS): Promise<readonly GitRevision[]> {
  const place = await placeOf(file);
  if (!place) return [];
  return logOf(place.root, [`--max-count=${Math.min(most, MOST_REVISIONS)}`, '--', place.relative]);
}

/** What one commit says of itself, whatever it touched. `id`: a full object name. Undefined where it cannot be had. */
export async function describeRevision(file: string, id: string): Promise<GitRevision | undefined> {
  const place = /^[0-9a-f]{40,64}$/.test(id) ? await placeOf(file) : undefined;
  return place && (await logOf(place.root, ['--max-count=1', id, '--']))[0];
}

async function logOf(root: string, which: readonly string[]): Promise<readonly GitRevision[]> {
  const { text } = await git(root, ['log', '--format=%H%x1f%cI%x1f%s%x1e', '--no-show-signature', ...which]);
  return text.split('\x1e').flatMap((record): GitRevision[] => {
    const [id = '', date = '', subject = ''] = record.trim().split('\x1f');
    return /^[0-9a-f]{40,64}$/.test(id) ? [{ id, date, subject: subject.slice(0, 200) }] : [];
  });
}

/**
 * Copies a file, or the inventories under a folder, as they stood at a revision into a folder of the temporary folder. Blobs are copied as they
 * are kept: no filter, hook or text conversion of the repository runs, and no shell.
 */
export async function extractRevision(file: string, revision: string): Promise<ExtractedRevision> {
  const nothing = (problem: string): ExtractedRevision => ({ path: '', id: '', problem, dispose: () => Promise.resolve() });
  if (!NAMED.test(revision)) return nothing(`“${revision.slice(0, 80)}” is no name of a git revision. Use a commit id, a tag, or one like HEAD~1.`);
  const place = await placeOf(file);
  if (!place) return nothing(`${nameOf(file)} is in no git repository, or git is not installed.`);
  const found = await git(place.root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const id = found.text.trim();
  if (!/^[0-9a-f]{40,64}$/.test(id)) return nothing(`The repository has no revision “${revision}”. Look at the history for one that touched ${nameOf(file)}.`);
  const { text, failed } = await git(place.root, ['ls-tree', '-r', '-l', '-z', '--full-tree', id, '--', place.relative]);
  const blobs = text.split('\0').flatMap(blobOf).filter(({ name }) => name === place.relative || READABLE.test(name));
  if (failed || blobs.length === 0) return nothing(`${nameOf(file)} was not there at ${id.slice(0, 10)}. Choose a newer revision, or compare its folder if it had another name then.`);
  const target = await mkdtemp(path.join(tmpdir(), 'inventory-insights-revision-'));
  const dispose = (): Promise<void> => rm(target, { recursive: true, force: true });
  let bytes = 0;
  let leftOut = 0;
  try {
    for (const [at, { object, size, name }] of blobs.entries()) {
      const within = path.resolve(target, ...name.split('/'));
      if (at >= MOST_FILES || bytes + size > MOST_BYTES || !within.startsWith(target + path.sep)) {
        leftOut++;
        continue;
      }
      bytes += size;
      await mkdir(path.dirname(within), { recursive: true });
      await copyBlob(place.root, object, within);
    }
  } catch (error) {
    await dispose();
    return nothing(`The files of ${id.slice(0, 10)} could not be copied: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { path: path.join(target, ...place.relative.split('/')), id, dispose, problem: leftOut === 0 ? '' : `${leftOut} files of ${id.slice(0, 10)} were left out: at most ${MOST_FILES} files and ${MOST_BYTES / 1e9} GB are read.` };
}

/** Of a folder that is written as `.` too. */
function nameOf(file: string): string {
  return path.basename(path.resolve(file));
}

/** `100644 blob <object> <size>\t<name>`; links and submodules are none. */
function blobOf(entry: string): { readonly object: string; readonly size: number; readonly name: string }[] {
  const match = /^100(?:644|755) blob ([0-9a-f]{40,64}) +(\d+)\t(.+)$/s.exec(entry);
  return match ? [{ object: match[1], size: Number(match[2]), name: match[3] }] : [];
}

/** The repository's top folder and the path inside it, with slashes; '.' for the top itself. */
async function placeOf(file: string): Promise<{ readonly root: string; readonly relative: string } | undefined> {
  // A file that is not there any more may be in the history of its folder.
  const real = await realpath(file).catch(() => realpath(path.dirname(file)).then((folder) => path.join(folder, path.basename(file)), () => undefined));
  if (real === undefined) return undefined;
  const folder = await stat(real).then((found) => (found.isDirectory() ? real : path.dirname(real)), () => path.dirname(real));
  const { text, failed } = await git(folder, ['rev-parse', '--show-toplevel']);
  const root = text.trim();
  if (failed || root === '') return undefined;
  const relative = path.relative(await realpath(root).catch(() => root), real).split(path.sep).join('/');
  return relative.startsWith('..') ? undefined : { root, relative: relative === '' ? '.' : relative };
}

/** Nothing of the repository's or user's settings may run a program or wait for a person. */
const QUIET = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=', '-c', 'log.showSignature=false', '--literal-pathspecs'];

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
}

function git(folder: string, args: readonly string[]): Promise<{ readonly text: string; readonly failed: boolean }> {
  return new Promise((done) => {
    execFile('git', [...QUIET, ...args], { cwd: folder, env: environment(), timeout: TIMEOUT_MS, maxBuffer: MOST_OUTPUT, windowsHide: true }, (error, stdout) => done({ text: error ? '' : stdout, failed: error !== null }));
  });
}

async function copyBlob(root: string, object: string, target: string): Promise<void> {
  const child = spawn('git', [...QUIET, 'cat-file', 'blob', object], { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'ignore'], timeout: TIMEOUT_MS, windowsHide: true });
  const ended = new Promise<void>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`git ended with ${code ?? 'a signal'}.`))));
  });
  await Promise.all([pipeline(child.stdout, createWriteStream(target)), ended]);
}
