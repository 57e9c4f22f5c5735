import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { WhyNotModel } from '../../src/protocol/models/evidence';
import type { FindingRef } from '../../src/protocol/models/server';
import { base } from '../shared/base.css';
import { button, controls } from '../shared/controls';
import { glyph } from '../shared/glyphs';
import { t } from '../shared/l10n';
import { tokens } from '../shared/tokens.css';

/** A person asks for the evidence of one of the answer's subjects. */
export class ExplainEvent extends Event {
  static readonly type = 'ii-explain';

  constructor(readonly finding: FindingRef) {
    super(ExplainEvent.type, { bubbles: true, composed: true });
  }
}

const CVE_ID = /^CVE-\d{4}-\d{4,10}$/iu;
/** Longer than any id. */
const MAX_LENGTH = 40;

/**
 * Asks for a CVE id and says why the server is, or is not, affected by it: each software that the record names with what
 * ruled it out, or that nothing on the server is meant.
 */
export class WhyNot extends LitElement {
  static override properties = { ask: { attribute: false }, typed: { state: true }, answer: { state: true }, problem: { state: true }, busy: { state: true } };

  static override styles = [tokens, base, controls, css`
    :host { display: block; }
    form { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: end; }
    vscode-text-field { width: 220px; }
    .answer { margin-top: 8px; padding: 8px 12px; border: 1px solid var(--ii-border); border-radius: var(--ii-radius); font-size: 12px; line-height: 16px; }
    .answer h3 { font-size: 13px; line-height: 18px; display: flex; gap: 6px; align-items: center; }
    .answer ul { margin-top: 4px; }
    .answer li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; padding: 5px 0; border-top: 1px solid var(--ii-hairline); }
    .answer li p { grid-column: 1; }
    .answer li button { grid-column: 2; grid-row: 1 / span 2; align-self: center; }
  `];

  /** How the question reaches the worker. */
  declare ask: (cve: string) => Promise<WhyNotModel>;
  declare private typed: string;
  declare private answer: WhyNotModel | undefined;
  declare private problem: string;
  declare private busy: boolean;
  private asked = 0;

  constructor() {
    super();
    this.typed = '';
    this.problem = '';
    this.busy = false;
  }

  /** Forgets the answer: it was given about data that is on show no more. */
  reset(): void {
    this.asked++;
    this.answer = undefined;
    this.problem = '';
    this.busy = false;
  }

  private submit(event?: Event): void {
    event?.preventDefault();
    const cve = this.typed.trim();
    this.reset();
    if (cve === '') return;
    if (!CVE_ID.test(cve)) {
      this.problem = t('A CVE id looks like CVE-2021-44228.');
      return;
    }
    const own = this.asked;
    this.busy = true;
    this.ask(cve).then(
      answer => { if (own === this.asked) Object.assign(this, { answer, busy: false }); },
      (reason: unknown) => { if (own === this.asked) Object.assign(this, { problem: reason instanceof Error ? reason.message : String(reason), busy: false }); },
    );
  }

  override render(): TemplateResult {
    return html`<form role="search" @submit=${(event: Event) => this.submit(event)}>
        <vscode-text-field placeholder=${t('CVE-2021-44228')} maxlength=${MAX_LENGTH} .value=${this.typed}
          @input=${(event: Event) => { this.typed = (event.currentTarget as HTMLInputElement).value; }}
          @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter') this.submit(event); }}>${t('CVE id: why is it, or why is it not, listed?')}</vscode-text-field>
        ${button(t('Explain'), () => this.submit())}</form>
      <div role="status">${this.busy ? html`<p class="small dim">${t('Looking it up…')}</p>` : this.problem !== '' ? html`<p class="small">${glyph('missing')} ${this.problem}</p>` : this.answer === undefined ? nothing : this.drawAnswer(this.answer)}</div>`;
  }

  private drawAnswer({ outcome, answer, details, subjects, more }: WhyNotModel): TemplateResult {
    return html`<section class="answer" aria-label=${t('Answer')}><h3>${glyph(outcome === 'found' ? 'missing' : outcome === 'unknown-cve' || outcome === 'no-products' ? 'unknown' : 'present')}<span>${answer}</span></h3>
      ${details.map(line => html`<p>${line}</p>`)}
      ${subjects.length === 0 ? nothing : html`<ul>${subjects.map(subject => html`<li><p><strong>${subject.label}</strong> <span class="dim">${subject.verdictLabel}</span></p><p>${subject.reason}</p>
        <button type="button" class="quiet" aria-label=${t('Evidence for {0} on {1}', subject.ref.cve, subject.label)} @click=${() => this.dispatchEvent(new ExplainEvent(subject.ref))}>${t('Evidence')}</button></li>`)}</ul>`}
      ${more === 0 ? nothing : html`<p class="dim">${t('{0} more of this server.', more)}</p>`}</section>`;
  }
}

customElements.define('ii-why-not', WhyNot);
