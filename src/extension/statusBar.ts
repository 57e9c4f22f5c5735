import * as vscode from 'vscode';
import type { ScopeSetting } from '../protocol/settings';
import type { EstateStatus } from '../protocol/models/tree';
import { COMMANDS } from './commandIds';
import type { EstateWatch } from './estateWatch';
import type { Settings } from './settings';

/** At the left, beside what other tools say of the workspace. */
const PRIORITY = 10;

/** Three items: the estate's risk, and the as-of date and the scope while one is set. The feeds have their own. */
export class StatusBar implements vscode.Disposable {
  private readonly estate = vscode.window.createStatusBarItem('inventoryInsights.estate', vscode.StatusBarAlignment.Left, PRIORITY);
  private readonly asOf = vscode.window.createStatusBarItem('inventoryInsights.asOf', vscode.StatusBarAlignment.Left, PRIORITY - 1);
  private readonly scope = vscode.window.createStatusBarItem('inventoryInsights.scope', vscode.StatusBarAlignment.Left, PRIORITY - 2);
  private readonly subscriptions: vscode.Disposable[];

  constructor(watch: EstateWatch, settings: Settings) {
    this.estate.name = vscode.l10n.t('Inventory Insights: servers at risk');
    this.estate.command = COMMANDS.overviewOpen;
    this.asOf.name = vscode.l10n.t('Inventory Insights: as-of date');
    this.asOf.command = COMMANDS.asOfSet;
    this.asOf.tooltip = vscode.l10n.t('Everything is worked out for this date. Click to change it.');
    this.subscriptions = [
      this.estate, this.asOf, this.scope,
      watch.onDidChange(status => this.showEstate(status)),
      settings.onDidChange(({ asOf, scope }) => {
        this.showAsOf(asOf);
        this.showScope(scope);
      }),
    ];
    this.showAsOf(settings.current.asOf);
    this.scope.name = vscode.l10n.t('Inventory Insights: scope');
    this.scope.command = COMMANDS.scopeSet;
    this.showScope(settings.current.scope);
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

  private showScope(scope: ScopeSetting | null): void {
    if (scope === null) return this.scope.hide();
    this.scope.text = `$(filter-filled) ${vscode.l10n.t('Scope: {0}', scope.label)}`;
    this.scope.tooltip = vscode.l10n.t('Every view, count and export keeps to {0}. Click to change or clear the scope.', scope.text);
    this.scope.show();
  }

  private showAsOf(asOf: string | null): void {
    if (asOf === null) return this.asOf.hide();
    this.asOf.text = `$(calendar) ${vscode.l10n.t('As of {0}', asOf)}`;
    this.asOf.show();
  }
}
