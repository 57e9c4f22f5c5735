import type { Target } from '../../protocol/viewModels';

/** Longest text of an inventory that a hover or tooltip shows. */
const MAX_TEXT = 200;

/**
 * Inventory or feed text as Markdown that shows exactly that text: no markup, link, HTML or icon of its own.
 * Backslash escapes hold for all ASCII punctuation (CommonMark 2.4); a zero-width space breaks `$(icon)`.
 */
export function escapeMarkdown(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return cut
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\$\(/g, '$\u200b(')
    .replace(/[\\`*_{}[\]()#+\-.!|~<>&"']/g, '\\$&');
}

/** A link that opens a target in the product; the client trusts this one command. */
export function targetLink(label: string, target: Target): string {
  return `[${label}](command:inventoryInsights.target.open?${encodeURIComponent(JSON.stringify([target]))})`;
}
