import picomatch from 'picomatch';

/** Tells inventory files by the settings' patterns, relative to a workspace folder. */
export class InventoryPatterns {
  private readonly test: (relative: string) => boolean;

  constructor(include: readonly string[]) {
    this.test = include.length === 0 ? () => false : picomatch([...include], { nocase: true, dot: true });
  }

  /** `relative` with forward slashes. */
  matches(relative: string): boolean {
    return this.test(relative);
  }
}
