import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import dns from 'node:dns';
import net, { type AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { nvdApiRule } from '../../../../src/feeds/net/hostRule';
import { looksLikeHtml } from '../../../../src/feeds/net/looksLikeHtml';
import { HTTP_LIMITS } from '../../../../src/feeds/net/httpLimits';
import type { Fault } from '../../../support/feedServer/faults';
import { NetHarness, failureOf, options } from './netHarness';

/** About 320 KB, packed 240 KB. */
const CONTENT = JSON.stringify(Array.from({ length: 5_000 }, (_, i) => createHash('sha256').update(String(i)).digest('hex')));

/** Every fault of the network, for a text and for a download: what it is called, what is said, and that nothing half is left. */
suite('network: faults', () => {
  let harness: NetHarness;
  setup(() => (harness = new NetHarness()));
  teardown(() => harness.end());

  interface Expected {
    readonly failure: string;
    /** Requests that the server saw, for the text and for the download alike. */
    readonly requests: number;
    /** What may be left of the download: it can be gone on from, unless the connection broke too early. Absent: nothing. */
    readonly files?: readonly string[];
  }

  /** The fault meets every request. */
  async function check(fault: Fault, expected: Expected, attempts = 3): Promise<void> {
    const server = await harness.server();
    server.serve('/feed', CONTENT);
    server.fail('/feed', fault, Infinity);
    // Impatient only with what the fault holds back: the rest comes however busy the machine is.
    const impatience = fault.kind !== 'stall' ? {} : fault.afterBytes === undefined ? { headersMs: 100 } : { idleMs: 100 };
    const http = harness.client([server.url], { rules: [{ ...nvdApiRule(server.url, 'secret'), rate: undefined }], limits: { attempts, ...impatience } });
    assert.equal(await failureOf(http.text(`${server.url}/feed`, options())), expected.failure);
    assert.equal(server.requests.length, expected.requests);
    server.requests.length = 0;
    assert.equal(await failureOf(http.download(`${server.url}/feed`, harness.file(), options())), expected.failure);
    assert.equal(server.requests.length, expected.requests);
    const left = harness.files();
    assert.ok(left.length === 0 || isDeepStrictEqual(left, expected.files), left.join(' '));
  }
  const PART = ['feed.bin.part', 'feed.bin.part.json'];

  const throttled = (status: number) => ({ failure: `throttled: host takes no more requests for now (${status}), 3 times | Wait some minutes and try again.`, requests: 3 });
  const broken = (status: number) => ({ failure: `server-error: host has an error of its own (${status}), 3 times | Try again later.`, requests: 3 });
  const CHECK_LATER = 'Try again later, or check the proxy and the firewall.';
  const CHECK_ADDRESS = 'Check the address of the feed or mirror in the settings.';

  test('403 of NVD\'s API', () => check({ kind: 'status', status: 403 }, throttled(403)));
  test('429', () => check({ kind: 'status', status: 429, headers: { 'retry-after': '2' } }, throttled(429)));
  test('500', () => check({ kind: 'status', status: 500 }, broken(500)));
  test('503', () => check({ kind: 'status', status: 503 }, broken(503)));
  test('501 does not pass', () => check({ kind: 'status', status: 501 }, { failure: 'server-error: host has an error of its own (501) | Try again later.', requests: 1 }));
  test('404', () => check({ kind: 'status', status: 404 }, { failure: `not-found: host has no /feed (404) | ${CHECK_ADDRESS}`, requests: 1 }));
  test('404 with a reason in the header', () => check({ kind: 'status', status: 404, headers: { message: 'Invalid cveId: X.' } }, { failure: `not-found: host has no /feed (404: Invalid cveId: X) | ${CHECK_ADDRESS}`, requests: 1 }));
  test('404 with "Invalid apiKey."', () => check({ kind: 'invalid-key' }, { failure: 'invalid-key: host does not know the API key (404) | Set the NVD API key anew, or remove it to go on more slowly without one.', requests: 1 }));
  test('401', () => check({ kind: 'status', status: 401 }, { failure: 'unexpected-status: host refuses access (401) | Check whether a proxy or firewall blocks it, or whether the mirror asks for a sign-in.', requests: 1 }));
  test('a status that no feed has', () => check({ kind: 'status', status: 204 }, { failure: `unexpected-status: host answered with the unexpected status 204 | ${CHECK_ADDRESS}`, requests: 1 }));
  test('304 that nobody asked for', () => check({ kind: 'status', status: 304 }, { failure: `unexpected-status: host answered with the unexpected status 304 | ${CHECK_ADDRESS}`, requests: 1 }));
  test('206 that nobody asked for', () => check({ kind: 'status', status: 206 }, { failure: `unexpected-status: host answered with the unexpected status 206 | ${CHECK_ADDRESS}`, requests: 1 }));

  test('reset before an answer', () => check({ kind: 'reset' }, { failure: `reset: the connection to host was reset (ECONNRESET), 3 times | ${CHECK_LATER}`, requests: 3 }));
  const cut = { failure: 'truncated: the connection to host broke before the answer was whole, 3 times | Try again later.', requests: 3, files: PART };
  test('reset mid-body', () => check({ kind: 'reset', afterBytes: 50_000 }, cut));
  test('ended before the length that was promised', () => check({ kind: 'truncate', afterBytes: 50_000 }, cut));
  test('stalled before an answer', () => check({ kind: 'stall' }, { failure: `timeout: host does not answer, 2 times | ${CHECK_LATER}`, requests: 2 }, 2));
  test('stalled mid-body', () => check({ kind: 'stall', afterBytes: 50_000 }, { failure: `timeout: host stopped sending, 2 times | ${CHECK_LATER}`, requests: 2, files: PART }, 2));

  const tooLarge = { failure: `too-large: the answer of host is larger than 1 MB, as this feed never is | ${CHECK_ADDRESS}`, requests: 1 };
  test('100 MB where 1 MB was expected, announced', () => check({ kind: 'oversize', bytes: 100_000_000, announced: true }, tooLarge));
  test('100 MB where 1 MB was expected, not announced', () => check({ kind: 'oversize', bytes: 100_000_000 }, tooLarge));
  test('100 MB packed into 100 KB', () => check({ kind: 'oversize', bytes: 100_000_000, packed: true }, tooLarge));
  test('too much is not read to its end', async () => {
    const server = await harness.server();
    server.fail('/kev/', { kind: 'oversize', bytes: 100_000_000 }, 2);
    await failureOf(harness.client([server.url]).text(server.urls.kev, options()));
    assert.ok(server.requests[0].sent < 20_000_000, `${server.requests[0].sent} bytes sent`);
  });

  test('a gzip that is damaged, or has no end', async () => {
    const server = await harness.server();
    const http = harness.client([server.url], { limits: { attempts: 3 } });
    server.serve('/feed', JSON.stringify(Array.from({ length: 2_000 }, (_, i) => i * i)));
    server.fail('/feed', { kind: 'corrupt' });
    assert.equal(await failureOf(http.text(`${server.url}/feed`, options())), 'bad-encoding: the answer of host is damaged (its gzip cannot be unpacked) | Try again later, or check the proxy or mirror in between.');
    server.fail('/feed', { kind: 'cut' }, Infinity);
    assert.equal(await failureOf(http.text(`${server.url}/feed`, options())), 'truncated: the answer of host is cut off (its gzip has no end), 3 times | Try again later.');
  });

  test('a packing that nobody asked for', () => check(
    { kind: 'status', status: 200, headers: { 'content-encoding': 'br' }, body: 'x' },
    { failure: 'bad-encoding: host packs its answer in a way that was not asked for (br) | Check the proxy or mirror in between.', requests: 1 },
  ));

  test('a page in the feed\'s place is recognised by who reads it', async () => {
    const server = await harness.server();
    server.fail('/kev/', { kind: 'html' });
    const answer = await harness.client([server.url]).text(server.urls.kev, options());
    assert.ok(answer.kind === 'text' && looksLikeHtml(answer.text));
  });

  test('a refused connection', async () => {
    // A port that was free a moment ago may be another program's by now; nobody takes the first.
    const url = 'http://127.0.0.1:1';
    const http = harness.client([url]);
    const expected = 'refused: host refuses the connection (ECONNREFUSED), 2 times | Check the connection to the network, the proxy and the firewall.';
    assert.equal(await failureOf(http.text(url, options())), expected);
    assert.equal(await failureOf(http.download(url, harness.file(), options())), expected);
    assert.deepEqual(harness.files(), []);
  });

  test('a name that does not resolve', async () => {
    const http = harness.client(['http://feeds.invalid']);
    const { lookup } = dns;
    try {
      for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
        // How a real resolver fails, and after how long, is the machine's and its network's.
        dns.lookup = ((hostname: string, _: unknown, callback: (error: Error) => void) => void setImmediate(callback, Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), { code, syscall: 'getaddrinfo', hostname }))) as typeof dns.lookup;
        assert.equal(
          await failureOf(http.text('http://feeds.invalid/x', options())),
          `dns: the name feeds.invalid cannot be resolved (${code}), 2 times | Check the connection to the network and its DNS, or set a proxy in http.proxy.`,
        );
      }
    } finally {
      dns.lookup = lookup;
    }
  });

  test('something that is not HTTP', async () => {
    const odd = net.createServer((socket) => socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n', () => socket.destroy()));
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    harness.endWith(() => new Promise((resolve) => odd.close(() => resolve())));
    const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
    assert.match(await failureOf(harness.client([url]).text(url, options())), /^bad-encoding: host does not answer in HTTP \|/);
  });

  suite('Retry-After', () => {
    async function waits(headers: Record<string, string>, status = 429): Promise<string> {
      const server = await harness.server();
      server.fail('/kev/', { kind: 'status', status, headers });
      const outcome = await harness.client([server.url]).text(server.urls.kev, options()).then(({ kind }) => kind, (error: Error & { fix: string }) => error.fix);
      return `${harness.timing.waits.map((ms) => ms / 1_000).join(' ')} ${outcome}`.trim();
    }
    // The half of the first back-off, 1 s, is added to each.
    test('seconds', async () => assert.equal(await waits({ 'retry-after': '30' }), '31 text'));
    test('seconds of a 503', async () => assert.equal(await waits({ 'retry-after': '30' }, 503), '31 text'));
    test('a date, by the server\'s own clock', async () => assert.equal(await waits({ date: 'Sat, 21 Nov 2020 10:00:00 GMT', 'retry-after': 'Sat, 21 Nov 2020 10:00:20 GMT' }), '21 text'));
    test('a date that has passed', async () => assert.equal(await waits({ date: 'Sat, 21 Nov 2020 10:00:00 GMT', 'retry-after': 'Sat, 21 Nov 2020 09:00:00 GMT' }), '1 text'));
    test('nothing that can be read', async () => assert.equal(await waits({ 'retry-after': '-5.5' }), '1 text'));
    test('longer than is waited for', async () => {
      assert.equal(await waits({ 'retry-after': '7200' }), 'Try again after 2026-11-21 14:00 UTC: the server asks for that.');
      assert.ok(7_200_000 > HTTP_LIMITS.maxRetryAfterMs);
    });
    test('longer than a date can hold', async () => assert.equal(await waits({ 'retry-after': '999999999' }), 'Try again after 2058-07-30 13:46 UTC: the server asks for that.'));
  });
});
