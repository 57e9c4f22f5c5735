/** Reasons told apart; further ones are counted under one name, so that a hostile feed cannot grow the list. */
const MAX_REASONS = 50;
const OTHER_REASONS = 'another reason';

/** Records left out for one reason. */
export interface Skip {
  readonly reason: string;
  readonly count: number;
  /** The first record's id, '' when it had none. */
  readonly example: string;
}

/** Records left out, over all reasons. */
export function totalOf(skips: readonly Skip[]): number {
  return skips.reduce((total, { count }) => total + count, 0);
}

/** Counts the records that could not be read, by reason. */
export class Skips {
  private readonly byReason = new Map<string, { count: number; example: string }>();

  add(reason: string, example: string): void {
    const key = this.byReason.has(reason) || this.byReason.size < MAX_REASONS ? reason : OTHER_REASONS;
    const known = this.byReason.get(key);
    if (known) known.count++;
    else this.byReason.set(key, { count: 1, example });
  }

  get total(): number {
    return totalOf(this.list());
  }

  /** Most frequent first. */
  list(): Skip[] {
    return [...this.byReason]
      .map(([reason, { count, example }]) => ({ reason, count, example }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}
