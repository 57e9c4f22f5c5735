import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FeedState } from '../../../../src/core/match/knowledge';
import { createFeedHttp, type FeedHttpOptions } from '../../../../src/feeds/net/createFeedHttp';
import type { FeedHttp } from '../../../../src/feeds/net/http';
import { REAL_TIMING } from '../../../../src/feeds/net/httpTiming';
import type { Arrival, FeedSource, SourceContext } from '../../../../src/feeds/sources/feedSource';
import { Staging } from '../../../../src/feeds/sources/staging';
import { NO_ENTRY } from '../../../../src/feeds/store/journal';
import type { FeedUrls } from '../../../../src/feeds/sync/update';
import type { FeedServer } from '../../../support/feedServer/startFeedServer';

/** For tests where something stalls, ms; what answers at all does so in less, see `IMPATIENT` of the network's tests. */
export const STALL_LIMITS = { idleMs: 1_000 };

/** The way out as it is, without its waits: tries follow each other at once. */
export function impatientHttp(urls: FeedUrls, more: Partial<FeedHttpOptions> = {}): FeedHttp {
  return createFeedHttp({
    allowed: Object.values(urls), version: '1.2.3',
    // NVD's rate is the network's own business, and tested there.
    rules: [{ url: urls.nvdApi, throttlesWith403: true }],
    proxy: { url: '', noProxy: [], environment: {} },
    timing: { ...REAL_TIMING, wait: () => Promise.resolve() },
    ...more,
    limits: { attempts: 3, attemptsWhenUnreachable: 1, backOffMs: 1, ...more.limits },
  });
}

/** One source against a feed server, with a staging folder of its own. */
export class SourceCase {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'source-'));
  readonly reports: string[] = [];
  private readonly http: FeedHttp;

  constructor(readonly server: FeedServer, limits: FeedHttpOptions['limits'] = {}) {
    this.http = impatientHttp(server.urls, { limits });
  }

  async close(): Promise<void> {
    await this.http.close();
    await this.server.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  staging(maxBytes?: number): Staging {
    return Staging.open(path.join(this.folder, 'staging'), maxBytes);
  }

  context(more: Partial<SourceContext> = {}): SourceContext {
    return {
      http: this.http, urls: this.server.urls, usesNvdApi: true, staging: this.staging(), state: undefined, entry: NO_ENTRY,
      now: '2026-11-20T12:00:00.000Z', ecosystems: [], signal: undefined, report: (text) => void this.reports.push(text), ...more,
    };
  }

  /** Names of the files that came, then what is to be remembered of them and the span. */
  async fetch(source: FeedSource, more: Partial<SourceContext> = {}): Promise<Arrival & { readonly names: string }> {
    const arrival = await source.fetch(this.context(more));
    return { ...arrival, names: arrival.files.map((file) => path.basename(file.path)).join(' ') };
  }

  /** The rejection's reason. */
  async refusal(source: FeedSource, more: Partial<SourceContext> = {}): Promise<Error> {
    try {
      await source.fetch(this.context(more));
    } catch (error) {
      return error as Error;
    }
    throw new Error('it was not refused');
  }

  /** Paths asked for since the last call, in short, each with its status. */
  requests(): string[] {
    return this.server.requests.splice(0).map(({ path: asked, status }) => {
      const url = new URL(asked, 'http://server');
      const name = url.pathname.split('/').slice(-2).join('/').replace(/^feeds\/nvdcve-2\.0-|^cves\//, '');
      return `${name}${url.searchParams.has('startIndex') ? `@${url.searchParams.get('startIndex')}` : ''}${status === 200 ? '' : ` ${status}`}`;
    });
  }
}

/** A feed in the cache. */
export function feedState(name: FeedState['name'], more: Partial<FeedState> = {}): FeedState {
  return { name, revision: '1', fetchedAt: '2026-11-13T00:00:00.000Z', records: 1, skipped: 0, starter: false, bytes: 0, error: null, ...more };
}
