import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SortDirection, Target } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { gridStyles } from './grid.css';
import type { GridColumn } from './gridColumn';
import { gridMove, type GridPlace } from './gridMove';
import { t } from './l10n';
import { OpenEvent } from './openEvent';
import type { PageSource } from './pageSource';
import { RowSelection } from './rowSelection';

/** Height of a row, px; the same number is `--ii-row`. */
export const ROW_HEIGHT = 24;
/** Rows kept above and below the ones in sight. */
const SPARE_ROWS = 8;
/** Rows drawn before the grid knows its height. */
const FIRST_ROWS = 40;
/** A box that chooses a row, with the gap behind it, px. */
const BOX_WIDTH = 19;
/** Quiet time after scrolling before the place is kept, ms. */
const KEEP_AFTER_MS = 200;

/** A header was chosen. */
export class SortEvent extends Event {
  static readonly type = 'ii-sort';

  constructor(readonly key: string, readonly direction: SortDirection) {
    super(SortEvent.type);
  }
}

/** The grid came to rest at a scroll offset, px. */
export class ScrollEvent extends Event {
  static readonly type = 'ii-scroll';

  constructor(readonly top: number) {
    super(ScrollEvent.type);
  }
}

/** Other rows are chosen. */
export class SelectedRowsEvent extends Event {
  static readonly type = 'ii-selected-rows';

  constructor(readonly selection: RowSelection) {
    super(SelectedRowsEvent.type);
  }
}

/**
 * A list of any length in rows of one height: only what is in sight is in the DOM, the rest is counted by
 * `aria-rowcount` and `aria-rowindex`. One stop of Tab; arrows, Home, End and the page keys move the row, → enters its
 * cells, ↑ from the first row reaches the headers, Enter opens, Esc goes back to the row. See ADR 7.
 *
 * With `rowKey`, rows can be chosen: Space or Ctrl+click one, Shift with an arrow, a page key or a click as far as there, Ctrl+A all,
 * Esc none. The owner keeps the selection and hears `SelectedRowsEvent`.
 */
export class Grid<Row> extends LitElement {
  static override properties = {
    label: {}, columns: { attribute: false }, chosen: { attribute: false }, source: { attribute: false }, total: { type: Number }, version: { type: Number },
    sortKey: { attribute: false }, sortDirection: { attribute: false }, openRow: { attribute: false }, rowName: { attribute: false }, currentRow: { attribute: false },
    rowKey: { attribute: false }, selection: { attribute: false },
    place: { state: true }, top: { state: true }, viewHeight: { state: true }, viewWidth: { state: true },
  };

  static override styles = [base, gridStyles];

  declare label: string;
  declare columns: readonly GridColumn<Row>[];
  /** Keys of the columns that the user wants to see, whatever the width; absent: those that fit. */
  declare chosen: readonly string[] | undefined;
  declare source: PageSource<Row> | undefined;
  declare total: number;
  /** Raised by the owner when the source has new rows. */
  declare version: number;
  declare sortKey: string;
  declare sortDirection: SortDirection;
  /** Where Enter and a double click on a row lead. */
  declare openRow: (row: Row) => Target | null;
  /** Names a row for a screen reader. */
  declare rowName: (row: Row) => string;
  /** The row whose details stand beside the grid. */
  declare currentRow: (row: Row) => boolean;
  /** Tells rows apart; without it none can be chosen. */
  declare rowKey: ((row: Row) => string) | undefined;
  declare selection: RowSelection;
  declare private place: GridPlace | undefined;
  declare private top: number;
  declare private viewHeight: number;
  declare private viewWidth: number;

  /** Where a range begins, and what was chosen before it. */
  private anchor: { readonly row: number; readonly before: RowSelection } | undefined;
  private wantedTop: number | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly resized = new ResizeObserver(() => this.measure());

  constructor() {
    super();
    this.label = '';
    this.columns = [];
    this.total = 0;
    this.version = 0;
    this.sortKey = '';
    this.sortDirection = 'ascending';
    this.openRow = () => null;
    this.rowName = () => '';
    this.currentRow = () => false;
    this.selection = RowSelection.none;
    this.top = 0;
    this.viewHeight = 0;
    this.viewWidth = 0;
  }

  /** Scrolls to an offset kept from an earlier session, as soon as there are rows. */
  restore(top: number): void {
    this.wantedTop = top;
    this.requestUpdate();
  }

  override focus(): void {
    this.scroller?.focus();
  }

  private get scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroll');
  }

  private get shown(): readonly GridColumn<Row>[] {
    const { chosen } = this;
    if (chosen !== undefined) return this.columns.filter(({ key }, index) => index === 0 || chosen.includes(key));
    return this.columns.filter(column => column.from === undefined || this.viewWidth === 0 || this.viewWidth >= column.from);
  }

  /** Keys of the columns on show. */
  get shownKeys(): readonly string[] {
    return this.shown.map(({ key }) => key);
  }

  /** Rows that fit below the header. */
  private get pageRows(): number {
    return Math.max(1, Math.floor((this.viewHeight - 27) / ROW_HEIGHT) - 1);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    clearTimeout(this.keepTimer);
  }

  private measure(): void {
    const { scroller } = this;
    if (scroller === null) return;
    this.viewHeight = scroller.clientHeight;
    this.viewWidth = scroller.clientWidth;
  }

  /** Room for the boxes that choose rows, px. */
  private boxWidth(column: number): number {
    return this.rowKey !== undefined && column === 0 ? BOX_WIDTH : 0;
  }

  private window(): { first: number; last: number } {
    const height = this.viewHeight || FIRST_ROWS * ROW_HEIGHT;
    const first = Math.max(0, Math.floor(this.top / ROW_HEIGHT) - SPARE_ROWS);
    const last = Math.min(this.total - 1, Math.ceil((this.top + height) / ROW_HEIGHT) + SPARE_ROWS);
    return { first, last };
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('total') && this.place !== undefined && this.place.row >= this.total) {
      this.place = this.total === 0 ? undefined : { ...this.place, row: this.total - 1 };
    }
  }

  override updated(): void {
    const { first, last } = this.window();
    const columns = this.shown;
    this.style.setProperty('--ii-grid-columns', columns.map((column, index) => `minmax(${column.width + this.boxWidth(index)}px, ${column.grow ?? 0 ? `${column.grow}fr` : `${column.width + this.boxWidth(index)}px`})`).join(' '));
    this.style.setProperty('--ii-grid-width', `${columns.reduce((sum, column, index) => sum + column.width + this.boxWidth(index), 0)}px`);
    const body = this.renderRoot.querySelector<HTMLElement>('.body');
    const rows = this.renderRoot.querySelector<HTMLElement>('.window');
    body?.style.setProperty('height', `${this.total * ROW_HEIGHT}px`);
    rows?.style.setProperty('top', `${first * ROW_HEIGHT}px`);
    if (this.viewHeight === 0) this.measure();
    if (this.wantedTop !== undefined && this.total > 0 && this.scroller !== null) {
      this.scroller.scrollTop = this.wantedTop;
      this.wantedTop = undefined;
    }
    // A shorter list clamps the offset without a scroll event of its own in the same frame.
    const { scroller } = this;
    if (scroller !== null && Math.abs(scroller.scrollTop - this.top) >= 1) this.top = scroller.scrollTop;
    this.source?.want(first, last);
  }

  private onScroll(event: Event): void {
    const scroller = event.currentTarget as HTMLElement;
    this.top = scroller.scrollTop;
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.dispatchEvent(new ScrollEvent(this.top)), KEEP_AFTER_MS);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || (event.metaKey && event.key !== 'Enter' && event.key.toLowerCase() !== 'a')) return;
    const columns = this.shown;
    if (event.key === 'Enter') {
      if (this.follow(event.ctrlKey || event.metaKey)) event.preventDefault();
      return;
    }
    if (this.rowKey !== undefined && this.chooseByKey(event)) {
      event.preventDefault();
      // VS Code listens at the window, and would mark all text of the panel too.
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape') {
      if (this.place === undefined || this.place.column === -1) return this.chooseNone(event);
      this.place = { row: Math.max(0, this.place.row), column: -1 };
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const from = this.place ?? { row: -1, column: 0 };
    const to = gridMove(event.key, event.ctrlKey, from, { rows: this.total, columns: columns.length, page: this.pageRows });
    if (to === undefined) {
      if (/^(?:Arrow|Home|End|Page)/.test(event.key)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (event.shiftKey) this.chooseTo(Math.max(0, from.row), to.row);
    else this.anchor = undefined;
    this.place = to;
    this.reveal(to);
  }

  /** Space, and Ctrl+A or Cmd+A. */
  private chooseByKey(event: KeyboardEvent): boolean {
    if (event.key === ' ' && this.place !== undefined && this.place.row >= 0) this.toggle(this.place.row);
    else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'a' && this.total > 0) this.choose(RowSelection.all);
    else return false;
    return true;
  }

  private chooseNone(event: KeyboardEvent): void {
    if (this.rowKey === undefined || this.selection.isEmpty) return;
    event.preventDefault();
    event.stopPropagation();
    this.anchor = undefined;
    this.choose(RowSelection.none);
  }

  private choose(selection: RowSelection): void {
    this.selection = selection;
    this.dispatchEvent(new SelectedRowsEvent(selection));
  }

  private toggle(index: number): void {
    const row = this.source?.rowAt(index);
    if (this.rowKey === undefined) return;
    if (row === undefined) return this.whenThere(index, () => this.toggle(index));
    const selection = this.selection.toggle(this.rowKey(row));
    this.anchor = { row: index, before: selection };
    this.choose(selection);
  }

  /** A key or a click may be faster than the row that it is meant for: it counts once that has come, unless the place is another by then. */
  private whenThere(index: number, act: () => void): void {
    const { place } = this;
    void this.source?.rowsBetween(index, index).then(rows => {
      if (rows.length > 0 && this.place === place) act();
    });
  }

  /** Rows on the way may not be there yet: they are fetched first. */
  private chooseTo(from: number, to: number): void {
    const { source, rowKey } = this;
    if (source === undefined || rowKey === undefined || to < 0) return;
    const anchor = this.anchor ??= { row: from, before: this.selection };
    void source.rowsBetween(Math.min(anchor.row, to), Math.max(anchor.row, to)).then(rows => {
      if (this.anchor === anchor && rows.length > 0) this.choose(anchor.before.with(rows.map(row => rowKey(row)), true));
    });
  }

  /** Brings a place in sight, rows at once and columns when they are under the fixed first one or beyond the edge. */
  private reveal(place: GridPlace): void {
    const { scroller } = this;
    if (scroller === null) return;
    if (place.row >= 0) {
      const above = place.row * ROW_HEIGHT;
      const room = scroller.clientHeight - 27;
      if (above < scroller.scrollTop) scroller.scrollTop = above;
      else if (above + ROW_HEIGHT > scroller.scrollTop + room) scroller.scrollTop = above + ROW_HEIGHT - room;
      this.top = scroller.scrollTop;
    }
    if (place.column > 0) {
      const cells = this.renderRoot.querySelectorAll<HTMLElement>('.headcell');
      const fixed = cells[0]?.offsetWidth ?? 0;
      const cell = cells[place.column];
      if (cell === undefined) return;
      if (cell.offsetLeft - fixed < scroller.scrollLeft) scroller.scrollLeft = cell.offsetLeft - fixed;
      else if (cell.offsetLeft + cell.offsetWidth > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = cell.offsetLeft + cell.offsetWidth - scroller.clientWidth;
    } else scroller.scrollLeft = 0;
  }

  private follow(beside: boolean): boolean {
    const { place } = this;
    if (place === undefined) return false;
    const column = this.shown[place.column];
    if (place.row === -1) {
      if (column !== undefined) this.chooseSort(column);
      return true;
    }
    const row = this.source?.rowAt(place.row);
    if (row === undefined) {
      this.whenThere(place.row, () => this.follow(beside));
      return true;
    }
    if (column?.act !== undefined) return column.act(row);
    const target = column === undefined || column.target === undefined ? this.openRow(row) : column.target(row);
    if (target !== null) this.dispatchEvent(new OpenEvent(target, beside));
    return target !== null;
  }

  private chooseSort(column: GridColumn<Row>): void {
    if (column.sort === undefined) return;
    const direction = column.sort !== this.sortKey ? column.firstDirection ?? 'ascending'
      : this.sortDirection === 'ascending' ? 'descending' : 'ascending';
    this.dispatchEvent(new SortEvent(column.sort, direction));
  }

  /** A link inside a row takes the click, but the focus stays with the grid: its row may leave the DOM. */
  private onFocusIn(event: FocusEvent): void {
    const { scroller } = this;
    if (scroller !== null && event.target !== scroller) scroller.focus({ preventScroll: true });
  }

  private onPointer(event: PointerEvent, row: number): void {
    const isBox = (event.target as Element).closest('.pick') !== null;
    const before = this.place?.row ?? row;
    this.place = { row, column: -1 };
    if (this.rowKey === undefined || event.button !== 0) return;
    if (event.shiftKey) {
      // Not a selection of text.
      event.preventDefault();
      this.chooseTo(Math.max(0, before), row);
    } else if (isBox || event.ctrlKey || event.metaKey) this.toggle(row);
    else this.anchor = undefined;
  }

  private pick(chosen: boolean) {
    return html`<span class="pick ${chosen ? 'on' : ''}" aria-hidden="true"></span>`;
  }

  private onDoubleClick(event: MouseEvent, row: Row | undefined): void {
    const target = row === undefined ? null : this.openRow(row);
    if (target !== null) this.dispatchEvent(new OpenEvent(target, event.ctrlKey || event.metaKey));
  }

  private head(columns: readonly GridColumn<Row>[]) {
    const { place } = this;
    return html`<div role="rowgroup" class="head"><div role="row" class="row" aria-rowindex="1">
      ${columns.map((column, index) => {
        const sorted = column.sort !== undefined && column.sort === this.sortKey;
        const active = place?.row === -1 && place.column === index;
        const content = column.head === undefined ? html`<span class="trunc">${column.label}</span>` : html`${column.head}<span class="vh"> ${column.label}</span>`;
        return html`<div role="columnheader" id=${`h${index}`} class="headcell ${column.numeric ? 'numeric' : ''} ${sorted ? 'sorted' : ''} ${active ? 'active' : ''}"
          aria-colindex=${index + 1} aria-label=${this.boxWidth(index) > 0 ? column.label : nothing} aria-sort=${column.sort === undefined ? nothing : sorted ? this.sortDirection : 'none'} title=${column.label}>
          ${index === 0 && this.rowKey !== undefined ? html`<button type="button" tabindex="-1" class="all" aria-label=${this.selection.isEmpty ? t('Choose all rows') : t('Choose no rows')} title=${this.selection.isEmpty ? t('Choose all rows (Ctrl+A)') : t('Choose no rows (Esc)')}
            @click=${() => this.choose(this.selection.isEmpty ? RowSelection.all : RowSelection.none)}><span class="pick ${this.selection.isEmpty ? '' : this.selection.count(this.total) === this.total ? 'on' : 'some'}"></span></button>` : nothing}
          ${column.sort === undefined ? content : html`<button type="button" tabindex="-1" @click=${() => {
            this.place = { row: -1, column: index };
            this.chooseSort(column);
          }}>${content}${sorted ? html`<svg class="icon ${this.sortDirection === 'ascending' ? 'up' : ''}" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v9.5M4.5 9 8 12.5 11.5 9"></path></svg>` : nothing}</button>`}
        </div>`;
      })}</div></div>`;
  }

  private row(index: number, columns: readonly GridColumn<Row>[]) {
    const row = this.source?.rowAt(index);
    const active = this.place?.row === index;
    const cellAt = active ? this.place?.column ?? -1 : -2;
    const isChosen = row !== undefined && this.rowKey !== undefined && this.selection.has(this.rowKey(row));
    const classes = `row ${isChosen ? 'chosen' : ''} ${active ? 'active' : ''} ${cellAt === -1 ? 'whole' : ''} ${row !== undefined && this.currentRow(row) ? 'current' : ''}`;
    return html`<div role="row" id=${`r${index}`} class=${classes} aria-rowindex=${index + 2} aria-busy=${row === undefined ? 'true' : nothing}
      aria-label=${row === undefined ? t('Loading') : this.rowName(row) || nothing} aria-selected=${this.rowKey === undefined || row === undefined ? nothing : isChosen ? 'true' : 'false'}
      @pointerdown=${(event: PointerEvent) => this.onPointer(event, index)} @dblclick=${(event: MouseEvent) => this.onDoubleClick(event, row)}>
      ${columns.map((column, at) => html`<div role="gridcell" id=${`r${index}c${at}`} class="cell ${column.numeric ? 'numeric' : ''} ${cellAt === at ? 'active' : ''}" aria-colindex=${at + 1}>${row === undefined
        ? html`<div class="waiting"></div>` : html`${at === 0 && this.rowKey !== undefined ? this.pick(isChosen) : nothing}${column.cell(row)}`}</div>`)}
    </div>`;
  }

  private describedPlace(first: number, last: number): string | undefined {
    const { place } = this;
    if (place === undefined) return undefined;
    if (place.row === -1) return `h${place.column}`;
    if (place.row < first || place.row > last) return undefined;
    return place.column === -1 ? `r${place.row}` : `r${place.row}c${place.column}`;
  }

  override render() {
    const { first, last } = this.window();
    const columns = this.shown;
    const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    return html`<div class="scroll ${this.place === undefined ? '' : 'placed'}" role="grid" tabindex="0" aria-label=${this.label} aria-rowcount=${this.total + 1}
      aria-colcount=${columns.length} aria-multiselectable=${this.rowKey === undefined ? nothing : 'true'} aria-activedescendant=${this.describedPlace(first, last) ?? nothing}
      @scroll=${this.onScroll} @keydown=${this.onKey} @focusin=${this.onFocusIn}
      @focus=${() => { if (this.place === undefined && this.total > 0) this.place = { row: 0, column: -1 }; }}>
      ${this.head(columns)}
      <div role="rowgroup" class="body"><div role="presentation" class="window">${repeat(indexes, index => index, index => this.row(index, columns))}</div></div>
    </div>`;
  }
}

customElements.define('ii-grid', Grid);
