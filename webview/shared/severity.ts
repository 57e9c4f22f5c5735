import { LitElement, css, html, nothing } from 'lit';
import type { Severity as Level } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { glyph } from './glyphs';
import { t } from './l10n';
import { cvssText } from './numbers';
import { SEVERITY_WORDS } from './words';

/**
 * A risk level: its glyph with the word, or with the CVSS score, its version and source when `score` is given.
 * A score is never shown without both.
 */
export class SeverityLevel extends LitElement {
  static override properties = { level: {}, score: { type: Number }, version: {}, source: {}, scored: { type: Boolean } };

  static override styles = [base, css`:host { display: inline-flex; align-items: center; gap: 5px; min-width: 0; white-space: nowrap; }`];

  declare level: Level;
  declare score: number | null;
  declare version: string;
  declare source: string;
  /** Shows the score instead of the word. */
  declare scored: boolean;

  constructor() {
    super();
    this.level = 'unknown';
    this.score = null;
    this.version = '';
    this.source = '';
    this.scored = false;
  }

  override render() {
    const word = SEVERITY_WORDS[this.level];
    if (!this.scored) return html`${glyph(this.level)}<span>${word}</span>`;
    if (this.score === null) return html`${glyph('unknown', word)}<span class="dim">${t('no CVSS')}</span>`;
    const origin = [this.version, this.source].filter(Boolean).join(' ');
    return html`${glyph(this.level, word)}<span class="strong">${cvssText(this.score)}</span>${origin ? html`<span class="dim trunc" title=${origin}>${origin}</span>` : nothing}`;
  }
}

customElements.define('ii-severity', SeverityLevel);
