import * as vscode from 'vscode';
import type { TreeNode } from '../../protocol/models/tree';
import { COMMANDS } from '../commandIds';
import { trustedMarkdown } from '../trustedHover';
import type { Branch } from './treeProvider';

/** A node as VS Code draws it. Text from inventories is text: labels are not parsed, and the tooltip's Markdown is escaped by the worker. */
export function nodeItem(node: TreeNode, parent: Branch): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, node.expandable ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  item.id = node.id;
  item.description = node.description;
  item.contextValue = node.context;
  item.tooltip = node.tooltip === '' ? undefined : tooltipOf(node.tooltip);
  if (node.icon !== '') item.iconPath = new vscode.ThemeIcon(node.icon, node.color === '' ? undefined : new vscode.ThemeColor(node.color));
  if (node.accessibleLabel !== '') item.accessibilityInformation = { label: node.accessibleLabel };
  item.command = commandOf(node, parent);
  return item;
}

/** The worker's Markdown with its icons and links, like a hover in an editor. */
function tooltipOf(markdown: string): vscode.MarkdownString {
  return trustedMarkdown(new vscode.MarkdownString(markdown));
}

function commandOf(node: TreeNode, parent: Branch): vscode.Command | undefined {
  if (node.context === 'more') return { command: COMMANDS.treeMore, title: node.label, arguments: [parent] };
  if (node.target !== null) return { command: COMMANDS.targetOpen, title: vscode.l10n.t('Open'), arguments: [node.target] };
  return undefined;
}
