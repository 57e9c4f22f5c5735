import { html, type TemplateResult } from 'lit';
import type { RichText } from '../../src/protocol/models/overview';
import { link } from './link';

const NUMBER = /^[\d.,\s\u00a0\u202f']+%?$/u;

/** Text with links inside, its parts in order. A link that is a number looks like every other count. */
export function richText(parts: RichText): TemplateResult {
  return html`${parts.map((part, at) => part.target === undefined
    ? part.text
    : link(part.text, part.target, {
      className: NUMBER.test(part.text) ? 'number' : '',
      // A bare number says nothing out of its sentence, so the sentence goes with it.
      ...(NUMBER.test(part.text) ? { label: `${part.text}${sentenceAfter(parts, at)}` } : {}),
    }))}`;
}

/** What follows a number up to the next link or full stop: "87" reads " exploited now". */
function sentenceAfter(parts: RichText, at: number): string {
  const before = parts[at - 1]?.target === undefined ? parts[at - 1]?.text ?? '' : '';
  const after = parts[at + 1]?.target === undefined ? parts[at + 1]?.text ?? '' : '';
  const following = after.split(/[.:;,]/u)[0]?.trimEnd() ?? '';
  return following.trim() !== '' ? following : before.trim() === '' ? '' : `, ${before.split(/[.:;,]/u).at(-1)?.trim() ?? ''}`;
}
