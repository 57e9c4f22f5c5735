import fs from 'node:fs';
import zlib from 'node:zlib';
import type { CveText } from '../../core/match/knowledge';
import { TEXTS_FOOTER_BYTES, TEXTS_MAGIC, TEXTS_PER_BLOCK, TEXTS_VERSION } from './textsWriter';

/** A block of 64 real records opens to less than 1 MB. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
/** Open blocks kept: about 64 × 64 descriptions. */
const KEPT_BLOCKS = 64;
const NO_TEXT: CveText = { description: '', references: [] };

type Block = readonly (readonly [string, readonly string[]])[];

/** Reads `texts.bin` block by block; only its tables are held. */
export class TextsReader {
  private readonly kept = new Map<number, Block>();

  private constructor(
    private readonly path: string,
    private readonly starts: Float64Array,
    private readonly slotOfCve: Uint32Array,
  ) {}

  /** Throws with a reason when the file is none of ours or was cut. */
  static open(path: string): TextsReader {
    const fd = fs.openSync(path, 'r');
    try {
      const size = fs.fstatSync(fd).size;
      if (size < TEXTS_FOOTER_BYTES) throw new Error('texts.bin is cut off');
      const [magic, version, blocks, cves, low, high] = new Uint32Array(read(fd, size - TEXTS_FOOTER_BYTES, TEXTS_FOOTER_BYTES));
      if (magic !== TEXTS_MAGIC || version !== TEXTS_VERSION) throw new Error('texts.bin is not in the format expected');
      const tables = low + high * 2 ** 32;
      const startBytes = (blocks + 1) * Float64Array.BYTES_PER_ELEMENT;
      const slotBytes = cves * Uint32Array.BYTES_PER_ELEMENT;
      if (tables + startBytes + slotBytes + TEXTS_FOOTER_BYTES !== size) throw new Error('the tables of texts.bin do not fit its size');
      return new TextsReader(path, new Float64Array(read(fd, tables, startBytes)), new Uint32Array(read(fd, tables + startBytes, slotBytes)));
    } finally {
      fs.closeSync(fd);
    }
  }

  get cveCount(): number {
    return this.slotOfCve.length;
  }

  /** The text of a CVE by its index; empty when the file has gone or its block is damaged. */
  text(cve: number): CveText {
    const slot = this.slotOfCve[cve];
    if (slot === undefined) return NO_TEXT;
    try {
      const [description, references] = this.block(Math.floor(slot / TEXTS_PER_BLOCK))[slot % TEXTS_PER_BLOCK];
      return { description, references };
    } catch {
      return NO_TEXT;
    }
  }

  private block(index: number): Block {
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

  private load(index: number): Block {
    // Opened for each block: an open file would keep Windows from removing an old generation.
    const fd = fs.openSync(this.path, 'r');
    try {
      const packed = read(fd, this.starts[index], this.starts[index + 1] - this.starts[index]);
      return JSON.parse(zlib.inflateRawSync(packed, { maxOutputLength: MAX_BLOCK_BYTES }).toString('utf8')) as Block;
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
    if (got === 0) throw new Error('texts.bin is cut off');
    at += got;
  }
  return bytes.buffer;
}
