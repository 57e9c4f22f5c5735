import * as vscode from 'vscode';
import { ServersKeys } from '../../protocol/lsp';
import { decodeServerFilter } from '../decode/decodeFilter';
import { decodeFields, decodeText, decodeTexts } from '../decode/fields';
import type { WorkerClient } from '../workerClient';
import { pickServer } from './pickServer';

/** The servers that a command is about, and how to call them in a sentence. */
export interface ChosenServers {
  readonly keys: readonly string[];
  readonly label: string;
}

/**
 * The servers of a command: those selected in a tree, those that a panel names by key or by its filter, else one that is picked.
 * @returns undefined when nothing was picked
 */
export async function chosenServers(title: string, argument: unknown, selection: unknown, client: WorkerClient, log: vscode.LogOutputChannel): Promise<ChosenServers | undefined> {
  const selected = Array.isArray(selection) ? selection.flatMap(leaf => keyOf(leaf) ?? []) : [];
  const given = decodeFields(argument);
  const named = selected.length > 0 ? selected : decodeTexts(given?.servers) ?? (keyOf(argument) === undefined ? undefined : [keyOf(argument)!]);
  if (named !== undefined && named.length > 0) return chosen(named);
  if (given?.filter !== undefined) return chosen(await client.request(ServersKeys, { filter: decodeServerFilter(given.filter) }));
  const picked = await pickServer(title, client, log);
  return picked === undefined ? undefined : chosen([picked]);
}

function chosen(keys: readonly string[]): ChosenServers {
  const distinct = [...new Set(keys)];
  return { keys: distinct, label: distinct.length === 1 ? distinct[0]! : vscode.l10n.t('{0} servers', distinct.length.toLocaleString('en')) };
}

/** A server's key, or a node of a tree that leads to one. */
function keyOf(argument: unknown): string | undefined {
  const target = decodeFields(decodeFields(decodeFields(argument)?.node)?.target);
  return decodeText(argument) ?? (target?.view === 'server' ? decodeText(target.server) : undefined);
}
