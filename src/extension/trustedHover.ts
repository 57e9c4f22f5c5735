import * as vscode from 'vscode';

/** The only command that a link in a hover may run; its argument is decoded before anything is done with it. */
export const TARGET_COMMAND = 'inventoryInsights.target.open';

/** The worker's Markdown with its icons and its links to `TARGET_COMMAND` alive, and nothing else. */
export function trustedMarkdown(markdown: vscode.MarkdownString): vscode.MarkdownString {
  markdown.isTrusted = { enabledCommands: [TARGET_COMMAND] };
  markdown.supportThemeIcons = true;
  markdown.supportHtml = false;
  return markdown;
}

export function trustedHover(hover: vscode.Hover | null | undefined): vscode.Hover | null | undefined {
  for (const content of hover?.contents ?? []) {
    if (content instanceof vscode.MarkdownString) trustedMarkdown(content);
  }
  return hover;
}
