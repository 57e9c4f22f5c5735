import { html, type TemplateResult } from 'lit';
import type { Severity } from '../../src/protocol/models/frame';
import { glyph } from './glyphs';
import { SEVERITY_WORDS } from './words';

/** Head of a narrow column of one severity: glyph and first letter; the column's label says it in full. */
export function severityHead(level: Severity): TemplateResult {
  return html`${glyph(level)}<span aria-hidden="true">${SEVERITY_WORDS[level].slice(0, 1)}</span>`;
}
