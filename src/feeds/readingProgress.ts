import type { FileServer, InventoryReading } from '../core/inventory/reader';

/** How far the reading of a file is, told between two chunks: a chunk is a megabyte, read in about ten milliseconds. */
export interface ReadingProgress {
  readonly file: string;
  /** The sheet of a workbook that is read now. It may turn out to be no part of the inventory. */
  readonly sheet?: string;
  /** Bytes of the file that are worked through (of gzip and workbooks the packed ones), and all. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Rows of the file (or sheet) so far, the rejected ones included. */
  readonly rowsRead: number;
  /** Servers of the file (or sheet) so far. */
  readonly serversRead: number;
  /**
   * The servers of the file (or sheet) from number `first` on, with what was read of them so far: name, operating system and the rest
   * of their facts. Later rows may add to a server, so its final facts come with the inventory. Costs microseconds a server.
   */
  serversFrom(first: number): readonly FileServer[];
}

/** Of what is read, in the words of whoever watches. */
export function progressOf(reading: Pick<InventoryReading, 'soFar' | 'serversFrom'>, place: Pick<ReadingProgress, 'file' | 'sheet' | 'bytesRead' | 'bytesTotal'>): ReadingProgress {
  const { rows, servers } = reading.soFar();
  return { ...place, rowsRead: rows, serversRead: servers, serversFrom: (first) => reading.serversFrom(first) };
}
