import * as vscode from 'vscode';
import { TREE_PAGE, TreeChildren } from '../../protocol/lsp';
import type { TreeNode, TreeView } from '../../protocol/models/tree';
import { isCancellation } from '../failure';
import type { WorkerClient } from '../workerClient';
import { nodeItem } from './nodeItem';

/** A level of the tree: the children of a node, or the top (`node` is null). */
export interface Branch {
  readonly view: TreeView;
  readonly node: TreeNode | null;
}

/** A node with the level that it stands in. */
export interface Leaf {
  readonly node: TreeNode;
  readonly parent: Branch;
}

/**
 * Any of the four trees: the worker decides what is in it. Levels come page by page; ids are stable, so VS Code keeps
 * what is open and selected over a refresh.
 */
export class TreeProvider implements vscode.TreeDataProvider<Leaf>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Leaf | undefined>();
  /** Pages on show by node id ('' for the top); 1 where nothing is noted. */
  private readonly pages = new Map<string, number>();
  /** Nodes by id as VS Code last got them: a refresh of one level needs the same object. */
  private readonly leaves = new Map<string, Leaf>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly view: TreeView, private readonly client: WorkerClient, private readonly log: vscode.LogOutputChannel) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** Asks for everything on show again. */
  refresh(): void {
    this.leaves.clear();
    this.changed.fire(undefined);
  }

  /** From the first page again, as after another filter. */
  reset(): void {
    this.pages.clear();
    this.refresh();
  }

  /** Appends the next page of a level. */
  showMore({ node }: Branch): void {
    const id = node?.id ?? '';
    this.pages.set(id, (this.pages.get(id) ?? 1) + 1);
    this.changed.fire(node === null ? undefined : this.leaves.get(node.id));
  }

  getTreeItem({ node, parent }: Leaf): vscode.TreeItem {
    return nodeItem(node, parent);
  }

  getParent({ parent }: Leaf): Leaf | undefined {
    return parent.node === null ? undefined : this.leaves.get(parent.node.id);
  }

  async getChildren(leaf?: Leaf): Promise<Leaf[]> {
    const branch: Branch = { view: this.view, node: leaf?.node ?? null };
    try {
      const nodes = await this.load(branch.node?.id ?? '');
      return nodes.map(node => {
        const child: Leaf = { node, parent: branch };
        this.leaves.set(node.id, child);
        return child;
      });
    } catch (error) {
      if (!isCancellation(error)) this.log.error(`The ${this.view} view could not be read.`, error instanceof Error ? error : String(error));
      return [];
    }
  }

  private async load(node: string): Promise<TreeNode[]> {
    const nodes: TreeNode[] = [];
    for (let page = this.pages.get(node) ?? 1; page > 0; page--) {
      if (nodes.at(-1)?.context === 'more') nodes.pop();
      const more = await this.client.request(TreeChildren, { view: this.view, node, offset: nodes.length });
      nodes.push(...more);
      // A level that became shorter has no further page.
      if (more.length <= TREE_PAGE) break;
    }
    return nodes;
  }
}
