import { decodeFields } from './fields';

/** The feed that a node of the Feeds view stands for, by the node's id, `["feed","nvd"]`; undefined for anything else. */
export function decodeFeedNode(argument: unknown): string | undefined {
  const id = decodeFields(decodeFields(argument)?.node)?.id;
  if (typeof id !== 'string') return undefined;
  return /^\["feed","([a-z]{1,20})"\]$/.exec(id)?.[1];
}
