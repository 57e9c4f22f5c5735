import { LitElement, css, html } from 'lit';
import type { SupportModel } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { glyph } from './glyphs';
import { SUPPORT_GLYPHS, SUPPORT_WORDS } from './words';

/** Support status in a cell: glyph and short text; the whole sentence on hover. */
export class Support extends LitElement {
  static override properties = { support: { attribute: false } };

  static override styles = [base, css`
    :host { display: flex; align-items: center; gap: 5px; min-width: 0; }
  `];

  declare support: SupportModel | undefined;

  override render() {
    const { support } = this;
    if (support === undefined) return html``;
    return html`${glyph(SUPPORT_GLYPHS[support.bucket], SUPPORT_WORDS[support.bucket])}
      <span class="trunc ${support.bucket === 'unknown' ? 'dim' : ''}" title=${support.text}>${support.short}</span>`;
  }
}

customElements.define('ii-support', Support);
