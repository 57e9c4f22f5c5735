/** Slots looked at before a tuple goes to the overflow map, as in `CellTable`. */
const LONGEST_PROBE = 32;

/** Distinct tuples of cell numbers, each once, by number from 0: a software by its six cells, a server by its columns. */
export class TupleTable {
  size = 0;
  /** Whether the last `intern` added the tuple. */
  isNew = false;
  private keys: Int32Array;
  private slots = new Int32Array(1 << 10).fill(-1);
  private mask = (1 << 10) - 1;
  private readonly overflow = new Map<string, number>();

  constructor(private readonly width: number) {
    this.keys = new Int32Array(width << 8);
  }

  /** The number of the tuple that stands in the first `width` places. */
  intern(tuple: Int32Array): number {
    const width = this.width;
    let slot = hashOf(tuple, 0, width) & this.mask;
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const id = this.slots[slot]!;
      if (id < 0) {
        this.slots[slot] = this.size;
        return this.add(tuple);
      }
      if (this.holds(id, tuple)) {
        this.isNew = false;
        return id;
      }
      slot = (slot + 1) & this.mask;
    }
    const key = tuple.subarray(0, width).join();
    const known = this.overflow.get(key);
    this.isNew = known === undefined;
    if (known !== undefined) return known;
    this.overflow.set(key, this.size);
    return this.add(tuple);
  }

  /** Cell `place` of tuple `id`. */
  at(id: number, place: number): number {
    return this.keys[id * this.width + place]!;
  }

  private holds(id: number, tuple: Int32Array): boolean {
    const from = id * this.width;
    for (let i = 0; i < this.width; i++) {
      if (this.keys[from + i] !== tuple[i]) return false;
    }
    return true;
  }

  private add(tuple: Int32Array): number {
    const id = this.size++;
    const width = this.width;
    if ((id + 1) * width > this.keys.length) {
      const keys = new Int32Array(this.keys.length * 2);
      keys.set(this.keys);
      this.keys = keys;
    }
    for (let i = 0; i < width; i++) this.keys[id * width + i] = tuple[i]!;
    if (this.size * 2 > this.slots.length) this.growSlots();
    this.isNew = true;
    return id;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    this.mask = this.slots.length - 1;
    this.overflow.clear();
    for (let id = 0; id < this.size; id++) {
      const from = id * this.width;
      let slot = hashOf(this.keys, from, from + this.width) & this.mask;
      let probe = 0;
      while (this.slots[slot]! >= 0 && ++probe < LONGEST_PROBE) slot = (slot + 1) & this.mask;
      if (this.slots[slot]! < 0) this.slots[slot] = id;
      else this.overflow.set(this.keys.subarray(from, from + this.width).join(), id);
    }
  }
}

function hashOf(values: Int32Array, start: number, end: number): number {
  let hash = 0x9e3779b9 | 0;
  for (let at = start; at < end; at++) {
    hash = Math.imul(hash ^ values[at]!, 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
