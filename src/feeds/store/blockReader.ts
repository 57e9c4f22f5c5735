import fs from 'node:fs';
import zlib from 'node:zlib';
import { BLOCKS_FOOTER_BYTES, BLOCKS_MAGIC, BLOCKS_VERSION, VALUES_PER_BLOCK } from './blockWriter';

/** A block of 64 real records opens to less than 1 MB. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
/** Open blocks kept: about 64 × 64 values. */
const KEPT_BLOCKS = 64;

/** Reads what `BlockWriter` wrote, block by block; only its tables are held. What the values look like is for the caller to know. */
export class BlockReader {
  private readonly kept = new Map<number, readonly unknown[]>();

  private constructor(
    readonly path: string,
    /** Start of each block and of the tables. */
    readonly starts: Float64Array,
    readonly table: Uint32Array,
  ) {}

  /** Throws with a reason when the file is none of ours or was cut. */
  static open(path: string, name: string): BlockReader {
    const fd = fs.openSync(path, 'r');
    try {
      const size = fs.fstatSync(fd).size;
      if (size < BLOCKS_FOOTER_BYTES) throw new Error(`${name} is cut off`);
      const [magic, version, blocks, entries, low, high] = new Uint32Array(read(fd, size - BLOCKS_FOOTER_BYTES, BLOCKS_FOOTER_BYTES));
      if (magic !== BLOCKS_MAGIC || version !== BLOCKS_VERSION) throw new Error(`${name} is not in the format expected`);
      const tables = low + high * 2 ** 32;
      const startBytes = (blocks + 1) * Float64Array.BYTES_PER_ELEMENT;
      const tableBytes = entries * Uint32Array.BYTES_PER_ELEMENT;
      if (tables + startBytes + tableBytes + BLOCKS_FOOTER_BYTES !== size) throw new Error(`the tables of ${name} do not fit its size`);
      const starts = new Float64Array(read(fd, tables, startBytes));
      if (starts[blocks] !== tables || !starts.every((start, block) => start >= 0 && (block === 0 || start >= starts[block - 1]))) throw new Error(`the tables of ${name} are damaged`);
      return new BlockReader(path, starts, new Uint32Array(read(fd, tables + startBytes, tableBytes)));
    } finally {
      fs.closeSync(fd);
    }
  }

  get slotCount(): number {
    return (this.starts.length - 1) * VALUES_PER_BLOCK;
  }

  /** The value of a slot; undefined when there is none. Throws when the file has gone or its block is damaged. */
  value(slot: number): unknown {
    return this.block(Math.floor(slot / VALUES_PER_BLOCK))[slot % VALUES_PER_BLOCK];
  }

  private block(index: number): readonly unknown[] {
    const known = this.kept.get(index);
    this.kept.delete(index);
    const block = known ?? this.load(index);
    // Map order is age: what was used last stands last.
    this.kept.set(index, block);
    if (this.kept.size > KEPT_BLOCKS) for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      break;
    }
    return block;
  }

  private load(index: number): readonly unknown[] {
    // Opened for each block: an open file would keep Windows from removing an old generation.
    const fd = fs.openSync(this.path, 'r');
    try {
      const packed = read(fd, this.starts[index], this.starts[index + 1] - this.starts[index]);
      const values: unknown = JSON.parse(zlib.inflateRawSync(packed, { maxOutputLength: MAX_BLOCK_BYTES }).toString('utf8'));
      if (!Array.isArray(values)) throw new Error('a block is no list');
      return values;
    } finally {
      fs.closeSync(fd);
    }
  }
}

function read(fd: number, position: number, length: number): ArrayBuffer {
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const got = fs.readSync(fd, bytes, at, length - at, position + at);
    if (got === 0) throw new Error('the file is cut off');
    at += got;
  }
  return bytes.buffer;
}
