import { EstateStatusRequest, FeedsStatusRequest, TreeChildren } from '../protocol/lsp';
import type { FeedsStatus } from '../protocol/models/feeds';
import type { EstateStatus, TreeNode, TreeView } from '../protocol/models/tree';
import type { WorkerClient } from './workerClient';

/** What `activate` gives to other extensions. Version 1 grows, it does not change. */
export interface InventoryInsightsApi {
  readonly version: 1;
  /** The state of the estate and the feeds; waits for inventories that are being read. */
  status(): Promise<EstateStatus>;
  /** Where each feed stands, and what failed. */
  feeds(): Promise<FeedsStatus>;
  /** The first page of what a tree shows below a node; the top without one. */
  tree(view: TreeView, node?: string): Promise<readonly TreeNode[]>;
  /** Milliseconds from the beginning of `activate` until the worker had answered its handshake; feeds open afterwards. */
  startupMs(): Promise<number>;
}

export function makeApi(client: WorkerClient, startupMs: Promise<number>): InventoryInsightsApi {
  return {
    version: 1,
    status: () => client.request(EstateStatusRequest, {}),
    feeds: () => client.request(FeedsStatusRequest, {}),
    tree: (view, node = '') => client.request(TreeChildren, { view, node, offset: 0 }),
    startupMs: () => startupMs,
  };
}
