import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HideablePart, ServerSection, Target } from '../../src/protocol/models/frame';
import type { ScoreParts } from '../../src/protocol/models/lists';
import type { FindingRef, ServerListKind, ServerModel, ServerSoftwareRow, UpdateRow, VulnerabilityRow } from '../../src/protocol/models/server';
import type { ListRow, PanelSnapshot } from '../../src/protocol/webview';
import '../shared/asOf';
import { card } from '../shared/card.css';
import { button, controls, iconButton, type Tab } from '../shared/controls';
import '../shared/count';
import '../shared/evidence';
import { SetAsideEvent, type Evidence, type EvidenceView, type StepEvent } from '../shared/evidence';
import '../shared/frameFooter';
import { glyph, icon } from '../shared/glyphs';
import '../shared/grid';
import { ROW_HEIGHT, type Grid } from '../shared/grid';
import type { GridColumn } from '../shared/gridColumn';
import { HIDDEN_SENTENCES, hides } from '../shared/hidden';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { ageText, countText } from '../shared/numbers';
import type { OpenEvent } from '../shared/openEvent';
import { PageSource } from '../shared/pageSource';
import { PanelElement } from '../shared/panelElement';
import '../shared/recommendations';
import type { TickedEvent } from '../shared/recommendations';
import '../shared/tabs';
import type { TabEvent } from '../shared/tabs';
import { CRITICALITY_WORDS, SCORE_TERMS, SECTION_WORDS, SUPPORT_GLYPHS } from '../shared/words';
import { softwareColumns, updateColumns, vulnerabilityColumns, withoutFindings } from './columns';
import { osSupport, protection, softwareCard, topUpdates, topVulnerabilities, type FindingActions } from './insightCards';
import { serverStyles } from './server.css';
import { serverFacts } from './serverFacts';
import { SoftwareExplained } from './softwareWhy';
import { DecideEvent } from './tags';
import './whyNot';
import type { ExplainEvent, WhyNot } from './whyNot';

const SECTIONS: readonly ServerSection[] = ['insights', 'vulnerabilities', 'software', 'updates', 'overview'];
/** Wider than this the evidence stands at the right, else under the table it belongs to. */
const DRAWER_QUERY = '(min-width: 1001px)';

type Snapshot = Extract<PanelSnapshot, { panel: 'server' }>;

/** Where each term of the sum is explained. */
const TERM_PLACES: Record<keyof ScoreParts, { readonly section: ServerSection; readonly anchor?: string }> = {
  osEndOfSupport: { section: 'insights', anchor: 'os' }, softwareEndOfSupport: { section: 'insights', anchor: 'ended' },
  vulnerabilities: { section: 'vulnerabilities' }, pendingUpdates: { section: 'updates' },
  missingSecuritySoftware: { section: 'insights', anchor: 'protection' }, missingPatchManagement: { section: 'insights', anchor: 'protection' },
};

function sameFinding(a: FindingRef | null | undefined, b: FindingRef | null | undefined): boolean {
  return a !== null && a !== undefined && b !== null && b !== undefined && a.cve === b.cve && a.software === b.software;
}

/** One server: its score as the sum of six terms, what to do first, and the evidence of every finding. */
export class ServerPanel extends PanelElement<'server'> {
  static override properties = {
    ...PanelElement.properties,
    section: { state: true }, version: { state: true }, finding: { state: true }, evidence: { state: true }, wide: { state: true },
  };

  static override styles = [...PanelElement.styles, controls, card, serverStyles];

  declare private section: ServerSection;
  /** Raised when pages arrive. */
  declare private version: number;
  /** The finding whose evidence is shown. */
  declare private finding: FindingRef | null;
  declare private evidence: EvidenceView | undefined;
  declare private wide: boolean;

  private readonly media = window.matchMedia(DRAWER_QUERY);
  private readonly vulnerabilities = this.source<VulnerabilityRow>('vulnerabilities');
  private readonly software = this.source<ServerSoftwareRow>('software');
  private readonly updates = this.source<UpdateRow>('updates');
  private readonly findingActions: FindingActions = {
    isShown: finding => sameFinding(finding, this.finding),
    toggle: finding => sameFinding(finding, this.finding) ? this.closeEvidence() : this.explain(finding),
    setAside: finding => this.setAside(finding),
  };
  private readonly vulnerabilityColumns = vulnerabilityColumns(finding => this.explain(finding), finding => this.setAside(finding));
  private readonly explained = new SoftwareExplained(this, software => this.host.explainSoftware(software), () => this.renderRoot.querySelector<Grid<ServerSoftwareRow>>('ii-grid')?.focus());
  private readonly softwareColumns = softwareColumns(row => this.explained.explain(row.id, `${row.name} ${row.version}`.trim(), !this.wide));
  private readonly softwareColumnsWithoutFindings = withoutFindings(this.softwareColumns);

  constructor() {
    super('server');
    this.section = 'insights';
    this.version = 0;
    this.finding = null;
    this.wide = this.media.matches;
    this.addEventListener('ii-copy', event => this.host.send({ type: 'copy', text: (event as CustomEvent<string>).detail }));
    this.addEventListener(SetAsideEvent.type, event => this.setAside((event as SetAsideEvent).finding));
    this.addEventListener(DecideEvent.type, event => {
      const server = this.snapshot?.model.key;
      if (server !== undefined) this.host.send({ type: 'decide', what: (event as DecideEvent).what, filter: { keys: [server] } });
    });
    this.addEventListener('keydown', event => this.onKey(event));
  }

  private setAside(finding: FindingRef): void {
    this.host.send({ type: 'setAside', finding });
  }

  private source<Row extends ListRow>(list: ServerListKind): PageSource<Row> {
    return new PageSource<Row>(
      async (offset, limit) => await this.host.page(list, offset, limit) as Awaited<ReturnType<ConstructorParameters<typeof PageSource<Row>>[0]>>,
      () => { this.version++; },
      reason => this.fail(reason),
      () => { if (this.changed === '') this.changed = t('The inventory changed since this page was made.'); },
    );
  }

  private readonly onMedia = (): void => { this.wide = this.media.matches; };

  override connectedCallback(): void {
    super.connectedCallback();
    this.media.addEventListener('change', this.onMedia);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.media.removeEventListener('change', this.onMedia);
  }

  protected override arranged({ model, section, finding }: Snapshot): void {
    const { revision } = model.frame;
    const { possible, unknownVersion, suppressed } = model.notCounted;
    // The list holds what is not counted too; its first page says how long it really is.
    this.vulnerabilities.reset(revision, (model.counts.vulnerabilities ?? 0) + possible + unknownVersion + suppressed);
    this.software.reset(revision, model.counts.software ?? 0);
    this.updates.reset(revision, model.counts.updates ?? 0);
    this.version++;
    this.explained.reset();
    this.renderRoot.querySelector<WhyNot>('ii-why-not')?.reset();
    this.section = section;
    this.keep(model.key);
    if (finding !== null) this.explain(finding);
    // The same server again: its open evidence is asked for anew, so it never outlives what it explains.
    else if (this.finding !== null) this.explain(this.finding, false);
  }

  private keep(server: string, ticked = this.host.state().ticked ?? []): void {
    this.host.keep({ panel: 'server', server, section: this.section, ...(ticked.length === 0 ? {} : { ticked }) });
  }

  private readonly askRecommendations = (ticked: readonly string[]) => this.host.recommend(ticked);

  /** Targets on this server stay in this panel. */
  protected override opened(event: OpenEvent): void {
    const { to } = event;
    const model = this.snapshot?.model;
    if (model === undefined || event.beside || to.view !== 'server' || to.server !== model.key) {
      super.opened(event);
      return;
    }
    if (to.finding !== undefined) this.explain(to.finding);
    this.show(to.section ?? 'insights');
  }

  private show(section: ServerSection, anchor?: string): void {
    this.section = section;
    if (this.snapshot !== undefined) this.keep(this.snapshot.model.key);
    if (anchor === undefined) return;
    void this.updateComplete.then(() => {
      const heading = this.renderRoot.querySelector<HTMLElement>(`#${anchor}`);
      heading?.scrollIntoView({ block: 'nearest' });
      heading?.focus();
    });
  }

  private readonly askWhyNot = (cve: string) => this.host.whyNot(cve);

  private explain(finding: FindingRef, focus = true): void {
    this.finding = finding;
    if (focus || this.evidence?.cve !== finding.cve) this.evidence = { cve: finding.cve, evidence: undefined, problem: '' };
    // The drawer is in sight already; under the table the page has to scroll to it.
    if (focus) void this.updateComplete.then(() => this.renderRoot.querySelector<Evidence>('ii-evidence')?.focusHeading(!this.wide));
    this.host.explain(finding).then(
      evidence => { if (sameFinding(this.finding, finding)) this.evidence = { cve: finding.cve, evidence, problem: '' }; },
      (reason: unknown) => {
        if (sameFinding(this.finding, finding)) this.evidence = { cve: finding.cve, evidence: undefined, problem: reason instanceof Error ? reason.message : String(reason) };
      },
    );
  }

  /** Closes the evidence and gives the focus back to the button that opened it. */
  private closeEvidence(): void {
    const { finding } = this;
    this.finding = null;
    this.evidence = undefined;
    void this.updateComplete.then(() => {
      const why = finding === null ? null : this.renderRoot.querySelector<HTMLElement>(`[data-finding="${CSS.escape(`${finding.cve} ${finding.software}`)}"]`);
      if (why !== null && why.checkVisibility()) why.focus();
      else this.renderRoot.querySelector<Grid<VulnerabilityRow>>('ii-grid')?.focus();
    });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented && this.section === 'software' && this.explained.isOpen) {
      event.preventDefault();
      this.explained.close();
      return;
    }
    if (this.finding === null) return;
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      this.closeEvidence();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      this.stepFinding(event.key === 'ArrowUp' ? -1 : 1);
    }
  }

  /** The findings that previous and next walk through: the tab's list as far as it is here, else the top five. */
  private findings(): readonly FindingRef[] {
    const rows: FindingRef[] = [];
    if (this.section === 'vulnerabilities') {
      for (let at = 0; at < this.vulnerabilities.total; at++) {
        const row = this.vulnerabilities.rowAt(at);
        if (row !== undefined) rows.push(row.ref);
      }
      return rows;
    }
    return this.snapshot?.model.topVulnerabilities.map(row => row.ref) ?? [];
  }

  private stepFinding(step: -1 | 1): void {
    const all = this.findings();
    const at = all.findIndex(finding => sameFinding(finding, this.finding));
    const next = all[at === -1 ? 0 : at + step];
    if (next !== undefined) this.explain(next);
  }

  private drawEvidence(): TemplateResult {
    return html`<ii-evidence .view=${this.evidence} @ii-close=${() => this.closeEvidence()} @ii-step=${(event: StepEvent) => this.stepFinding(event.step)}></ii-evidence>`;
  }

  private header(model: ServerModel): TemplateResult {
    const { row, os } = model;
    const version = os.build || os.version;
    return html`<header class="ident"><div class="flex">${icon('server')}<h1 class="trunc" title=${model.name}>${model.name}</h1>
        ${model.source === null ? nothing : iconButton('source', t('Open the inventory row, {0}', model.sourceLabel), event => this.openTarget(event, model.source))}</div>
      <div class="flex acts"><ii-asof .frame=${model.frame}></ii-asof>${button(t('Export…'), () => this.host.send({ type: 'export', what: 'findings' }), { icon: 'export', label: t('Export findings…') })}
        ${iconButton('refresh', t('Refresh: read inventory and feeds again'), () => this.host.send({ type: 'refresh' }))}</div>
      <ul class="facts"><li>${glyph(SUPPORT_GLYPHS[row.support.bucket])}<span class="clamp"><span title=${os.written}>${os.label || t('Unknown operating system')}</span>${version === '' ? nothing : html` <span class="dim">${version}</span>`} · ${row.support.text}</span></li>
        <li>${t('Environment')} ${row.environment === '' ? html`<span class="dim">${t('not set')}</span>` : link(row.environment, { view: 'servers', filter: { environments: [row.environment] } }, { className: 'trunc' })}</li>
        ${row.criticality === '' ? nothing : html`<li>${t('Criticality')} <span class="strong trunc" title=${model.decided.criticalityBy}>${CRITICALITY_WORDS[row.criticality] ?? row.criticality}</span></li>`}
        ${row.site === '' ? nothing : html`<li>${t('Site')} ${link(row.site, { view: 'servers', filter: { sites: [row.site] } }, { className: 'trunc' })}</li>`}
        ${row.tags.length === 0 ? nothing : html`<li>${row.tags.map(tag => html`<span class="tag"><span class="trunc">${link(tag, { view: 'servers', filter: { tags: [tag] } }, { label: t('Servers with tag {0}', tag) })}</span></span>`)}</li>`}
        <li class="dim">${row.stale ? glyph('clock', 'stale') : nothing}<span class="clamp">${row.lastSeenDays === null ? t('Last seen unknown') : row.lastSeenDays === 0 ? t('Seen today') : t('Seen {0} ago', ageText(row.lastSeenDays))}${model.sourceLabel === '' ? '' : ` · ${model.sourceLabel}`}</span></li></ul></header>`;
  }

  private openTarget(event: Event, target: Target | null): void {
    if (target === null) return;
    const { ctrlKey, metaKey } = event as MouseEvent;
    this.host.send({ type: 'open', target, beside: ctrlKey || metaKey });
  }

  private sum(model: ServerModel): TemplateResult {
    const { row } = model;
    return html`<section class="sum" aria-label=${t('Risk score {0}, the sum of six terms', countText(row.score))}><div class="total"><b>${countText(row.score)}</b><span class="small dim">${t('risk score')}</span></div>
      <ol>${SCORE_TERMS.map(term => {
        const value = row.parts[term.key];
        const place = TERM_PLACES[term.key];
        const target: Target = { view: 'server', server: model.key, section: place.section };
        return html`<li @ii-open=${(event: OpenEvent) => {
          if (event.beside) return;
          event.stopPropagation();
          this.show(place.section, place.anchor);
        }}><div class="v">${this.hidesTerm(term.kind) ? html`<ii-count concealed .label=${term.label}></ii-count>` : value === null ? html`<span class="dim">– <span class="unknown">${t('unknown')}</span></span>` : html`<ii-count .value=${value} .to=${target} .label=${term.label}></ii-count>`}</div>
          <div class="l">${term.label}${value === null && !this.hidesTerm(term.kind) ? t(', scores 0') : ''}</div></li>`;
      })}</ol></section>`;
  }

  private hidesTerm(kind: (typeof SCORE_TERMS)[number]['kind']): boolean {
    return kind !== 'flag' && hides(this.frame, kind);
  }

  private notCounted(model: ServerModel): TemplateResult {
    const { possible, unknownVersion, suppressed } = model.notCounted;
    const list: Target = { view: 'server', server: model.key, section: 'vulnerabilities' };
    const count = (value: number, label: string) => html`<span><ii-count .value=${value} .to=${list} .label=${label}></ii-count> ${label}</span>`;
    return html`<p class="note">${hides(model.frame, 'vulnerabilities') ? nothing : html`<span>${t('Not counted:')}</span>${count(possible, t('possibly affected'))}${count(unknownVersion, t('unknown version'))}${suppressed === 0 ? nothing : count(suppressed, t('set aside'))}`}
      <span>${t('As of {0}.', model.frame.asOf)}${model.scoreOnPlannedDate === null || model.frame.plannedDate === null ? '' : t(' On {0}: {1}', model.frame.plannedDate, countText(model.scoreOnPlannedDate))}</span></p>`;
  }

  private recommendations(model: ServerModel): TemplateResult {
    return html`<ii-recommendations single .ask=${this.askRecommendations} .ticked=${this.host.state().ticked ?? []} .version=${model}
      @ii-ticked=${(event: TickedEvent) => this.keep(model.key, event.ticked)}></ii-recommendations>`;
  }

  private insights(model: ServerModel): TemplateResult {
    return html`<div class="stack">${this.recommendations(model)}
      <div class="cols2">${osSupport(model)}${protection(model)}</div>
      ${topVulnerabilities(model, this.findingActions)}
      ${this.evidence !== undefined && !this.wide ? this.drawEvidence() : nothing}
      <div class="cols2">${topUpdates(model)}${softwareCard('ended', t('End-of-support software'), model.endedSoftware, model, true)}</div>
      ${softwareCard('vulnerable', t('Software with vulnerabilities'), model.vulnerableSoftware, model, false)}</div>`;
  }

  private listing<Row>(label: string, source: PageSource<Row>, columns: readonly GridColumn<Row>[], none: string, name: (row: Row) => string, current: (row: Row) => boolean = () => false, openRow?: (row: Row) => Target | null): TemplateResult {
    if (source.total === 0) return html`<p class="nothing">${none}</p>`;
    return html`<div class="listing"><ii-grid .label=${label} .columns=${columns} .source=${source} .total=${source.total} .version=${this.version} .rowName=${name} .currentRow=${current}
      .openRow=${openRow ?? ((row: Row) => columns[0]?.target?.(row) ?? null)}></ii-grid></div>`;
  }

  private drawSection(model: ServerModel): TemplateResult {
    switch (this.section) {
      case 'insights': return this.insights(model);
      case 'vulnerabilities': return html`<div class="stack">
        ${hides(model.frame, 'vulnerabilities') ? nothing : html`<ii-why-not .ask=${this.askWhyNot} @ii-explain=${(event: ExplainEvent) => this.explain(event.finding)}></ii-why-not>`}
        ${this.listing(t('Vulnerabilities'), this.vulnerabilities, this.vulnerabilityColumns,
        hides(model.frame, 'vulnerabilities') ? HIDDEN_SENTENCES.vulnerabilities : model.counts.vulnerabilities === null ? t('Not judged: neither the operating system nor software could be identified.') : t('No vulnerability is known to affect this server.'),
        row => `${row.cve}, ${row.verdictLabel}, ${row.software}`, row => sameFinding(row.ref, this.finding), row => ({ view: 'server', server: model.key, section: 'vulnerabilities', finding: row.ref }))}
        ${this.evidence !== undefined && !this.wide ? this.drawEvidence() : nothing}</div>`;
      case 'software': return html`<div class="stack">${this.listing(t('Software'), this.software, hides(model.frame, 'vulnerabilities') ? this.softwareColumnsWithoutFindings : this.softwareColumns, model.counts.software === null ? t('Unknown: the inventory has no software list for this server.') : t('The inventory says that nothing is installed.'),
        row => `${row.name} ${row.version}`, row => this.explained.shows(row.id))}
        ${this.explained.isOpen && !this.wide ? this.explained.draw() : nothing}</div>`;
      case 'updates': return this.listing(t('Updates'), this.updates, updateColumns, hides(model.frame, 'updates') ? HIDDEN_SENTENCES.updates : model.counts.updates === null ? t('Unknown: the inventory has no update list for this server.') : t('No update is pending.'), row => `${row.id} ${row.title}`);
      case 'overview': return serverFacts(model);
    }
  }

  private tabs(model: ServerModel): readonly Tab[] {
    const { counts } = model;
    const count = (value: number | null, part?: HideablePart) => part !== undefined && hides(model.frame, part) ? t('hidden') : value === null ? null : countText(value);
    const numbers: Partial<Record<ServerSection, string | null>> = { vulnerabilities: count(counts.vulnerabilities, 'vulnerabilities'), software: count(counts.software), updates: count(counts.updates, 'updates') };
    return SECTIONS.map(id => ({ id, label: SECTION_WORDS[id], ...(id in numbers ? { count: numbers[id] } : {}) }));
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const list = { vulnerabilities: this.vulnerabilities, software: this.software, updates: this.updates }[this.section as ServerListKind];
    // Header, rows and the sideways scroll bar; the style sheet holds it within the view.
    if (list !== undefined) this.style.setProperty('--ii-listing-height', `${27 + list.total * ROW_HEIGHT + 14}px`);
  }

  protected override draw({ model }: Snapshot): TemplateResult {
    const beside = !this.wide ? nothing
      : this.section === 'software' ? (this.explained.isOpen ? this.explained.draw() : nothing)
      : this.evidence !== undefined && (this.section === 'insights' || this.section === 'vulnerabilities') ? this.drawEvidence() : nothing;
    return html`<main>${this.notices()}${this.header(model)}${this.sum(model)}${this.notCounted(model)}
      <ii-tabs .items=${this.tabs(model)} .active=${this.section} @ii-tab=${(event: TabEvent) => this.show(event.id as ServerSection)}>
        <div slot=${this.section} class="split ${beside === nothing ? '' : 'open'}"><div class="content">${this.drawSection(model)}</div>${beside === nothing ? nothing : html`<div class="drawer">${beside}</div>`}</div>
      </ii-tabs></main><ii-frame-footer .frame=${model.frame}></ii-frame-footer>`;
  }
}

customElements.define('ii-server-panel', ServerPanel);
