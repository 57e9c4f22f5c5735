import { LitElement, css, html, nothing } from 'lit';
import type { Frame } from '../../src/protocol/models/frame';
import { base } from './base.css';
import { glyph } from './glyphs';
import { t } from './l10n';
import { link } from './link';
import { ageText } from './numbers';

/** The honesty lines and the feeds, under every panel. */
export class FrameFooter extends LitElement {
  static override properties = { frame: { attribute: false }, compact: { type: Boolean } };

  static override styles = [base, css`
    footer { display: grid; gap: 4px 24px; grid-template-columns: minmax(0, 1fr) auto; margin-top: 14px; padding-top: 10px; border-top: 1px solid var(--ii-border);
      font-size: 11px; line-height: 16px; color: var(--ii-dim); }
    :host([compact]) footer { margin: 0; padding: 3px 12px 4px; }
    ul { display: flex; flex-wrap: wrap; gap: 0 14px; }
    li { display: inline-flex; align-items: center; gap: 4px; }
    .g { width: 12px; height: 12px; }
    .side { text-align: right; min-width: 0; max-width: 320px; overflow: hidden; text-overflow: ellipsis; }
    :host([compact]) .side { white-space: nowrap; max-width: 420px; }
    p, li > span { max-height: 64px; overflow: hidden; }
    @media (max-width: 900px) { footer { grid-template-columns: minmax(0, 1fr); } .side { text-align: left; } }
  `];

  declare frame: Frame | undefined;
  /** One line of notes and a link to the feeds, for lists that need the height. */
  declare compact: boolean;

  override render() {
    const { frame } = this;
    if (frame === undefined) return nothing;
    const notes = html`<p>${frame.notes.join(' ')}</p>`;
    if (this.compact) {
      const revisions = frame.feeds.filter(feed => !feed.starter).map(feed => `${feed.label} ${feed.text.split(' · ', 1)[0]}`).join(', ');
      return html`<footer>${notes}<span class="side" title=${frame.feeds.map(feed => `${feed.label}: ${feed.text}`).join('\n')}>${frame.feedsStale ? `${t('Feeds stale.')} ` : ''}${link(frame.feedsSummary, { view: 'feeds' })}${revisions === '' ? nothing : `: ${revisions}`}</span></footer>`;
    }
    return html`<footer>${notes}<span class="side">${t('As of {0}', frame.asOf)}</span>
      <ul aria-label=${t('Feeds')}>${frame.feeds.map(feed => html`<li>${feed.stale ? glyph('clock', 'stale') : nothing}<span>${feed.label} ${feed.text}${feed.ageDays === null || feed.starter ? nothing
        : html`, ${feed.ageDays === 0 ? t('today') : t('{0} old', ageText(feed.ageDays))}`}</span></li>`)}</ul>
      <span class="side">${link(t('Feed details'), { view: 'feeds' })}</span></footer>`;
  }
}

customElements.define('ii-frame-footer', FrameFooter);
