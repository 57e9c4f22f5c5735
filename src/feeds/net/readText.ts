import { unpackedBytes, contentLength } from './bodyBytes';
import type { Exchange } from './exchange';
import type { FetchOptions, TextAnswer } from './http';
import { conditionalHeaders, validatorsOf } from './validators';

/** One try of reading a text. Rejects with AttemptFailure, HttpFailure or the signal's reason. */
export async function readText(exchange: Exchange, url: string, options: FetchOptions, signal: AbortSignal): Promise<TextAnswer> {
  const answer = await exchange.open(url, { 'accept-encoding': 'gzip', ...conditionalHeaders(options.validators) }, signal);
  if (answer.status === 304 && options.validators) {
    answer.body.destroy();
    return { kind: 'not-modified' };
  }
  if (answer.status !== 200) throw answer.refused();
  const total = contentLength(answer);
  // It takes the byte order mark away; what is not UTF-8 is for the reader of the content to find.
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const chunk of unpackedBytes(answer, options.maxBytes, (received) => options.progress?.(received, total))) {
    text += decoder.decode(chunk, { stream: true });
  }
  return { kind: 'text', text: text + decoder.decode(), validators: validatorsOf(answer.headers) };
}
