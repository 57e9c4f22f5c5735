import * as assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import type { AttemptFailure } from '../../../../src/feeds/net/attemptFailure';
import { onDisk } from '../../../../src/feeds/net/diskFailure';
import type { FeedServer } from '../../../support/feedServer/startFeedServer';
import { NetHarness, failureOf, options } from './netHarness';

/** So many bytes that do not pack, always the same for the same seed. */
function noise(bytes: number, seed = 0): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

const CONTENT = noise(500_000);
const WHOLE = ['feed.bin'];
const PART = ['feed.bin.part', 'feed.bin.part.json'];

suite('network: download', () => {
  let net: NetHarness;
  let server: FeedServer;
  setup(async () => {
    net = new NetHarness();
    server = await net.server();
    server.serve('/feed', CONTENT, 'application/octet-stream');
  });
  teardown(() => net.end());

  const url = (): string => `${server.url}/feed`;
  const ranges = (of = server): string[] => of.requests.map(({ headers, status, sent }) => `${headers.range ?? 'whole'} ${status} ${sent}`);
  const isWhole = (): boolean => fs.readFileSync(net.file()).equals(CONTENT);

  /** A download that ended after some bytes, with the part that it left. @returns bytes of the part */
  async function interrupted(before: readonly string[] = []): Promise<number> {
    server.fail('/feed', { kind: 'truncate', afterBytes: 200_000 });
    assert.match(await failureOf(net.client([server.url], { limits: { attempts: 1 } }).download(url(), net.file(), options())), /^truncated: /);
    assert.deepEqual(net.files(), [...before, ...PART]);
    server.requests.length = 0;
    return fs.statSync(`${net.file()}.part`).size;
  }

  test('a file as it was sent, nothing beside it', async () => {
    const seen: string[] = [];
    const answer = await net.client([server.url]).download(url(), net.file(), options({ progress: (received, total) => seen.push(`${received}/${total}`) }));
    assert.equal(answer.kind === 'file' && answer.bytes, 500_000);
    assert.match(answer.kind === 'file' ? answer.validators.etag : '', /^"\w+"$/);
    assert.deepEqual(net.files(), WHOLE);
    assert.ok(isWhole());
    assert.equal(seen.at(-1), '500000/500000');
    assert.equal(server.requests[0].headers['accept-encoding'], 'identity');
  });

  test('"not modified" leaves the file as it is', async () => {
    const client = net.client([server.url]);
    const first = await client.download(url(), net.file(), options());
    assert.ok(first.kind === 'file');
    fs.writeFileSync(net.file(), 'ours');
    assert.deepEqual(await client.download(url(), net.file(), options({ validators: first.validators })), { kind: 'not-modified' });
    assert.equal(fs.readFileSync(net.file(), 'utf8'), 'ours');
    assert.deepEqual(net.files(), WHOLE);
  });

  test('within one call a broken transfer goes on where it broke', async () => {
    server.fail('/feed', { kind: 'truncate', afterBytes: 200_000 });
    await net.client([server.url]).download(url(), net.file(), options());
    assert.ok(isWhole());
    assert.equal(server.requests.length, 2);
    const [, start, status, sent] = /^bytes=(\d+)- (\d+) (\d+)$/.exec(ranges()[1]) ?? [];
    assert.equal(status, '206');
    assert.ok(Number(start) > 0 && Number(start) + Number(sent) === 500_000, ranges()[1]);
  });

  test('a later call goes on too: only the rest is asked for and sent', async () => {
    const size = await interrupted();
    await net.client([server.url]).download(url(), net.file(), options());
    assert.ok(isWhole());
    assert.deepEqual(net.files(), WHOLE);
    assert.deepEqual(ranges(), [`bytes=${size}- 206 ${500_000 - size}`]);
    assert.match(server.requests[0].headers['if-range'] as string, /^"\w+"$/);
  });

  test('another version meanwhile: the whole of the new one, nothing of the old', async () => {
    const size = await interrupted();
    server.serve('/feed', noise(400_000, 1), 'application/octet-stream');
    await net.client([server.url]).download(url(), net.file(), options());
    assert.ok(fs.readFileSync(net.file()).equals(noise(400_000, 1)));
    assert.deepEqual(ranges(), [`bytes=${size}- 200 400000`]);
  });

  test('the version that we have already, after another one in between', async () => {
    const { etag, lastModified } = await net.client([server.url]).download(url(), net.file(), options()).then((answer) => (answer.kind === 'file' ? answer.validators : assert.fail()));
    server.serve('/feed', noise(400_000, 1), 'application/octet-stream');
    await interrupted(WHOLE);
    server.serve('/feed', CONTENT, 'application/octet-stream');
    assert.deepEqual(await net.client([server.url]).download(url(), net.file(), options({ validators: { etag, lastModified } })), { kind: 'not-modified' });
    assert.deepEqual(net.files(), WHOLE);
    assert.ok(isWhole());
  });

  test('whole but not in its place: one byte proves the version', async () => {
    await interrupted();
    fs.writeFileSync(`${net.file()}.part`, CONTENT);
    await net.client([server.url]).download(url(), net.file(), options());
    assert.deepEqual(ranges(), ['bytes=499999- 206 1']);
    assert.ok(isWhole());
  });

  test('a part of another address, without its note, or with a spoilt one does not count', async () => {
    const note = `${net.file()}.part.json`;
    const spoil: (() => void)[] = [
      () => fs.rmSync(note),
      () => fs.writeFileSync(note, '{"url":'),
      () => fs.writeFileSync(note, JSON.stringify({ ...JSON.parse(fs.readFileSync(note, 'utf8')), url: `${server.url}/other` })),
      () => fs.writeFileSync(note, JSON.stringify({ ...JSON.parse(fs.readFileSync(note, 'utf8')), etag: 'W/"weak"' })),
      () => fs.writeFileSync(note, JSON.stringify({ ...JSON.parse(fs.readFileSync(note, 'utf8')), etag: 'a\r\nx: y', lastModified: 7 })),
      () => fs.writeFileSync(note, '['.repeat(1_000_000)),
    ];
    for (const one of spoil) {
      await interrupted();
      one();
      await net.client([server.url]).download(url(), net.file(), options());
      assert.deepEqual(ranges(), ['whole 200 500000']);
      assert.deepEqual(net.files(), WHOLE);
      assert.ok(isWhole());
      fs.rmSync(net.file());
    }
  });

  /** A server that understands ranges in its own way. */
  async function odd(listener: http.RequestListener): Promise<string> {
    const own = http.createServer(listener);
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    net.endWith(() => new Promise((resolve) => (own.close(() => resolve()), own.closeAllConnections())));
    return `http://127.0.0.1:${(own.address() as AddressInfo).port}/feed`;
  }

  test('many breaks that each bring more are not too many', async () => {
    // What lies in buffers when a connection breaks is lost, so each breaks when all that it sent has been kept.
    const content = noise(12_000_000);
    const perTry = 1_500_000;
    let tries = 0;
    let breaksAt = 0;
    let connection: Socket;
    const address = await odd((request, response) => {
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      tries++;
      breaksAt = from + perTry;
      connection = request.socket;
      const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` };
      response.writeHead(from > 0 ? 206 : 200, { etag: '"one"', 'content-length': content.length - from, ...(from > 0 ? range : {}) });
      response.write(content.subarray(from, breaksAt));
    });
    const progress = (received: number): void => {
      if (received === breaksAt) connection.destroy();
    };
    await net.client([address], { limits: { attempts: 2 } }).download(address, net.file(), options({ maxBytes: content.length, progress }));
    assert.ok(fs.readFileSync(net.file()).equals(content));
    assert.equal(tries, 8);
  });

  test('a range that is not the one asked for is thrown away, and the whole asked for', async () => {
    const answers: [number, http.OutgoingHttpHeaders, Buffer][] = [
      [206, { 'content-range': 'bytes 0-499999/500000' }, CONTENT],
      [206, { 'content-range': 'bytes 200000-499999/600000' }, CONTENT.subarray(200_000)],
      [206, { 'content-range': 'bytes 200000-499999/500000', etag: '"other"' }, CONTENT.subarray(200_000)],
      [206, {}, CONTENT.subarray(200_000)],
      [206, { 'content-type': 'multipart/byteranges; boundary=x' }, Buffer.from('--x')],
      [416, { 'content-range': 'bytes */100' }, Buffer.alloc(0)],
      [416, {}, Buffer.alloc(0)],
    ];
    for (const [status, headers, body] of answers) {
      const asked: string[] = [];
      const address = await odd((request, response) => {
        asked.push(request.headers.range ?? 'whole');
        if (request.headers.range) response.writeHead(status, headers).end(body);
        else response.writeHead(200, { etag: '"one"', 'content-length': CONTENT.length }).end(CONTENT);
      });
      fs.writeFileSync(`${net.file()}.part`, noise(200_000, 5));
      fs.writeFileSync(`${net.file()}.part.json`, JSON.stringify({ url: address, etag: '"one"', lastModified: '', coding: '', total: 500_000 }));
      await net.client([address]).download(address, net.file(), options());
      assert.deepEqual(asked, ['bytes=200000-', 'whole']);
      assert.ok(isWhole());
      assert.deepEqual(net.files(), WHOLE);
      fs.rmSync(net.file());
    }
  });

  test('ranges in small pieces are put together', async () => {
    const address = await odd((request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      const body = CONTENT.subarray(start, start + 200_000);
      if (request.headers.range) return void response.writeHead(206, { 'content-range': `bytes ${start}-${start + body.length - 1}/500000` }).end(body);
      response.writeHead(200, { etag: '"one"', 'content-length': CONTENT.length });
      response.write(body, () => response.destroy());
    });
    await net.client([address]).download(address, net.file(), options());
    assert.ok(isWhole());
  });

  test('a server without validators: what is interrupted leaves nothing', async () => {
    const address = await odd((_, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 200_000), () => response.destroy());
    });
    assert.match(await failureOf(net.client([address], { limits: { attempts: 2 } }).download(address, net.file(), options())), /^truncated: .*, 2 times/);
    assert.deepEqual(net.files(), []);
  });

  suite('packed', () => {
    const plain = Buffer.from(JSON.stringify({ text: 'x'.repeat(5_000) }));

    async function downloaded(name: string, body: Buffer, headers: http.OutgoingHttpHeaders): Promise<Buffer> {
      const address = (await odd((_, response) => response.writeHead(200, headers).end(body))).replace('feed', name);
      await net.client([address]).download(address, net.file(), options());
      assert.deepEqual(net.files(), WHOLE);
      return fs.readFileSync(net.file());
    }

    test('a .gz stays packed', async () => assert.deepEqual(await downloaded('a.json.gz', zlib.gzipSync(plain), {}), zlib.gzipSync(plain)));
    test('a .gz whose server calls it packed for the way stays packed', async () => assert.deepEqual(await downloaded('a.json.gz', zlib.gzipSync(plain), { 'content-encoding': 'gzip' }), zlib.gzipSync(plain)));
    test('a .gz that was packed once more for the way', async () => assert.deepEqual(await downloaded('a.json.gz', zlib.gzipSync(zlib.gzipSync(plain)), { 'content-encoding': 'gzip' }), zlib.gzipSync(plain)));
    test('a text that was packed for the way is unpacked', async () => assert.deepEqual(await downloaded('a.json', zlib.gzipSync(plain), { 'content-encoding': 'gzip' }), plain));
    test('a text whose packing is damaged leaves nothing', async () => {
      await assert.rejects(downloaded('a.json', plain, { 'content-encoding': 'gzip' }), { kind: 'bad-encoding' });
      assert.deepEqual(net.files(), []);
    });
  });

  test('too large, known only from what an earlier download left', async () => {
    const size = await interrupted();
    assert.match(await failureOf(net.client([server.url]).download(url(), net.file(), options({ maxBytes: size - 1 }))), /^too-large: the answer of host is larger than \d+ bytes/);
    assert.deepEqual(net.files(), []);
  });

  suite('disk', () => {
    test('what the errors of a disk mean', async () => {
      const check = (code: string, expected: string): Promise<void> =>
        assert.rejects(onDisk(Promise.reject(Object.assign(new Error(code), { code }))), ({ rule, failure }: AttemptFailure) => `${rule} ${failure.kind}: ${failure.message}` === `never disk: ${expected}`);
      for (const code of ['ENOSPC', 'EDQUOT']) await check(code, 'the disk is full');
      for (const code of ['EACCES', 'EPERM', 'EROFS']) await check(code, 'the folder of the feeds may not be written to');
      await check('EIO', 'the file cannot be written (EIO)');
    });

    test('a folder that may not be written to', async function () {
      // Root may write everywhere.
      if (process.getuid?.() === 0 || process.platform === 'win32') return this.skip();
      fs.chmodSync(net.folder, 0o500);
      const failure = await failureOf(net.client([server.url]).download(url(), net.file(), options())).finally(() => fs.chmodSync(net.folder, 0o700));
      assert.equal(failure, 'disk: the folder of the feeds may not be written to | Choose another folder for the feeds.');
      assert.deepEqual(net.files(), []);
    });

    test('a full disk', async function () {
      if (!fs.existsSync('/dev/full')) return this.skip();
      fs.symlinkSync('/dev/full', `${net.file()}.part`);
      assert.equal(await failureOf(net.client([server.url]).download(url(), net.file(), options())), 'disk: the disk is full | Free some space, or choose another folder for the feeds.');
      assert.deepEqual(net.files(), []);
      assert.equal(server.requests.length, 1);
    });

    test('a folder in the file\'s place', async () => {
      fs.mkdirSync(path.join(net.file(), 'inside'), { recursive: true });
      assert.match(await failureOf(net.client([server.url]).download(url(), net.file(), options())), /^disk: the file cannot be written \(\w+\) \| Check the folder of the feeds\.$/);
      assert.deepEqual(net.files(), WHOLE);
    });

    test('a folder that is not there yet is made', async () => {
      const file = path.join(net.folder, 'deep', 'er', 'feed.bin');
      await net.client([server.url]).download(url(), file, options());
      assert.ok(fs.readFileSync(file).equals(CONTENT));
    });
  });
});
