import type { FormatId, ServerFacts, Software } from './model';
import type { PlainDate } from './plainDate';
import type { Problem } from './problem';

/** Bounds of every reader. Beyond them a cell or file is reported and cut, never followed. */
export const READ_LIMITS = {
  /** Longest cell or JSON string kept, in UTF-16 code units; longer ones are cut and reported. */
  cellLength: 4_096,
  /** Problems kept per file; one more says how many were left out. */
  problemsPerFile: 1_000,
  /** Deepest JSON nesting followed. */
  jsonDepth: 64,
  /** Columns of a CSV row. */
  columns: 1_024,
  /** Bytes looked at to recognise a format. */
  headBytes: 65_536,
} as const;

/** What a reader is told besides the bytes. */
export interface ReadContext {
  /** As the host names it; goes into problems. */
  readonly file: string;
  /** The file's base name, for formats whose host is the file's name. */
  readonly fileName: string;
  /** Dates after it are problems. */
  readonly today: PlainDate;
  /** Text files beside this one that the format asked for by `companions`, by base name. */
  readonly companions: ReadonlyMap<string, string>;
}

/** One inventory format: how it is recognised, read in chunks, and found again in its text. */
export interface InventoryFormat {
  readonly id: FormatId;
  readonly label: string;
  /** For "the formats known": the columns or shape in one line. */
  readonly expects: string;
  /** 0: not this format; 1: could be; 2: by content and name; the highest wins. `head` is decoded text. */
  recognise(fileName: string, head: string): 0 | 1 | 2;
  /** Base names of files beside it that the reader wants, such as `os-release`; the host reads those that exist. */
  companions(fileName: string): readonly string[];
  open(context: ReadContext): InventoryReading;
  /** The cells of the row that starts at `offset` (UTF-16 code units) in the file's text. */
  cells(text: string, offset: number, header: string): readonly RowCell[];
}

/** What a reading knows between two chunks. */
export interface ReadSoFar {
  /** Rows so far, the rejected ones included. */
  readonly rows: number;
  /** Servers so far. */
  readonly servers: number;
}

/** A file being read. */
export interface InventoryReading {
  /** Takes the next bytes; they may be reused by the caller afterwards. */
  write(chunk: Uint8Array): void;
  /** How far it is; costs nothing. */
  soFar(): ReadSoFar;
  /**
   * The servers from number `first` on, with what the rows so far say of them. Each costs what it costs at the end, so ask for those
   * that were not asked for before. Later rows may say more of them; only `end` knows all, and counts a server told twice as it likes.
   */
  serversFrom(first: number): readonly FileServer[];
  /** No more bytes: the value and its problems. */
  end(): FileInventory;
}

export type CellField =
  | 'server' | 'fqdn' | 'os' | 'osVersion' | 'osBuild' | 'lastSeen'
  | 'software' | 'publisher' | 'version' | 'cpe' | 'purl'
  | 'update' | 'other';

/** A cell of a row in the text, for a diagnostic or hover at its exact place. UTF-16 offsets into the text, end exclusive. */
export interface RowCell {
  readonly field: CellField;
  readonly start: number;
  readonly end: number;
  /** The header of its column or the name of its member; absent in formats whose cells have no names. */
  readonly name?: string;
  /** What it says, its quotes and escapes undone; there where `name` is. */
  readonly value?: string;
}

/** A server as one file has it. */
export interface FileServer {
  readonly facts: ServerFacts;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** What one file says. `install*` columns run in parallel, one entry a software row. */
export interface FileInventory {
  readonly file: string;
  readonly format: FormatId;
  /** The sheet of a workbook that this is; absent for other files. Lines are then rows of the sheet. */
  readonly sheet?: string;
  readonly bytes: number;
  readonly rows: number;
  readonly rejected: number;
  readonly servers: readonly FileServer[];
  readonly software: readonly Software[];
  /** Index into `servers`. */
  readonly installServer: Uint32Array;
  /** Index into `software`. */
  readonly installSoftware: Uint32Array;
  readonly installLine: Uint32Array;
  readonly installColumn?: Uint32Array;
  readonly problems: readonly Problem[];
}
