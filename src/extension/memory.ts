import type * as vscode from 'vscode';

const KEYS = {
  asOf: 'asOf',
  plannedDate: 'plannedDate',
  opened: 'openedInventories',
  filter: 'tree.filter',
  atRiskOnly: 'tree.atRiskOnly',
  askedHosts: 'askedHosts',
  scope: 'scope',
  views: 'views',
} as const;

/** Files opened by hand that one workspace remembers; the oldest are forgotten first. */
const MAX_OPENED = 200;

/** What is kept per workspace beside the settings: dates, the trees' filter, inventories opened by hand. */
export class Memory {
  constructor(private readonly state: vscode.Memento) {}

  /** `YYYY-MM-DD`; null is today. */
  get asOf(): string | null {
    return dateOr(this.state.get<unknown>(KEYS.asOf));
  }

  get plannedDate(): string | null {
    return dateOr(this.state.get<unknown>(KEYS.plannedDate));
  }

  /** Choosing a date makes it the planned date; going back to today keeps it, so that views can offer it again. */
  async setAsOf(asOf: string | null): Promise<void> {
    await this.state.update(KEYS.asOf, asOf ?? undefined);
    if (asOf !== null) await this.state.update(KEYS.plannedDate, asOf);
  }

  /** Words that the trees' servers and software must contain. */
  get filter(): string {
    const kept = this.state.get<unknown>(KEYS.filter);
    return typeof kept === 'string' ? kept : '';
  }

  async setFilter(text: string): Promise<void> {
    await this.state.update(KEYS.filter, text || undefined);
  }

  /** The scope in force as it was kept; decoded with the settings. */
  get scope(): unknown {
    return this.state.get<unknown>(KEYS.scope) ?? null;
  }

  async setScope(scope: { readonly label: string; readonly text: string } | null): Promise<void> {
    await this.state.update(KEYS.scope, scope ?? undefined);
  }

  /** Private views as they were kept. */
  get views(): unknown {
    return this.state.get<unknown>(KEYS.views);
  }

  async setViews(views: readonly object[]): Promise<void> {
    await this.state.update(KEYS.views, views.length === 0 ? undefined : views);
  }

  get atRiskOnly(): boolean {
    return this.state.get<unknown>(KEYS.atRiskOnly) === true;
  }

  async setAtRiskOnly(only: boolean): Promise<void> {
    await this.state.update(KEYS.atRiskOnly, only || undefined);
  }

  /** URIs of files that the user opened as inventories although no pattern names them. */
  get openedInventories(): readonly string[] {
    const kept = this.state.get<unknown>(KEYS.opened);
    return Array.isArray(kept) ? kept.filter(uri => typeof uri === 'string') : [];
  }

  /** URIs of listings whose server was asked for; nobody is asked twice. */
  get askedHosts(): readonly string[] {
    const kept = this.state.get<unknown>(KEYS.askedHosts);
    return Array.isArray(kept) ? kept.filter(uri => typeof uri === 'string') : [];
  }

  async rememberAskedHosts(uris: readonly string[]): Promise<void> {
    await this.state.update(KEYS.askedHosts, [...new Set([...this.askedHosts, ...uris])].slice(-MAX_OPENED));
  }

  async rememberInventories(uris: readonly string[]): Promise<void> {
    const all = [...new Set([...this.openedInventories, ...uris])];
    await this.state.update(KEYS.opened, all.slice(-MAX_OPENED));
  }

  async forgetInventories(uris: readonly string[]): Promise<void> {
    await this.state.update(KEYS.opened, this.openedInventories.filter(uri => !uris.includes(uri)));
  }
}

function dateOr(kept: unknown): string | null {
  return typeof kept === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(kept) ? kept : null;
}
