/** Text as Markdown that shows exactly that: no markup, link, HTML or icon of its own, and lines that break where the window ends. */
export function plainMarkdown(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/\$\(/g, '$\u200b(')
    .replace(/[!-#%-/:-@[-`{-~]/g, '\\$&');
}
