import * as vscode from 'vscode';
import type { Target } from '../protocol/models/frame';
import { COMMANDS } from './commandIds';
import { decodeTarget } from './decode/decodeTarget';
import { decodeFields } from './decode/fields';

/** `source` of every diagnostic of ours. */
const SOURCE = 'Inventory Insights';

/** Quick fixes of our diagnostics: where what they say can be seen whole. */
export const codeActions: vscode.CodeActionProvider = {
  provideCodeActions(document, _range, { diagnostics }) {
    return diagnostics.filter(({ source }) => source === SOURCE).flatMap(diagnostic => {
      const target = targetOf(diagnostic);
      const issues: Target = { view: 'dataIssues' };
      return [
        ...(diagnostic.code === 'host-unnamed' ? [nameHost(document.uri, diagnostic)] : []),
        ...(target && target.view !== 'dataIssues' ? [action(titleOf(target), target, diagnostic, true)] : []),
        ...(target?.view === 'server' && target.finding ? [setAside(target, target.finding.cve, diagnostic)] : []),
        action(vscode.l10n.t('Show in Data Issues'), issues, diagnostic, target === undefined),
      ];
    });
  },
};

/** Our diagnostics' documents are those that the worker reads; which ones that is only the worker knows. */
export const codeActionSelector: vscode.DocumentSelector = { scheme: 'file' };

/** The language client keeps what the worker attached to a diagnostic, although the API does not name it. */
function targetOf(diagnostic: vscode.Diagnostic): Target | undefined {
  const { data } = diagnostic as vscode.Diagnostic & { readonly data?: unknown };
  return decodeTarget(data) ?? decodeTarget(decodeFields(data)?.target);
}

/** The command asks what is so, where and until when. */
function setAside(target: Target, cve: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Set Aside {0}…', cve);
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command: COMMANDS.findingSetAside, title, arguments: [target] };
  made.diagnostics = [diagnostic];
  return made;
}

function nameHost(uri: vscode.Uri, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Name the Server of This File…');
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command: COMMANDS.hostName, title, arguments: [uri] };
  made.diagnostics = [diagnostic];
  made.isPreferred = true;
  return made;
}

function titleOf(target: Target): string {
  switch (target.view) {
    case 'server': return target.finding ? vscode.l10n.t('Show Why {0} Is Found', target.finding.cve) : vscode.l10n.t('Open Server Panel');
    case 'servers': return vscode.l10n.t('Show These Servers');
    case 'software': return vscode.l10n.t('Show This Software');
    case 'feeds': return vscode.l10n.t('Show Feeds');
    case 'mapping': return vscode.l10n.t('Set Mapping…');
    case 'record': return vscode.l10n.t('Open {0} at NVD', target.cve);
    default: return vscode.l10n.t('Open in Inventory Insights');
  }
}

function action(title: string, target: Target, diagnostic: vscode.Diagnostic, isPreferred: boolean): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command: COMMANDS.targetOpen, title, arguments: [target] };
  made.diagnostics = [diagnostic];
  made.isPreferred = isPreferred;
  return made;
}
