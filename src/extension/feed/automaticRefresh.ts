import * as vscode from 'vscode';
import type { EstateStatus } from '../../protocol/models/tree';

/** What the setting says: `ask` stands until the user has answered. */
export type RefreshMode = 'ask' | 'on' | 'off';

const ASKED = 'feeds.refreshAsked';
const TRIED_AT = 'feeds.refreshTriedAt';
/** After an attempt, in whichever window, the next one waits, ms: a failing source or proxy is not asked all day. */
const RETRY_AFTER_MS = 6 * 60 * 60 * 1000;

export interface RefreshPorts {
  readonly mode: () => RefreshMode;
  readonly setMode: (mode: 'on' | 'off') => PromiseLike<void>;
  readonly maximumAgeDays: () => number;
  /** No network in a workspace that is not trusted. */
  readonly mayUpdate: () => boolean;
  /** Refreshes what is older than the maximum age, quietly; resolves also when that failed. */
  readonly refresh: () => Promise<void>;
  /** Refreshes everything, with progress. */
  readonly update: () => PromiseLike<unknown>;
  /** Of the user, for all workspaces. */
  readonly memory: vscode.Memento;
  readonly nowMs: () => number;
}

/**
 * Refreshes old feeds by itself where the user agreed to that, and asks once where nothing was decided.
 * Nothing is downloaded before an answer.
 */
export class AutomaticRefresh {
  private isRefreshing = false;

  constructor(private readonly ports: RefreshPorts) {}

  /** Feeds, inventory or the date changed: is it time? Resolves when what follows is done, an answer included. */
  async consider({ files, feedsStale, starterFeeds }: Pick<EstateStatus, 'files' | 'feedsStale' | 'starterFeeds'>): Promise<void> {
    const { mode, mayUpdate, memory } = this.ports;
    const now = mode();
    // Who goes back to "ask" later wants to be asked again.
    if (now !== 'ask' && memory.get<unknown>(ASKED) !== undefined) await memory.update(ASKED, undefined);
    if (files === 0 || !(feedsStale || starterFeeds) || !mayUpdate()) return;
    if (now === 'on') await this.refresh();
    if (now === 'ask' && memory.get<unknown>(ASKED) !== true) await this.ask(starterFeeds);
  }

  private async refresh(): Promise<void> {
    const { memory, nowMs, refresh } = this.ports;
    const triedAt = memory.get<unknown>(TRIED_AT);
    // A clock that was set back must not stop refreshes for ever.
    if (this.isRefreshing || (typeof triedAt === 'number' && Math.abs(nowMs() - triedAt) < RETRY_AFTER_MS)) return;
    this.isRefreshing = true;
    try {
      await memory.update(TRIED_AT, nowMs());
      await refresh();
    } finally {
      this.isRefreshing = false;
    }
  }

  private async ask(starter: boolean): Promise<void> {
    const { memory, maximumAgeDays, setMode, update } = this.ports;
    // Before the answer: another window must not ask the same, and closing the message is an answer too.
    await memory.update(ASKED, true);
    const automatic = vscode.l10n.t('Update Automatically');
    const once = vscode.l10n.t('Update Once');
    const never = vscode.l10n.t('Don’t Update');
    const why = starter
      ? vscode.l10n.t('Inventory Insights works with its small starter feeds, which know few vulnerabilities.')
      : vscode.l10n.t('The feeds of Inventory Insights are older than {0} days.', maximumAgeDays());
    const what = vscode.l10n.t('Download the public feeds (endoflife.date, NVD, CISA KEV, EPSS, OSV), about 100 MB the first time? They are fetched whole; nothing of your inventory is sent.');
    const answer = await vscode.window.showInformationMessage(`${why} ${what}`, automatic, once, never);
    if (answer === automatic) await setMode('on');
    if (answer === never) await setMode('off');
    if (answer === automatic || answer === once) await update();
  }
}
