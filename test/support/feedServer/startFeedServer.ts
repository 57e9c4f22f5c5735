/**
 * A feed server for tests: real HTTP on 127.0.0.1, speaking the contracts of endoflife.date, NVD (feeds and API 2.0), KEV, EPSS and OSV.
 *
 *     const server = await startFeedServer({ content: feedWorld({ cves: [nvdRecord('CVE-2026-0001', { criteria: [...] })] }) });
 *     await update({ urls: server.urls, ... });
 *     server.fail('nvdcve-2.0-2026.json.gz', { kind: 'reset', afterBytes: 100 });      // the next request only
 *     server.fail('/rest/json/cves/2.0', { kind: 'status', status: 503 }, 3);           // a burst of three
 *     server.fail('products/full', { kind: 'html' }, Infinity);                         // until server.heal()
 *     assert.equal(server.requests.filter((one) => one.path.includes('.meta')).length, 25);
 *     await server.close();
 *
 * Content is a `FeedWorld` (records in memory that a test may change between requests; feeds, .meta, ETags and API pages follow)
 * or `folderContent('../shared/data/feeds')` (files served in place; the API answers from the modified and recent feed).
 * Every resource has ETag, Last-Modified, If-None-Match, If-Modified-Since, Range and If-Range; text is gzipped for those who accept it.
 * With `tls: true` the server makes itself a certificate; `server.certificate` is what a client must trust.
 */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FeedUrls } from '../../../src/feeds/sync/update';
import { applyContentFault, applyTransferFault, type Fault } from './faults';
import type { FeedContent } from './feedContent';
import { NvdApi, type ApiLimit } from './nvdApi';
import { plainAnswer, resourceAnswer, type Answer } from './resourceAnswer';
import { selfSignedCertificate } from './selfSignedCertificate';

export interface FeedServerOptions {
  readonly content: FeedContent;
  readonly tls?: boolean;
  /** Keys that the API takes; any other is answered with 404 and "Invalid apiKey.". */
  readonly apiKeys?: readonly string[];
  /** Requests without a key beyond this are answered with 403, as NVD does; absent: no limit. */
  readonly apiLimit?: ApiLimit;
}

export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  /** Of the answer; 0 while there is none. */
  status: number;
  /** Bytes of the body handed to the connection. */
  sent: number;
}

export interface FeedServer {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  readonly urls: FeedUrls;
  /** PEM, '' without TLS. */
  readonly certificate: string;
  /** Every request so far, oldest first. */
  readonly requests: SeenRequest[];
  /** The next `times` requests (1) whose path and query hold `pathPart` meet the fault. Faults for the same request are taken in the order in which they were asked for. */
  fail(pathPart: string, fault: Fault, times?: number): void;
  /** Forgets all faults that are still to come. */
  heal(): void;
  /** The path's answers from now on: another content type, a file that no feed has. Wins over the content. */
  serve(path: string, body: string | Buffer, type?: string): void;
  /** Ends every connection, also those that stall. */
  close(): Promise<void>;
}

interface AwaitedFault {
  readonly pathPart: string;
  readonly fault: Fault;
  times: number;
}

export async function startFeedServer(options: FeedServerOptions): Promise<FeedServer> {
  const requests: SeenRequest[] = [];
  const served = new Map<string, { body: Buffer; type: string }>();
  let awaited: AwaitedFault[] = [];
  const api = new NvdApi(options.content, options.apiKeys ?? [], options.apiLimit);
  const certificate = options.tls ? selfSignedCertificate() : undefined;

  const takeFault = (path: string): Fault | undefined => {
    const found = awaited.find(({ pathPart, times }) => times > 0 && path.includes(pathPart));
    if (found) found.times--;
    return found?.fault;
  };

  const answer = async (url: URL, request: http.IncomingMessage): Promise<Answer> => {
    const own = served.get(url.pathname);
    if (own) return resourceAnswer({ bytes: own.body, type: own.type, modified: FIXED_DATE }, request.headers);
    if (url.pathname === PATHS.nvdApi) return api.answer(url.searchParams, request.headers);
    const resource = await options.content.resource(feedPath(url.pathname));
    return resource ? resourceAnswer(resource, request.headers) : plainAnswer(404, '<!DOCTYPE html><title>Not found</title>', 'text/html');
  };

  const listener = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const path = request.url ?? '/';
    const seen: SeenRequest = { method: request.method ?? '', path, headers: request.headers, status: 0, sent: 0 };
    requests.push(seen);
    const fault = takeFault(path);
    const url = new URL(path, 'http://server');
    const made = request.method === 'GET' ? answer(url, request) : Promise.resolve(plainAnswer(405, 'GET only'));
    made
      .catch((error: unknown) => plainAnswer(500, String(error)))
      .then((whole) => {
        const spoilt = fault ? applyContentFault(fault, whole) : whole;
        return applyTransferFault(fault, spoilt, response, seen);
      })
      .catch(() => response.destroy());
  };
  const server = certificate ? https.createServer({ key: certificate.key, cert: certificate.certificate }, listener) : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    urls: {
      endoflife: url + PATHS.endoflife,
      nvdFeeds: url + PATHS.nvdFeeds,
      nvdApi: url + PATHS.nvdApi,
      kev: url + PATHS.kev,
      epss: url + PATHS.epss,
      osv: url + PATHS.osv,
    },
    certificate: certificate?.certificate ?? '',
    requests,
    fail: (pathPart, fault, times = 1) => void awaited.push({ pathPart, fault, times }),
    heal: () => void (awaited = []),
    serve: (path, body, type = 'application/json') => void served.set(path, { body: Buffer.from(body), type }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const FIXED_DATE = new Date('2026-01-01T00:00:00Z');

const PATHS: FeedUrls = {
  endoflife: '/endoflife',
  nvdFeeds: '/nvd/feeds',
  nvdApi: '/nvd/rest/json/cves/2.0',
  kev: '/kev/known_exploited_vulnerabilities.json',
  epss: '/epss/epss_scores-current.csv.gz',
  osv: '/osv',
};

/** Which file of the content a path asks for, as `FeedContent.resource` names them. */
function feedPath(pathname: string): string {
  if (pathname === `${PATHS.endoflife}/api/v1/products/full`) return 'endoflife';
  if (pathname === PATHS.kev) return 'kev';
  if (pathname === PATHS.epss) return 'epss';
  if (pathname.startsWith(`${PATHS.nvdFeeds}/`)) return `nvd/${pathname.slice(PATHS.nvdFeeds.length + 1)}`;
  if (pathname.startsWith(`${PATHS.osv}/`)) return `osv/${decodeURIComponent(pathname.slice(PATHS.osv.length + 1))}`;
  return '';
}
