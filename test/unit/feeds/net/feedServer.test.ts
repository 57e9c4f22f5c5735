import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import zlib from 'node:zlib';
import type { Fault } from '../../../support/feedServer/faults';
import type { FeedContent } from '../../../support/feedServer/feedContent';
import { feedWorld } from '../../../support/feedServer/feedWorld';
import { folderContent } from '../../../support/feedServer/folderContent';
import { nvdRecord } from '../../../support/feedServer/nvdRecord';
import { startFeedServer, type FeedServer, type FeedServerOptions } from '../../../support/feedServer/startFeedServer';
import { fromData } from '../dataFiles';

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The plainest client there is: the server is not to be judged by the client that it judges. */
function ask(url: string, headers: http.OutgoingHttpHeaders = {}, ca?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const listener = (response: http.IncomingMessage): void => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    };
    const request = url.startsWith('https:') ? https.get(url, { headers, ca, agent: false }, listener) : http.get(url, { headers, agent: false }, listener);
    request.on('error', reject);
  });
}

/** The server against the contracts: what it gives must be what the real ones give. */
suite('feed server of the tests', () => {
  let server: FeedServer;
  const start = async (content: FeedContent = feedWorld(), options: Omit<FeedServerOptions, 'content'> = {}): Promise<FeedServer> => (server = await startFeedServer({ content, ...options }));
  teardown(() => server?.close());

  const three = () => feedWorld({
    cves: [
      nvdRecord('CVE-1999-0001'),
      nvdRecord('CVE-2025-0002', { lastModified: '2026-10-30T08:00:00.000' }),
      nvdRecord('CVE-2026-0003', { lastModified: '2026-03-01T08:00:00.000' }),
    ],
  });

  async function feed(name: string): Promise<{ ids: string[]; text: string }> {
    const text = zlib.gunzipSync((await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-${name}.json.gz`)).body).toString('utf8');
    const { vulnerabilities } = JSON.parse(text) as { vulnerabilities: { cve: { id: string } }[] };
    return { ids: vulnerabilities.map(({ cve }) => cve.id), text };
  }

  test('year feeds, the modified feed and their .meta come from the same records', async () => {
    await start(three());
    assert.deepEqual((await feed('2002')).ids, ['CVE-1999-0001']);
    assert.deepEqual((await feed('2024')).ids, []);
    assert.deepEqual((await feed('2026')).ids, ['CVE-2026-0003']);
    const modified = await feed('modified');
    assert.deepEqual(modified.ids, ['CVE-2025-0002']);
    const meta = (await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-modified.meta`)).body.toString('utf8');
    assert.match(meta, new RegExp(`^lastModifiedDate:2026-10-30T08:00:00-00:00\r\nsize:${modified.text.length}\r\n`));
    assert.match(meta, new RegExp(`sha256:${createHash('sha256').update(modified.text).digest('hex').toUpperCase()}\r\n$`));
    assert.equal((await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-2027.json.gz`)).status, 404);
  });

  test('a changed record changes its feed, its .meta and its ETag', async () => {
    const world = three();
    await start(world);
    const before = await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-2026.meta`);
    assert.equal((await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-2026.meta`, { 'if-none-match': before.headers.etag })).status, 304);
    world.cves[2] = nvdRecord('CVE-2026-0003', { lastModified: '2026-10-31T08:00:00.000' });
    assert.equal((await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-2026.meta`, { 'if-none-match': before.headers.etag })).status, 200);
    assert.deepEqual((await feed('modified')).ids, ['CVE-2025-0002', 'CVE-2026-0003']);
  });

  async function api(query: string, headers: http.OutgoingHttpHeaders = {}): Promise<string> {
    const { status, headers: answered, body } = await ask(`${server.urls.nvdApi}?${query}`, headers);
    if (status !== 200) return `${status} ${String(answered.message ?? '')}`.trim();
    const page = JSON.parse(body.toString('utf8')) as { startIndex: number; totalResults: number; vulnerabilities: { cve: { id: string } }[] };
    return `${page.startIndex}/${page.totalResults}: ${page.vulnerabilities.map(({ cve }) => cve.id).join(' ')}`;
  }

  test('the API pages, filters by windows and refuses what NVD refuses', async () => {
    await start(three(), { apiKeys: ['right'] });
    assert.equal(await api('resultsPerPage=2'), '0/3: CVE-1999-0001 CVE-2025-0002');
    assert.equal(await api('resultsPerPage=2&startIndex=2'), '2/3: CVE-2026-0003');
    assert.equal(await api('lastModStartDate=2026-10-01T00:00:00.000Z&lastModEndDate=2026-11-01T00:00:00.000%2B01:00'), '0/1: CVE-2025-0002');
    assert.equal(await api('resultsPerPage=2001'), '404 resultsPerPage may be at most 2000.');
    assert.equal(await api('lastModStartDate=2026-10-01T00:00:00.000'), '404 lastModStartDate and lastModEndDate must both be given.');
    assert.equal(await api('lastModStartDate=2026-06-01T00:00:00.000&lastModEndDate=2026-10-01T00:00:00.000'), '404 The date range may be at most 120 days.');
    assert.equal(await api('lastModStartDate=2026-10-01T00:00:00.000+01:00&lastModEndDate=2026-10-02T00:00:00.000'), '404 Invalid date: a plus sign of an offset must be encoded.');
    assert.equal(await api('software=apache'), '404 Invalid parameter: software');
    assert.equal(await api('cveId=CVE-2025-0002', { apiKey: 'right' }), '0/1: CVE-2025-0002');
    assert.equal(await api('cveId=CVE-2025-0002', { apiKey: 'wrong' }), '404 Invalid apiKey.');
  });

  test('the API throttles with 403, ten times later with a key', async () => {
    await start(three(), { apiKeys: ['right'], apiLimit: { requests: 2, perMs: 600_000 } });
    assert.deepEqual([await api('cveId=a'), await api('cveId=a'), await api('cveId=a')], ['0/0: ', '0/0: ', '403']);
    assert.equal(await api('cveId=a', { apiKey: 'right' }), '0/0: ');
  });

  test('the other feeds', async () => {
    await start(feedWorld({ products: [{ name: 'debian' }], kev: [{ cveID: 'CVE-2025-0002' }], epss: [{ cve: 'CVE-2025-0002', epss: 0.5, percentile: 0.9 }], advisories: { Debian: [{ id: 'DSA-1' }] } }));
    assert.equal(JSON.parse((await ask(`${server.urls.endoflife}/api/v1/products/full`)).body.toString()).total, 1);
    assert.equal(JSON.parse((await ask(server.urls.kev)).body.toString()).count, 1);
    assert.equal(zlib.gunzipSync((await ask(server.urls.epss)).body).toString(), '#model_version:v2025.03.14,score_date:2026-11-01T12:00:00Z\ncve,epss,percentile\nCVE-2025-0002,0.5,0.9\n');
    assert.equal((await ask(`${server.urls.osv}/Debian/all.zip`)).body.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
    assert.equal((await ask(`${server.urls.osv}/Nothing/all.zip`)).status, 404);
  });

  test('text is gzipped for who accepts it; ranges are of one version', async () => {
    await start();
    server.serve('/file', '0123456789', 'application/octet-stream');
    const url = `${server.url}/file`;
    const { etag } = (await ask(url)).headers;
    const packed = await ask(server.urls.kev, { 'accept-encoding': 'gzip' });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.equal(zlib.gunzipSync(packed.body).toString(), (await ask(server.urls.kev)).body.toString());
    const range = async (headers: http.OutgoingHttpHeaders): Promise<string> => {
      const { status, headers: answered, body } = await ask(url, headers);
      return `${status} ${answered['content-range'] ?? ''} ${body.toString()}`;
    };
    assert.equal(await range({ range: 'bytes=4-' }), '206 bytes 4-9/10 456789');
    assert.equal(await range({ range: 'bytes=4-5', 'if-range': etag }), '206 bytes 4-5/10 45');
    assert.equal(await range({ range: 'bytes=4-', 'if-range': '"other"' }), '200  0123456789');
    assert.equal(await range({ range: 'bytes=10-' }), '416 bytes */10 ');
    assert.equal(await range({ range: 'bytes=4-', 'if-none-match': etag }), '304  ');
  });

  test('faults are taken in order, each as often as asked, and the log tells of them', async () => {
    await start();
    server.fail('/kev/', { kind: 'status', status: 503, headers: { 'retry-after': '7' } }, 2);
    server.fail('/kev/', { kind: 'html' });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await ask(server.urls.kev));
    assert.deepEqual(answers.map(({ status, headers }) => `${status} ${headers['content-type']} ${headers['retry-after'] ?? ''}`.trim()), [
      '503 text/plain 7', '503 text/plain 7', '200 text/html; charset=utf-8', '200 application/json',
    ]);
    assert.deepEqual(server.requests.map(({ status }) => status), [503, 503, 200, 200]);
  });

  test('faults of the transfer break the connection where they say', async () => {
    await start();
    server.serve('/file', 'x'.repeat(1_000));
    const outcome = async (fault: Fault): Promise<string> => {
      server.fail('/file', fault);
      const answered = await ask(`${server.url}/file`).then(({ body }) => `${body.length}`, (error: NodeJS.ErrnoException) => error.code ?? String(error));
      return `${answered}, sent ${server.requests.at(-1)?.sent}`;
    };
    assert.equal(await outcome({ kind: 'reset' }), 'ECONNRESET, sent 0');
    assert.equal(await outcome({ kind: 'reset', afterBytes: 100 }), 'ECONNRESET, sent 100');
    assert.equal(await outcome({ kind: 'truncate', afterBytes: 300 }), 'ECONNRESET, sent 300');
    assert.equal(await outcome({ kind: 'cut' }), '500, sent 500');
    assert.equal(await outcome({ kind: 'slow', pieceBytes: 400, pauseMs: 1 }), '1000, sent 1000');
    assert.equal(await outcome({ kind: 'oversize', bytes: 1_000_000 }), '1000000, sent 1000000');
  });

  test('TLS with a certificate of its own', async () => {
    await start(three(), { tls: true });
    assert.equal((await ask(server.urls.kev, {}, server.certificate)).status, 200);
    await assert.rejects(ask(server.urls.kev), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  test('the shared data, served in place', async function () {
    const folder = fromData('feeds');
    if (!folder) return this.skip();
    await start(folderContent(folder));
    const meta = (await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-2025.meta`)).body.toString('utf8');
    const text = zlib.gunzipSync((await ask(`${server.urls.nvdFeeds}/nvdcve-2.0-2025.json.gz`)).body);
    assert.equal(/^sha256:(\w+)/m.exec(meta)?.[1], createHash('sha256').update(text).digest('hex').toUpperCase());
    assert.equal(JSON.parse((await ask(`${server.urls.endoflife}/api/v1/products/full`)).body.toString('utf8')).total, 464);
    assert.equal((await ask(`${server.urls.osv}/AlmaLinux/all.zip`)).status, 200);
    assert.match(await api('resultsPerPage=1'), /^0\/2\d\d\d: CVE-/);
    assert.equal((await ask(`${server.urls.osv}/..%2f..%2fREADME.md`)).status, 404);
  });
});
