/**
 * Which rows of a list are chosen, by their keys. A list may be longer than what a webview holds, so "all but some" is
 * a selection of its own. A value: each change gives another.
 */
export class RowSelection {
  static readonly none = new RowSelection(false, new Set());
  static readonly all = new RowSelection(true, new Set());

  /** With `isAll` the keys are those left out. */
  private constructor(readonly isAll: boolean, readonly keys: ReadonlySet<string>) {}

  get isEmpty(): boolean {
    return !this.isAll && this.keys.size === 0;
  }

  has(key: string): boolean {
    return this.isAll !== this.keys.has(key);
  }

  /** How many rows of a list of `total`. */
  count(total: number): number {
    return this.isAll ? Math.max(0, total - this.keys.size) : this.keys.size;
  }

  /** The selection with these rows chosen, or not. */
  with(keys: Iterable<string>, chosen: boolean): RowSelection {
    const next = new Set(this.keys);
    for (const key of keys) {
      if (chosen === this.isAll) next.delete(key);
      else next.add(key);
    }
    return new RowSelection(this.isAll, next);
  }

  toggle(key: string): RowSelection {
    return this.with([key], !this.has(key));
  }
}
