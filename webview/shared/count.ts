import { LitElement, css, html, nothing } from 'lit';
import type { Target } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { hiddenMark } from './hidden';
import { t } from './l10n';
import { countText } from './numbers';
import { open, openByKey } from './openEvent';

/**
 * A number that opens what it counts. Four states that are never mixed: a link above 0, a dim 0, – for not known, and hidden.
 * `label` names what is counted ("servers at risk"); a screen reader hears "1,037 servers at risk".
 */
export class Count extends LitElement {
  static override properties = {
    value: { type: Number },
    to: { attribute: false },
    label: {},
    unreachable: { type: Boolean },
    concealed: { type: Boolean },
  };

  static override styles = [base, css`
    :host { display: inline; flex: none; white-space: nowrap; }
    .n {
      padding: 0; border: 0; margin: 0; background: none; cursor: pointer; user-select: text;
      color: var(--ii-count-color, var(--vscode-textLink-foreground)); text-decoration: underline; text-decoration-thickness: 1px;
      text-decoration-color: color-mix(in srgb, currentColor 38%, transparent); text-underline-offset: 3px;
    }
    .n:hover { text-decoration-color: currentColor; }
  `];

  declare value: number | null;
  declare to: Target | undefined;
  declare label: string;
  /** Inside a grid, whose arrows reach it. */
  declare unreachable: boolean;
  /** Left out by the sharing profile: the word stands there, whatever the value; in a narrow cell its sign. */
  declare concealed: boolean;

  constructor() {
    super();
    this.value = null;
    this.label = '';
    this.unreachable = false;
    this.concealed = false;
  }

  override render() {
    const { value, to, label } = this;
    if (this.concealed) return hiddenMark(label, this.unreachable);
    if (value === null) return html`<span class="dim" aria-hidden="true">–</span><span class="vh">${t('{0} unknown', label)}</span>`;
    const text = countText(value);
    const spoken = label ? `${text} ${label}` : text;
    if (value === 0) return html`<span class="dim">0</span>${label ? html`<span class="vh"> ${label}</span>` : nothing}`;
    if (to === undefined) return html`${text}${label ? html`<span class="vh"> ${label}</span>` : nothing}`;
    return html`<button type="button" role="link" class="n" aria-label=${spoken} tabindex=${this.unreachable ? -1 : nothing}
      @click=${(event: Event) => open(event, to)} @keydown=${(event: KeyboardEvent) => openByKey(event, to)}>${text}</button>`;
  }
}

customElements.define('ii-count', Count);
