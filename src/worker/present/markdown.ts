import type { Target } from '../../protocol/models/frame';

/** Longest text of an inventory that a hover or tooltip shows. */
const MAX_TEXT = 200;

/**
 * Inventory or feed text as Markdown that shows exactly that text: no markup, link, HTML or icon of its own.
 * Backslash escapes hold for all ASCII punctuation (CommonMark 2.4), a colon's ends the addresses that GitHub's Markdown links by itself,
 * and a zero-width space breaks `$(icon)`. Blanks at either end would make it code, or a line break.
 */
export function escapeMarkdown(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/\$\(/g, '$\u200b(')
    .replace(/[!-#%-/:-@[-`{-~]/g, '\\$&');
}

/** Text that is known to be an identifier, in a code span; what would end the span is left out. */
export function codeSpan(text: string): string {
  return `\`${text.replace(/[`\s]+/g, ' ').trim()}\``;
}

/** A link that opens a target in the product; the client trusts this one command. `label` is our own text, or escaped. */
export function targetLink(label: string, target: Target): string {
  // A parenthesis would end the link's address; encodeURIComponent leaves it as it is.
  const args = encodeURIComponent(JSON.stringify([target])).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
  return `[${label}](command:inventoryInsights.target.open?${args})`;
}
