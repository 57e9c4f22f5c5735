import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { FileSeal } from './manifest';
import { SealedFile } from './sealedFile';

const deflate = promisify(zlib.deflateRaw);

/** Values that are packed together: large enough to compress well, small enough to open for one of them. */
export const VALUES_PER_BLOCK = 64;
/** `IITX` */
export const BLOCKS_MAGIC = 0x49495458;
export const BLOCKS_VERSION = 1;
/** magic, version, blocks, entries of the table, and where the tables start as two halves; 32-bit little-endian. */
export const BLOCKS_FOOTER_BYTES = 24;
/** Compression level of the blocks: the texts of 24 NVD feeds take 22 MB, while reading and parsing them remains what an import waits for. */
const LEVEL = 4;
/** Blocks compressed at once, on the threads of Node's pool. */
const MAX_PENDING = 8;

/** The blocks of a file that a new one goes on from. */
export interface BlocksBefore {
  readonly path: string;
  readonly seal: FileSeal;
  /** Start of each block and of the tables behind the last. */
  readonly starts: Float64Array;
}

/**
 * Writes JSON values in blocks of 64 as they come, then where each block starts, then a table of the caller's, then a footer.
 * Nothing but the open block is held. A file may go on from the blocks of another one: what is no longer asked for stays in it
 * until somebody writes it anew.
 *
 *     blocks: raw deflate of JSON [value, …]
 *     tables: float64 start of each block and of the tables; uint32 entries of the table
 *     footer: see BLOCKS_FOOTER_BYTES
 */
export class BlockWriter<Value> {
  private readonly file: SealedFile;
  private block: Value[] = [];
  private slots = 0;
  private readonly starts: number[] = [];
  private readonly pending: Promise<Buffer>[] = [];
  /** The blocks before are in the file. */
  private readonly ready: Promise<void>;

  /**
   * Throws Node's file errors. The file before is copied while values come; when it is not the one that was sealed,
   * `drain` or `finish` rejects with `DamagedSource`.
   */
  constructor(path: string, before?: BlocksBefore) {
    this.file = new SealedFile(path);
    this.ready = before ? this.copy(before) : Promise.resolve();
    // Met by whoever waits for it; until then a failure must not count as unhandled.
    this.ready.catch(() => undefined);
    if (!before) return;
    const blocks = before.starts.length - 1;
    this.starts.push(...before.starts.subarray(0, blocks));
    this.slots = blocks * VALUES_PER_BLOCK;
  }

  private async copy({ path, seal, starts }: BlocksBefore): Promise<void> {
    if (!await this.file.copyFrom(path, seal, starts[starts.length - 1])) throw new DamagedSource(path);
  }

  /** Takes one value and answers its slot, counted up from 0 or from the blocks before. */
  add(value: Value): number {
    this.block.push(value);
    if (this.block.length === VALUES_PER_BLOCK) this.seal();
    return this.slots++;
  }

  /** Slots there are, those of the blocks before included. */
  get slotCount(): number {
    return this.slots;
  }

  /** Writes what is compressed when much is waiting. Call it between chunks of input, so that memory stays flat. */
  async drain(): Promise<void> {
    while (this.pending.length > MAX_PENDING) await this.writeNext();
  }

  /** The file is complete and on the disk afterwards. */
  async finish(table: Uint32Array): Promise<FileSeal> {
    if (this.block.length > 0) this.seal();
    await this.ready;
    while (this.pending.length > 0) await this.writeNext();
    const tables = this.file.position;
    this.file.write(littleEndian(Float64Array.from([...this.starts, tables])));
    this.file.write(littleEndian(table));
    this.file.write(littleEndian(Uint32Array.of(BLOCKS_MAGIC, BLOCKS_VERSION, this.starts.length, table.length, tables % 2 ** 32, Math.floor(tables / 2 ** 32))));
    return this.file.finish();
  }

  /** Gives up, whatever has been done; the file is left for its owner to remove. */
  async abandon(): Promise<void> {
    await Promise.allSettled([this.ready, ...this.pending.splice(0)]);
    this.file.close();
  }

  private seal(): void {
    const compressed = deflate(Buffer.from(JSON.stringify(this.block)), { level: LEVEL });
    // A failure is met when its turn to be written comes; until then it must not count as unhandled.
    compressed.catch(() => undefined);
    this.pending.push(compressed);
    this.block = [];
  }

  private async writeNext(): Promise<void> {
    await this.ready;
    const bytes = await this.pending[0];
    void this.pending.shift();
    this.starts.push(this.file.position);
    this.file.write(bytes);
  }
}

/** A file of the generation that is being carried over was changed since it was written. */
export class DamagedSource extends Error {
  constructor(readonly path: string) {
    super(`${path} was changed: its SHA-256 is not the one recorded`);
  }
}

/** The array's bytes; every machine that VS Code runs on is little-endian. */
function littleEndian(array: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
