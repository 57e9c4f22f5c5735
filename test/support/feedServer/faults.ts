import type http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import zlib from 'node:zlib';
import type { SeenRequest } from './startFeedServer';
import { plainAnswer, type Answer } from './resourceAnswer';

/** What goes wrong with one request. Bytes are those of the body as sent. */
export type Fault =
  /** `{ status: 429, headers: { 'retry-after': '2' } }`, 403, 500, 503 … */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** 404 with the header `message: Invalid apiKey.` */
  | { readonly kind: 'invalid-key' }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** The connection is reset after so many bytes; without a number before any answer. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** Nothing more comes after so many bytes, the connection stays; without a number not even headers. */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** The Content-Length of the whole, then the connection is closed after so many bytes. */
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  /** Half of the body, whole by its Content-Length: a gzip or zip without its end, JSON cut off. */
  | { readonly kind: 'cut' }
  /** A byte in the middle is another one. */
  | { readonly kind: 'corrupt' }
  /** The JSON before any packing is cut in the middle, the packing itself is sound. */
  | { readonly kind: 'cut-json' }
  /** The `.meta` names another SHA-256. */
  | { readonly kind: 'wrong-sha' }
  /** A sign-in page with status 200. */
  | { readonly kind: 'html' }
  /** So many bytes of a JSON text, announced or not; packed: as a gzip of a thousandth of it. */
  | { readonly kind: 'oversize'; readonly bytes: number; readonly announced?: boolean; readonly packed?: boolean }
  /** The body in pieces with pauses. */
  | { readonly kind: 'slow'; readonly pieceBytes: number; readonly pauseMs: number };

const PIECE_BYTES = 64 * 1024;
const SIGN_IN_PAGE = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>User name</form></body></html>';

/** The answer that is sent in the true one's place. */
export function applyContentFault(fault: Fault, answer: Answer): Answer {
  switch (fault.kind) {
    case 'status':
      return plainAnswer(fault.status, fault.body ?? '', 'text/plain', fault.headers);
    case 'invalid-key':
      return plainAnswer(404, '', 'text/plain', { message: 'Invalid apiKey.' });
    case 'redirect':
      return plainAnswer(fault.status ?? 302, '', 'text/plain', { location: fault.to });
    case 'cut':
      return { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) };
    case 'corrupt': {
      const body = Buffer.from(answer.body);
      body[body.length >> 1] ^= 0xff;
      return { ...answer, body };
    }
    case 'cut-json': {
      const isPacked = answer.body[0] === 0x1f && answer.body[1] === 0x8b;
      const plain = isPacked ? zlib.gunzipSync(answer.body) : answer.body;
      const cut = plain.subarray(0, plain.length >> 1);
      return { ...answer, body: isPacked ? zlib.gzipSync(cut) : cut };
    }
    case 'wrong-sha':
      return { ...answer, body: Buffer.from(answer.body.toString('utf8').replace(/^sha256:.*$/m, `sha256:${'0'.repeat(64)}\r`)) };
    case 'html':
      return plainAnswer(200, SIGN_IN_PAGE, 'text/html; charset=utf-8');
    default:
      return answer;
  }
}

/** Sends the answer, as far as the fault lets it through. */
export async function applyTransferFault(fault: Fault | undefined, answer: Answer, response: http.ServerResponse, seen: SeenRequest): Promise<void> {
  const { socket } = response;
  if (fault?.kind === 'reset' && fault.afterBytes === undefined) return void socket?.resetAndDestroy();
  if (fault?.kind === 'stall' && fault.afterBytes === undefined) return;
  if (fault?.kind === 'oversize') return sendOversize(fault, response, seen);
  seen.status = answer.status;
  response.writeHead(answer.status, { ...answer.headers, ...(answer.status === 304 ? {} : { 'content-length': String(answer.body.length) }) });
  switch (fault?.kind) {
    case 'reset':
      await write(response, answer.body.subarray(0, fault.afterBytes), seen);
      return void socket?.resetAndDestroy();
    case 'stall':
      return write(response, answer.body.subarray(0, fault.afterBytes), seen);
    case 'truncate':
      await write(response, answer.body.subarray(0, fault.afterBytes), seen);
      return void socket?.end();
    case 'slow':
      for (let at = 0; at < answer.body.length && !response.destroyed; at += fault.pieceBytes) {
        await write(response, answer.body.subarray(at, at + fault.pieceBytes), seen);
        await sleep(fault.pauseMs);
      }
      return void response.end();
    default:
      seen.sent += answer.body.length;
      response.end(answer.body);
  }
}

async function sendOversize(fault: Extract<Fault, { kind: 'oversize' }>, response: http.ServerResponse, seen: SeenRequest): Promise<void> {
  seen.status = 200;
  const packed = fault.packed ? zlib.gzipSync(Buffer.alloc(fault.bytes, ' ')) : undefined;
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
    ...(fault.announced ? { 'content-length': String(packed?.length ?? fault.bytes) } : {}),
  });
  if (packed) return void response.end(packed);
  const piece = Buffer.alloc(PIECE_BYTES, ' ');
  for (let left = fault.bytes; left > 0 && !response.destroyed; left -= piece.length) await write(response, piece.subarray(0, left), seen);
  response.end();
}

/** Resolves when the bytes are with the operating system, or the client is gone. */
async function write(response: http.ServerResponse, bytes: Buffer, seen: SeenRequest): Promise<void> {
  response.flushHeaders();
  if (bytes.length === 0) return;
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
  seen.sent += bytes.length;
}
