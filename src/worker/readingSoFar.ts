import { mergeEstate } from '../core/inventory/estate';
import type { Estate } from '../core/inventory/model';
import type { FileInventory, FileServer } from '../core/inventory/reader';
import type { ReadingProgress } from '../feeds/readingProgress';
import { emptyInventory } from '../feeds/refusedInventory';

/** Files that must be read are told about when they have more bytes than this together; smaller ones are read before anybody would look. */
export const TOLD_FROM_BYTES = 50_000_000;

/** How far the reading of large files is, for whoever watches. */
export interface ReadingState {
  /** 0 to 1, by bytes. */
  readonly share: number;
  readonly rows: number;
  readonly servers: number;
  /** Base name of the file that is read now. */
  readonly file: string;
}

interface PartOfFile {
  readonly file: string;
  readonly bytes: number;
  rows: number;
  servers: FileServer[];
}

/**
 * What is known of an estate while large files of it are still read: the servers seen so far with their operating systems, and the
 * files that were read before, whole. What software they have is not known yet, so nothing is said of it.
 */
export class ReadingSoFar {
  /** Each file, or each sheet of a workbook. */
  private readonly parts = new Map<string, PartOfFile>();
  private readonly read: FileInventory[] = [];
  private bytesOfFiles = 0;
  private bytesOfThis = 0;
  private file = '';
  private estate: { readonly servers: number; readonly value: Estate } | undefined;

  /** @param total bytes of all the files that must be read */
  constructor(private readonly total: number) {}

  note(progress: ReadingProgress): void {
    const { file, sheet, bytesRead, bytesTotal, rowsRead, serversRead } = progress;
    const key = `${file}\0${sheet ?? ''}`;
    const part = this.parts.get(key) ?? { file, bytes: bytesTotal, rows: 0, servers: [] };
    this.parts.set(key, part);
    part.rows = rowsRead;
    if (serversRead > part.servers.length) part.servers = [...part.servers, ...progress.serversFrom(part.servers.length)];
    this.file = file;
    this.bytesOfThis = bytesRead;
  }

  /** A file is read, `bytes` of it just now (0 when it was kept). */
  finish(file: string, inventories: readonly FileInventory[], bytes: number): void {
    for (const [key, part] of this.parts) if (part.file === file) this.parts.delete(key);
    this.read.push(...inventories);
    this.bytesOfFiles += bytes;
    this.bytesOfThis = 0;
  }

  state(): ReadingState {
    const share = this.total === 0 ? 1 : Math.min(1, (this.bytesOfFiles + this.bytesOfThis) / this.total);
    let [rows, servers] = [0, 0];
    for (const part of [...this.parts.values(), ...this.read]) {
      rows += part.rows;
      servers += part.servers.length;
    }
    return { share, rows, servers, file: this.file.slice(Math.max(this.file.lastIndexOf('/'), this.file.lastIndexOf('\\')) + 1) };
  }

  /** The servers so far; made anew only when there are more of them. */
  servers(): Estate {
    const { servers } = this.state();
    if (this.estate?.servers !== servers) {
      const parts = [...this.parts.values()].map(({ file, bytes, rows, servers: ofPart }): FileInventory => ({
        ...emptyInventory(file, bytes), rows, servers: ofPart.map(({ facts, ...place }) => ({ ...place, facts: { ...facts, softwareKnown: false } })),
      }));
      this.estate = { servers, value: mergeEstate([...this.read, ...parts]) };
    }
    return this.estate.value;
  }
}
