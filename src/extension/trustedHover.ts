import * as vscode from 'vscode';

/** The only command that a link in a hover may run; its argument is decoded before anything is done with it. */
export const TARGET_COMMAND = 'inventoryInsights.target.open';

/** The worker's Markdown with its icons and its links to `TARGET_COMMAND` alive, and nothing else. */
export function trustedHover(hover: vscode.Hover | null | undefined): vscode.Hover | null | undefined {
  if (!hover) return hover;
  for (const content of hover.contents) {
    if (!(content instanceof vscode.MarkdownString)) continue;
    content.isTrusted = { enabledCommands: [TARGET_COMMAND] };
    content.supportThemeIcons = true;
    content.supportHtml = false;
  }
  return hover;
}
