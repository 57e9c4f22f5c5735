const FIRST_CAPACITY = 64 * 1024;

/** Bytes that grow as they are written. */
export class ByteWriter {
  private bytes = new Uint8Array(FIRST_CAPACITY);
  private length = 0;

  get position(): number {
    return this.length;
  }

  /** A whole number from 0 to below 2 ** 32, seven bits a byte, the low ones first. */
  number(value: number): void {
    this.reserve(5);
    let left = value;
    while (left > 127) {
      this.bytes[this.length++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.bytes[this.length++] = left;
  }

  /** Forgets what was written from `position` on. */
  cutTo(position: number): void {
    this.length = position;
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(this.bytes.length * 2);
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
