import * as vscode from 'vscode';
import { FeedsUpdate } from '../../protocol/lsp';
import type { FeedOutcomeModel } from '../../protocol/models/feeds';
import { COMMANDS } from '../commandIds';
import { sayWithLog } from '../failure';
import type { WorkerClient } from '../workerClient';
import type { FeedWork, WorkPlace } from './feedWork';
import { readNetwork } from './network';
import type { NvdKey } from './nvdKey';
import { shortened } from './shortened';

export interface UpdateWish {
  /** Feeds by name; absent: all. */
  readonly feeds?: readonly string[];
  /** Feeds younger than this are left alone, days; 0 refreshes all. */
  readonly maxAgeDays: number;
  readonly place: WorkPlace;
}

/** The only way by which the extension uses the network: refused in a workspace that is not trusted. */
export class FeedUpdater {
  constructor(
    private readonly client: Pick<WorkerClient, 'request'>,
    private readonly work: FeedWork,
    private readonly key: NvdKey,
    private readonly log: vscode.LogOutputChannel,
    /** Replaced by tests; VS Code's own cannot be. */
    private readonly isTrusted: () => boolean = () => vscode.workspace.isTrusted,
  ) {}

  get mayUpdate(): boolean {
    return this.isTrusted();
  }

  /**
   * Refreshes feeds and says how that ended; what goes by itself says nothing beyond status bar, view and log.
   * @throws Error with the reason when nothing could begin
   */
  async update({ feeds, maxAgeDays, place }: UpdateWish): Promise<void> {
    if (!this.isTrusted()) return this.sayUntrusted();
    const network = readNetwork();
    const { outcomes, cancelled } = await this.work.run(vscode.l10n.t('Updating feeds'), place, async (token, cancellation) =>
      await this.client.request(FeedsUpdate, { token, ...(feeds === undefined ? {} : { feeds }), maxAgeDays, network, nvdApiKey: await this.key.get() }, cancellation));
    for (const { label, outcome, error, fix, note } of outcomes) {
      const line = [`${label}: ${outcome}.`, error, fix, note].filter(Boolean).join(' ');
      if (error === '') this.log.info(line);
      else this.log.warn(line);
    }
    if (!cancelled && place === 'notification') this.sayOutcome(outcomes);
  }

  private async sayUntrusted(): Promise<void> {
    const manage = vscode.l10n.t('Manage Workspace Trust');
    const said = vscode.l10n.t('No feeds were downloaded: in a workspace that is not trusted, Inventory Insights uses no network. Trust the workspace, or update the feeds in another window.');
    if (await vscode.window.showWarningMessage(said, manage) === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  }

  private sayOutcome(outcomes: readonly FeedOutcomeModel[]): void {
    // A feed in parts can have brought something and failed in another part.
    const failed = outcomes.filter(({ error }) => error !== '');
    const updated = outcomes.filter(({ outcome }) => outcome === 'updated');
    const done = updated.length === 0 ? [] : [vscode.l10n.t('Updated: {0}.', updated.map(({ label, records }) => vscode.l10n.t('{0} ({1} records)', label, records.toLocaleString(vscode.env.language))).join(', '))];
    const [first] = failed;
    if (first !== undefined) {
      const reason = [shortened(first.error), first.fix].filter(Boolean).join(' ');
      const reasons = failed.length === 1 ? reason : vscode.l10n.t('{0} were not refreshed; the Feeds view says why of each. {1}', failed.map(({ label }) => label).join(', '), reason);
      void sayWithLog(this.log, updated.length === 0 ? 'error' : 'warning', [...done, reasons].join(' '));
      return;
    }
    const said = updated.length > 0 ? done : [vscode.l10n.t('The feeds are up to date; there was nothing new.')];
    const show = vscode.l10n.t('Show Feeds');
    void vscode.window.showInformationMessage([...said, ...outcomes.flatMap(({ note }) => note || [])].join(' '), show)
      .then(choice => choice === show && vscode.commands.executeCommand(COMMANDS.feedsShow));
  }
}
