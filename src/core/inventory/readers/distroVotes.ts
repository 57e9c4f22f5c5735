import { NO_OPERATING_SYSTEM } from '../serverFacts';
import type { DraftServer, InventoryDraft } from './inventoryDraft';

/** Which distribution the packages of a bill of materials are of, by their package URLs' qualifier `distro`: the one that most name. */
export class DistroVotes {
  private readonly votes = new Map<string, number>();

  add(distro: string): void {
    if (distro !== '') this.votes.set(distro, (this.votes.get(distro) ?? 0) + 1);
  }

  /** Says the server's operating system, unless the document said it. `rhel-9.6` is the os-release id and version. */
  decide(draft: InventoryDraft, server: DraftServer): void {
    const [winner] = [...this.votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? [];
    const match = winner === undefined ? null : /^([a-z][a-z0-9_]*(?:-[a-z]+)*)-?(\d[\w.]*)?$/i.exec(winner);
    if (match) draft.know(server, { os: { ...NO_OPERATING_SYSTEM, name: match[1]!, version: match[2] ?? '' } });
  }
}
