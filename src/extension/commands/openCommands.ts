import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { decodeTarget } from '../decode/decodeTarget';
import { report } from '../failure';
import type { PanelManager } from '../panels/panelManager';
import { openTarget } from '../targets';

/** Panels from the palette, and the one command behind every link: in trees, code lenses, hovers, quick fixes and panels. */
export function registerOpenCommands(panels: PanelManager, log: vscode.LogOutputChannel): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(COMMANDS.overviewOpen, () => panels.show({ panel: 'overview' })),
    registerCommand(COMMANDS.chartsOpen, () => panels.show({ panel: 'charts' })),
    registerCommand(COMMANDS.serversOpen, () => panels.show({ panel: 'servers' })),
    registerCommand(COMMANDS.softwareOpen, () => panels.show({ panel: 'software' })),
    registerCommand(COMMANDS.logShow, () => log.show()),
    registerCommand(COMMANDS.targetOpen, async (argument: unknown, beside: unknown) => {
      const target = decodeTarget(argument);
      if (target === undefined) {
        log.warn('A link led to nothing that can be opened; it was dropped.');
        return;
      }
      await report(log, vscode.l10n.t('It could not be opened'), () => openTarget(panels, target, beside === true));
    }),
  );
}
