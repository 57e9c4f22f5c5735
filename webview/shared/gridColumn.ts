import type { Target } from '../../src/protocol/models/frame';

/** A column of `ii-grid`. The first one stays in sight when the grid scrolls sideways. */
export interface GridColumn<Row> {
  readonly key: string;
  /** Whole name of the column, spoken and shown on hover. */
  readonly label: string;
  /** What the header shows; the label when absent. */
  readonly head?: unknown;
  /** Least width, px. */
  readonly width: number;
  /** Share of the width that is left over; 0 keeps the least width. */
  readonly grow?: number;
  readonly numeric?: boolean;
  /** Sort key of the protocol; absent: the column does not sort. */
  readonly sort?: string;
  /** Direction of the first click. */
  readonly firstDirection?: 'ascending' | 'descending';
  /** Shown only when the grid is at least this wide, px. */
  readonly from?: number;
  /** Draws the cell. Links in it are not reachable by Tab: the grid's arrows reach the cell and Enter follows `target`. */
  readonly cell: (row: Row) => unknown;
  /** Where Enter on the cell leads. */
  readonly target?: (row: Row) => Target | null;
  /** What Enter on the cell does, where it leads nowhere; false where it does nothing. */
  readonly act?: (row: Row) => boolean;
}
