import fs from 'node:fs';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { CveText } from '../../core/match/knowledge';

const deflate = promisify(zlib.deflateRaw);

/** Records that are packed together: large enough to compress well, small enough to open for one description. */
export const TEXTS_PER_BLOCK = 64;
/** `IITX` */
export const TEXTS_MAGIC = 0x49495458;
export const TEXTS_VERSION = 1;
/** magic, version, blocks, CVEs, and where the tables start as two halves; 32-bit little-endian. */
export const TEXTS_FOOTER_BYTES = 24;
/** Compression level of the blocks: the texts of 24 NVD feeds take 22 MB, while reading and parsing them remains what an import waits for. */
const LEVEL = 4;
/** Blocks compressed at once, on the threads of Node's pool. */
const MAX_PENDING = 8;

/**
 * Writes `texts.bin`: descriptions and references in blocks of 64 as they come, then where each block starts,
 * then the slot of each CVE, then a footer. Nothing but the open block is held.
 *
 *     blocks: raw deflate of JSON [[description, [url, …]], …]
 *     tables: float64 start of each block and of the tables; uint32 slot of each CVE index
 *     footer: see TEXTS_FOOTER_BYTES
 */
export class TextsWriter {
  private readonly fd: number;
  private block: [string, readonly string[]][] = [];
  private slots = 0;
  private position = 0;
  private closed = false;
  private readonly starts: number[] = [];
  private readonly pending: Promise<Buffer>[] = [];

  constructor(path: string) {
    this.fd = fs.openSync(path, 'wx');
  }

  /** Takes one text and answers its slot, counted from 0 in the order of the calls. */
  add(text: CveText): number {
    this.block.push([text.description, text.references]);
    if (this.block.length === TEXTS_PER_BLOCK) this.seal();
    return this.slots++;
  }

  /** Writes what is compressed when much is waiting. Call it between chunks of input, so that memory stays flat. */
  async drain(): Promise<void> {
    while (this.pending.length > MAX_PENDING) await this.writeNext();
  }

  /** `slotOfCve`: slot of each CVE, in the order of the match index. The file is complete and synced afterwards. */
  async finish(slotOfCve: Uint32Array): Promise<void> {
    if (this.block.length > 0) this.seal();
    while (this.pending.length > 0) await this.writeNext();
    const tables = this.position;
    this.write(littleEndian(Float64Array.from([...this.starts, tables])));
    this.write(littleEndian(slotOfCve));
    this.write(littleEndian(Uint32Array.of(TEXTS_MAGIC, TEXTS_VERSION, this.starts.length, slotOfCve.length, tables % 2 ** 32, Math.floor(tables / 2 ** 32))));
    fs.fsyncSync(this.fd);
    this.close();
  }

  /** Gives up, whatever has been done; the file is left for its owner to remove. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.pending.splice(0));
    this.close();
  }

  private close(): void {
    if (!this.closed) fs.closeSync(this.fd);
    this.closed = true;
  }

  private seal(): void {
    const compressed = deflate(Buffer.from(JSON.stringify(this.block)), { level: LEVEL });
    // A failure is met when its turn to be written comes; until then it must not count as unhandled.
    compressed.catch(() => undefined);
    this.pending.push(compressed);
    this.block = [];
  }

  private async writeNext(): Promise<void> {
    const bytes = await this.pending[0];
    void this.pending.shift();
    this.starts.push(this.position);
    this.write(bytes);
  }

  private write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += fs.writeSync(this.fd, bytes, at, bytes.length - at, this.position + at);
    this.position += bytes.length;
  }
}

/** The array's bytes; every machine that VS Code runs on is little-endian. */
function littleEndian(array: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
