import { html, nothing, type TemplateResult } from 'lit';
import type { Target } from '../../src/protocol/models/frame';
import { open, openByKey } from './openEvent';

export interface LinkOptions {
  /** Spoken instead of the text; must contain it. */
  readonly label?: string;
  /** The whole text when the link may be cut. */
  readonly title?: string;
  readonly className?: string;
  /** False inside a grid, whose arrows reach it. */
  readonly reachable?: boolean;
}

/** Text that leads to a target; without a target just the text. Text from inventories is bound, never parsed. */
export function link(content: unknown, target: Target | null | undefined, options: LinkOptions = {}): TemplateResult {
  const classes = options.className ?? '';
  if (target === null || target === undefined) {
    return html`<span class=${classes || nothing} title=${options.title ?? nothing}>${content}</span>`;
  }
  return html`<button type="button" role="link" class="link ${classes}" aria-label=${options.label ?? nothing} title=${options.title ?? nothing}
    tabindex=${options.reachable === false ? -1 : nothing} @click=${(event: Event) => open(event, target)} @keydown=${(event: KeyboardEvent) => openByKey(event, target)}>${content}</button>`;
}
