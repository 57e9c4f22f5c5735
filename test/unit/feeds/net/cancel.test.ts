import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { REAL_TIMING } from '../../../../src/feeds/net/httpTiming';
import { startConnectProxy } from '../../../support/feedServer/connectProxy';
import type { Fault } from '../../../support/feedServer/faults';
import { NetHarness, options } from './netHarness';

const CONTENT = Buffer.from(Array.from({ length: 8_000 }, (_, i) => createHash('sha256').update(String(i)).digest('hex')).join(''));
/** Waits that nobody lives to see: a test that meets one fails by its own time limit. */
const FOREVER = { connectMs: 600_000, headersMs: 600_000, idleMs: 600_000, backOffMs: 600_000, maxBackOffMs: 600_000, maxWaitMs: 6_000_000 };

suite('network: cancel', () => {
  let net: NetHarness;
  setup(() => (net = new NetHarness()));
  teardown(() => net.end());

  /** Cancels once `when` holds, during a text and during a download. */
  async function check(fault: Fault | undefined, when: 'a request came' | 'bytes came' | 'a wait began', rate?: { requests: number; perMs: number; pauseMs: number }): Promise<void> {
    for (const kind of ['text', 'download'] as const) {
      const server = await net.server();
      server.serve('/feed', CONTENT);
      if (fault) server.fail('/feed', fault, Infinity);
      const reason = new Error('cancelled');
      const controller = new AbortController();
      let came: () => void = () => undefined;
      const moment = new Promise<void>((resolve) => (came = resolve));
      const client = net.client([server.url], {
        limits: FOREVER,
        timing: { ...REAL_TIMING, random: () => 0.5, wait: (ms, signal) => (came(), REAL_TIMING.wait(ms, signal)) },
        rules: rate ? [{ url: server.url, rate }] : [],
      });
      if (rate) await client.text(`${server.url}/feed`, options());
      const fetchOptions = options({ signal: controller.signal, progress: () => when === 'bytes came' && came() });
      const running = kind === 'text' ? client.text(`${server.url}/feed`, fetchOptions) : client.download(`${server.url}/feed`, net.file(), fetchOptions);
      const rejected = assert.rejects(running, (error) => error === reason);
      if (when === 'a request came') while (server.requests.length === 0) await new Promise(setImmediate);
      else await moment;
      controller.abort(reason);
      await rejected;
      assert.ok(!fs.existsSync(net.file()));
    }
  }

  test('before it begins', async () => {
    const server = await net.server();
    const client = net.client([server.url]);
    const signal = AbortSignal.abort(new Error('cancelled'));
    await assert.rejects(client.text(server.urls.kev, options({ signal })), /cancelled/);
    await assert.rejects(client.download(server.urls.kev, net.file(), options({ signal })), /cancelled/);
    assert.deepEqual(server.requests, []);
    assert.deepEqual(net.files(), []);
  });
  test('while waiting for an answer', () => check({ kind: 'stall' }, 'a request came'));
  test('while the body comes', () => check({ kind: 'slow', pieceBytes: 4_096, pauseMs: 5 }, 'bytes came'));
  test('while the body is stalled', () => check({ kind: 'stall', afterBytes: 100_000 }, 'bytes came'));
  test('while waiting for the next try', () => check({ kind: 'status', status: 503 }, 'a wait began'));
  test('while waiting as long as the server asks', () => check({ kind: 'status', status: 429, headers: { 'retry-after': '100' } }, 'a wait began'));
  test('while waiting for the host\'s rate', () => check(undefined, 'a wait began', { requests: 1, perMs: 600_000, pauseMs: 0 }));

  test('while the proxy keeps silent', async () => {
    const server = await net.server({ tls: true });
    // It takes the connection and says nothing: CONNECT is answered by a server that stalls.
    server.fail('', { kind: 'stall' }, Infinity);
    const proxy = await startConnectProxy();
    net.endWith(() => proxy.close());
    const controller = new AbortController();
    const client = net.client([server.url], { limits: FOREVER, ca: [server.certificate], proxy: { url: proxy.url, noProxy: [], loopback: true } });
    const rejected = assert.rejects(client.text(server.urls.kev, options({ signal: controller.signal })), /cancelled/);
    while (server.requests.length === 0) await new Promise(setImmediate);
    controller.abort(new Error('cancelled'));
    await rejected;
  });

  test('a cancelled download goes on the next time', async () => {
    const server = await net.server();
    server.serve('/feed', CONTENT);
    server.fail('/feed', { kind: 'stall', afterBytes: 300_000 });
    const controller = new AbortController();
    const progress = (received: number): void => void (received >= 200_000 && controller.abort(new Error('cancelled')));
    await assert.rejects(net.client([server.url]).download(`${server.url}/feed`, net.file(), options({ signal: controller.signal, progress })), /cancelled/);
    assert.deepEqual(net.files(), ['feed.bin.part', 'feed.bin.part.json']);
    await net.client([server.url]).download(`${server.url}/feed`, net.file(), options());
    assert.equal(server.requests[1].status, 206);
    assert.ok(fs.readFileSync(net.file()).equals(CONTENT));
  });

  test('closing ends what runs, and what is asked after', async () => {
    const server = await net.server();
    server.fail('/kev/', { kind: 'stall' });
    const client = net.client([server.url], { limits: FOREVER });
    const rejected = assert.rejects(client.text(server.urls.kev, options()), { kind: 'reset', message: 'the connections were closed' });
    while (server.requests.length === 0) await new Promise(setImmediate);
    await client.close();
    await rejected;
    await assert.rejects(client.text(server.urls.kev, options()), { kind: 'reset' });
  });
});
