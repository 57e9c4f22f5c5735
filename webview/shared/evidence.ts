import { LitElement, css, html, nothing } from 'lit';
import type { EvidenceModel, EvidenceStep } from '../../src/protocol/models/evidence';
import type { Severity } from '../../src/protocol/models/frame';
import type { FindingRef } from '../../src/protocol/models/server';
import { base } from './base.css';
import { button, controls, iconButton } from './controls';
import { glyph } from './glyphs';
import { t } from './l10n';
import { link } from './link';
import { OpenEvent } from './openEvent';
import { rangeLine } from './rangeLine';

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

  static override styles = [base, controls, css`
    :host { display: block; background: var(--vscode-sideBar-background); color: var(--vscode-sideBar-foreground, var(--vscode-foreground)); overflow-wrap: anywhere; }
    header { display: flex; align-items: center; gap: 4px; min-height: 36px; padding: 4px 8px 4px 14px; border-bottom: 1px solid var(--ii-border); position: sticky; top: 0;
      background: var(--vscode-sideBar-background); z-index: 1; }
    .verdict { padding: 10px 14px; border-bottom: 1px solid var(--ii-border); font-size: 12px; line-height: 17px; }
    .verdict .flex { margin-bottom: 3px; flex-wrap: wrap; gap: 2px 6px; }
    ol { padding: 10px 14px 0; }
    ol > li { min-width: 0; position: relative; padding: 0 0 13px 26px; font-size: 12px; line-height: 17px; }
    ol > li::before { content: ""; position: absolute; left: 8px; top: 18px; bottom: -1px; border-left: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 28%, transparent)); }
    ol > li:last-child::before { display: none; }
    .dot { position: absolute; left: 0; top: 0; width: 17px; height: 17px; border-radius: 9px; border: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 45%, transparent));
      background: var(--vscode-sideBar-background); font-size: 10px; line-height: 15px; text-align: center; }
    h3 { color: var(--vscode-foreground); line-height: 17px; display: flex; gap: 6px; align-items: baseline; justify-content: space-between; }
    h3 .note { font-weight: 400; color: var(--ii-dim); text-align: right; }
    .code { display: block; margin: 3px 0; padding: 2px 6px; font: 11px/16px var(--vscode-editor-font-family); background: var(--vscode-textCodeBlock-background);
      border: 1px solid var(--vscode-contrastBorder, var(--ii-hairline)); border-radius: 2px; white-space: pre-wrap; user-select: text; max-height: 160px; overflow: auto; }
    header h2 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .verdict p, .text { display: block; max-height: 170px; overflow: auto; }
    .references li { max-height: 45px; overflow: hidden; }
    .text { color: var(--ii-dim); white-space: pre-line; }
    .range { height: 46px; width: 100%; font: 11px var(--vscode-font-family); margin: 4px 0 0; overflow: visible; }
    .range text { fill: var(--ii-dim); }
    .range .now { fill: var(--vscode-foreground); font-weight: 600; }
    .range .axis { stroke: var(--ii-ink); }
    .range .span { fill: var(--ii-high); }
    .range .dot { width: auto; height: auto; fill: var(--vscode-foreground); stroke: var(--vscode-sideBar-background); stroke-width: 1.5; border: 0; }
    .references { padding: 0 14px 10px; font-size: 11px; line-height: 15px; color: var(--ii-dim); }
    footer { display: flex; flex-wrap: wrap; gap: 6px; padding: 10px 14px; border-top: 1px solid var(--ii-border); }
    .wait { padding: 14px; font-size: 12px; }
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

  private drawStep(step: EvidenceStep, index: number) {
    return html`<li><span class="dot" aria-hidden="true">${index + 1}</span>
      <h3><span>${step.title}</span>${step.note === '' ? nothing : html`<span class="note">${step.note}</span>`}</h3>
      ${step.target === null || step.targetLabel === '' ? nothing : html`<div>${link(step.targetLabel, step.target, { className: 'mono clamp' })}</div>`}
      ${step.code.length === 0 ? nothing : html`<code class="code" tabindex="0">${step.code.join('\n')}</code>`}
      ${step.range === null ? nothing : rangeLine(step.range)}
      ${step.text === '' ? nothing : html`<span class="text">${step.text}</span>`}</li>`;
  }

  private drawTrail(evidence: EvidenceModel) {
    const level: Severity = evidence.severity;
    return html`
      <div class="verdict"><div class="flex">${glyph(evidence.verdict === 'affected' ? level : evidence.verdict === 'unknown-version' ? 'unknown' : 'none')}<strong>${evidence.verdictLabel}</strong><span class="dim">${evidence.counts}</span></div>
        ${evidence.description === '' ? nothing : html`<p class="dim" tabindex="0">${evidence.description}</p>`}</div>
      <ol>${evidence.steps.map((step, index) => this.drawStep(step, index))}</ol>
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
