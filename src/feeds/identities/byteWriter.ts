/** Bytes of a piece: as much as is grown and copied at once. */
const PIECE_BYTES = 256 * 1024;
/** A piece this full is closed. */
const FULL_BYTES = PIECE_BYTES - 8 * 1024;
/** UTF-8 takes no more for a UTF-16 code unit. */
const MOST_BYTES_A_UNIT = 3;

/** Bytes as they are written, in pieces: what is closed is never copied again. */
export class ByteWriter {
  private readonly closed: Uint8Array[] = [];
  private closedBytes = 0;
  private piece = Buffer.alloc(PIECE_BYTES);
  private length = 0;

  get position(): number {
    return this.closedBytes + this.length;
  }

  /** A whole number from 0 to below 2 ** 32, seven bits a byte, the low ones first. */
  number(value: number): void {
    this.reserve(5);
    let left = value;
    while (left > 127) {
      this.piece[this.length++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.piece[this.length++] = left;
  }

  /** UTF-8, without its length. */
  text(value: string): void {
    this.reserve(value.length * MOST_BYTES_A_UNIT);
    this.length += this.piece.write(value, this.length, 'utf8');
  }

  /** Forgets what was written from `position` on, no further back than to the last `endEntry`. */
  cutTo(position: number): void {
    this.length = position - this.closedBytes;
  }

  /** What was written is kept. */
  endEntry(): void {
    if (this.length < FULL_BYTES) return;
    this.close();
    this.piece = Buffer.alloc(PIECE_BYTES);
  }

  /** All of it; nothing is written afterwards. */
  written(): readonly Uint8Array[] {
    this.close();
    return this.closed;
  }

  private close(): void {
    if (this.length > 0) this.closed.push(this.piece.subarray(0, this.length));
    this.closedBytes += this.length;
    this.length = 0;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.piece.length) return;
    const grown = Buffer.alloc(Math.max(this.piece.length * 2, this.length + count));
    grown.set(this.piece.subarray(0, this.length));
    this.piece = grown;
  }
}
