import type { ImportProgress } from './importFiles';
import type { NetworkFeed, UpdateProgress } from './update';

/** How much of an update is downloading; the rest is reading and saving. */
const DOWNLOAD_SHARE = 0.6;
/** How much of the downloading each feed is, roughly by its size. */
const WEIGHTS: Readonly<Record<NetworkFeed, number>> = { nvd: 20, osv: 10, endoflife: 1, kev: 1, epss: 1 };

/** One share of everything out of what several sources and then the import report; it never runs backwards. */
export class UpdateProgressSum {
  private readonly shares = new Map<NetworkFeed, number>();
  private reached = 0;

  constructor(
    private readonly feeds: readonly NetworkFeed[],
    private readonly tell: ((progress: UpdateProgress) => void) | undefined,
  ) {}

  download(feed: NetworkFeed, text: string, share: number): void {
    this.shares.set(feed, Math.max(0, Math.min(1, share)));
    let done = 0;
    let all = 0;
    for (const name of this.feeds) {
      done += WEIGHTS[name] * (this.shares.get(name) ?? 0);
      all += WEIGHTS[name];
    }
    this.report(feed, text, (DOWNLOAD_SHARE * done) / Math.max(1, all), 0);
  }

  apply({ text, share, records }: ImportProgress): void {
    this.report(null, text, DOWNLOAD_SHARE + (1 - DOWNLOAD_SHARE) * share, records);
  }

  private report(feed: NetworkFeed | null, text: string, share: number, records: number): void {
    this.reached = Math.max(this.reached, Math.min(1, share));
    this.tell?.({ feed, text, share: this.reached, records });
  }
}
