import type { AnswerHeaders } from './exchange';
import type { Validators } from './http';

/** Longer ones are not kept: no server has them. */
const MAX_LENGTH = 1_024;

export function validatorsOf(headers: AnswerHeaders): Validators {
  return { etag: sendable(headers.etag), lastModified: sendable(headers['last-modified']) };
}

/** The headers that ask for the content only if it is another version. */
export function conditionalHeaders(validators: Validators | undefined): Record<string, string> {
  const etag = sendable(validators?.etag);
  const lastModified = sendable(validators?.lastModified);
  return { ...(etag === '' ? {} : { 'if-none-match': etag }), ...(lastModified === '' ? {} : { 'if-modified-since': lastModified }) };
}

/** What proves that bytes are of the same version (RFC 9110 §13.1.5): a strong ETag, without any ETag the date; '' when nothing does. */
export function rangeValidator({ etag, lastModified }: Validators): string {
  if (etag !== '') return etag.startsWith('"') ? sendable(etag) : '';
  return sendable(lastModified);
}

/** Validators come from servers and from files: what could not stand in a header is dropped. */
function sendable(value: string | undefined): string {
  return value !== undefined && value.length <= MAX_LENGTH && /^[\x20-\x7e]+$/.test(value) ? value : '';
}
