/** A set of small numbers that is emptied without touching its members: thousands of names are searched one after another. */
export class StampedSet {
  private readonly stamps: Uint32Array;
  private stamp = 1;

  /** Members are from 0 to below `size`. */
  constructor(size: number) {
    this.stamps = new Uint32Array(size);
  }

  has(member: number): boolean {
    return this.stamps[member] === this.stamp;
  }

  /** True when it was not there before. */
  add(member: number): boolean {
    if (this.stamps[member] === this.stamp) return false;
    this.stamps[member] = this.stamp;
    return true;
  }

  clear(): void {
    if (++this.stamp <= MOST_STAMPS) return;
    this.stamps.fill(0);
    this.stamp = 1;
  }
}

const MOST_STAMPS = 2 ** 32 - 1;
