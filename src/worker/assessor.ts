import type { Assessment } from '../core/insights/assessment';
import { assess } from '../core/insights/assess';
import { Identifier } from '../core/insights/identifyEstate';
import type { EstateIdentities } from '../core/insights/identifyEstate';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Knowledge } from '../core/match/knowledge';
import type { Matcher } from '../core/match/matcher';
import { createMatcher } from '../core/match/matcher';
import { KeptIdentities } from '../feeds/identities/keptIdentities';
import type { AroundView, View } from './present/view';
import { createView } from './present/view';

/** Dates of which an assessment is kept: today's, the as-of date's and the planned date's, and one to spare. */
const KEPT_DATES = 4;
/** Decisions are written when nobody waits for an answer any more. */
const KEEP_AFTER_MS = 2_000;

/** Turns an estate and the feeds into views, one per as-of date, and keeps the newest few. */
export class Assessor {
  private identifier: Identifier;
  private matcher: Matcher;
  private kept: KeptIdentities;
  private keeping: NodeJS.Timeout | undefined;
  private identities: { readonly estate: Estate; readonly identities: EstateIdentities } | undefined;
  private readonly views = new Map<string, View>();

  /** `cacheDir`: the feed cache, where decisions about names are kept from one start to the next. */
  constructor(private knowledge: Knowledge, cacheDir: string) {
    this.kept = new KeptIdentities(cacheDir, knowledge.revision);
    this.identifier = new Identifier(knowledge.lifecycle, knowledge.index, this.kept);
    this.matcher = createMatcher(knowledge.index);
  }

  /** Other feeds: identities and matches start anew. */
  setKnowledge(knowledge: Knowledge, cacheDir: string): void {
    this.knowledge = knowledge;
    this.kept = new KeptIdentities(cacheDir, knowledge.revision);
    this.identifier = new Identifier(knowledge.lifecycle, knowledge.index, this.kept);
    this.matcher = createMatcher(knowledge.index);
    this.identities = undefined;
    this.views.clear();
  }

  view(estate: Estate, asOf: PlainDate, around: AroundView & { readonly today: PlainDate; readonly staleAfterDays: number }): View {
    const key = `${around.revision} ${asOf} ${around.today}`;
    const known = this.views.get(key);
    // While a large file is read there are several estates of one revision.
    if (known?.assessment.estate === estate) return known;
    const view = createView(this.assess(estate, asOf, around), around);
    this.views.set(key, view);
    for (const old of this.views.keys()) {
      if (this.views.size <= KEPT_DATES) break;
      this.views.delete(old);
    }
    return view;
  }

  private assess(estate: Estate, asOf: PlainDate, { today, staleAfterDays }: { readonly today: PlainDate; readonly staleAfterDays: number }): Assessment {
    if (this.identities?.estate !== estate) {
      this.identities = { estate, identities: this.identifier.identify(estate) };
      this.keepSoon();
    }
    return assess({ estate, identities: this.identities.identities, knowledge: this.knowledge, matcher: this.matcher, asOf, today, staleAfterDays });
  }

  private keepSoon(): void {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => void this.kept.keep(this.identifier.decided), KEEP_AFTER_MS);
    this.keeping.unref();
  }
}
