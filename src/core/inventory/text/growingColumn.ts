/** Shorter columns are copied without their spare room. */
const COPIED_LENGTH = 1 << 16;

/** A `Uint32Array` that grows at its end. */
export class GrowingColumn {
  length = 0;
  private values = new Uint32Array(1 << 10);

  push(value: number): void {
    if (this.length === this.values.length) {
      const values = new Uint32Array(this.length * 2);
      values.set(this.values);
      this.values = values;
    }
    this.values[this.length++] = value;
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    this.length = length;
  }

  /** The values; the column must not grow any more. Spare room of a long one is memory that was never touched, which costs less than a copy. */
  finish(): Uint32Array {
    return this.length < COPIED_LENGTH ? this.values.slice(0, this.length) : this.values.subarray(0, this.length);
  }
}
