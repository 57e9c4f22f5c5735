import { html, type TemplateResult } from 'lit';
import type { Presence } from '../../src/protocol/models/lists';
import { glyph } from './glyphs';
import { t } from './l10n';
import { PRESENCE_GLYPHS, PRESENCE_WORDS } from './words';

/** Whether a kind of software is there, by which product, or that it is missing or unknown. */
export function presence(model: Presence): TemplateResult {
  const first = model.products[0] ?? t('present');
  const text = model.state === 'present' ? first : PRESENCE_WORDS[model.state];
  const title = model.state === 'present' ? model.products.join(', ') : model.state === 'unknown' ? t('unknown: no software list') : PRESENCE_WORDS[model.state];
  return html`${glyph(PRESENCE_GLYPHS[model.state])}<span class="trunc ${model.state === 'unknown' ? 'dim' : ''}" title=${title}>${text}${model.products.length > 1 ? ` +${model.products.length - 1}` : ''}</span>`;
}
