import fs from 'node:fs/promises';
import path from 'node:path';

/** A file that was not written: the reason and the next step as a clause, without the file's name. */
export class NotWrittenError extends Error {}

/** Tells the files that this process writes at once apart. */
let written = 0;

/**
 * Writes the chunks beside the target and renames at the end: whatever fails or is given up leaves what was there before. Between two chunks
 * others have a turn. Rejects with NotWrittenError when the disk or the system refuses, and with whatever the chunks or `onChunk` throw.
 * A link stays one: what it leads to is replaced. A device or pipe is written to, not replaced.
 * @returns bytes written
 */
export async function replaceFile(target: string, chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>, onChunk: () => void = () => undefined): Promise<number> {
  const isReplaced = await canReplace(target);
  const end = await fs.realpath(target).catch(() => target);
  // Not made of the target's name, which may be as long as names may be.
  const temporary = path.join(path.dirname(end), `.inventory-insights-${process.pid}-${++written}.tmp`);
  const file = await onDisk(isReplaced ? fs.open(temporary, 'wx') : fs.open(target, 'w'));
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (chunk.length > 0) bytes += await onDisk(writeWhole(file, chunk));
      await new Promise((done) => setImmediate(done));
      onChunk();
    }
    if (!isReplaced) {
      await onDisk(file.close());
      return bytes;
    }
    await onDisk(file.sync());
    await onDisk(file.close());
    await fs.rename(temporary, end).catch((error: unknown) => {
      throw new NotWrittenError(renameReason(error));
    });
    return bytes;
  } catch (error) {
    await file.close().catch(() => undefined);
    if (isReplaced) await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A full disk may take a part of what it is given. */
async function writeWhole(file: fs.FileHandle, chunk: string | Uint8Array): Promise<number> {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
  return bytes.length;
}

/** Refuses what renaming would pass over without a word: a file that somebody protected. False for a device or pipe, such as `/dev/null`. */
async function canReplace(target: string): Promise<boolean> {
  const stat = await fs.stat(target).catch(() => undefined);
  if (stat?.isDirectory()) throw new NotWrittenError('a folder has this name. Choose another name.');
  if (stat && (stat.mode & 0o222) === 0) throw new NotWrittenError('it is read-only. Choose another name, or allow writing to it.');
  return stat === undefined || stat.isFile();
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new NotWrittenError(writeReason(error));
  }
}

/** Why writing failed, and what to do. */
export function writeReason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT': return 'its folder does not exist. Choose another folder.';
    case 'ENOTDIR': return 'a part of its path is a file, not a folder. Choose another folder.';
    case 'EACCES': case 'EPERM': case 'EROFS': return 'you may not write there. Choose another folder.';
    case 'EISDIR': case 'EEXIST': case 'ENOTEMPTY': return 'a folder has this name. Choose another name.';
    case 'ENOSPC': case 'EDQUOT': return 'the disk is full. Free some space and try again, or choose another disk.';
    case 'EFBIG': return 'it grew larger than files may be there. Narrow the filter, or choose another disk.';
    case 'ENAMETOOLONG': return 'its name is too long. Choose a shorter one.';
    case 'EMFILE': case 'ENFILE': return 'too many files are open. Close some programs and try again.';
    case 'EIO': return 'the disk reports an error. Choose another disk.';
    default: return error instanceof Error ? error.message : String(error);
  }
}

/** Windows does not replace what another program, such as Excel, has open. */
export function renameReason(error: unknown): string {
  switch (codeOf(error)) {
    case 'EBUSY': case 'EPERM': case 'EACCES': return 'it is open in another program, such as Excel, or protected. Close it there and export again, or choose another name.';
    default: return writeReason(error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
