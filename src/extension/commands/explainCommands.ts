import * as vscode from 'vscode';
import { ServerWhyNot } from '../../protocol/lsp';
import type { Target } from '../../protocol/models/frame';
import { COMMANDS } from '../commandIds';
import { decodeCve, decodeFields, decodeText } from '../decode/fields';
import { report } from '../failure';
import type { PanelManager } from '../panels/panelManager';
import { openTarget } from '../targets';
import type { WorkerClient } from '../workerClient';
import { pickServer } from './pickServer';

/**
 * Why Is This Server (Not) Affected: asks for a server and a CVE id. Where the record names something of the server, its panel shows the
 * evidence, also of what was ruled out; else a message says why nothing is found.
 */
export function registerExplainCommands(client: WorkerClient, panels: PanelManager, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.serverExplain, async (argument: unknown, id: unknown) => {
    const title = vscode.l10n.t('Why Is This Server (Not) Affected');
    const server = serverOf(argument) ?? await pickServer(title, client, log);
    if (server === undefined) return;
    const cve = decodeCve(id) ?? await askCve(title);
    if (cve === undefined) return;
    await report(log, vscode.l10n.t('{0} could not be explained', cve), () => explain(client, panels, server, cve));
  });
}

/** A server's key, or a node of a tree that leads to one. */
function serverOf(argument: unknown): string | undefined {
  const target = decodeFields(decodeFields(decodeFields(argument)?.node)?.target);
  return decodeText(argument) ?? decodeText(target?.server);
}

async function askCve(title: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('CVE id'),
    placeHolder: 'CVE-2021-44228',
    validateInput: text => (text.trim() === '' || cveOf(text) !== undefined ? undefined : vscode.l10n.t('An id like CVE-2021-44228.')),
  });
  return typed === undefined ? undefined : cveOf(typed);
}

function cveOf(text: string): string | undefined {
  return decodeCve(text.trim().toUpperCase());
}

async function explain(client: WorkerClient, panels: PanelManager, server: string, cve: string): Promise<void> {
  const answer = await client.request(ServerWhyNot, { server, cve });
  if (answer === null) throw new Error(vscode.l10n.t('This server is not in the inventory.'));
  const panel: Target = { view: 'server', server, section: 'vulnerabilities' };
  const nearest = answer.subjects[0];
  if (nearest) {
    await openTarget(panels, { ...panel, finding: nearest.ref }, false);
    return;
  }
  const openServer = vscode.l10n.t('Open Server');
  const openRecord = vscode.l10n.t('Open NVD Record');
  void vscode.window.showInformationMessage([answer.answer, ...answer.details].join(' '), openServer, openRecord).then(choice => {
    if (choice === openServer) return openTarget(panels, panel, false);
    if (choice === openRecord) return openTarget(panels, { view: 'record', cve }, false);
    return undefined;
  });
}
