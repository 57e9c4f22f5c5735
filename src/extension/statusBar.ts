import * as vscode from 'vscode';
import type { EstateStatus } from '../protocol/viewModels';
import { COMMANDS } from './commandIds';
import type { EstateWatch } from './estateWatch';
import type { Settings } from './settings';

/** At the left, beside what other tools say of the workspace. */
const PRIORITY = 10;

/** Two items: the estate's risk, and the as-of date while one is set. The feeds have their own. */
export class StatusBar implements vscode.Disposable {
  private readonly estate = vscode.window.createStatusBarItem('inventoryInsights.estate', vscode.StatusBarAlignment.Left, PRIORITY);
  private readonly asOf = vscode.window.createStatusBarItem('inventoryInsights.asOf', vscode.StatusBarAlignment.Left, PRIORITY - 1);
  private readonly subscriptions: vscode.Disposable[];

  constructor(watch: EstateWatch, settings: Settings) {
    this.estate.name = vscode.l10n.t('Inventory Insights: servers at risk');
    this.estate.command = COMMANDS.overviewOpen;
    this.asOf.name = vscode.l10n.t('Inventory Insights: as-of date');
    this.asOf.command = COMMANDS.asOfSet;
    this.asOf.tooltip = vscode.l10n.t('Everything is worked out for this date. Click to change it.');
    this.subscriptions = [
      this.estate, this.asOf,
      watch.onDidChange(status => this.showEstate(status)),
      settings.onDidChange(({ asOf }) => this.showAsOf(asOf)),
    ];
    this.showAsOf(settings.current.asOf);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private showEstate({ files, servers, serversAtRisk }: EstateStatus): void {
    if (files === 0) return this.estate.hide();
    const count = (value: number) => value.toLocaleString(vscode.env.language);
    this.estate.text = `$(shield) ${vscode.l10n.t('{0} at risk', count(serversAtRisk))}`;
    const said = vscode.l10n.t('{0} of {1} servers at risk', count(serversAtRisk), count(servers));
    this.estate.tooltip = [said, vscode.l10n.t('Click for the overview.')].join('\n');
    this.estate.accessibilityInformation = { label: said, role: 'button' };
    this.estate.show();
  }

  private showAsOf(asOf: string | null): void {
    if (asOf === null) return this.asOf.hide();
    this.asOf.text = `$(calendar) ${vscode.l10n.t('As of {0}', asOf)}`;
    this.asOf.show();
  }
}
