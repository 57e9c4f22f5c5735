import type { Problem, ProblemCode } from '../../core/inventory/problem';

/** A bundle that is not used; the message is a reason without the file's name. */
export class BundleError extends Error {
  constructor(
    readonly code: Extract<ProblemCode, 'file-unreadable' | 'file-too-large' | 'file-format-unknown' | 'feed-unreadable' | 'feed-newer-schema'>,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

const COPY_AGAIN = 'Copy the bundle again, and if that does not help export it again.';

export function damaged(reason: string, fix = COPY_AGAIN): BundleError {
  return new BundleError('feed-unreadable', reason, fix);
}

/** @param done what did not happen: "This bundle was not imported". @param rest what stays: "The feeds are as they were." */
export function bundleProblem(file: string, { code, message, fix }: BundleError, done: string, rest: string): Problem {
  return { file, line: 0, column: 0, severity: 'error', code, message: `${done}: ${message}. ${rest}`.trimEnd(), ...(fix === '' ? {} : { fix }) };
}
