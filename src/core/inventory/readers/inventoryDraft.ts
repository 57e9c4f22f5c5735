import { quoted, type Wrong } from '../cellValues';
import type { FormatId, Hotfix, PendingUpdate, ServerFacts } from '../model';
import type { PlainDate } from '../plainDate';
import type { ProblemSeverity } from '../problem';
import { ProblemList } from '../problemList';
import type { FileInventory, FileServer, ReadSoFar } from '../reader';
import { ServerDirectory, type ServerNames } from '../serverDirectory';
import { serverFacts } from '../serverFacts';
import { CellTable } from '../text/cellTable';
import { InstallColumns, SOFTWARE_PARTS } from './installColumns';

/** Where something stands; 1-based, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
}

/** A software as a row has it; '' or absent where it says nothing. */
export interface DraftSoftware {
  readonly name: string;
  readonly publisher?: string;
  readonly version?: string;
  readonly source?: string;
  readonly cpe?: string;
  readonly purl?: string;
}

/** A server of which a file is still telling. */
export interface DraftServer {
  readonly index: number;
  names: ServerNames;
  readonly place: Place;
  readonly facts: Partial<ServerFacts>;
  readonly updates: Map<string, PendingUpdate>;
  readonly hotfixes: Map<string, Hotfix>;
  softwareKnown: boolean;
  /** True when the file has a list of pending updates, be it empty. */
  updatesKnown: boolean;
}

const CLASS_STRENGTH = { other: 0, security: 1, critical: 2 } as const;

/**
 * What listings and documents of other tools say, gathered row by row into a `FileInventory`. For formats of some ten thousand rows;
 * the large tables have columns of their own (`tableReading.ts`).
 */
export class InventoryDraft {
  readonly problems: ProblemList;
  /** Rows that were read, those without anything to keep included. */
  rows = 0;
  rejected = 0;
  private readonly table = new CellTable();
  private readonly installs: InstallColumns;
  private readonly directory = new ServerDirectory();
  private readonly servers: DraftServer[] = [];
  private readonly parts = new Int32Array(SOFTWARE_PARTS.length);

  constructor(
    private readonly file: string,
    private readonly format: FormatId,
    private readonly hasColumns: boolean,
  ) {
    this.problems = new ProblemList(file);
    this.installs = new InstallColumns(this.table, hasColumns);
  }

  get serverCount(): number {
    return this.servers.length;
  }

  soFar(): ReadSoFar {
    return { rows: this.rows + this.rejected, servers: this.servers.length };
  }

  serversFrom(first: number): readonly FileServer[] {
    return this.servers.slice(first).map((server): FileServer => ({
      facts: serverFacts(server.names.name, {
        id: server.names.id,
        fqdn: server.names.fqdn,
        ...server.facts,
        softwareKnown: server.softwareKnown,
        pendingUpdates: server.updatesKnown ? [...server.updates.values()] : null,
        hotfixes: server.hotfixes.size > 0 ? [...server.hotfixes.values()] : null,
      }),
      line: server.place.line,
      column: server.place.column,
    }));
  }

  /** The server of these names, new or known. */
  server(names: Partial<ServerNames>, place: Place): DraftServer {
    const whole: ServerNames = { id: '', fqdn: '', ...names, name: names.name || names.fqdn || names.id || '' };
    let index = this.directory.find(whole);
    if (index >= 0) this.directory.learn(index, whole);
    else {
      index = this.directory.add(whole);
      this.servers.push({ index, names: whole, place, facts: {}, updates: new Map(), hotfixes: new Map(), softwareKnown: false, updatesKnown: false });
    }
    return this.servers[index]!;
  }

  /** Another name for a server whose first one was the file's. */
  rename(server: DraftServer, names: Partial<ServerNames>): void {
    server.names = { ...server.names, ...names };
    this.directory.learn(server.index, server.names);
  }

  /** Says more of a server; what is there already stays. */
  know(server: DraftServer, facts: Partial<ServerFacts>): void {
    const known = server.facts as Record<string, unknown>;
    for (const [name, value] of Object.entries(facts)) if (known[name] === undefined) known[name] = value;
  }

  /** Of several days on which a server was seen the last one counts. */
  seen(server: DraftServer, day: PlainDate): void {
    const known = server.facts as { lastSeen?: PlainDate | null };
    if (!known.lastSeen || known.lastSeen < day) known.lastSeen = day;
  }

  install(server: DraftServer, software: DraftSoftware, place: Place): void {
    server.softwareKnown = true;
    SOFTWARE_PARTS.forEach((part, at) => {
      const text = software[part];
      this.parts[at] = text === undefined || text === '' ? 0 : this.table.clean(this.table.internText(text));
    });
    this.installs.add(server.index, this.parts, place.line, place.column, (_part, wrong) => this.complain(place, wrong));
  }

  /** Of one update told twice the stronger class stays: a package may wait for several advisories. */
  update(server: DraftServer, update: Omit<PendingUpdate, 'row'>, place: Place): void {
    server.updatesKnown = true;
    const key = update.id.toLowerCase();
    const known = server.updates.get(key);
    if (known && CLASS_STRENGTH[known.class] >= CLASS_STRENGTH[update.class]) return;
    server.updates.set(key, { ...update, row: { file: 0, line: place.line, column: place.column } });
  }

  hotfix(server: DraftServer, hotfix: Hotfix): void {
    const key = hotfix.id.toLowerCase();
    if (!server.hotfixes.has(key)) server.hotfixes.set(key, hotfix);
  }

  complain(place: Place, wrong: Wrong, severity: ProblemSeverity = 'information'): void {
    this.problems.add(severity, () => ({ ...place, ...wrong }));
  }

  /** A row that cannot be read; `text` shows what it is. */
  reject(place: Place, text: string, reason: string, fix: string): void {
    this.rejected++;
    this.problems.add('error', () => ({ ...place, code: 'name-missing', message: `${quoted(text)} ${reason}; it is left out.`, fix }));
  }

  finish(bytes: number): FileInventory {
    const { installs } = this;
    return {
      file: this.file,
      format: this.format,
      bytes,
      rows: this.rows,
      rejected: this.rejected,
      servers: this.serversFrom(0),
      software: installs.distinct(),
      installServer: installs.server.finish(),
      installSoftware: installs.software.finish(),
      installLine: installs.line.finish(),
      ...(this.hasColumns ? { installColumn: installs.column!.finish() } : {}),
      problems: this.problems.finish(),
    };
  }
}
