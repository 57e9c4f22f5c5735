/** Where the keyboard is in a grid. Row -1 is the header; column -1 is the row as a whole. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit in sight. */
  readonly page: number;
}

/** Keys that move inside a grid; undefined when the key is none of them or the place stays. */
export function gridMove(key: string, control: boolean, from: GridPlace, size: GridSize): GridPlace | undefined {
  const last = size.rows - 1;
  const at = (row: number, column = from.column): GridPlace => {
    const bounded = Math.max(-1, Math.min(last, row));
    // The header has no row as a whole: its cells are its buttons.
    return { row: bounded, column: bounded === -1 ? Math.max(0, column) : column };
  };
  const moved = ((): GridPlace | undefined => {
    switch (key) {
      case 'ArrowDown': return from.row === -1 && size.rows > 0 ? { row: 0, column: from.column === 0 ? -1 : from.column } : at(from.row + 1);
      case 'ArrowUp': return at(from.row - 1);
      case 'PageDown': return at(Math.max(0, from.row) + size.page);
      case 'PageUp': return from.row <= 0 ? undefined : at(Math.max(0, from.row - size.page));
      case 'Home': return control || from.column === -1 ? at(Math.min(0, last)) : { ...from, column: 0 };
      case 'End': return control || from.column === -1 ? at(last) : { ...from, column: size.columns - 1 };
      case 'ArrowRight': return { ...from, column: Math.min(size.columns - 1, from.column + 1) };
      case 'ArrowLeft': return { ...from, column: Math.max(from.row === -1 ? 0 : -1, from.column - 1) };
      default: return undefined;
    }
  })();
  return moved === undefined || (moved.row === from.row && moved.column === from.column) ? undefined : moved;
}
