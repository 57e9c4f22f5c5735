import { html, type TemplateResult } from 'lit';
import type { Presence } from '../../src/protocol/viewModels';
import { glyph } from './glyphs';
import { PRESENCE_GLYPHS } from './words';

/** Whether a kind of software is there, by which product, or that it is missing or unknown. */
export function presence(model: Presence): TemplateResult {
  const first = model.products[0] ?? 'present';
  const text = model.state === 'present' ? first : model.state;
  const title = model.state === 'present' ? model.products.join(', ') : model.state === 'unknown' ? 'unknown: no software list' : model.state;
  return html`${glyph(PRESENCE_GLYPHS[model.state])}<span class="trunc ${model.state === 'unknown' ? 'dim' : ''}" title=${title}>${text}${model.products.length > 1 ? ` +${model.products.length - 1}` : ''}</span>`;
}
