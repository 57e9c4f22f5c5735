/**
 * Asks until the answer is there. The last answer or error says what was missing.
 * @param ask answers undefined, false or '' for "not yet"; an error counts as "not yet"
 * @param patience milliseconds
 */
export async function eventually<T>(what: string, ask: () => T | Promise<T>, patience = 90_000): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + patience;
  for (let last: unknown; ;) {
    try {
      last = await ask();
      if (last) return last as Exclude<T, false | null | undefined>;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${patience} ms${last instanceof Error ? `; ${last.message}` : ''}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
