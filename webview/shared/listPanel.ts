import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Sort, Target } from '../../src/protocol/models/frame';
import type { Facet, ListHeader, Page } from '../../src/protocol/models/lists';
import type { HeaderCount } from '../../src/protocol/models/overview';
import type { ViewName } from '../../src/protocol/models/views';
import type { AroundList, ListRow, PanelSnapshot, PanelState } from '../../src/protocol/webview';
import './asOf';
import './chips';
import { DropEvent, type QuickEvent, type ViewsEvent } from './chips';
import { button, controls, iconButton } from './controls';
import { countLink } from './countLink';
import './empty';
import './facets';
import type { FacetEvent } from './facets';
import type { FilterBox, FilterTextEvent, SearchEvent } from './filterBox';
import './filterBox';
import { withoutChip, withQuick, withText, withTyped, withValue } from './filterEdits';
import './frameFooter';
import { glyph, icon } from './glyphs';
import './grid';
import type { Grid, ScrollEvent, SelectedRowsEvent, SortEvent } from './grid';
import type { GridColumn } from './gridColumn';
import { t } from './l10n';
import { columnsMenu, viewsMenu } from './listMenus';
import { listPanelStyles } from './listPanel.css';
import { ageText, countText } from './numbers';
import { PageSource } from './pageSource';
import { PanelElement } from './panelElement';
import { RowSelection } from './rowSelection';

/** Quiet time after typing before the search is applied, ms. */
const SEARCH_AFTER_MS = 200;

export interface ListModel<Row, Filter, Key extends string> extends ListHeader {
  readonly filter: Filter;
  readonly sort: Sort<Key>;
  readonly page: Page<Row>;
}

export interface Arrangement<Filter, Key extends string> {
  readonly filter: Filter;
  readonly sort: Sort<Key>;
}

/**
 * A list with search, one-click filters, facets and sorting. Each change is an `arrange` intent with the whole new
 * arrangement; the host answers with a snapshot, and focus and scroll stay where they are.
 */
export abstract class ListPanel<Kind extends 'servers' | 'software', Row extends ListRow, Filter extends { readonly text?: string }, Key extends string> extends PanelElement<Kind> {
  static override properties = {
    ...PanelElement.properties,
    searchText: { state: true }, railShown: { state: true }, chosenColumns: { state: true }, version: { state: true }, selection: { state: true },
  };

  static override styles = [...PanelElement.styles, controls, listPanelStyles];

  declare protected searchText: string;
  declare protected railShown: boolean;
  /** Columns that the user wants to see; absent: those that fit. */
  declare protected chosenColumns: readonly string[] | undefined;
  /** Rows chosen; another filter chooses none. */
  declare protected selection: RowSelection;
  /** Raised when pages arrive. */
  declare protected version: number;

  /** What was last asked for: edits in quick succession build on each other. */
  private arrangement: Arrangement<Filter, Key> | undefined;
  private searchTimer: ReturnType<typeof setTimeout> | undefined;
  private placed = false;

  protected readonly source: PageSource<Row> = new PageSource<Row>(
    async (offset, limit) => await this.host.page(this.kind, offset, limit) as Page<Row>,
    () => { this.version++; },
    reason => this.fail(reason),
    () => { if (this.changed === '') this.changed = t('The inventory changed. Rows further down are newer than the counts above.'); },
  );

  /** "servers" or "software", as empty states and status say it. */
  protected abstract readonly things: string;
  protected abstract readonly searchHint: string;
  protected abstract readonly columns: readonly GridColumn<Row>[];
  protected abstract list(snapshot: Extract<PanelSnapshot, { panel: Kind }>): ListModel<Row, Filter, Key>;
  protected abstract state(arrangement: Arrangement<Filter, Key>): PanelState;
  protected abstract openRow(row: Row): Target | null;
  protected abstract rowName(row: Row): string;
  protected abstract totals(list: ListModel<Row, Filter, Key>): readonly HeaderCount[];
  protected abstract legend(): TemplateResult | typeof nothing;

  /** What stands over the list to choose a kind of rows. */
  protected tabs(_list: ListModel<Row, Filter, Key>): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Facets that stand in the rail. */
  protected railFacets(list: ListModel<Row, Filter, Key>): readonly Facet[] {
    return list.facets;
  }

  /** Actions on the rows that are chosen; they stand in the bar that says how many these are. */
  protected actions(_selection: RowSelection): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Tells rows apart; without it none can be chosen. */
  protected readonly rowKey: ((row: Row) => string) | undefined;

  /** The filter in force; that of the rows chosen is within it. */
  protected get filter(): Filter {
    return this.arrangement?.filter ?? ({} as Filter);
  }

  constructor(kind: Kind) {
    super(kind);
    this.searchText = '';
    this.railShown = false;
    this.version = 0;
    this.selection = RowSelection.none;
    this.addEventListener(DropEvent.type, event => this.edit(filter => withoutChip(filter, (event as DropEvent).chip)));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      this.focusSearch();
    } else if (event.key === 'Escape' && this.railShown) {
      event.preventDefault();
      this.showRail(false);
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
    clearTimeout(this.searchTimer);
  }

  private focusSearch(): void {
    this.renderRoot.querySelector<FilterBox>('ii-filter-box')?.focus();
  }

  private get grid(): Grid<Row> | null {
    return this.renderRoot.querySelector<Grid<Row>>('ii-grid');
  }

  protected override arranged(snapshot: Extract<PanelSnapshot, { panel: Kind }>): void {
    const list = this.list(snapshot);
    if (JSON.stringify(this.arrangement?.filter) !== JSON.stringify(list.filter)) this.selection = RowSelection.none;
    this.arrangement = { filter: list.filter, sort: list.sort };
    if (this.searchTimer === undefined) this.searchText = list.filter.text ?? '';
    this.source.reset(list.page.revision, list.page.total, list.page);
    this.version++;
    this.chosenColumns = (snapshot as AroundList).columns;
    this.host.keep(this.arrangedState(this.arrangement));
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.placed || this.grid === null || this.source.total === 0) return;
    this.placed = true;
    const { scroll } = this.host.place();
    if (scroll > 0) this.grid.restore(scroll);
  }

  private arrangedState(arrangement: Arrangement<Filter, Key>): PanelState {
    return { ...this.state(arrangement), ...(this.chosenColumns === undefined ? {} : { columns: this.chosenColumns }) };
  }

  /** The rows stay; the host keeps the columns with the rest, so that a saved view has them. */
  private chooseColumns(keys: readonly string[] | undefined): void {
    this.chosenColumns = keys;
    this.edit(filter => filter);
  }

  protected edit(change: (filter: Filter) => Filter, sort?: Sort<Key>): void {
    if (this.arrangement === undefined) return;
    const filter = change(this.arrangement.filter);
    this.arrangement = { filter, sort: sort ?? this.arrangement.sort };
    // The text goes with what is already typed, so a facet ticked within the pause does not lose it.
    this.host.send({ type: 'arrange', state: this.arrangedState(this.arrangement) });
    if (filter.text === undefined && this.searchTimer === undefined) this.searchText = '';
  }

  private search(text: string | null, now: boolean): void {
    clearTimeout(this.searchTimer);
    this.searchTimer = undefined;
    if (text === null) return;
    this.searchText = text;
    const apply = () => {
      this.searchTimer = undefined;
      if ((this.arrangement?.filter.text ?? '') !== text.trim()) this.edit(filter => withText(filter, text));
    };
    if (now) apply();
    else this.searchTimer = setTimeout(apply, SEARCH_AFTER_MS);
  }

  /** Terms that were typed join the filter; the box keeps the words. */
  private typed(filter: object): void {
    clearTimeout(this.searchTimer);
    this.searchTimer = undefined;
    this.searchText = (filter as { readonly text?: string }).text ?? '';
    this.edit(before => withTyped(before, filter));
  }

  private showRail(shown: boolean): void {
    this.railShown = shown;
    void this.updateComplete.then(() => {
      if (shown) (this.renderRoot.querySelector('ii-facets')?.shadowRoot?.querySelector('button') as HTMLElement | null)?.focus();
      else this.renderRoot.querySelector<HTMLElement>('.only-narrow')?.focus();
    });
  }

  private toolbar(list: ListModel<Row, Filter, Key>, views: readonly ViewName[]): TemplateResult {
    return html`<header class="toolbar"><h1 class="vh">${this.things === 'servers' ? t('Servers') : t('Software')}</h1>
      <button type="button" class="quiet only-narrow" aria-expanded=${this.railShown ? 'true' : 'false'} aria-controls="rail" @click=${() => this.showRail(!this.railShown)}>${icon('filter', true)} ${t('Filters')}
        ${list.chips.length === 0 ? nothing : html`<span class="pill">${countText(list.chips.length)}</span>`}</button>
      <div class="search" role="search"><ii-filter-box .label=${this.things === 'servers' ? t('Search or filter servers') : t('Search or filter software')} .hint=${this.searchHint} .value=${this.searchText} .ask=${(text: string, offset: number) => this.host.filterText(text, offset)}
        @ii-search=${({ text, now }: SearchEvent) => this.search(text, now)} @ii-filter-text=${({ filter }: FilterTextEvent) => this.typed(filter)}></ii-filter-box>${this.searchText === '' ? html`<span class="kbd hide-s" aria-hidden="true">${t('Ctrl F')}</span>` : nothing}</div>
      ${viewsMenu(views, intent => this.host.send(intent))}${columnsMenu(this.columns, new Set(this.grid?.shownKeys ?? []), () => this.requestUpdate(), keys => this.chooseColumns(keys))}
      <ii-asof .frame=${list.frame}></ii-asof>
      ${button(t('Export…'), () => this.host.send({ type: 'export', what: this.kind }), { icon: 'export', label: this.things === 'servers' ? t('Export servers…') : t('Export software…') })}
      ${iconButton('refresh', t('Refresh: read inventory and feeds again'), () => this.host.send({ type: 'refresh' }))}</header>`;
  }

  private totalsLine(list: ListModel<Row, Filter, Key>): TemplateResult | typeof nothing {
    const totals = this.totals(list);
    if (totals.length === 0) return nothing;
    return html`<ul class="totals" aria-label=${t('Totals of the filtered list')}>${totals.map(entry => html`<li class=${entry.detail === null ? 'lead' : 'env'}>
      ${countLink(entry.count, this.things === 'servers' ? t('servers {0}', entry.label) : t('software {0}', entry.label))}<span class="trunc" title=${entry.label}>${entry.label}</span>${entry.detail === null ? nothing
        : html`<span class="dim flex">${countLink(entry.detail.count, `${entry.label}, ${entry.detail.label}`)}<span class="trunc">${entry.detail.label}</span></span>`}</li>`)}</ul>`;
  }

  private actionBar(list: ListModel<Row, Filter, Key>): TemplateResult {
    return html`<div class="chosen" role="toolbar" aria-label=${t('Actions on the chosen rows')}><span role="status">${t('{0} chosen', countText(this.selection.count(list.total)))}</span>
      ${this.actions(this.selection)}<span class="grow"></span>
      <button type="button" class="link" @click=${() => { this.selection = RowSelection.none; }}>${t('Choose none')}</button></div>`;
  }

  private status(list: ListModel<Row, Filter, Key>): TemplateResult {
    const age = list.inventoryAgeDays;
    return html`<div class="status"><span role="status">${this.things === 'servers' ? t('{0} of {1} servers', countText(list.total), countText(list.all)) : t('{0} of {1} software', countText(list.total), countText(list.all))}</span>
      <span class="hide-s">${t('{0} at risk', countText(list.atRisk))}</span>${this.legend()}<span class="grow"></span>
      <span class="flex">${age !== null && age > list.staleAfterDays ? glyph('clock', 'stale') : nothing}${age === null ? t('Age of inventory unknown') : age === 0 ? t('Inventory of today') : t('Oldest server seen {0} ago', ageText(age))}</span>
      <span>${t('As of {0}', list.frame.asOf)}</span></div>`;
  }

  protected override draw(snapshot: Extract<PanelSnapshot, { panel: Kind }>): TemplateResult {
    const list = this.list(snapshot);
    const bare = list.empty !== null && list.empty !== 'filtered';
    return html`<main>${this.toolbar(list, (snapshot as AroundList).views ?? [])}
      ${bare ? nothing : html`${this.tabs(list)}${this.totalsLine(list)}<ii-chips .quick=${list.quick} .chips=${list.chips} label=${t('Risks')} @ii-quick=${(event: QuickEvent) => this.edit(filter => withQuick(filter, event.filter))}
        .scopes=${this.kind === 'servers'} @ii-views=${(event: ViewsEvent) => this.host.send({ type: 'views', action: event.action })}
        @ii-copy-filter=${() => this.host.send({ type: 'copy', text: list.filterText })}></ii-chips>`}
      ${this.notices()}
      <div class="work ${bare ? 'bare' : ''}">
        ${bare ? nothing : html`<aside id="rail" class="rail ${this.railShown ? 'shown' : ''}" aria-label=${t('Filters')}><ii-facets .facets=${this.railFacets(list)}
          @ii-facet=${(event: FacetEvent) => this.edit(filter => withValue(filter, event.field, event.value, event.selected))}></ii-facets></aside>`}
        <section class="list" aria-label=${this.things === 'servers' ? t('Servers') : t('Software')}>
          ${list.empty !== null ? html`<ii-empty .reason=${list.empty} .things=${this.things} .list=${list}></ii-empty>`
            : html`<ii-grid .label=${this.things === 'servers' ? t('Servers') : t('Software')} .columns=${this.columns} .chosen=${this.chosenColumns} .source=${this.source} .total=${this.source.total} .version=${this.version}
              .sortKey=${list.sort.key} .sortDirection=${list.sort.direction} .openRow=${(row: Row) => this.openRow(row)} .rowName=${(row: Row) => this.rowName(row)}
              .rowKey=${this.rowKey} .selection=${this.selection} @ii-selected-rows=${(event: SelectedRowsEvent) => { this.selection = event.selection; }}
              @ii-sort=${(event: SortEvent) => this.edit(filter => filter, { key: event.key as Key, direction: event.direction })}
              @ii-scroll=${(event: ScrollEvent) => this.host.keepPlace({ scroll: event.top })}></ii-grid>`}
          ${this.selection.isEmpty || bare ? nothing : this.actionBar(list)}${bare ? nothing : this.status(list)}
        </section>
      </div>
      <ii-frame-footer compact .frame=${list.frame}></ii-frame-footer></main>`;
  }
}
