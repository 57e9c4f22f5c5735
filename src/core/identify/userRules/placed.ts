/** What a user wrote, with where it stands. */
export interface Placed<Entry> {
  readonly entry: Entry;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}
