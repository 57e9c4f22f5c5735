import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createFeedHttp, type FeedHttpOptions } from '../../../../src/feeds/net/createFeedHttp';
import { HttpFailure, type FeedHttp, type FetchOptions } from '../../../../src/feeds/net/http';
import type { HttpTiming } from '../../../../src/feeds/net/httpTiming';
import type { FeedContent } from '../../../support/feedServer/feedContent';
import { feedWorld } from '../../../support/feedServer/feedWorld';
import { startFeedServer, type FeedServer, type FeedServerOptions } from '../../../support/feedServer/startFeedServer';

const MB = 1024 * 1024;

/** A clock that only waiting moves, and that remembers every wait. Randomness is always a half. */
export class FakeTiming implements HttpTiming {
  readonly waits: number[] = [];
  private elapsed = 0;
  wall = Date.parse('2026-11-21T12:00:00Z');

  monotonicMs(): number {
    return this.elapsed;
  }

  wallMs(): number {
    return this.wall;
  }

  random(): number {
    return 0.5;
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(ms);
    this.elapsed += ms;
    this.wall += ms;
    await new Promise(setImmediate);
    signal?.throwIfAborted();
  }
}

/**
 * Patience for tests where a stall is to end one try and the next is to succeed, ms. undici's clock goes by half a second each time that
 * the event loop comes round, however long that took: a machine that is busy does not make a second of it pass at once.
 */
export const IMPATIENT = { headersMs: 1_000, idleMs: 1_000 };

/** Servers, clients and a folder for one test, and their end. */
export class NetHarness {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'net-'));
  readonly timing = new FakeTiming();
  readonly log: string[] = [];
  private readonly ends: (() => Promise<void>)[] = [];

  async server(options: Partial<FeedServerOptions> = {}, content: FeedContent = feedWorld()): Promise<FeedServer> {
    const server = await startFeedServer({ content, ...options });
    this.ends.push(() => server.close());
    return server;
  }

  /** Loopback only, whatever the machine's environment says; waits take no time. */
  client(allowed: readonly string[], options: Partial<FeedHttpOptions> = {}): FeedHttp {
    const http = createFeedHttp({
      allowed, version: '1.2.3', timing: this.timing, proxy: { url: '', noProxy: [], environment: {} }, log: (line) => this.log.push(line),
      ...options,
      limits: { connectMs: 10_000, headersMs: 10_000, idleMs: 10_000, ...options.limits },
    });
    this.ends.push(() => http.close());
    return http;
  }

  /** `host:port` of something that takes connections and never says a word. */
  async silent(): Promise<string> {
    const sockets = new Set<net.Socket>();
    const server = net.createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.ends.push(() => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  endWith(end: () => Promise<void>): void {
    this.ends.push(end);
  }

  file(name = 'feed.bin'): string {
    return path.join(this.folder, name);
  }

  /** What lies in the folder, sorted. */
  files(): string[] {
    return fs.readdirSync(this.folder).sort();
  }

  async end(): Promise<void> {
    for (const end of this.ends.reverse()) await end();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

export function options(more: Partial<FetchOptions> = {}): FetchOptions {
  return { maxBytes: MB, ...more };
}

/** `kind: message | fix` of the failure; hosts' ports are left out. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  const failure = await promise.then(() => undefined, (error: unknown) => error);
  if (!(failure instanceof HttpFailure)) assert.fail(`no HttpFailure: ${failure instanceof Error ? failure.stack : String(failure)}`);
  assert.doesNotMatch(`${failure.message} ${failure.fix}`, /secret/);
  return `${failure.kind}: ${failure.message} | ${failure.fix}`.replaceAll(/127\.0\.0\.1:\d+/g, 'host');
}
