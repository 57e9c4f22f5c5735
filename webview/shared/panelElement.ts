import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { Frame } from '../../src/protocol/models/frame';
import type { HostMessage, PanelKind, PanelSnapshot } from '../../src/protocol/webview';
import { base } from './base.css';
import './banner';
import { AsOfEvent } from './asOf';
import { BeginEvent } from './empty';
import { icon } from './glyphs';
import { HIDDEN_SENTENCES } from './hidden';
import { Host } from './host';
import { t, tParts } from './l10n';
import { countText } from './numbers';
import { OpenEvent } from './openEvent';
import { tokens } from './tokens.css';

/** Longer than this a user wonders whether anything happens. */
const BUSY_SHOWN_AFTER_MS = 300;

const page = new CSSStyleSheet();
page.replaceSync(`
  html, body { height: 100%; }
  body { margin: 0; padding: 0; background: var(--vscode-editor-background); color: var(--vscode-foreground); }
`);

/**
 * What the four panels share: a host, the last snapshot, and the notices that stand above it ("changed", an error, work
 * under way). A subclass draws the model and says what of it is arrangement.
 */
export abstract class PanelElement<Kind extends PanelKind> extends LitElement {
  static override properties = {
    snapshot: { state: true },
    changed: { state: true },
    problem: { state: true },
    busy: { state: true },
    remedy: { state: true },
  };

  static override styles = [tokens, base, css`
    :host {
      display: block; color: var(--vscode-foreground); font: 400 var(--vscode-font-size, 13px)/18px var(--vscode-font-family);
      font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
    }
    .scope { display: flex; align-items: center; gap: 8px; padding: 2px 12px; border-bottom: 1px solid var(--ii-border); background: var(--vscode-inputOption-activeBackground); color: var(--vscode-inputOption-activeForeground, var(--vscode-foreground)); font-size: 12px; }
    .scope .count { flex: none; }
    .hides { display: flex; align-items: center; gap: 6px; padding: 3px 12px; border-bottom: 1px solid var(--ii-border); font-size: 12px; line-height: 16px; }
    .progress { position: fixed; inset: 0 0 auto; z-index: 20; height: 2px; overflow: hidden; }
    .progress::after { content: ""; display: block; width: 30%; height: 2px; background: var(--vscode-progressBar-background); }
    @media (prefers-reduced-motion: no-preference) {
      .progress::after { animation: slide 1.6s linear infinite; }
    }
    @keyframes slide { from { transform: translateX(-100%); } to { transform: translateX(340%); } }
  `];

  declare snapshot: Extract<PanelSnapshot, { panel: Kind }> | undefined;
  /** What the host said has changed since the snapshot; '' when nothing. */
  declare changed: string;
  /** The last failed intent: the thing, the reason, the next step; '' when none. */
  declare problem: string;
  /** The press that does something about the problem. */
  declare remedy: 'clearScope' | undefined;
  declare busy: boolean;

  protected readonly host: Host;
  private busyTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(protected readonly kind: Kind) {
    super();
    this.changed = '';
    this.problem = '';
    this.busy = false;
    this.host = new Host(kind);
    this.addEventListener(OpenEvent.type, event => this.opened(event as OpenEvent));
    this.addEventListener(AsOfEvent.type, event => {
      const { asOf } = event as AsOfEvent;
      this.host.send(asOf === undefined ? { type: 'pickAsOf' } : { type: 'setAsOf', asOf });
    });
    this.addEventListener(BeginEvent.type, event => {
      const { action } = event as BeginEvent;
      this.host.send(action === 'refresh' ? { type: 'refresh' } : { type: 'begin', action });
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!document.adoptedStyleSheets.includes(page)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
    this.host.start(message => this.heard(message));
  }

  /** Called with each new snapshot before it is drawn; keeps the arrangement. */
  protected abstract arranged(snapshot: Extract<PanelSnapshot, { panel: Kind }>): void;

  /** Draws the snapshot. */
  protected abstract draw(snapshot: Extract<PanelSnapshot, { panel: Kind }>): TemplateResult;

  /** A link was followed. Panels that can show the target themselves override it. */
  protected opened(event: OpenEvent): void {
    this.host.send({ type: 'open', target: event.to, beside: event.beside });
  }

  protected fail(reason: unknown): void {
    this.remedy = undefined;
    this.problem = reason instanceof Error ? reason.message : String(reason);
  }

  private heard(message: Exclude<HostMessage, { type: 'page' | 'evidence' | 'explanation' | 'recommendations' | 'filterText' }>): void {
    switch (message.type) {
      case 'snapshot':
        if (message.snapshot.panel !== this.kind) return;
        this.snapshot = message.snapshot as Extract<PanelSnapshot, { panel: Kind }>;
        this.changed = '';
        this.problem = '';
        this.settleBusy(false);
        this.arranged(this.snapshot);
        return;
      case 'changed':
        if (this.snapshot === undefined || message.revision > this.snapshot.model.frame.revision) this.changed = message.text;
        return;
      case 'busy':
        this.settleBusy(message.busy);
        return;
      case 'error':
        this.settleBusy(false);
        this.problem = message.message;
        this.remedy = message.remedy;
    }
  }

  private settleBusy(busy: boolean): void {
    clearTimeout(this.busyTimer);
    this.busyTimer = undefined;
    if (busy) this.busyTimer = setTimeout(() => { this.busy = true; }, BUSY_SHOWN_AFTER_MS);
    else this.busy = false;
  }

  /** Frame of the snapshot, for as-of and footers. */
  protected get frame(): Frame | undefined {
    return this.snapshot?.model.frame;
  }

  /** The banners that stand over a panel's content; the content keeps its place. */
  protected notices(): TemplateResult {
    const scope = this.frame?.scope;
    const hidden = this.frame?.hidden ?? [];
    return html`
      ${hidden.length === 0 ? nothing : html`<section class="hides" aria-label=${t('Sharing profile')}>${icon('hidden', true)}<span>${hidden.map(part => HIDDEN_SENTENCES[part]).join(' ')}</span></section>`}
      ${scope == null ? nothing : html`<div class="scope" role="group" aria-label=${t('Scope')}><span class="trunc" title=${scope.text}>${tParts('Scope: {0}', html`<b>${scope.label}</b>`)}</span>
        <span class="count">${t('{0} of {1} servers', countText(scope.servers), countText(scope.of))}</span>
        <button type="button" class="quiet i" aria-label=${t('Clear the scope')} title=${t('Clear the scope')} @click=${() => this.host.send({ type: 'clearScope' })}>${icon('close', true)}</button></div>`}
      <div role="status">${this.changed === '' ? nothing : html`<ii-banner kind="changed" .text=${this.changed}
        @ii-refresh=${() => this.host.send({ type: 'refresh' })} @ii-dismiss=${() => { this.changed = ''; }}></ii-banner>`}</div>
      <div role="alert">${this.problem === '' ? nothing : html`<ii-banner kind="error" .text=${this.problem} .remedy=${this.remedy === 'clearScope' ? t('Clear scope') : ''} @ii-remedy=${() => this.host.send({ type: 'clearScope' })}
        @ii-log=${() => this.host.send({ type: 'showLog' })} @ii-dismiss=${() => { this.problem = ''; }}></ii-banner>`}</div>`;
  }

  override render() {
    return html`
      ${this.busy ? html`<div class="progress" role="progressbar" aria-label=${t('Working')}></div>` : nothing}
      ${this.snapshot === undefined ? html`${this.notices()}` : this.draw(this.snapshot)}`;
  }
}
