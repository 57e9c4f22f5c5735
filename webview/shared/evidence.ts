import { LitElement, css, html, nothing } from 'lit';
import type { EvidenceModel } from '../../src/protocol/models/evidence';
import type { Severity } from '../../src/protocol/models/frame';
import type { FindingRef } from '../../src/protocol/models/server';
import { base } from './base.css';
import { button, controls, iconButton } from './controls';
import { glyph } from './glyphs';
import { t } from './l10n';
import { OpenEvent } from './openEvent';
import { trailSteps, trailStyles } from './trail';

/** The trail of one finding, or what is being asked for. */
export interface EvidenceView {
  readonly cve: string;
  /** Undefined while it is on its way. */
  readonly evidence: EvidenceModel | undefined;
  /** Why it could not be had; '' when it could. */
  readonly problem: string;
}

/** The previous (-1) or next (1) finding is wanted. */
export class StepEvent extends Event {
  static readonly type = 'ii-step';

  constructor(readonly step: -1 | 1) {
    super(StepEvent.type);
  }
}

/** A person wants to say that a finding does not count. */
export class SetAsideEvent extends Event {
  static readonly type = 'ii-set-aside';

  constructor(readonly finding: FindingRef) {
    super(SetAsideEvent.type, { bubbles: true, composed: true });
  }
}

/** "Why?": from the inventory's row over identity, range and conditions to the feed and the severity, step by step. */
export class Evidence extends LitElement {
  static override properties = { view: { attribute: false } };

  static override styles = [base, controls, trailStyles, css`
    .verdict { padding: 10px 14px; border-bottom: 1px solid var(--ii-border); font-size: 12px; line-height: 17px; }
    .verdict .flex { margin-bottom: 3px; flex-wrap: wrap; gap: 2px 6px; }
    .verdict p { display: block; max-height: 170px; overflow: auto; }
    .references li { max-height: 45px; overflow: hidden; }
    .references { padding: 0 14px 10px; font-size: 11px; line-height: 15px; color: var(--ii-dim); }
  `];

  declare view: EvidenceView | undefined;

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) this.step(event.key === 'ArrowUp' ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private close(): void {
    this.dispatchEvent(new Event('ii-close'));
  }

  private step(step: -1 | 1): void {
    this.dispatchEvent(new StepEvent(step));
  }

  /** Puts the focus on the heading, so that a screen reader begins there. */
  focusHeading(scroll: boolean): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: !scroll }));
  }

  private copy(text: string): void {
    this.dispatchEvent(new CustomEvent<string>('ii-copy', { detail: text, bubbles: true, composed: true }));
  }

  private drawTrail(evidence: EvidenceModel) {
    const level: Severity = evidence.severity;
    return html`
      <div class="verdict"><div class="flex">${glyph(evidence.verdict === 'affected' ? level : evidence.verdict === 'unknown-version' ? 'unknown' : 'none')}<strong>${evidence.verdictLabel}</strong><span class="dim">${evidence.counts}</span></div>
        ${evidence.description === '' ? nothing : html`<p class="dim" tabindex="0">${evidence.description}</p>`}</div>
      ${trailSteps(evidence.steps)}
      ${evidence.references.length === 0 ? nothing : html`<ul class="references" aria-label=${t('References')}>${evidence.references.map(reference => html`<li>${reference}</li>`)}</ul>`}
      <footer>${button(t('Copy evidence'), () => this.copy(evidence.plain), { icon: 'copy' })}
        ${evidence.verdict === 'suppressed' || evidence.verdict === 'not-affected' ? nothing : button(t('Set aside…'), () => this.dispatchEvent(new SetAsideEvent(evidence.ref)), { label: t('Set aside… {0}', evidence.cve) })}
        ${button(t('NVD record'), () => this.dispatchEvent(new OpenEvent({ view: 'record', cve: evidence.cve }, false)), { icon: 'open' })}</footer>`;
  }

  override render() {
    const { view } = this;
    if (view === undefined) return nothing;
    return html`<aside aria-label=${t('Evidence for {0}', view.cve)} @keydown=${this.onKey}>
      <header><h2 class="grow" tabindex="-1">${t('Why {0}?', view.cve)}</h2>
        ${iconButton('previous', t('Previous finding (Alt+Up)'), () => this.step(-1))}${iconButton('next', t('Next finding (Alt+Down)'), () => this.step(1))}${iconButton('close', t('Close (Escape)'), () => this.close())}</header>
      ${view.problem !== '' ? html`<p class="wait" role="alert">${view.problem}</p>`
        : view.evidence === undefined ? html`<p class="wait dim" role="status">${t('Working out the evidence…')}</p>` : this.drawTrail(view.evidence)}
    </aside>`;
  }
}

customElements.define('ii-evidence', Evidence);
