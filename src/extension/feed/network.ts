import * as vscode from 'vscode';
import { decodeFeedUrls, decodeHosts, type FeedsNetwork } from '../../protocol/feedsNetwork';

/**
 * How the user's settings reach the feeds: mirrors, and VS Code's own proxy.
 * @throws Error naming the addresses that are none: a mirror mistyped must not become a request to the public source
 */
export function readNetwork(): FeedsNetwork {
  const http = vscode.workspace.getConfiguration('http');
  const { urls, wrong } = decodeFeedUrls(vscode.workspace.getConfiguration('inventoryInsights').get<unknown>('feeds.urls'));
  if (wrong.length > 0) throw new Error(vscode.l10n.t('The setting “Feeds: URLs” has no web address at {0}. Correct it, or remove it to use the public source.', wrong.join(', ')));
  // "off" is meant for every extension; the environment's proxy is not asked either.
  const off = http.get<unknown>('proxySupport') === 'off';
  const proxy = http.get<unknown>('proxy');
  return { urls, proxy: off ? { url: '', noProxy: ['*'] } : { url: typeof proxy === 'string' ? proxy : '', noProxy: decodeHosts(http.get<unknown>('noProxy')) } };
}
