/** Read from disk at once. */
export const CHUNK_BYTES = 1024 * 1024;

/** What tells whether a file is still the one that was opened. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** A file open for reading, as node's `FileHandle` is one. */
export interface OpenedFile {
  stat(): Promise<FileState>;
  read(buffer: Uint8Array, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/**
 * The first `size` bytes of a file, in pieces of `CHUNK_BYTES`; fewer when it shrinks, and never more when somebody goes on writing.
 * The disk reads the next piece while the caller works on one: what it was given may be overwritten when it asks for more.
 */
export async function* fileChunks(file: OpenedFile, size: number): AsyncGenerator<Uint8Array> {
  let [now, next] = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)];
  let asked = 0;
  const fillNext = (buffer: Uint8Array): Promise<number> => {
    const length = Math.min(buffer.length, size - asked);
    asked += length;
    return fill(file, buffer, length);
  };
  let ahead = fillNext(now);
  try {
    for (;;) {
      const length = await ahead;
      if (length === 0) return;
      ahead = fillNext(next);
      yield now.subarray(0, length);
      [now, next] = [next, now];
    }
  } finally {
    // The caller may have stopped; nobody else hears of an error then.
    await ahead.catch(() => undefined);
  }
}

/** Fills the buffer up to `wanted` bytes, as far as the file goes. A read may give less than was asked for. */
async function fill(file: OpenedFile, buffer: Uint8Array, wanted: number): Promise<number> {
  let length = 0;
  while (length < wanted) {
    const { bytesRead } = await file.read(buffer, length, wanted - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}
