/** A result and what was wrong on the way to it. The core never throws on input. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

export type ProblemSeverity = 'error' | 'warning' | 'information';

/** Every problem that a file, a feed or an inventory can have; the code stays when the wording changes. */
export type ProblemCode =
  | 'file-empty'
  | 'file-format-unknown'
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-changing'
  | 'encoding-invalid'
  | 'nul-character'
  | 'json-syntax'
  | 'json-type'
  | 'header-unknown'
  | 'header-duplicated'
  | 'column-missing'
  | 'no-rows'
  | 'row-too-short'
  | 'row-too-long'
  | 'quote-unclosed'
  | 'cell-too-long'
  | 'name-missing'
  | 'host-unnamed'
  | 'server-duplicated'
  | 'server-conflict'
  | 'version-unparsable'
  | 'date-unparsable'
  | 'date-in-future'
  | 'number-unparsable'
  | 'value-unknown'
  | 'cpe-invalid'
  | 'purl-invalid'
  | 'os-unknown'
  | 'software-unmapped'
  | 'server-stale'
  | 'updates-stale'
  | 'too-many-problems'
  | 'feed-unreadable'
  | 'feed-newer-schema'
  | 'feed-older'
  | 'feed-record-skipped'
  | 'decision-unreadable'
  | 'decision-newer-schema'
  | 'decision-invalid'
  | 'decision-conflict'
  | 'decision-unwritten'
  | 'decision-unknown-server'
  | 'set-aside-expired'
  | 'set-aside-expires'
  | 'set-aside-names-nothing'
  | 'mapping-unknown-name';

/** One thing wrong at one place, with its reason and, where one exists, what to do. */
export interface Problem {
  /** The file as the host named it (path or URI); the core never opens it. */
  readonly file: string;
  /** 1-based; 0 means the whole file. */
  readonly line: number;
  /** 1-based, in UTF-16 code units; 0 means the whole line. */
  readonly column: number;
  /** Exclusive end in the same line; absent when only the start is known. */
  readonly endColumn?: number;
  readonly severity: ProblemSeverity;
  readonly code: ProblemCode;
  readonly message: string;
  /** What the user can do about it, as a sentence. */
  readonly fix?: string;
}
