import * as assert from 'node:assert/strict';
import zlib from 'node:zlib';
import { IMPATIENT, NetHarness, failureOf, options } from './netHarness';

suite('network: text', () => {
  let net: NetHarness;
  setup(() => (net = new NetHarness()));
  teardown(() => net.end());

  test('text comes unpacked, with its validators, and "not modified" the second time', async () => {
    const server = await net.server();
    const http = net.client([server.url]);
    const first = await http.text(server.urls.kev, options());
    assert.ok(first.kind === 'text');
    assert.equal(JSON.parse(first.text).count, 0);
    assert.match(first.validators.etag, /^"\w+-gz"$/);
    assert.equal(first.validators.lastModified, 'Sun, 01 Nov 2026 12:00:00 GMT');
    assert.deepEqual(await http.text(server.urls.kev, options({ validators: first.validators })), { kind: 'not-modified' });
    assert.deepEqual(server.requests.map(({ status }) => status), [200, 304]);
    assert.equal(server.requests[1].headers['if-none-match'], first.validators.etag);
    assert.equal(server.requests[1].headers['if-modified-since'], first.validators.lastModified);
  });

  test('what a request tells: the product and nothing else', async () => {
    const server = await net.server();
    await net.client([server.url]).text(server.urls.kev, options());
    const { host, connection, ...headers } = server.requests[0].headers;
    assert.deepEqual({ host, connection }, { host: new URL(server.url).host, connection: 'keep-alive' });
    assert.deepEqual(headers, { accept: '*/*', 'accept-encoding': 'gzip', 'user-agent': 'Inventory-Insights/1.2.3' });
  });

  test('progress counts the bytes of the way', async () => {
    const server = await net.server();
    server.serve('/text', `"${'x'.repeat(200_000)}"`);
    const seen: string[] = [];
    const answer = await net.client([server.url]).text(`${server.url}/text`, options({ progress: (received, total) => seen.push(`${received}/${total}`) }));
    assert.equal(answer.kind === 'text' && answer.text.length, 200_002);
    const packed = zlib.gzipSync(`"${'x'.repeat(200_000)}"`).length;
    assert.equal(seen.at(-1), `${packed}/${packed}`);
  });

  test('a byte order mark is taken away, and characters are whole across pieces', async () => {
    const server = await net.server();
    server.serve('/text', '\ufeff"äöü€"');
    server.fail('/text', { kind: 'slow', pieceBytes: 1, pauseMs: 0 });
    const answer = await net.client([server.url]).text(`${server.url}/text`, options());
    assert.equal(answer.kind === 'text' && answer.text, '"äöü€"');
  });

  test('a burst of errors is waited out with growing pauses', async () => {
    const server = await net.server();
    const http = net.client([server.url]);
    server.fail('/kev/', { kind: 'status', status: 503 });
    server.fail('/kev/', { kind: 'status', status: 500 });
    server.fail('/kev/', { kind: 'status', status: 502 });
    server.fail('/kev/', { kind: 'status', status: 504 });
    assert.equal((await http.text(server.urls.kev, options())).kind, 'text');
    assert.deepEqual(net.timing.waits, [1_000, 2_000, 4_000, 8_000]);
    assert.match(net.log[0], /^127\.0\.0\.1:\d+ has an error of its own \(503\); next try in 1\.0 s$/);
  });

  test('connections that break are tried again', async () => {
    const server = await net.server();
    const http = net.client([server.url], { limits: IMPATIENT });
    server.fail('/kev/', { kind: 'reset' });
    server.fail('/kev/', { kind: 'reset', afterBytes: 10 });
    server.fail('/kev/', { kind: 'stall' });
    server.fail('/kev/', { kind: 'stall', afterBytes: 10 });
    server.fail('/kev/', { kind: 'truncate', afterBytes: 10 });
    assert.equal((await http.text(server.urls.kev, options())).kind, 'text');
    assert.equal(server.requests.length, 6);
  });

  test('a gzip that was cut off on the way is tried again', async () => {
    const server = await net.server();
    server.fail('/kev/', { kind: 'cut' });
    assert.equal((await net.client([server.url]).text(server.urls.kev, options())).kind, 'text');
    assert.equal(server.requests.length, 2);
  });

  test('a failure that stays is told after as many tries as are allowed', async () => {
    const server = await net.server();
    server.fail('/kev/', { kind: 'status', status: 503 }, Infinity);
    assert.equal(await failureOf(net.client([server.url]).text(server.urls.kev, options())), 'server-error: host has an error of its own (503), 6 times | Try again later.');
    assert.equal(server.requests.length, 6);
    assert.deepEqual(net.timing.waits, [1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test('all waits together have an end', async () => {
    const server = await net.server();
    server.fail('/kev/', { kind: 'status', status: 429, headers: { 'retry-after': '100' } }, Infinity);
    assert.equal(
      await failureOf(net.client([server.url], { limits: { maxWaitMs: 250_000 } }).text(server.urls.kev, options())),
      'throttled: host takes no more requests for now (429), 3 times | Wait some minutes and try again.',
    );
    assert.deepEqual(net.timing.waits, [101_000, 102_000]);
  });
});
