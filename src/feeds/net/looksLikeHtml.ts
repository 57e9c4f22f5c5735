/** Bytes of an answer's begin that are enough for `looksLikeHtml`. */
export const HTML_SNIFF_BYTES = 512;

/**
 * Whether an answer begins like a web page: a sign-in or proxy page in place of the feed.
 * No feed (JSON, CSV, gzip, zip) begins with "<", so that any markup counts.
 * @param start the answer, or its first `HTML_SNIFF_BYTES`
 */
export function looksLikeHtml(start: string | Uint8Array): boolean {
  const text = typeof start === 'string' ? start.slice(0, HTML_SNIFF_BYTES) : Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, HTML_SNIFF_BYTES)).toString('latin1');
  return /^(?:\ufeff|\xef\xbb\xbf)?\s*<[!?a-z]/i.test(text);
}
