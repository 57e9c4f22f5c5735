/** Entries of one buffer, 128 KB of words. */
const BUFFER_LENGTH = 1 << 15;

/**
 * Small columns cut out of large buffers: there is one or more for each software, and a buffer of its own costs more, to make and to
 * sweep, than what is in it. A buffer stays while one of its columns does.
 */
export class ColumnPool {
  private words = new Uint32Array(0);
  private usedWords = 0;
  private bytes = new Uint8Array(0);
  private usedBytes = 0;

  /** What is in it was there before, where it was given back. */
  takeWords(length: number): Uint32Array {
    if (length > BUFFER_LENGTH >> 2) return new Uint32Array(length);
    if (this.usedWords + length > this.words.length) {
      this.words = new Uint32Array(BUFFER_LENGTH);
      this.usedWords = 0;
    }
    const start = this.usedWords;
    this.usedWords += length;
    return this.words.subarray(start, this.usedWords);
  }

  /** The beginning of what was taken last; the rest is given back. */
  keepWords(taken: Uint32Array, length: number): Uint32Array {
    if (length === taken.length) return taken;
    if (taken.buffer === this.words.buffer) this.usedWords -= taken.length - length;
    return taken.subarray(0, length);
  }

  takeBytes(length: number): Uint8Array {
    if (length > BUFFER_LENGTH >> 2) return new Uint8Array(length);
    if (this.usedBytes + length > this.bytes.length) {
      this.bytes = new Uint8Array(BUFFER_LENGTH);
      this.usedBytes = 0;
    }
    const start = this.usedBytes;
    this.usedBytes += length;
    return this.bytes.subarray(start, this.usedBytes);
  }

  keepBytes(taken: Uint8Array, length: number): Uint8Array {
    if (length === taken.length) return taken;
    if (taken.buffer === this.bytes.buffer) this.usedBytes -= taken.length - length;
    return taken.subarray(0, length);
  }
}
