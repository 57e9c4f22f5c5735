import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { CoverageState, ServerDecisionsModel, TagModel } from '../../src/protocol/models/tags';
import type { DecisionKind } from '../../src/protocol/webview';
import { base } from '../shared/base.css';
import { card } from '../shared/card.css';
import { button, controls } from '../shared/controls';
import { glyph } from '../shared/glyphs';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { tokens } from '../shared/tokens.css';
import { CRITICALITY_WORDS } from '../shared/words';

/** A person wants to say something else of the server. */
export class DecideEvent extends Event {
  static readonly type = 'ii-decide';

  constructor(readonly what: DecisionKind) {
    super(DecideEvent.type, { bubbles: true, composed: true });
  }
}

const COVERAGE_GLYPHS: Readonly<Record<CoverageState, 'present' | 'missing' | 'none' | 'unknown'>> = {
  protected: 'present', partial: 'missing', unprotected: 'missing', excluded: 'none', unknown: 'unknown',
};

/** Tags, criticality and coverage of a server: what is so, who says so, and the way to say something else. */
export class ServerDecisions extends LitElement {
  static override properties = { model: { attribute: false } };

  static override styles = [tokens, base, controls, card, css`
    :host { display: block; }
    dl { display: grid; grid-template-columns: minmax(90px, 140px) minmax(0, 1fr); gap: 0 12px; padding: 0 12px 8px; font-size: 12px; line-height: 16px; }
    dt { color: var(--ii-dim); padding: 4px 0; }
    dd { padding: 4px 0; overflow-wrap: anywhere; user-select: text; }
    li { padding: 2px 0; }
    del { color: var(--ii-dim); }
    .acts { display: flex; flex-wrap: wrap; gap: 6px; padding: 0 12px 10px; }
  `];

  declare model: ServerDecisionsModel | undefined;

  private act(text: string, what: DecisionKind): TemplateResult {
    return button(text, () => this.dispatchEvent(new DecideEvent(what)));
  }

  private tag(tag: TagModel): TemplateResult {
    const written = tag.value === '' ? tag.key : `${tag.key}=${tag.value}`;
    if (tag.removed) return html`<li><del>${written}</del> <span class="dim">${t('of the inventory, removed here')}</span></li>`;
    const from = tag.from === 'inventory' ? t('inventory') : tag.written === null ? t('set here') : t('set here, the inventory says {0}', tag.written === '' ? t('nothing') : tag.written);
    return html`<li>${link(written, { view: 'servers', filter: { tags: [written] } }, { label: t('Servers with tag {0}', written) })} <span class="dim">${from}</span></li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (model === undefined) return nothing;
    const { tags, criticality, criticalityBy, coverage, coverageText, groups } = model;
    return html`<section class="card" aria-labelledby="decided"><header><h2 id="decided" class="grow">${t('Tags, criticality and coverage')}</h2></header>
      <dl>
        <dt>${t('Criticality')}</dt><dd>${criticality === '' ? html`<span class="dim">${t('not set')}</span>` : html`<strong>${CRITICALITY_WORDS[criticality] ?? criticality}</strong> <span class="dim">${criticalityBy}</span>`}</dd>
        <dt>${t('Coverage')}</dt><dd><span class="flex">${glyph(COVERAGE_GLYPHS[coverage])}<span>${coverageText}</span></span></dd>
        ${groups.length === 0 ? nothing : html`<dt>${t('Groups')}</dt><dd>${groups.join(', ')}</dd>`}
        <dt>${t('Tags')}</dt><dd>${tags.length === 0 ? html`<span class="dim">${t('none')}</span>` : html`<ul>${tags.map(tag => this.tag(tag))}</ul>`}</dd>
      </dl>
      <div class="acts">${this.act(t('Add or change tag…'), 'addTag')}${tags.length === 0 ? nothing : this.act(t('Remove tags…'), 'removeTags')}${this.act(t('Set criticality…'), 'setCriticality')}
        ${coverage === 'excluded' ? this.act(t('Include in coverage'), 'include') : this.act(t('Exclude from coverage…'), 'exclude')}</div></section>`;
  }
}

customElements.define('ii-server-decisions', ServerDecisions);
