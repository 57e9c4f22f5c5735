import * as vscode from 'vscode';
import type { PanelState, WebviewMessage } from '../../protocol/webview';
import { COMMANDS } from '../commandIds';

type Intent = Exclude<WebviewMessage, { type: 'ready' | 'arrange' | 'refresh' | 'page' | 'explain' | 'explainSoftware' | 'whyNot' | 'filterText' | 'recommend' }>;

/** Does what a panel asks of VS Code, by the same commands that the palette runs. */
export async function runIntent(intent: Intent, state: PanelState, log: vscode.LogOutputChannel): Promise<void> {
  const { executeCommand } = vscode.commands;
  switch (intent.type) {
    case 'open':
      await executeCommand(COMMANDS.targetOpen, intent.target, intent.beside);
      return;
    case 'setAsOf':
      await executeCommand(COMMANDS.asOfSet, intent.asOf);
      return;
    case 'views':
      await executeCommand({ open: COMMANDS.viewOpen, save: COMMANDS.viewSave, manage: COMMANDS.viewManage, scope: COMMANDS.scopeSet }[intent.action], intent.action === 'open' ? intent.name : state);
      return;
    case 'clearScope':
      await executeCommand(COMMANDS.scopeClear);
      return;
    case 'pickAsOf':
      await executeCommand(COMMANDS.asOfSet);
      return;
    case 'export':
      await executeCommand(COMMANDS.assessmentExport, intent.what, exported(state));
      return;
    case 'decide': {
      const commands = {
        addTag: COMMANDS.tagsAdd, removeTags: COMMANDS.tagsRemove, setCriticality: COMMANDS.criticalitySet, exclude: COMMANDS.coverageExclude,
        include: COMMANDS.coverageInclude, addRule: COMMANDS.criticalityAddRule,
      };
      await executeCommand(commands[intent.what], { filter: intent.filter });
      return;
    }
    case 'setAside':
      if (state.server !== undefined) await executeCommand(COMMANDS.findingSetAside, { view: 'server', server: state.server, finding: intent.finding });
      return;
    case 'setAsideOn':
      await executeCommand(COMMANDS.findingSetAside, { cve: intent.cve, filter: intent.filter });
      return;
    case 'compareWith':
      await executeCommand(COMMANDS.compareWith);
      return;
    case 'exportComparison':
      await executeCommand(COMMANDS.compareExport, state.compare);
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(intent.text);
      return;
    case 'showLog':
      log.show();
      return;
    case 'begin':
      await executeCommand(intent.action === 'openFolder' ? 'vscode.openFolder' : COMMANDS.inventoryOpen);
      return;
  }
}

/** A server's panel exports that server. */
function exported(state: PanelState): PanelState {
  if (state.panel !== 'server' || state.server === undefined) return state;
  return { ...state, serverFilter: { keys: [state.server] }, softwareFilter: { server: state.server } };
}
