import { html, nothing, svg, type TemplateResult } from 'lit';
import { hatches } from './glyphs';
import { percent } from './numbers';

export interface MeterPart {
  /** 0 to 1 of the whole bar. */
  readonly share: number;
  /** Where it begins, 0 to 1. */
  readonly from?: number;
  /** Hatched: not known. */
  readonly unknown?: boolean;
}

/** A thin bar on a track. Decoration: the numbers stand beside it. Sized by attributes because the CSP forbids inline style. */
export function meter(...parts: readonly MeterPart[]): TemplateResult {
  return html`<svg class="meter" aria-hidden="true">
    ${parts.some(part => part.unknown) ? hatches : nothing}
    <rect class="track" width="100%" height="100%" rx="1"></rect>
    ${parts.map(part => svg`<rect class=${part.unknown ? '' : 'f-ink'} fill=${part.unknown ? 'url(#hatch)' : nothing}
      x=${percent(part.from ?? 0)} width=${percent(part.share)} height="100%" rx="1"></rect>`)}
  </svg>`;
}
