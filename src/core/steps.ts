/** A long computation in pieces: it pauses wherever whoever drives it may see to something else, and ends with its result. */
export type Steps<T> = Generator<void, T, void>;

/** Takes all steps at once. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
