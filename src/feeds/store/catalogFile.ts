import fs from 'node:fs';
import type { SqlJsStatic } from 'sql.js';
import type { CveDetails } from '../../core/match/knowledge';
import { CatalogReader } from './catalogReader';

/** SQLite's header (https://www.sqlite.org/fileformat.html, section 1.3): the magic text, the page size and the number of pages. */
const HEADER_BYTES = 32;
const MAGIC = 'SQLite format 3\0';
const PAGE_SIZE_AT = 16;
const PAGE_COUNT_AT = 28;
/** How the largest page size is written, which does not fit. */
const LARGEST_PAGE = 65_536;

/**
 * `catalog.sqlite` of an open generation, read when it is first asked: SQLite wants it in its own memory as a whole, and an assessment
 * without evidence asks nothing of it.
 */
export class CatalogFile {
  private reader: CatalogReader | undefined;
  private failure: Error | undefined;

  private constructor(
    private readonly sqlite: SqlJsStatic,
    private readonly path: string,
  ) {}

  /** `size` in bytes. Throws with a reason when the file is no catalog of this size; what stands in its pages is not looked at. */
  static open(sqlite: SqlJsStatic, path: string, size: number): CatalogFile {
    const header = Buffer.alloc(HEADER_BYTES);
    const fd = fs.openSync(path, 'r');
    try {
      fs.readSync(fd, header, 0, HEADER_BYTES, 0);
    } finally {
      fs.closeSync(fd);
    }
    const pageSize = header.readUInt16BE(PAGE_SIZE_AT);
    const pages = header.readUInt32BE(PAGE_COUNT_AT);
    if (header.toString('latin1', 0, MAGIC.length) !== MAGIC || pages * (pageSize === 1 ? LARGEST_PAGE : pageSize) !== size) throw new Error('it is no SQLite database of this size');
    return new CatalogFile(sqlite, path);
  }

  /** The facts of a CVE; undefined when the catalog has none under this key. Throws when the file is damaged or has gone. */
  details(key: number, id: string): CveDetails | undefined {
    return this.opened().details(key, id);
  }

  close(): void {
    this.reader?.close();
    this.reader = undefined;
  }

  private opened(): CatalogReader {
    // A file that does not open is not read again for each of a thousand CVEs.
    if (this.failure) throw this.failure;
    try {
      return (this.reader ??= new CatalogReader(this.sqlite, fs.readFileSync(this.path)));
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw this.failure;
    }
  }
}
