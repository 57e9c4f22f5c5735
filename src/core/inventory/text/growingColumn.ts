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

  /** A copy without spare room. */
  finish(): Uint32Array {
    return this.values.slice(0, this.length);
  }
}
