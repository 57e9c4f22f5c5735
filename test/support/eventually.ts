import * as assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

/** Milliseconds: far more than any machine needs, and less than a test has. */
const PATIENCE = 90_000;

/** Between two questions, ms. */
const PAUSE = 50;

/**
 * Asks until the answer is there. The last answer or error says what was missing.
 * @param ask answers undefined, false or '' for "not yet"; an error counts as "not yet"
 * @param patience milliseconds
 */
export async function eventually<T>(what: string, ask: () => T | Promise<T>, patience = PATIENCE): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + patience;
  for (let last: unknown; ;) {
    try {
      last = await ask();
      if (last) return last as Exclude<T, false | null | undefined>;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${patience} ms${last instanceof Error ? `; ${last.message}` : ''}`);
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

/**
 * Asks until the answer is the expected one: what is read of a page right after a click may be what stood there before it.
 * A failure shows the last answer beside the expected one. An error counts as "not yet".
 * @param patience milliseconds
 */
export async function becomes<T>(ask: () => T | Promise<T>, expected: T, what?: string, patience = PATIENCE): Promise<void> {
  for (const end = Date.now() + patience; ;) {
    let last: unknown;
    try {
      last = await ask();
    } catch (error) {
      last = error;
    }
    if (isDeepStrictEqual(last, expected)) return;
    if (Date.now() > end) {
      if (last instanceof Error) throw last;
      assert.deepEqual(last, expected, what === undefined ? undefined : `${what}: ${JSON.stringify(last)}, not ${JSON.stringify(expected)}, after ${patience} ms`);
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}
