import { note } from './output';
import { EXIT } from './usage';

/** Runs with a signal that the first Ctrl+C gives, so that what is half done is put away; the second ends the process at once. */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    note('Stopping. Ctrl+C again ends at once.');
  };
  process.on('SIGINT', stop);
  try {
    return await run(controller.signal);
  } finally {
    process.off('SIGINT', stop);
  }
}
