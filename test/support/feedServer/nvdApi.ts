import type http from 'node:http';
import type { FeedContent, NvdRecord } from './feedContent';
import { plainAnswer, type Answer } from './resourceAnswer';

/** NVD's limits (developers' page): 2,000 records a page, 120 days a window. */
const MAX_PER_PAGE = 2_000;
const MAX_WINDOW_MS = 120 * 86_400_000;
const PARAMETERS = new Set(['startIndex', 'resultsPerPage', 'lastModStartDate', 'lastModEndDate', 'cveId', 'noRejected']);

export interface ApiLimit {
  /** Requests without a key within the window; ten times as many with one. */
  readonly requests: number;
  readonly perMs: number;
}

/** NVD's CVE API 2.0. */
export class NvdApi {
  private begun: number[] = [];

  constructor(
    private readonly content: FeedContent,
    private readonly keys: readonly string[],
    private readonly limit: ApiLimit | undefined,
  ) {}

  async answer(query: URLSearchParams, headers: http.IncomingHttpHeaders): Promise<Answer> {
    const key = headers.apikey;
    if (key !== undefined && !this.keys.includes(String(key))) return refused('Invalid apiKey.');
    if (this.isThrottled(key !== undefined)) return plainAnswer(403, 'Request forbidden by administrative rules.');
    const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name));
    if (unknown !== undefined) return refused(`Invalid parameter: ${unknown}`);
    const startIndex = wholeNumber(query.get('startIndex'), 0);
    const perPage = wholeNumber(query.get('resultsPerPage'), MAX_PER_PAGE);
    if (startIndex === undefined || perPage === undefined || perPage < 1) return refused('Invalid startIndex or resultsPerPage.');
    if (perPage > MAX_PER_PAGE) return refused('resultsPerPage may be at most 2000.');
    const from = query.get('lastModStartDate');
    const to = query.get('lastModEndDate');
    if ((from === null) !== (to === null)) return refused('lastModStartDate and lastModEndDate must both be given.');
    const [fromMs, toMs] = [parseDate(from), parseDate(to)];
    if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return refused('Invalid date: a plus sign of an offset must be encoded.');
    if (toMs - fromMs > MAX_WINDOW_MS || toMs < fromMs) return refused('The date range may be at most 120 days.');
    const all = (await this.content.apiRecords()).filter((record) => isAsked(record, query, fromMs, toMs));
    const page = all.slice(startIndex, startIndex + perPage);
    return plainAnswer(200, JSON.stringify({
      resultsPerPage: page.length, startIndex, totalResults: all.length,
      format: 'NVD_CVE', version: '2.0', timestamp: this.content.now().toISOString().slice(0, -1),
      vulnerabilities: page.map((cve) => ({ cve })),
    }), 'application/json');
  }

  private isThrottled(hasKey: boolean): boolean {
    if (!this.limit) return false;
    const now = performance.now();
    this.begun = [...this.begun.filter((one) => now - one < this.limit!.perMs), now];
    return this.begun.length > this.limit.requests * (hasKey ? 10 : 1);
  }
}

/** NVD tells the reason in a header, not in the body. */
function refused(message: string): Answer {
  return plainAnswer(404, '', 'text/plain', { message });
}

function wholeNumber(text: string | null, absent: number): number | undefined {
  if (text === null) return absent;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** 0 when absent. Without a zone it is UTC. */
function parseDate(text: string | null): number {
  if (text === null) return 0;
  return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

function isAsked(record: NvdRecord, query: URLSearchParams, fromMs: number, toMs: number): boolean {
  if (query.has('cveId') && query.get('cveId') !== record.id) return false;
  if (query.has('noRejected') && record.vulnStatus === 'Rejected') return false;
  if (!query.has('lastModStartDate')) return true;
  const modified = parseDate(record.lastModified);
  return modified >= fromMs && modified <= toMs;
}
