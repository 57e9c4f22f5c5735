import type { TreeView } from '../../protocol/models/tree';

/** Views of the activity bar's container, as package.json contributes them. */
export const VIEW_IDS: Readonly<Record<TreeView, string>> = {
  servers: 'inventoryInsights.servers',
  software: 'inventoryInsights.software',
  dataIssues: 'inventoryInsights.dataIssues',
  feeds: 'inventoryInsights.feeds',
};
