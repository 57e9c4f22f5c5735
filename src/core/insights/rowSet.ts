/** Which rows of a list, one bit each. Sets that are combined have the same length. */
export class RowSet {
  private readonly words: Uint32Array;

  /** Empty; `length` is the number of rows of the list. */
  constructor(readonly length: number, words?: Uint32Array) {
    this.words = words ?? new Uint32Array((length + 31) >>> 5);
  }

  static all(length: number): RowSet {
    return new RowSet(length).inverse();
  }

  /** The rows that pass a test. */
  static where(length: number, test: (row: number) => boolean): RowSet {
    const set = new RowSet(length);
    for (let row = 0; row < length; row++) if (test(row)) set.add(row);
    return set;
  }

  static of(length: number, rows: Iterable<number>): RowSet {
    const set = new RowSet(length);
    for (const row of rows) set.add(row);
    return set;
  }

  /** The rows at which a column is not 0. */
  static marked(column: ArrayLike<number>): RowSet {
    const set = new RowSet(column.length);
    for (let row = 0; row < column.length; row++) if (column[row] !== 0) set.add(row);
    return set;
  }

  add(row: number): void {
    this.words[row >>> 5] |= 1 << (row & 31);
  }

  has(row: number): boolean {
    return (this.words[row >>> 5] & (1 << (row & 31))) !== 0;
  }

  /** The rows of both. */
  and(other: RowSet): RowSet {
    return new RowSet(this.length, this.words.map((word, i) => word & other.words[i]));
  }

  /** The rows of either. */
  or(other: RowSet): RowSet {
    return new RowSet(this.length, this.words.map((word, i) => word | other.words[i]));
  }

  /** The rows that are not in it. */
  inverse(): RowSet {
    const words = this.words.map((word) => ~word);
    // Bits beyond the last row stay 0, so that `count` is right.
    if (this.length & 31) words[words.length - 1] &= (1 << (this.length & 31)) - 1;
    return new RowSet(this.length, words);
  }

  get count(): number {
    let count = 0;
    for (const word of this.words) count += ones(word);
    return count;
  }

  /** How many rows are in both. */
  countAnd(other: RowSet): number {
    let count = 0;
    for (let i = 0; i < this.words.length; i++) count += ones(this.words[i] & other.words[i]);
    return count;
  }

  /** Ascending. */
  forEach(take: (row: number) => void): void {
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.words[i]; word !== 0; word &= word - 1) take((i << 5) + 31 - Math.clz32(word & -word));
    }
  }

  /** Ascending. */
  rows(): number[] {
    const rows: number[] = [];
    this.forEach((row) => rows.push(row));
    return rows;
  }
}

/** Ones of a 32-bit word (Hacker's Delight, figure 5-2). */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
