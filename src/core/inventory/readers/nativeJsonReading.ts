import { quoted, type Wrong } from '../cellValues';
import { ProblemList } from '../problemList';
import { READ_LIMITS, type FileInventory, type FileServer, type InventoryReading, type ReadContext, type ReadSoFar } from '../reader';
import { ServerDirectory } from '../serverDirectory';
import { CellTable } from '../text/cellTable';
import { JsonTokens, type JsonEvents } from '../text/jsonTokens';
import { TextBytes } from '../text/textBytes';
import { InstallColumns, SOFTWARE_PARTS } from './installColumns';
import { JsonNodeBuilder, type JsonNode } from './jsonNode';
import { decodeServer, typeWrong } from './jsonServer';

/** Where in the document the reading stands. */
type Level = 'root' | 'servers' | 'server' | 'softwareList' | 'software' | 'skipped';

/**
 * `{"servers": [{…}]}` or a bare list of servers. Rows are servers, software entries and pending updates.
 * Software goes straight into columns; what else a server has is built as small values and decoded when its object ends,
 * so an unfinished server is left out: with half of its software it would look unprotected.
 */
export class NativeJsonReading implements InventoryReading, JsonEvents {
  private readonly problems: ProblemList;
  private readonly table = new CellTable();
  private readonly tokens = new JsonTokens(this.table, this);
  private readonly front = new TextBytes((utf8) => this.tokens.write(utf8));
  private readonly installs = new InstallColumns(this.table, true);
  private readonly directory = new ServerDirectory();
  private readonly firstLines: number[] = [];
  private readonly servers: FileServer[] = [];
  private rows = 0;
  private rejected = 0;
  private hasServers = false;
  private encodingReported = false;

  private readonly levels: Level[] = [];
  /** The last name read in the current object. */
  private name = '';
  private readonly partOfKey = new Map<number, number>();
  private keyPart = -1;

  private builder: JsonNodeBuilder | undefined;
  private builtKey = '';
  private members = new Map<string, JsonNode>();
  private serverLine = 0;
  private serverColumn = 0;
  private serverIndex = -1;
  private softwareKnown = false;
  private firstInstall = 0;
  private softwareIndex = -1;
  private softwareRejected = 0;
  private softwareLine = 0;
  private softwareColumn = 0;
  private readonly wrongPart = (part: number, wrong: Wrong): void => this.complain(this.partLines[part]!, this.partColumns[part]!, wrong);
  private readonly parts = new Int32Array(SOFTWARE_PARTS.length);
  private readonly partLines = new Uint32Array(SOFTWARE_PARTS.length);
  private readonly partColumns = new Uint32Array(SOFTWARE_PARTS.length);

  constructor(private readonly context: ReadContext) {
    this.problems = new ProblemList(context.file);
    SOFTWARE_PARTS.forEach((name, part) => this.partOfKey.set(this.table.internText(name), part));
  }

  write(chunk: Uint8Array): void {
    this.front.write(chunk);
  }

  soFar(): ReadSoFar {
    return { rows: this.rows + this.rejected, servers: this.servers.length };
  }

  serversFrom(first: number): readonly FileServer[] {
    return this.servers.slice(first);
  }

  end(): FileInventory {
    this.front.end();
    if (this.tokens.isEmpty) {
      this.problems.add('error', () => ({ line: 1, column: 1, code: 'file-empty', message: 'The file is empty.', fix: 'Start with {"servers": []}.' }));
    } else {
      this.tokens.end();
      if (this.levels.includes('server')) this.installs.truncate(this.firstInstall);
      if (this.rows + this.rejected === 0) {
        this.problems.add('warning', () => ({ line: 0, column: 0, code: 'no-rows', message: this.hasServers ? 'The list of servers is empty.' : 'The file has no list "servers".', fix: 'Write the servers as {"servers": [{"name": "…"}]}.' }));
      }
    }
    return {
      file: this.context.file,
      format: 'native-json',
      bytes: this.front.bytes,
      rows: this.rows,
      rejected: this.rejected,
      servers: this.servers,
      software: this.installs.distinct(),
      installServer: this.installs.server.finish(),
      installSoftware: this.installs.software.finish(),
      installLine: this.installs.line.finish(),
      installColumn: this.installs.column!.finish(),
      problems: this.problems.finish(),
    };
  }

  open(isArray: boolean, line: number, column: number): void {
    if (this.builder) return this.builder.open(isArray, line, column);
    switch (this.levels[this.levels.length - 1]) {
      case undefined:
        if (isArray) this.hasServers = true;
        this.levels.push(isArray ? 'servers' : 'root');
        return;
      case 'root':
        if (this.name === 'servers' && isArray) this.hasServers = true;
        else if (this.name === 'servers') this.type('servers', 'a list', 'object', line, column);
        this.levels.push(this.name === 'servers' && isArray ? 'servers' : 'skipped');
        return;
      case 'servers':
        this.serverIndex++;
        if (isArray) this.rejectedServer('array', line, column);
        else this.beginServer(line, column);
        this.levels.push(isArray ? 'skipped' : 'server');
        return;
      case 'server':
        if (this.name !== 'software') {
          this.builtKey = this.name;
          this.builder = new JsonNodeBuilder(this.table);
          this.builder.open(isArray, line, column);
        } else {
          if (isArray) this.softwareKnown = true;
          else this.type(`${this.path()}.software`, 'a list', 'object', line, column);
          this.softwareIndex = -1;
          this.levels.push(isArray ? 'softwareList' : 'skipped');
        }
        return;
      case 'softwareList':
        this.softwareIndex++;
        if (isArray) this.rejectSoftware('array', line, column);
        else this.beginSoftware(line, column);
        this.levels.push(isArray ? 'skipped' : 'software');
        return;
      case 'software':
        if (this.keyPart >= 0) this.type(`${this.softwarePath()}.${this.name}`, 'a text', isArray ? 'array' : 'object', line, column);
        this.levels.push('skipped');
        return;
      case 'skipped':
        this.levels.push('skipped');
        return;
    }
  }

  close(): void {
    if (this.builder) {
      this.builder.close();
      if (this.builder.depth === 0) {
        this.members.set(this.builtKey, this.builder.root!);
        this.builder = undefined;
      }
      return;
    }
    const level = this.levels.pop();
    if (level === 'server') this.endServer();
    else if (level === 'software') this.endSoftware();
  }

  key(cell: number): void {
    if (this.builder) return this.builder.setKey(cell);
    this.keyPart = this.partOfKey.get(cell) ?? -1;
    this.name = this.table.text(cell);
  }

  text(cell: number, line: number, column: number): void {
    this.scalar('text', cell, line, column);
  }

  number(cell: number, line: number, column: number): void {
    this.scalar('number', cell, line, column);
  }

  literal(value: boolean | null, line: number, column: number): void {
    if (this.builder) return this.builder.literal(value, line, column);
    const level = this.levels[this.levels.length - 1];
    if (level === 'server' && this.name !== 'software') {
      this.members.set(this.name, value === null ? { kind: 'null', line, column } : { kind: 'boolean', value, line, column });
    } else if (value !== null || level === 'servers' || level === 'softwareList' || level === undefined) {
      this.misplaced(value === null ? 'null' : 'boolean', line, column);
    }
  }

  syntax(message: string, line: number, column: number, fatal: boolean): void {
    const rest = fatal ? ' What is complete before it is read; the rest is not.' : ' It is read over.';
    this.problems.add('error', () => ({ line, column, code: 'json-syntax', message: message + rest, fix: 'Correct the JSON here.' }));
  }

  flaw(kind: 'nul' | 'encoding' | 'long', line: number, column: number): void {
    if (kind === 'long') {
      this.problems.add('warning', () => ({ line, column, code: 'cell-too-long', message: `The text is longer than ${READ_LIMITS.cellLength} characters and is cut there.` }));
    } else if (kind === 'nul') {
      this.problems.add('warning', () => ({ line, column, code: 'nul-character', message: 'A NUL character stands here; it is left out.', fix: 'Remove it.' }));
    } else if (!this.encodingReported) {
      this.encodingReported = true;
      this.problems.add('warning', () => ({
        line,
        column,
        code: 'encoding-invalid',
        message: 'The file is not valid UTF-8 here; such characters show as \uFFFD. Further places are not listed.',
        fix: 'Save the file as UTF-8.',
      }));
    }
  }

  private scalar(kind: 'text' | 'number', cell: number, line: number, column: number): void {
    if (this.builder) return this.builder.text(kind, cell, line, column);
    const level = this.levels[this.levels.length - 1];
    if (level === 'software') {
      const part = this.keyPart;
      if (part < 0) return;
      if (kind === 'number') this.type(`${this.softwarePath()}.${this.name}`, 'a text', 'number', line, column, 'it is read as written');
      this.parts[part] = this.table.clean(cell);
      this.partLines[part] = line;
      this.partColumns[part] = column;
    } else if (level === 'server' && this.name !== 'software') {
      this.members.set(this.name, { kind, text: this.table.cleanText(cell), line, column });
    } else this.misplaced(kind, line, column);
  }

  /** A plain value where an object or a list belongs. */
  private misplaced(kind: JsonNode['kind'], line: number, column: number): void {
    switch (this.levels[this.levels.length - 1]) {
      case undefined:
        this.type('The file', 'an object with "servers"', kind, line, column);
        return;
      case 'root':
        if (this.name === 'servers') this.type('servers', 'a list', kind, line, column);
        return;
      case 'servers':
        this.serverIndex++;
        this.rejectedServer(kind, line, column);
        return;
      case 'server':
        this.type(`${this.path()}.software`, 'a list', kind, line, column, 'the server’s software is unknown');
        return;
      case 'softwareList':
        this.softwareIndex++;
        this.rejectSoftware(kind, line, column);
        return;
      case 'software':
        if (this.keyPart >= 0) this.type(`${this.softwarePath()}.${this.name}`, 'a text', kind, line, column);
        return;
      case 'skipped':
        return;
    }
  }

  private beginServer(line: number, column: number): void {
    this.serverLine = line;
    this.serverColumn = column;
    this.members = new Map();
    this.softwareKnown = false;
    this.softwareRejected = 0;
    this.firstInstall = this.installs.length;
  }

  private endServer(): void {
    const { facts: decoded, updates, rejected } = decodeServer(this.members, this.path(), this.softwareKnown, this.context.today, (node, wrong) =>
      this.complain(node.line, node.column, wrong),
    );
    const installs = this.installs.length - this.firstInstall;
    const name = decoded.name || decoded.fqdn || decoded.id;
    if (name === '') {
      this.rejected += 1 + installs + updates + rejected + this.softwareRejected;
      this.installs.truncate(this.firstInstall);
      this.complain(this.serverLine, this.serverColumn, { code: 'name-missing', message: `${this.path()} has no name; it is left out.`, fix: 'Write "name".' });
      return;
    }
    const facts = name === decoded.name ? decoded : { ...decoded, name };
    const known = this.directory.find(facts);
    if (known < 0) {
      this.directory.add(facts);
      this.firstLines.push(this.serverLine);
    } else {
      this.directory.learn(known, facts);
      const node = this.members.get('name') ?? { line: this.serverLine, column: this.serverColumn };
      this.complain(node.line, node.column, {
        code: 'server-duplicated',
        message: `${quoted(name)} stands in line ${this.firstLines[known]} already; both are read as one server.`,
        fix: 'Put both into one entry.',
      });
    }
    this.rows += 1 + installs + updates;
    this.rejected += rejected + this.softwareRejected;
    this.servers.push({ facts, line: this.serverLine, column: this.serverColumn });
  }

  private beginSoftware(line: number, column: number): void {
    this.parts.fill(0);
    this.softwareLine = line;
    this.softwareColumn = column;
  }

  private endSoftware(): void {
    if (this.parts[0] === 0) {
      this.softwareRejected++;
      this.complain(this.softwareLine, this.softwareColumn, { code: 'name-missing', message: `${this.softwarePath()} has no name; it is left out.`, fix: 'Write the "name" of the software.' });
      return;
    }
    this.installs.add(this.servers.length, this.parts, this.softwareLine, this.softwareColumn, this.wrongPart);
  }

  private rejectedServer(kind: JsonNode['kind'], line: number, column: number): void {
    this.rejected++;
    this.type(this.path(), 'an object', kind, line, column);
  }

  private rejectSoftware(kind: JsonNode['kind'], line: number, column: number): void {
    this.softwareRejected++;
    this.type(this.softwarePath(), 'an object with a "name"', kind, line, column);
  }

  private path(): string {
    return `servers[${this.serverIndex}]`;
  }

  private softwarePath(): string {
    return `${this.path()}.software[${this.softwareIndex}]`;
  }

  private type(path: string, expected: string, kind: JsonNode['kind'], line: number, column: number, fate?: string): void {
    this.complain(line, column, typeWrong(path, expected, { kind }, fate));
  }

  private complain(line: number, column: number, wrong: Wrong): void {
    const severity = wrong.code === 'version-unparsable' ? 'information' : wrong.code === 'name-missing' ? 'error' : 'warning';
    this.problems.add(severity, () => ({ line, column, ...wrong }));
  }
}
