import * as vscode from 'vscode';
import type { Target } from '../protocol/models/frame';
import { COMMANDS } from './commandIds';
import { VIEW_IDS } from './tree/viewIds';
import type { PanelManager } from './panels/panelManager';

/** NVD's page of a CVE; its id is checked where a target is decoded. */
const RECORD_PAGE = 'https://nvd.nist.gov/vuln/detail/';

/**
 * Opens where a number, a name or a link leads.
 * @throws Error when the source file is gone, with the reason for the user
 */
export async function openTarget(panels: PanelManager, target: Target, beside: boolean): Promise<void> {
  switch (target.view) {
    case 'overview':
      return panels.show({ panel: 'overview' }, { beside });
    case 'charts':
      return panels.show({ panel: 'charts' }, { beside });
    case 'servers':
      return panels.show({ panel: 'servers', serverFilter: target.filter }, { beside });
    case 'software':
      return panels.show({ panel: 'software', softwareFilter: target.filter, ...(target.sort && { softwareSort: target.sort }) }, { beside });
    case 'server':
      return panels.show({ panel: 'server', server: target.server, ...(target.section && { section: target.section }) }, { beside, finding: target.finding ?? null });
    case 'dataIssues':
    case 'feeds':
      await vscode.commands.executeCommand(`${VIEW_IDS[target.view]}.focus`);
      return;
    case 'source':
      return openSource(fileUri(target.file), target.line, target.column, beside);
    case 'record':
      await vscode.env.openExternal(vscode.Uri.parse(`${RECORD_PAGE}${target.cve}`, true));
      return;
    case 'mapping':
      await vscode.commands.executeCommand(COMMANDS.mappingSet, target.software);
  }
}

/** Lines and columns begin at 1; 0 is the whole file or line. */
async function openSource(uri: vscode.Uri, line: number, column: number, beside: boolean): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    // Larger than an editor takes for an extension, or not text: the workbench itself may still show it.
    await vscode.commands.executeCommand('vscode.open', uri, beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active).then(undefined, () => {
      throw error;
    });
    return;
  }
  const position = document.validatePosition(new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1)));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
    selection: new vscode.Range(position, position),
  });
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The worker names files by absolute path; a `file:` URI is taken too. Anything else is refused: it could run or fetch something. */
function fileUri(file: string): vscode.Uri {
  if (file.startsWith('file:')) return vscode.Uri.parse(file, true);
  if (/^([/\\]|[A-Za-z]:[/\\])/.test(file)) return vscode.Uri.file(file);
  throw new Error(vscode.l10n.t('{0} is not a file of this machine.', file));
}
