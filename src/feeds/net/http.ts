/** Why a request gave nothing that can be used. Each has one sentence and one next step for people; see `HttpFailure`. */
export type HttpFailureKind =
  | 'host-not-allowed'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'proxy'
  | 'certificate'
  | 'not-found'
  | 'throttled'
  | 'invalid-key'
  | 'server-error'
  | 'redirect'
  | 'too-large'
  | 'truncated'
  | 'bad-encoding'
  | 'unexpected-status'
  | 'disk';

export class HttpFailure extends Error {
  /** @param message a reason as a clause ("the server cannot be found"), no URL credentials in it. @param fix the next step, '' when there is none. */
  constructor(
    readonly kind: HttpFailureKind,
    message: string,
    readonly fix = '',
    /** HTTP status, 0 without an answer. */
    readonly status = 0,
  ) {
    super(message);
  }
}

/** What a server said of the version of a resource, to be sent back the next time. '' when it said nothing. */
export interface Validators {
  readonly etag: string;
  readonly lastModified: string;
}

export interface FetchOptions {
  /** Bytes after decompression beyond which the answer is given up. */
  readonly maxBytes: number;
  /** Sent as If-None-Match and If-Modified-Since. */
  readonly validators?: Validators;
  readonly signal?: AbortSignal;
  /** Bytes so far and in total (0 when the server does not say). */
  readonly progress?: (received: number, total: number) => void;
}

export type TextAnswer =
  | { readonly kind: 'text'; readonly text: string; readonly validators: Validators }
  | { readonly kind: 'not-modified' };

export type FileAnswer =
  | { readonly kind: 'file'; readonly bytes: number; readonly validators: Validators }
  | { readonly kind: 'not-modified' };

/**
 * The product's only way out: GET from hosts that are feeds. Rejects with `HttpFailure`, or with the signal's reason.
 * Retries, back-off with jitter, `Retry-After` and each host's rate limit happen inside.
 */
export interface FeedHttp {
  /** The whole answer as text, decompressed. */
  text(url: string, options: FetchOptions): Promise<TextAnswer>;
  /**
   * Streams the answer into a file as it was sent (a `.gz` stays packed; a transfer's own gzip is undone). What an interrupted download left
   * in `<file>.part` is continued with a Range request when the server still has the same version, else begun anew. The file appears whole or not at all.
   */
  download(url: string, file: string, options: FetchOptions): Promise<FileAnswer>;
  /** Ends its connections. */
  close(): Promise<void>;
}
