import * as path from 'node:path';
import * as vscode from 'vscode';
import { HostName, HostsUnnamed } from '../../protocol/lsp';
import { COMMANDS } from '../commandIds';
import { isCancellation, report } from '../failure';
import type { Memory } from '../memory';
import type { WorkerClient } from '../workerClient';

/** Longest name taken; a DNS name has 253 characters at most. */
const MAX_NAME = 253;

/** Naming the server of a listing that does not say it: by command, by quick fix, and asked once when such a file is first read. */
export function registerHostCommands(client: WorkerClient, memory: Memory, log: vscode.LogOutputChannel): vscode.Disposable {
  const run = (uri: unknown) => report(log, vscode.l10n.t('The server could not be named'), () => nameHost(client, uri instanceof vscode.Uri ? uri : undefined));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.hostName, run),
    client.onEstateChanged(() => {
      askOnce(client, memory).catch((error: unknown) => {
        if (!isCancellation(error)) log.warn(`Listings without a server were not asked for: ${String(error)}`);
      });
    }),
  );
}

async function nameHost(client: WorkerClient, chosen: vscode.Uri | undefined): Promise<void> {
  const unnamed = await client.request(HostsUnnamed, {});
  const uri = chosen ?? await pickFile(unnamed.map(each => vscode.Uri.parse(each.uri)));
  if (uri === undefined) return;
  const file = path.posix.basename(uri.path);
  const server = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name the Server of {0}', file),
    prompt: vscode.l10n.t('The name is kept in .inventory-insights/hosts.json; the listing itself stays as it is.'),
    placeHolder: 'web01.example.com',
    validateInput: text => (text.trim() === '' ? vscode.l10n.t('Type the server’s name.') : text.length > MAX_NAME ? vscode.l10n.t('A name has {0} characters at most.', MAX_NAME) : undefined),
  });
  if (server === undefined) return;
  const { problem } = await client.request(HostName, { uri: String(uri), server: server.trim() });
  if (problem !== '') throw new Error(problem);
}

/** The listing that is open, else one of those without a name. */
async function pickFile(unnamed: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const first = unnamed.find(uri => String(uri) === String(active));
  if (first !== undefined) return first;
  if (unnamed.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Every listing says which server it is of, by its content or its file’s name.'));
    return undefined;
  }
  const items = unnamed.map(uri => ({ label: path.posix.basename(uri.path), description: vscode.workspace.asRelativePath(uri), uri }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Name the Server of a File'), placeHolder: vscode.l10n.t('Listings that do not say which server they are of') }))?.uri;
}

async function askOnce(client: WorkerClient, memory: Memory): Promise<void> {
  const unnamed = (await client.request(HostsUnnamed, {})).filter(({ uri }) => !memory.askedHosts.includes(uri));
  if (unnamed.length === 0) return;
  await memory.rememberAskedHosts(unnamed.map(({ uri }) => uri));
  const [first] = unnamed;
  const file = path.posix.basename(vscode.Uri.parse(first.uri).path);
  const name = vscode.l10n.t('Name the Server…');
  const text = unnamed.length === 1
    ? vscode.l10n.t('{0} does not say which server it lists; it is called “{1}”.', file, first.name)
    : vscode.l10n.t('{0} listings do not say which server they are of; {1} is called “{2}”.', unnamed.length, file, first.name);
  if (await vscode.window.showInformationMessage(text, name) === name) {
    await vscode.commands.executeCommand(COMMANDS.hostName, unnamed.length === 1 ? vscode.Uri.parse(first.uri) : undefined);
  }
}
