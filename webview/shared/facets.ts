import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Facet, FacetValue } from '../../src/protocol/models/lists';
import { base } from './base.css';
import { glyph, icon, type Glyph } from './glyphs';
import { t } from './l10n';
import { countText } from './numbers';
import { SEVERITY_ORDER, SUPPORT_GLYPHS } from './words';

/** Values of one facet shown before "Show all". */
const FIRST_VALUES = 8;
/** Facets open at first; the others show their heading. */
const OPEN_FACETS = 5;

/** A value of a facet was ticked or unticked. */
export class FacetEvent extends Event {
  static readonly type = 'ii-facet';

  constructor(readonly field: string, readonly value: string, readonly selected: boolean) {
    super(FacetEvent.type);
  }
}

/** Filters by value, each with how many rows it would leave. Arrows move between the boxes, Space ticks. */
export class Facets extends LitElement {
  static override properties = { facets: { attribute: false }, turned: { state: true }, whole: { state: true } };

  static override styles = [base, css`
    :host { font-size: 12px; line-height: 16px; }
    section + section { border-top: 1px solid var(--ii-border); }
    h2 button { display: flex; align-items: center; gap: 4px; width: 100%; height: 24px; padding: 0 10px 0 4px; border: 0; background: none; cursor: pointer;
      font-size: 11px; font-weight: 600; color: var(--vscode-foreground); }
    h2 button:focus-visible, label:focus-within { outline-offset: -1px; }
    h2 .dim { margin-left: auto; font-weight: 400; }
    ul { padding-bottom: 6px; }
    /* 24 px, not the mock's 22, and the box takes the whole row: WCAG 2.2 wants targets of 24 px. */
    label { position: relative; display: grid; grid-template-columns: 14px minmax(0, 1fr) auto; gap: 6px; align-items: center; height: 24px; padding: 0 10px 0 12px; cursor: pointer; }
    label:hover { background: var(--vscode-list-hoverBackground); }
    label > :last-child { color: var(--ii-dim); font-size: 11px; }
    label.on > :last-child { color: inherit; }
    label:has(:focus-visible) { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
    input { appearance: none; position: absolute; inset: 0; margin: 0; border-radius: 0; cursor: pointer; }
    .box { width: 14px; height: 14px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-checkbox-border)); border-radius: 3px;
      background: var(--vscode-checkbox-background); display: grid; place-content: center; }
    input:checked + .box::after { content: ""; width: 8px; height: 4px; border: solid var(--vscode-checkbox-foreground, var(--vscode-foreground)); border-width: 0 0 1.5px 1.5px; transform: translateY(-1px) rotate(-45deg); }
    input:focus-visible { outline: none; }
    .g { width: 13px; height: 13px; }
    .more { font-size: 11px; margin: 2px 12px 4px 32px; }
  `];

  declare facets: readonly Facet[];
  /** Fields whose section the user opened or closed. */
  declare private turned: ReadonlyMap<string, boolean>;
  /** Fields of which every value is shown. */
  declare private whole: ReadonlySet<string>;

  constructor() {
    super();
    this.facets = [];
    this.turned = new Map();
    this.whole = new Set();
  }

  private glyphOf(field: string, value: string): Glyph | undefined {
    if (field === 'levels' || field === 'severities') return SEVERITY_ORDER.find(level => level === value);
    if (field === 'support') return Object.hasOwn(SUPPORT_GLYPHS, value) ? SUPPORT_GLYPHS[value as keyof typeof SUPPORT_GLYPHS] : undefined;
    return undefined;
  }

  /** Arrows walk through every box of every open facet. */
  private onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>('h2 button, input, .more')];
    const at = stops.indexOf(event.target as HTMLElement);
    const next = stops[at + step];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  private value(facet: Facet, value: FacetValue) {
    const sign = this.glyphOf(facet.field, value.value);
    return html`<li><label class=${value.selected ? 'on' : ''}><input type="checkbox" .checked=${value.selected}
      @change=${(event: Event) => this.dispatchEvent(new FacetEvent(facet.field, value.value, (event.target as HTMLInputElement).checked))}><span class="box"></span>
      <span class="flex" title=${value.label}>${sign === undefined ? nothing : glyph(sign)}<span class="trunc">${value.label}</span></span><span>${countText(value.count)}</span></label></li>`;
  }

  private facet(facet: Facet, index: number) {
    const chosen = facet.values.filter(value => value.selected).length;
    const isOpen = this.turned.get(facet.field) ?? (index < OPEN_FACETS || chosen > 0);
    const all = this.whole.has(facet.field);
    const values = all ? facet.values : facet.values.filter((value, at) => at < FIRST_VALUES || value.selected);
    const hidden = facet.values.length - values.length;
    return html`<section><h2><button type="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${() => { this.turned = new Map(this.turned).set(facet.field, !isOpen); }}>
        ${icon(isOpen ? 'down' : 'right', true)}${facet.label}<span class="dim">${chosen > 0 ? t('{0} of {1}', countText(chosen), countText(facet.values.length)) : isOpen ? '' : countText(facet.values.length)}</span></button></h2>
      ${isOpen ? html`<ul aria-label=${facet.label}>${repeat(values, value => value.value, value => this.value(facet, value))}</ul>` : nothing}
      ${isOpen && hidden > 0 ? html`<button type="button" class="link more" @click=${() => { this.whole = new Set([...this.whole, facet.field]); }}>${t('Show {0} more', countText(hidden))}</button>` : nothing}
    </section>`;
  }

  private focusedBefore: HTMLElement | null = null;

  /** A value that moves in the order takes its box along, and a moved element loses the focus. */
  override willUpdate(): void {
    this.focusedBefore = this.shadowRoot?.activeElement as HTMLElement | null ?? null;
  }

  override updated(): void {
    const before = this.focusedBefore;
    if (before?.isConnected && this.shadowRoot?.activeElement !== before) before.focus({ preventScroll: true });
  }

  override render() {
    return html`<div @keydown=${this.onKey}>${repeat(this.facets, facet => facet.field, (facet, index) => this.facet(facet, index))}</div>`;
  }
}

customElements.define('ii-facets', Facets);
