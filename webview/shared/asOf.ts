import { LitElement, css, html, nothing } from 'lit';
import type { Frame } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { icon } from './glyphs';
import { t } from './l10n';

/** The user chose a date: null is today, undefined asks for another one. */
export class AsOfEvent extends Event {
  static readonly type = 'ii-as-of';

  constructor(readonly asOf: string | null | undefined) {
    super(AsOfEvent.type, { bubbles: true, composed: true });
  }
}

interface Choice {
  readonly text: string;
  readonly title: string;
  readonly asOf: string | null;
  readonly chosen: boolean;
}

/** The date that every number is worked out for: today, the planned date, or a picked one. */
export class AsOf extends LitElement {
  static override properties = { frame: { attribute: false } };

  static override styles = [base, css`
    :host { display: inline-flex; align-items: center; gap: 8px; font-size: 12px; line-height: 16px; white-space: nowrap; }
    .seg { display: inline-flex; align-items: stretch; height: 24px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-dropdown-border)); border-radius: 2px; }
    .seg button { display: inline-flex; align-items: center; gap: 4px; padding: 0 8px; border: 0; background: none; cursor: pointer; }
    .seg button + button, .pick { border-left: 1px solid var(--vscode-contrastBorder, var(--vscode-dropdown-border)); }
    .seg .pick { min-width: 28px; justify-content: center; padding: 0 4px; border-left: 1px solid var(--vscode-contrastBorder, var(--vscode-dropdown-border)); }
    .group { display: inline-flex; }
    .seg [aria-checked="true"] { background: var(--vscode-inputOption-activeBackground); color: var(--vscode-inputOption-activeForeground);
      outline: 1px solid var(--vscode-inputOption-activeBorder); outline-offset: 0; }
    .seg [aria-checked="true"]::before { content: "✓"; font-size: 11px; }
    button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; z-index: 1; }
    @media (max-width: 760px) { .word { display: none; } }
  `];

  declare frame: Frame | undefined;

  private choose(asOf: string | null | undefined): void {
    this.dispatchEvent(new AsOfEvent(asOf));
  }

  private choices(frame: Frame): readonly Choice[] {
    const dates = [...new Set([frame.plannedDate, frame.asOf])].filter((date): date is string => date !== null && date !== frame.today);
    return [
      { text: t('Today'), title: frame.today, asOf: null, chosen: frame.asOf === frame.today },
      ...dates.map(date => ({ text: date, title: date === frame.plannedDate ? t('Planned date') : t('Chosen date'), asOf: date, chosen: frame.asOf === date })),
    ];
  }

  private onKey(event: KeyboardEvent, choices: readonly Choice[]): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = choices.findIndex(choice => choice.chosen);
    const next = choices[(at + step + choices.length) % choices.length];
    if (next === undefined || next.chosen) return;
    this.choose(next.asOf);
    const index = choices.indexOf(next);
    (this.renderRoot.querySelectorAll('[role=radio]')[index] as HTMLElement | undefined)?.focus();
  }

  override render() {
    const { frame } = this;
    if (frame === undefined) return nothing;
    const choices = this.choices(frame);
    return html`<span class="word dim" aria-hidden="true">${t('As of')}</span><span class="seg">
      <span class="group" role="radiogroup" aria-label=${t('As of')} @keydown=${(event: KeyboardEvent) => this.onKey(event, choices)}>
        ${choices.map(choice => html`<button type="button" role="radio" aria-checked=${choice.chosen ? 'true' : 'false'} tabindex=${choice.chosen ? 0 : -1}
          title=${choice.title} @click=${() => choice.chosen || this.choose(choice.asOf)}>${choice.text}</button>`)}
      </span><button type="button" class="pick" aria-label=${t('Choose another date…')} title=${t('Choose another date…')} @click=${() => this.choose(undefined)}>${icon('calendar', true)}</button></span>`;
  }
}

customElements.define('ii-asof', AsOf);
