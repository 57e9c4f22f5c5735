import * as vscode from 'vscode';
import { ServerGet } from '../../protocol/lsp';
import { MAX_TREE_FILTER, type TreeSettings } from '../../protocol/settings';
import type { Target } from '../../protocol/models/frame';
import { COMMANDS } from '../commandIds';
import { report } from '../failure';
import type { Settings } from '../settings';
import { treeFilterProblems } from '../tree/treeFilterProblems';
import type { Leaf } from '../tree/treeProvider';
import type { TreeViews } from '../tree/treeViews';
import type { WorkerClient } from '../workerClient';

/** What stands in the title of the views and in their context menus. */
export function registerTreeCommands(client: WorkerClient, settings: Settings, trees: TreeViews, log: vscode.LogOutputChannel): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  const arrange = (change: () => Promise<void>) => report(log, vscode.l10n.t('The view was not changed'), async () => {
    await change();
    trees.reset();
  });
  return vscode.Disposable.from(
    registerCommand(COMMANDS.treeGroup, () => arrange(() => pick(settings, 'groupBy', vscode.l10n.t('Group Servers By'), {
      none: vscode.l10n.t('Nothing'), environment: vscode.l10n.t('Environment'), site: vscode.l10n.t('Site'), os: vscode.l10n.t('Operating system'),
    }))),
    registerCommand(COMMANDS.treeSort, () => arrange(() => pick(settings, 'sortBy', vscode.l10n.t('Sort Servers By'), {
      score: vscode.l10n.t('Risk score, highest first'), name: vscode.l10n.t('Name'), support: vscode.l10n.t('End of support, soonest first'),
    }))),
    registerCommand(COMMANDS.treeFilter, () => arrange(() => typeFilter(client, settings))),
    registerCommand(COMMANDS.treeClearFilter, () => arrange(async () => {
      await settings.setFilter('');
      await settings.setAtRiskOnly(false);
    })),
    registerCommand(COMMANDS.treeShowAtRisk, () => arrange(() => settings.setAtRiskOnly(true))),
    registerCommand(COMMANDS.treeShowAll, () => arrange(() => settings.setAtRiskOnly(false))),
    registerCommand(COMMANDS.nodeOpen, (leaf: Leaf | undefined) => open(leaf?.node.target)),
    registerCommand(COMMANDS.nodeReveal, (leaf: Leaf | undefined) => report(log, vscode.l10n.t('It could not be shown in its file'), () => reveal(client, leaf?.node.target))),
    registerCommand(COMMANDS.nodeRecord, (leaf: Leaf | undefined) => leaf && open({ view: 'record', cve: leaf.node.label })),
    registerCommand(COMMANDS.nodeCopy, (leaf: Leaf | undefined) => copy(leaf?.node.label)),
    registerCommand(COMMANDS.nodeCopyText, (leaf: Leaf | undefined) => copy(leaf?.node.label)),
  );
}

async function pick<Key extends 'groupBy' | 'sortBy'>(settings: Settings, key: Key, title: string, labels: Readonly<Record<TreeSettings[Key], string>>): Promise<void> {
  const current = settings.current.tree[key];
  const items = (Object.entries(labels) as [TreeSettings[Key], string][]).map(([value, label]) => ({ label, value, description: value === current ? vscode.l10n.t('now shown') : undefined }));
  const choice = await vscode.window.showQuickPick(items, { title });
  if (choice) await settings.setTree(key, choice.value);
}

async function typeFilter(client: WorkerClient, settings: Settings): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Servers and Software'),
    prompt: vscode.l10n.t('Words that must all occur, or a filter, as in environment:production exploited:yes -stale'),
    value: settings.current.tree.filter,
    validateInput: async typed => {
      if (typed.length > MAX_TREE_FILTER) return vscode.l10n.t('At most {0} characters.', MAX_TREE_FILTER);
      const { servers, software } = await treeFilterProblems(client, typed);
      return servers !== '' && software !== '' ? servers : undefined;
    },
  });
  if (text !== undefined) await settings.setFilter(text.trim());
}

async function open(target: Target | null | undefined): Promise<void> {
  if (target) await vscode.commands.executeCommand(COMMANDS.targetOpen, target);
}

/** A server stands where the first of its rows does; what is no server knows its own place. */
async function reveal(client: WorkerClient, target: Target | null | undefined): Promise<void> {
  if (target?.view !== 'server') return open(target);
  await open((await client.request(ServerGet, { server: target.server }))?.source);
}

async function copy(text: string | undefined): Promise<void> {
  if (text !== undefined) await vscode.env.clipboard.writeText(text);
}
