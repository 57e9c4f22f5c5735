import { classOfSeverity, parseDate, quoted, splitList, strongest, updateClassOf, type Wrong } from '../cellValues';
import { FIELD_LABELS, resolveColumns, type Column, type Field, type HeaderTable } from '../columns';
import type { FormatId } from '../model';
import type { PlainDate } from '../plainDate';
import { ProblemList } from '../problemList';
import { READ_LIMITS, type FileInventory, type FileServer, type InventoryReading, type ReadContext, type ReadSoFar } from '../reader';
import { ServerDirectory, type ServerNames } from '../serverDirectory';
import { serverFacts } from '../serverFacts';
import { CellTable } from '../text/cellTable';
import { CsvRows, isPreamble, type CellPlace, type CsvShape } from '../text/csvRows';
import { TextBytes } from '../text/textBytes';
import { TupleTable } from '../text/tupleTable';
import { hostOf, isHere } from './hostName';
import { InstallColumns } from './installColumns';
import { RowFlaws } from './rowFlaws';
import { ServerDraft, serverCellFlaw } from './serverDraft';
import { SlashDates } from './slashDates';

/** Comma, semicolon (Excel where the comma is the decimal sign) and tab. */
export const CSV_SHAPE: CsvShape = { delimiters: [44, 59, 9], quotes: true };

const SOFTWARE_FIELDS: readonly Field[] = ['software', 'publisher', 'version', 'source', 'cpe', 'purl'];
const [NAME, PUBLISHER, SOURCE] = [SOFTWARE_FIELDS.indexOf('software'), SOFTWARE_FIELDS.indexOf('publisher'), SOFTWARE_FIELDS.indexOf('source')] as const;
const ROW_FIELDS: ReadonlySet<Field> = new Set<Field>([...SOFTWARE_FIELDS, 'feature', 'updateId', 'updateTitle', 'updateClass', 'updateSeverity', 'updateReleased', 'hotfix', 'hotfixInstalled']);
const PROPERTY_FIELDS: ReadonlySet<Field> = new Set<Field>(['extra', 'kept']);
/** How Azure Migrate's "features" columns are marked in the software list. */
const FEATURE_SOURCE = 'windows-feature';

/** What a table format says of itself. */
export interface TableFormat {
  readonly id: FormatId;
  readonly headers: HeaderTable;
  /** Of each group one column must be there. */
  readonly required: readonly (readonly Field[])[];
  /** Whether every row names a software. */
  readonly softwareRows: boolean;
  /** Rows without a server are of the host that the file is named after. */
  readonly hostFromFile?: boolean;
  /** Rows with a version or publisher but no name are parts of something else: read, and no software. */
  readonly mayBeNameless?: boolean;
  /** What every row lists, in a table that has no column for it. */
  readonly softwareName?: string;
  readonly publisher?: string;
  /** Where software is from whose row does not say. */
  readonly source?: string;
}

/** A CSV with a header whose rows name a server and perhaps a software, an update or a hotfix of it. */
export class TableReading implements InventoryReading {
  private readonly problems: ProblemList;
  private readonly table = new CellTable();
  private readonly rows = new CsvRows(this.table, CSV_SHAPE, () => this.row());
  private readonly front = new TextBytes((utf8) => this.rows.write(utf8));
  private readonly flaws: RowFlaws;
  private readonly installs = new InstallColumns(this.table, false);
  private readonly directory = new ServerDirectory();
  private readonly drafts: ServerDraft[] = [];
  private readonly repeated: FileServer[] = [];
  private columns: readonly Column[] | undefined;
  private headerPlaces: readonly CellPlace[] = [];
  /** Columns of the header when they are more than are read, else 0. */
  private cutColumns = 0;
  private unreadable = false;
  private dataRows = 0;
  private rejected = 0;
  private rowRejected = false;

  /** Column of each field, -1 when there is none. */
  private readonly at = new Map<Field, number>();
  private readonly parts = new Int32Array(SOFTWARE_FIELDS.length);
  private readonly partColumns = new Int32Array(SOFTWARE_FIELDS.length).fill(-1);
  private serverColumns: readonly Column[] = [];
  private lastCells = new Int32Array(0);
  private serverTuple = new Int32Array(0);
  private serverTuples = new TupleTable(1);
  private readonly serverOfTuple: number[] = [];
  private lastServer = -1;
  private serverIsNew = false;
  private properties: readonly Column[] = [];
  /** By server: the cell of each property column; a column that differs within a server is of the row, not of the server. */
  private readonly propertyCells: Int32Array[] = [];
  private rowLevel: string[] = [];
  private readonly featureSource: number;
  private readonly source: number;
  private readonly softwareName: number;
  private readonly publisher: number;
  private featureColumn = -1;
  private hasUpdates = false;
  private readonly slashDates: SlashDates;
  private readonly wrongPart = (part: number, wrong: Wrong): void => this.wrong(this.partColumns[part]!, wrong);

  constructor(
    private readonly format: TableFormat,
    private readonly context: ReadContext,
  ) {
    this.problems = new ProblemList(context.file);
    this.slashDates = new SlashDates(context.today);
    this.flaws = new RowFlaws(this.rows, this.problems);
    this.featureSource = this.table.internText(FEATURE_SOURCE);
    const constant = (text: string | undefined): number => (text === undefined ? 0 : this.table.internText(text));
    this.source = constant(format.source);
    this.softwareName = constant(format.softwareName);
    this.publisher = constant(format.publisher);
  }

  write(chunk: Uint8Array): void {
    this.front.write(chunk);
  }

  soFar(): ReadSoFar {
    return { rows: this.dataRows, servers: this.drafts.length };
  }

  serversFrom(first: number): readonly FileServer[] {
    return this.drafts.slice(first).map((draft, place): FileServer => ({
      facts: draft.facts(this.propertiesOf(first + place), this.context.today),
      line: draft.line,
      column: 1,
    }));
  }

  end(): FileInventory {
    this.front.end();
    this.rows.end();
    this.slashDates.end();
    this.tellOfHeaders();
    return {
      file: this.context.file,
      format: this.format.id,
      bytes: this.front.bytes,
      rows: this.dataRows - this.rejected,
      rejected: this.rejected,
      servers: [...this.serversFrom(0), ...this.repeated],
      software: this.installs.distinct(),
      installServer: this.installs.server.finish(),
      installSoftware: this.installs.software.finish(),
      installLine: this.installs.line.finish(),
      problems: this.problems.finish(),
    };
  }

  private row(): void {
    const { rows, columns } = this;
    if (rows.flaws.length > 0) this.flaws.report();
    if (columns === undefined) return this.header();
    const { ids, count } = rows;
    if (this.isBlank(Math.min(count, READ_LIMITS.columns))) return;
    this.dataRows++;
    this.rowRejected = false;
    const problems = this.problems.total;
    const installs = this.installs.length;
    if (this.unreadable) {
      this.rejected++;
      return;
    }
    if (count > Math.max(columns.length, this.cutColumns) && this.isTooLong(columns.length)) return;
    if (count < columns.length) {
      ids.fill(0, count, columns.length);
      this.problems.add('warning', () => ({
        ...rows.place(count - 1),
        code: 'row-too-short',
        message: `The row has ${count} of ${columns.length} cells; the missing ones are taken as empty.`,
        fix: 'Add the missing delimiters, or quote a cell that holds a line break.',
      }));
    }
    const server = this.server();
    if (server < 0) {
      this.reject(this.at.get('server') ?? this.at.get('fqdn') ?? 0, 'The row does not name its server.', 'Write the server’s name in every row.');
      return;
    }
    const isNew = this.serverIsNew;
    if (this.properties.length > 0) this.keepProperties(server);
    const hasSoftware = this.software(server);
    const hasMore = this.hasUpdates && this.updates(server);
    if (!hasSoftware && !hasMore) this.serverOnly(server, isNew);
    // A row that only said which software its server has says the same wherever it stands.
    if (!hasMore && this.installs.length > installs && this.problems.total === problems) rows.remember(this.installs.lastSoftware);
  }

  /** A row like an earlier one, that lists software `software`, after the same beginning as the row before. */
  private again(software: number): boolean {
    if (!this.isSameServer()) return false;
    this.dataRows++;
    if (this.properties.length > 0) this.keepProperties(this.lastServer);
    this.drafts[this.lastServer]!.softwareKnown = true;
    this.installs.addKnown(this.lastServer, software, this.rows.line);
    return true;
  }

  private header(): void {
    const { rows, table } = this;
    const width = Math.min(rows.count, READ_LIMITS.columns);
    if (this.isBlank(width) || isPreamble(table.text(rows.ids[0]!))) return;
    let headers = Array.from({ length: width }, (_, index) => table.cleanText(rows.ids[index]!));
    this.headerPlaces = headers.map((_, index) => rows.place(index));
    if (rows.count > width) {
      this.cutColumns = rows.count;
      this.problems.add('warning', () => ({
        ...rows.place(width),
        code: 'header-unknown',
        message: `The table has ${rows.count} columns; those behind column ${width} are not read.`,
        fix: 'Export the columns that describe servers and software.',
      }));
    }
    // Spreadsheets end every row with delimiters for columns that once were used.
    while (headers.length > 1 && headers[headers.length - 1] === '') headers = headers.slice(0, -1);
    this.columns = resolveColumns(headers, this.format.headers);
    for (const { field, index } of this.columns) if (!this.at.has(field)) this.at.set(field, index);
    SOFTWARE_FIELDS.forEach((field, part) => (this.partColumns[part] = this.at.get(field) ?? -1));
    this.featureColumn = this.at.get('feature') ?? -1;
    this.hasUpdates = this.at.has('updateId') || this.at.has('updateTitle') || this.at.has('hotfix');
    this.serverColumns = this.columns.filter(({ field }) => !ROW_FIELDS.has(field) && !PROPERTY_FIELDS.has(field));
    this.properties = this.columns.filter(({ field, header }) => PROPERTY_FIELDS.has(field) && header !== '');
    for (const { field, header, index } of this.columns) if (field === 'extra' && header === '') rows.skip[index] = 1;
    const firstOfRow = this.columns.findIndex(({ field }) => ROW_FIELDS.has(field));
    const ofServer = [...this.serverColumns, ...this.properties].map(({ index }) => index).filter((index) => index >= firstOfRow);
    if (firstOfRow >= 0) rows.expectRepeats(firstOfRow, ofServer, (software) => this.again(software));
    this.lastCells = new Int32Array(this.serverColumns.length).fill(-1);
    this.serverTuple = new Int32Array(this.serverColumns.length);
    this.serverTuples = new TupleTable(Math.max(1, this.serverColumns.length));
    for (const group of this.format.required) {
      if (group.some((field) => this.at.has(field))) continue;
      this.unreadable = true;
      this.problems.add('error', () => ({
        line: rows.line,
        column: 1,
        code: 'column-missing',
        message: `No column for the ${FIELD_LABELS[group[0]!]}, so no row can be read. Headers seen: ${headers.map(quoted).join(', ')}.`,
        fix: `Add a column "${this.format.headers.synonyms[group[0]!]![0]!}".`,
      }));
    }
  }

  private isBlank(count: number): boolean {
    for (let index = 0; index < count; index++) if (this.rows.ids[index] !== 0 && this.table.clean(this.rows.ids[index]!) !== 0) return false;
    return this.rows.count <= READ_LIMITS.columns;
  }

  /** Cells beyond the header's mean that the row is shifted, so that none of it can be trusted; empty ones mean nothing. */
  private isTooLong(width: number): boolean {
    const { rows, table } = this;
    const shown = Math.min(rows.count, READ_LIMITS.columns);
    let extra = Math.min(width, shown);
    while (extra < shown && table.clean(rows.ids[extra]!) === 0) extra++;
    if (extra === rows.count) return false;
    this.rejected++;
    this.problems.add('error', () => ({
      ...rows.place(extra),
      code: 'row-too-long',
      message: `The row has ${rows.count} cells but the header has ${width}, so its cells may be shifted; the row is left out.`,
      fix: 'Quote the cell that holds the delimiter.',
    }));
    return true;
  }

  /** The row's server, or -1 when it names none. */
  private server(): number {
    const { serverColumns, lastCells } = this;
    const { ids } = this.rows;
    this.serverIsNew = false;
    if (this.isSameServer()) return this.lastServer;
    for (let place = 0; place < serverColumns.length; place++) {
      lastCells[place] = ids[serverColumns[place]!.index]!;
      this.serverTuple[place] = this.table.clean(lastCells[place]!);
    }
    const tuple = this.serverTuples.intern(this.serverTuple);
    if (this.serverTuples.isNew) this.serverOfTuple[tuple] = this.meetServer();
    return (this.lastServer = this.serverOfTuple[tuple]!);
  }

  /** Whether all that the row says of its server is what the row before said. */
  private isSameServer(): boolean {
    if (this.lastServer < 0) return false;
    const { ids } = this.rows;
    for (let place = 0; place < this.serverColumns.length; place++) if (ids[this.serverColumns[place]!.index] !== this.lastCells[place]) return false;
    return true;
  }

  /** A server row not seen before: of a new server, or with more or other values of a known one. */
  private meetServer(): number {
    const { rows, table } = this;
    const text = (field: Field): string => (this.at.has(field) ? table.cleanText(rows.ids[this.at.get(field)!]!) : '');
    const id = text('id');
    const fqdn = text('fqdn');
    const written = text('server');
    const name = (this.format.hostFromFile && isHere(written) ? '' : written) || fqdn || id || (this.format.hostFromFile ? hostOf(this.context.fileName) : '');
    if (name === '') return -1;
    const names: ServerNames = { id, name, fqdn };
    let server = this.directory.find(names);
    if (server < 0) {
      server = this.directory.add(names);
      this.drafts.push(new ServerDraft(name, rows.line));
      if (this.properties.length > 0) this.propertyCells.push(new Int32Array(this.properties.length));
      this.serverIsNew = true;
    } else this.directory.learn(server, names);
    const draft = this.drafts[server]!;
    for (const column of this.serverColumns) {
      const cell = table.cleanText(rows.ids[column.index]!);
      if (cell === '') continue;
      const earlier = draft.give(column, cell, rows.line, this.context.today);
      if (earlier) {
        this.problems.add('warning', () => ({
          ...rows.place(column.index),
          code: 'server-conflict',
          message: `${quoted(cell)} contradicts ${quoted(earlier.text)} of line ${earlier.line} for the ${FIELD_LABELS[column.field]} of ${quoted(draft.name)}; the first is used.`,
          fix: 'Give a server the same values in all its rows.',
        }));
      } else {
        const wrong = serverCellFlaw(column.field, cell, this.context.today);
        if (wrong) this.wrong(column.index, wrong);
      }
    }
    return server;
  }

  private keepProperties(server: number): void {
    const kept = this.propertyCells[server]!;
    for (let place = 0; place < this.properties.length; place++) {
      const index = this.properties[place]!.index;
      const cell = this.table.clean(this.rows.ids[index]!);
      if (cell === 0 || this.rows.skip[index] === 1) continue;
      if (kept[place] === 0) kept[place] = cell;
      else if (kept[place] !== cell) {
        this.rows.skip[index] = 1;
        this.rowLevel.push(this.properties[place]!.header);
      }
    }
  }

  /** Whether the row is about a software, readable or not. */
  private software(server: number): boolean {
    const { rows, table, parts, partColumns } = this;
    let any = 0;
    for (let part = 0; part < parts.length; part++) {
      const column = partColumns[part]!;
      parts[part] = column < 0 ? 0 : table.clean(rows.ids[column]!);
      any |= parts[part]!;
    }
    if (parts[NAME] === 0 && any !== 0) {
      parts[NAME] = this.softwareName;
      if (parts[PUBLISHER] === 0) parts[PUBLISHER] = this.publisher;
    }
    if (parts[NAME] === 0) {
      const feature = this.featureColumn < 0 ? 0 : table.clean(rows.ids[this.featureColumn]!);
      if (feature !== 0) {
        parts.fill(0);
        parts[NAME] = feature;
        parts[SOURCE] = this.featureSource;
      } else if (any !== 0 && this.format.mayBeNameless) return true;
      else if (any !== 0 || this.format.softwareRows) {
        this.reject(partColumns[0]! < 0 ? 0 : partColumns[0]!, 'The row lists a software without its name; it is left out.', 'Write the name of the software.');
        return true;
      } else return false;
    }
    if (parts[SOURCE] === 0) parts[SOURCE] = this.source;
    this.drafts[server]!.softwareKnown = true;
    this.installs.add(server, parts, rows.line, 1, this.wrongPart);
    return true;
  }

  /** Whether the row is about an update or a hotfix, readable or not. */
  private updates(server: number): boolean {
    const draft = this.drafts[server]!;
    const id = this.text('updateId');
    const title = this.text('updateTitle');
    const classification = [this.text('updateClass'), this.text('updateSeverity')].filter(Boolean).join(', ');
    const hotfix = this.text('hotfix');
    if (id !== '' || title !== '') {
      draft.addUpdate({
        id: id || (/\bKB\d{5,8}\b/i.exec(title)?.[0] ?? title),
        title,
        class: strongest(updateClassOf(this.text('updateClass')), classOfSeverity(this.text('updateSeverity'))),
        classification,
        releasedOn: this.date('updateReleased'),
        row: { file: 0, line: this.rows.line, column: 1 },
      });
    } else if (classification !== '') {
      this.reject(this.at.get('updateId') ?? this.at.get('updateTitle') ?? 0, 'The row lists an update without id and title; it is left out.', 'Write the update’s KB number or package name.');
    }
    if (hotfix !== '') {
      const hotfixes = splitList(hotfix).map((each): { id: string; installedOn: PlainDate | null } => ({ id: each, installedOn: null }));
      for (const each of hotfixes) draft.addHotfix(each);
      this.installedOn((date) => hotfixes.forEach((each) => (each.installedOn = date)));
    }
    return id !== '' || title !== '' || classification !== '' || hotfix !== '';
  }

  private installedOn(use: (date: PlainDate | null) => void): void {
    const column = this.at.get('hotfixInstalled');
    if (column === undefined) return;
    const place = this.rows.place(column);
    this.slashDates.read(this.text('hotfixInstalled'), ({ value, wrong }) => {
      if (wrong) this.problems.add('warning', () => ({ ...place, ...wrong }));
      use(value);
    });
  }

  private serverOnly(server: number, isNew: boolean): void {
    if (isNew) return;
    const { rows } = this;
    const draft = this.drafts[server]!;
    const column = this.at.get('server') ?? this.at.get('fqdn') ?? 0;
    this.repeated.push({ facts: serverFacts(draft.name, { id: this.text('id'), fqdn: this.text('fqdn') }), line: rows.line, column: 1 });
    this.problems.add('warning', () => ({
      ...rows.place(column),
      code: 'server-duplicated',
      message: `${quoted(draft.name)} stands in line ${draft.line} already; both rows are read as one server.`,
      fix: 'Remove one of the rows.',
    }));
  }

  private text(field: Field): string {
    const column = this.at.get(field);
    return column === undefined ? '' : this.table.cleanText(this.rows.ids[column]!);
  }

  private date(field: Field): ReturnType<typeof parseDate>['value'] {
    const { value, wrong } = parseDate(this.text(field), this.context.today);
    if (wrong) this.wrong(this.at.get(field)!, wrong);
    return value;
  }

  private wrong(column: number, wrong: Wrong): void {
    const severity = wrong.code === 'version-unparsable' ? 'information' : 'warning';
    this.problems.add(severity, () => ({ ...this.rows.place(column), ...wrong }));
  }

  private reject(column: number, message: string, fix: string): void {
    if (!this.rowRejected) this.rejected++;
    this.rowRejected = true;
    this.problems.add('error', () => ({ ...this.rows.place(column), code: 'name-missing', message, fix }));
  }

  private propertiesOf(server: number): Readonly<Record<string, string>> {
    const cells = this.propertyCells[server];
    if (cells === undefined) return {};
    const entries = this.properties
      .map((column, place): [Column, string] => [column, this.rows.skip[column.index] === 1 ? '' : this.table.text(cells[place]!)])
      .filter(([, text]) => text !== '')
      .map(([column, text]): [string, string] => [column.duplicateOf === undefined ? column.header : `${column.header} (column ${column.index + 1})`, text]);
    return Object.fromEntries(entries);
  }

  private tellOfHeaders(): void {
    if (this.columns === undefined) {
      this.problems.add('error', () => ({ line: 1, column: 1, code: 'file-empty', message: 'The file is empty.', fix: 'Export the inventory again.' }));
      return;
    }
    if (this.dataRows === 0) {
      this.problems.add('warning', () => ({ line: 0, column: 0, code: 'no-rows', message: 'The file has a header but no rows.', fix: 'Export the inventory again.' }));
    }
    for (const { field, header, index, duplicateOf } of this.columns) {
      if (field !== 'extra') continue;
      const fate = this.rowLevel.includes(header) && this.rows.skip[index] === 1 ? 'differs between rows of one server and is shown with each row (“Why?” in the server’s software list)' : 'is kept as a property of the server';
      if (duplicateOf !== undefined) {
        this.problems.add('warning', () => ({
          ...this.headerPlaces[index]!,
          code: 'header-duplicated',
          message: `Column ${quoted(header)} means the same as column ${quoted(duplicateOf)}, which is used; this one ${fate}.`,
          fix: 'Remove or rename one of them.',
        }));
      } else {
        this.problems.add('information', () => ({
          ...this.headerPlaces[index]!,
          code: 'header-unknown',
          message: header === '' ? `Column ${index + 1} has no header and is not read.` : `Column ${quoted(header)} is not known; it ${fate}.`,
        }));
      }
    }
  }
}
