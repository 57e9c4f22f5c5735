import type { Assessment } from '../core/insights/assessment';
import { Identifier } from '../core/insights/identifyEstate';
import { assessShared, type HideablePart } from '../core/insights/sharing';
import type { EstateIdentities } from '../core/insights/identifyEstate';
import type { UserIdentities } from '../core/insights/userIdentities';
import { UserOverlay } from '../core/insights/userIdentities';
import { searchOf } from '../core/identify/search/softwareSearch';
import type { ServerFilter } from '../core/insights/filter';
import { queryServers } from '../core/insights/serverQuery';
import { estatePart } from '../core/inventory/estatePart';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import type { Knowledge } from '../core/match/knowledge';
import type { Matcher } from '../core/match/matcher';
import { createMatcher } from '../core/match/matcher';
import { KeptIdentities } from '../feeds/identities/keptIdentities';
import type { Decisions } from '../workspace/decisions';
import { NO_DECISIONS } from '../workspace/decisions';
import { Decider } from './decider';
import type { AroundView, View, ViewScope } from './present/view';
import { createView } from './present/view';

/** Dates of which an assessment is kept: today's, the as-of date's and the planned date's, and one to spare. */
const KEPT_DATES = 4;
/** Decisions are written when nobody waits for an answer any more. */
const KEEP_AFTER_MS = 2_000;

/** What a judgement rests on besides the estate, its identities and the as-of date. */
interface JudgedBy {
  readonly today: PlainDate;
  readonly staleAfterDays: number;
  /** Parts that nothing on show may tell: judged as if the estate had none of them. */
  readonly hidden: readonly HideablePart[];
}

/** Turns an estate and the feeds into views, one per as-of date, and keeps the newest few. */
export class Assessor {
  private identifier: Identifier;
  private matcher: Matcher;
  /** Undefined where nothing is kept. */
  private kept: KeptIdentities | undefined;
  private keeping: NodeJS.Timeout | undefined;
  /** Users' rules over what names stand for, with the decisions that they are made of. */
  private overlay: { readonly rules: Pick<Decisions, 'mappings' | 'categories'>; readonly overlay: UserOverlay } | undefined;
  private identified: (UserIdentities & { readonly estate: Estate; readonly overlay: UserOverlay }) | undefined;
  /** What was judged, by date, before users' decisions about servers and findings: these change often and judge nothing anew. */
  private readonly judged = new Map<string, Assessment>();
  private readonly decider = new Decider();
  private readonly scopes = new WeakMap<View, { readonly text: string; readonly scope: ViewScope; readonly view: View }>();
  private readonly views = new Map<string, { readonly estate: Estate; readonly view: View }>();

  /** `cacheDir`: the feed cache, where decisions about names are kept from one start to the next; null: they are not. */
  constructor(private knowledge: Knowledge, cacheDir: string | null) {
    this.kept = cacheDir === null ? undefined : new KeptIdentities(cacheDir, knowledge.revision);
    this.identifier = new Identifier(knowledge.lifecycle, knowledge.index, this.kept);
    this.matcher = createMatcher(knowledge.index);
  }

  /** Other feeds: identities and matches start anew. */
  setKnowledge(knowledge: Knowledge, cacheDir: string): void {
    this.knowledge = knowledge;
    this.kept = new KeptIdentities(cacheDir, knowledge.revision);
    this.identifier = new Identifier(knowledge.lifecycle, knowledge.index, this.kept);
    this.matcher = createMatcher(knowledge.index);
    this.overlay = undefined;
    this.identified = undefined;
    this.judged.clear();
    this.views.clear();
  }

  view(estate: Estate, asOf: PlainDate, around: AroundView & JudgedBy): View {
    const key = `${around.revision} ${asOf} ${around.today} ${around.hidden.join(' ')}`;
    const known = this.views.get(key);
    // While a large file is read there are several estates of one revision.
    if (known?.estate === estate) return known.view;
    const decisions = around.decisions ?? NO_DECISIONS;
    const { identities, problems } = this.identify(estate, decisions);
    const { assessment, problems: decided } = this.decider.decide(this.judge(estate, identities, asOf, around), decisions, around.today);
    const view = createView(assessment, { ...around, ruleProblems: [...problems, ...decided] });
    keepNewest(this.views, key, { estate, view });
    return view;
  }

  /** The part of a view that a scope leaves, judged as an estate of its own: every list, count, hover and export then keeps to it. */
  scoped(view: View, scope: { readonly label: string; readonly text: string; readonly filter: ServerFilter }): View {
    const known = this.scopes.get(view);
    if (known?.text === scope.text && known.scope?.label === scope.label) return known.view;
    const { assessment } = view;
    const around = { label: scope.label, text: scope.text, of: assessment.estate.servers.length };
    const part = estatePart(assessment.estate, queryServers(view.servers, scope.filter, false).rows);
    const made = part === assessment.estate ? { ...view, scope: around } : this.viewOfPart(view, part, around);
    this.scopes.set(view, { text: scope.text, scope: around, view: made });
    return made;
  }

  private viewOfPart(view: View, part: Estate, scope: ViewScope): View {
    const { knowledge, matcher } = this;
    const { asOf, today, staleAfterDays, hidden = [] } = view.assessment;
    const { identities } = this.overlayOf(view.decisions).apply(part, this.identifier.identify(part));
    const judged = assessShared({ estate: part, identities, knowledge, matcher, asOf, today, staleAfterDays }, hidden);
    const { assessment } = this.decider.decide(judged, view.decisions, today);
    // What is wrong with files and decisions is a matter of the whole.
    const { revision, plannedDate, title, feedsMaximumAgeDays, decisions, problems } = view;
    return { ...createView(assessment, { revision, plannedDate, title, feedsMaximumAgeDays, decisions, scope }), problems };
  }

  private judge(estate: Estate, identities: EstateIdentities, asOf: PlainDate, { today, staleAfterDays, hidden }: JudgedBy): Assessment {
    const key = `${asOf} ${today} ${staleAfterDays} ${hidden.join(' ')}`;
    const known = this.judged.get(key);
    if (known?.estate === estate && known.identities === identities) return known;
    const { knowledge, matcher } = this;
    const assessment = assessShared({ estate, identities, knowledge, matcher, asOf, today, staleAfterDays }, hidden);
    keepNewest(this.judged, key, assessment);
    return assessment;
  }

  private identify(estate: Estate, decisions: Decisions): UserIdentities {
    const overlay = this.overlayOf(decisions);
    if (this.identified?.estate === estate && this.identified.overlay === overlay) return this.identified;
    this.identified = { estate, overlay, ...overlay.apply(estate, this.identifier.identify(estate)) };
    this.keepSoon();
    return this.identified;
  }

  private overlayOf({ mappings, categories }: Decisions): UserOverlay {
    if (this.overlay?.rules.mappings !== mappings || this.overlay.rules.categories !== categories) {
      const { lifecycle, index } = this.knowledge;
      // The starter feeds know few products; what they lack is no mistake.
      const feed = searchOf(index) === undefined ? undefined : index;
      this.overlay = { rules: { mappings, categories }, overlay: new UserOverlay({ mappings, categories }, lifecycle, feed) };
    }
    return this.overlay.overlay;
  }

  private keepSoon(): void {
    const { kept } = this;
    if (kept === undefined) return;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => void kept.keep(this.identifier.decided), KEEP_AFTER_MS);
    this.keeping.unref();
  }
}

function keepNewest<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  for (const old of kept.keys()) {
    if (kept.size <= KEPT_DATES) break;
    kept.delete(old);
  }
}
