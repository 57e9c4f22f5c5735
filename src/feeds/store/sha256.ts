import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

/** Bytes hashed before others have their turn: some 20 ms. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** SHA-256 in lower-case hex. Nobody may change the bytes meanwhile. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    if (at > 0) await setImmediate();
    hash.update(bytes.subarray(at, at + PIECE_BYTES));
  }
  return hash.digest('hex');
}

/** The first `size` bytes of a file, fewer when it is shorter, and their SHA-256; each piece is hashed while the next is read. Rejects with Node's file errors. */
export async function readHashed(path: string, size: number): Promise<{ readonly bytes: Uint8Array; readonly sha256: string }> {
  const handle = await fs.open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(size);
    const hash = createHash('sha256');
    const readFrom = (at: number) => handle.read(bytes, at, Math.min(PIECE_BYTES, size - at), at);
    let length = 0;
    for (let reading = size > 0 ? readFrom(0) : undefined; reading;) {
      const { bytesRead } = await reading;
      const start = length;
      length += bytesRead;
      reading = bytesRead > 0 && length < size ? readFrom(length) : undefined;
      hash.update(bytes.subarray(start, length));
    }
    return { bytes: bytes.subarray(0, length), sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}
