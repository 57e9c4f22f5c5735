import { FilterComplete } from '../../protocol/lsp';
import type { WorkerClient } from '../workerClient';

/**
 * What is wrong with the filter of the trees, as a sentence for each; '' where it applies. The software tree takes a filter of
 * servers too, and then shows what is installed on them.
 */
export async function treeFilterProblems(client: WorkerClient, text: string): Promise<{ readonly servers: string; readonly software: string }> {
  const problemOf = async (list: 'servers' | 'software'): Promise<string> => (await client.request(FilterComplete, { list, text, offset: 0, inForce: {} })).problem?.text ?? '';
  const servers = await problemOf('servers');
  return { servers, software: servers === '' ? '' : await problemOf('software') };
}
