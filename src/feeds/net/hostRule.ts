/** How many requests a host takes. */
export interface RequestRate {
  /** Requests that may begin within `perMs`. */
  readonly requests: number;
  /** Length of the sliding window, ms. */
  readonly perMs: number;
  /** Least time from the answer of one request to the begin of the next, ms. */
  readonly pauseMs: number;
}

/** What is particular to one host, or to a part of one. */
export interface HostRule {
  /** The address for which it holds, and everything below its path. */
  readonly url: string;
  readonly rate?: RequestRate;
  /** Sent as the header `apiKey` to this address alone; '' or absent for none. */
  readonly apiKey?: string;
  /** The host says "too many requests" with 403, as NVD's API does. */
  readonly throttlesWith403?: boolean;
}

/** NVD's API without a key: 5 requests in 30 s, 6 s apart (NVD developers' page, "Start Here"). */
export const NVD_RATE: RequestRate = { requests: 5, perMs: 30_000, pauseMs: 6_000 };
/** With one: 50 requests in 30 s, 0.6 s apart. */
export const NVD_KEY_RATE: RequestRate = { requests: 50, perMs: 30_000, pauseMs: 600 };

/** @param apiUrl the configured address of the API, NVD's or a mirror's. @param apiKey '' for none. */
export function nvdApiRule(apiUrl: string, apiKey = ''): HostRule {
  return { url: apiUrl, apiKey, throttlesWith403: true, rate: apiKey === '' ? NVD_RATE : NVD_KEY_RATE };
}
