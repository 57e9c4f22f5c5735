/** One part of a feed failed: a year's file, a page, a distribution's archive. */
export class FeedPartFailure extends Error {
  constructor(
    /** For people: `nvdcve-2.0-2010.json.gz`, `AlmaLinux`. */
    readonly part: string,
    readonly reason: unknown,
  ) {
    super(reason instanceof Error ? reason.message : String(reason));
  }
}

/** Runs the work on one part and names the part when it fails. An aborted signal's reason passes as it is. */
export async function asPart<T>(part: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof FeedPartFailure ? error : new FeedPartFailure(part, error);
  }
}
