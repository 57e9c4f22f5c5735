import { LitElement, css, html } from 'lit';
import { base } from './base.css';
import { button, controls, iconButton } from './controls';
import { icon } from './glyphs';
import { t } from './l10n';

/** A line over the content: data changed (Refresh) or an intent failed (Show Log). Nothing below it moves by itself. */
export class Banner extends LitElement {
  static override properties = { kind: {}, text: {}, remedy: {} };

  static override styles = [base, controls, css`
    .banner { display: flex; align-items: center; gap: 8px; min-height: 32px; padding: 3px 12px; font-size: 12px; line-height: 16px;
      background: var(--vscode-inputValidation-infoBackground, transparent); color: var(--vscode-inputValidation-infoForeground, var(--vscode-foreground));
      border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-inputValidation-infoBorder, var(--ii-border))); }
    .banner.error { background: var(--vscode-inputValidation-errorBackground, transparent); color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
      border-bottom-color: var(--vscode-contrastBorder, var(--vscode-inputValidation-errorBorder, var(--ii-border))); }
    p { overflow-wrap: anywhere; max-height: 64px; overflow: auto; }
    .quiet { color: inherit; }
  `];

  declare kind: 'changed' | 'error';
  declare text: string;
  /** What one press does about it; '' when there is only the log to look into. */
  declare remedy: string;

  constructor() {
    super();
    this.kind = 'changed';
    this.text = '';
    this.remedy = '';
  }

  private say(what: string): void {
    this.dispatchEvent(new Event(what));
  }

  override render() {
    const changed = this.kind === 'changed';
    return html`<div class="banner ${changed ? '' : 'error'}">${icon(changed ? 'changed' : 'warning')}<p class="grow">${this.text}</p>
      ${changed ? button(t('Refresh'), () => this.say('ii-refresh')) : this.remedy !== '' ? button(this.remedy, () => this.say('ii-remedy')) : button(t('Show Log'), () => this.say('ii-log'))}
      ${iconButton('close', t('Dismiss'), () => this.say('ii-dismiss'))}</div>`;
  }
}

customElements.define('ii-banner', Banner);
