import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FilterChip, QuickFilter } from '../../src/protocol/models/lists';
import { base } from './base.css';
import { icon } from './glyphs';
import { t } from './l10n';
import { countText } from './numbers';

/** A one-click filter was pressed. */
export class QuickEvent extends Event {
  static readonly type = 'ii-quick';

  constructor(readonly filter: QuickFilter) {
    super(QuickEvent.type);
  }
}

/** A limit is to go; undefined is all of them. */
export class DropEvent extends Event {
  static readonly type = 'ii-drop';

  constructor(readonly chip: FilterChip | undefined) {
    super(DropEvent.type, { bubbles: true, composed: true });
  }
}

/** A view is to be saved of the list, or its filter to become the scope. */
export class ViewsEvent extends Event {
  static readonly type = 'ii-views';

  constructor(readonly action: 'save' | 'scope') {
    super(ViewsEvent.type);
  }
}

/** The filter is to go to the clipboard as text. */
export class CopyFilterEvent extends Event {
  static readonly type = 'ii-copy-filter';

  constructor() {
    super(CopyFilterEvent.type);
  }
}

/** One-click filters with their counts, then the limits in force, each with its way out. */
export class Chips extends LitElement {
  static override properties = { quick: { attribute: false }, chips: { attribute: false }, label: {}, scopes: { type: Boolean } };

  static override styles = [base, css`
    .line { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 8px 12px; border-bottom: 1px solid var(--ii-border); }
    .chip { display: inline-flex; align-items: center; gap: 5px; height: 22px; padding: 0 8px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-dropdown-border));
      border-radius: 11px; background: none; font-size: 12px; line-height: 16px; white-space: nowrap; cursor: pointer; max-width: min(100%, 320px); }
    .chip:hover { background: var(--vscode-list-hoverBackground); }
    .chip b { font-weight: 600; }
    .chip[aria-pressed="true"] { background: var(--vscode-inputOption-activeBackground); border-color: var(--vscode-inputOption-activeBorder); color: var(--vscode-inputOption-activeForeground); }
    .chip[aria-pressed="true"]::before { content: "✓"; font-size: 11px; }
    .chip:focus-visible { border-radius: 11px; }
    .limits { padding-top: 0; border: 0; }
    .line.limits { padding: 6px 12px; border-bottom: 1px solid var(--ii-border); }
    .limit { padding-right: 5px; border-style: solid; border-radius: 3px; }
    .limit:focus-visible { border-radius: 3px; }
    .limit .trunc { max-width: 260px; }
    .acts { display: flex; flex-wrap: wrap; gap: 2px 10px; margin-left: auto; font-size: 12px; }
  `];

  declare quick: readonly QuickFilter[];
  declare chips: readonly FilterChip[];
  declare label: string;
  /** The filter can become the scope. */
  declare scopes: boolean;

  constructor() {
    super();
    this.quick = [];
    this.chips = [];
    this.label = t('Quick filters');
    this.scopes = false;
  }

  override render() {
    return html`
      ${this.quick.length === 0 ? nothing : html`<div class="line" role="group" aria-label=${this.label}>
        ${repeat(this.quick, filter => filter.key, filter => html`<button type="button" class="chip" aria-pressed=${filter.selected ? 'true' : 'false'}
          @click=${() => this.dispatchEvent(new QuickEvent(filter))} title=${filter.label}><span class="trunc">${filter.label}</span> <b>${countText(filter.count)}</b></button>`)}
      </div>`}
      ${this.chips.length === 0 ? nothing : html`<div class="line limits" role="group" aria-label=${t('Filters in force')}>
        <span class="tiny dim">${t('Filtered by')}</span>
        ${repeat(this.chips, chip => `${chip.field} ${chip.value}`, chip => html`<button type="button" class="chip limit" aria-label=${t('Remove filter {0}', chip.label)} title=${t('Remove filter {0}', chip.label)}
          @click=${() => this.dispatchEvent(new DropEvent(chip))}><span class="trunc">${chip.label}</span>${icon('close', true)}</button>`)}
        <span class="acts"><button type="button" class="link" @click=${() => this.dispatchEvent(new DropEvent(undefined))}>${t('Clear all')}</button>
        <button type="button" class="link" title=${t('Save filter and order as a view')} @click=${() => this.dispatchEvent(new ViewsEvent('save'))}>${t('Save view…')}</button>
        ${this.scopes ? html`<button type="button" class="link" title=${t('Limit every view to these servers')} @click=${() => this.dispatchEvent(new ViewsEvent('scope'))}>${t('Use as scope…')}</button>` : nothing}
        <button type="button" class="link" title=${t('Copy the filter as text')} @click=${() => this.dispatchEvent(new CopyFilterEvent())}>${t('Copy filter')}</button></span>
      </div>`}`;
  }
}

customElements.define('ii-chips', Chips);
