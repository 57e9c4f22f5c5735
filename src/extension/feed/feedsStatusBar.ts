import * as vscode from 'vscode';
import type { FeedsStatus, FeedStatusLine } from '../../protocol/models/feeds';
import { COMMANDS } from '../commandIds';
import { plainMarkdown } from '../plainMarkdown';
import type { RunningWork } from './feedWork';
import { shortened } from './shortened';

/** Beside the estate's and the as-of date's item. */
const PRIORITY = 8;

export interface FeedsStatusSources {
  readonly onFeeds: vscode.Event<FeedsStatus>;
  readonly onWork: vscode.Event<RunningWork | undefined>;
  /** Inventory files there are; without one, feeds interest only when something happens with them. */
  readonly onFiles: vscode.Event<number>;
}

/** The feeds in the status bar: their age, that they are starter ones, what failed, and an update under way. */
export class FeedsStatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('inventoryInsights.feeds', vscode.StatusBarAlignment.Left, PRIORITY);
  private readonly subscriptions: vscode.Disposable[];
  private status: FeedsStatus | undefined;
  private running: RunningWork | undefined;
  private files = 0;

  constructor({ onFeeds, onWork, onFiles }: FeedsStatusSources) {
    this.item.name = vscode.l10n.t('Inventory Insights: feeds');
    this.item.command = COMMANDS.feedsShow;
    this.subscriptions = [
      this.item,
      onFeeds(status => {
        this.status = status;
        this.draw();
      }),
      onWork(running => {
        this.running = running;
        this.draw();
      }),
      onFiles(files => {
        this.files = files;
        this.draw();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private draw(): void {
    const { item, status, running } = this;
    if (status === undefined || (this.files === 0 && running === undefined && status.failed.length === 0)) return item.hide();
    const { icon, text, isWarning } = running ? { icon: 'sync~spin', text: workText(running), isWarning: false } : stateOf(status);
    item.text = `$(${icon}) ${text}`;
    item.tooltip = tooltipOf(status, running);
    item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.accessibilityInformation = { label: vscode.l10n.t('Inventory Insights: {0}', text), role: 'button' };
    item.show();
  }
}

function workText({ share }: RunningWork): string {
  return vscode.l10n.t('Feeds {0} %', Math.floor(100 * share));
}

function stateOf({ failed, starter, stale, ageDays, summary }: FeedsStatus): { readonly icon: string; readonly text: string; readonly isWarning: boolean } {
  if (failed.length > 0) return { icon: 'error', text: vscode.l10n.t('Feeds: {0} failed', failed.join(', ')), isWarning: true };
  if (starter || ageDays === null) return { icon: 'beaker', text: summary, isWarning: stale };
  if (!stale) return { icon: 'database', text: summary, isWarning: false };
  return { icon: 'warning', text: ageDays === 1 ? vscode.l10n.t('Feeds 1 day old') : vscode.l10n.t('Feeds {0} days old', ageDays), isWarning: true };
}

/** A line for each feed. Texts of feeds are text; these commands are the only ones that work here. */
function tooltipOf({ feeds }: FeedsStatus, running: RunningWork | undefined): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: [COMMANDS.feedsUpdate, COMMANDS.feedsCancel, COMMANDS.feedsShow] };
  if (running) tooltip.appendMarkdown(`${plainMarkdown([running.title, running.text].filter(Boolean).join(': '))}\n\n`);
  for (const feed of feeds) {
    const icon = feed.error !== '' ? 'error' : feed.stale ? 'warning' : feed.starter ? 'beaker' : 'database';
    tooltip.appendMarkdown(`$(${icon}) ${plainMarkdown(lineOf(feed))}\n\n`);
  }
  const first = running ? `[${vscode.l10n.t('Cancel')}](command:${COMMANDS.feedsCancel})` : `[${vscode.l10n.t('Update Now')}](command:${COMMANDS.feedsUpdate})`;
  tooltip.appendMarkdown(`${first} · [${vscode.l10n.t('Show Feeds')}](command:${COMMANDS.feedsShow})`);
  return tooltip;
}

function lineOf({ label, text, ageDays, stale, error, fix }: FeedStatusLine): string {
  const age = ageDays === null ? [] : [ageDays === 0 ? vscode.l10n.t('today') : ageDays === 1 ? vscode.l10n.t('1 day old') : vscode.l10n.t('{0} days old', ageDays), ...(stale ? [vscode.l10n.t('stale')] : [])];
  const facts = [`${label}: ${text}`, ...age].join(', ');
  return error === '' ? facts : [facts, vscode.l10n.t('The last update failed. {0}', [shortened(error), fix].filter(Boolean).join(' '))].join('. ');
}
