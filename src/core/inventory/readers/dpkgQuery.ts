import { quoted } from '../cellValues';
import { FORMAT_LABELS } from '../formatLabels';
import { ProblemList } from '../problemList';
import { READ_LIMITS, type FileInventory, type FileServer, type InventoryFormat, type InventoryReading, type ReadContext, type ReadSoFar, type RowCell } from '../reader';
import { serverFacts } from '../serverFacts';
import { CellTable } from '../text/cellTable';
import { CsvRows, type CsvShape } from '../text/csvRows';
import { readTextRow } from '../text/csvText';
import { TextBytes } from '../text/textBytes';
import { hostOf, releaseBeside, releaseFilesOf } from './hostName';
import { InstallColumns } from './installColumns';
import { RowFlaws } from './rowFlaws';
import { RPM_RELEASE } from './rpmList';

/** dpkg-query writes no header and quotes nothing: `package<TAB>version`, or `package,version,maintainer,architecture`. */
const SHAPE: CsvShape = { delimiters: [9, 44], quotes: false };
/** deb-control(5): package names; with the architecture that dpkg prints for multi-arch packages. */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]*(:[a-z0-9-]+)?$/;
/** deb-version(7), or nothing for a package that is known but not installed. */
const VERSION = /^(\d+:)?\d[A-Za-z0-9.+~:-]*$/;
const ARCHITECTURE = /^(all|any|[a-z0-9]+(-[a-z0-9]+)*)$/;
/** Lines that must look like dpkg's before a file is taken for its list. */
const LINES_LOOKED_AT = 50;

/** `dpkg-query -W`, and its list in four columns: one server, named by the file. */
export const dpkgQuery: InventoryFormat = {
  id: 'dpkg-query',
  label: FORMAT_LABELS['dpkg-query'],
  expects: 'the output of dpkg-query -W (package, tab, version), or lines package,version,maintainer,architecture without a header',
  recognise(_fileName, head) {
    const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
    // The last line of a head may be cut.
    if (lines.length > 1 || head.length >= READ_LIMITS.headBytes) lines.pop();
    const looked = lines.filter((line) => line.trim() !== '').slice(0, LINES_LOOKED_AT);
    // An RPM list between tabs reads the same, but for the tags of its releases.
    if (looked.filter((line) => RPM_RELEASE.test(line)).length * 2 > looked.length) return 0;
    return looked.length > 0 && (looked.every(isTabbed) || looked.every(isFourColumns)) ? 2 : 0;
  },
  companions: releaseFilesOf,
  open: (context) => new DpkgReading(context),
  cells(text, offset) {
    const lineEnd = text.slice(offset).search(/[\r\n]|$/) + offset;
    const delimiter = text.slice(offset, lineEnd).includes('\t') ? '\t' : ',';
    const [name, version, ...rest] = readTextRow(text, offset, delimiter, false).cells;
    const cells: RowCell[] = [];
    if (name) cells.push({ field: 'software', start: name.start, end: name.start + name.text.replace(/:[^:]*$/, '').length });
    if (version) cells.push({ field: 'version', start: version.start, end: version.end });
    if (rest.length > 1) cells.push({ field: 'publisher', start: rest[0]!.start, end: rest[rest.length - 2]!.end });
    return cells;
  },
};

class DpkgReading implements InventoryReading {
  private readonly problems: ProblemList;
  private readonly table = new CellTable();
  private readonly rows = new CsvRows(this.table, SHAPE, () => this.row());
  private readonly front = new TextBytes((utf8) => this.rows.write(utf8));
  private readonly flaws: RowFlaws;
  private readonly installs = new InstallColumns(this.table, false);
  private readonly parts = new Int32Array(6);
  private readonly source = this.table.internText('dpkg');
  /** By cell: the package name without architecture; 0 not looked at, -1 no package name. */
  private readonly packages: number[] = [];
  private dataRows = 0;
  private rejected = 0;

  constructor(private readonly context: ReadContext) {
    this.problems = new ProblemList(context.file);
    this.flaws = new RowFlaws(this.rows, this.problems);
  }

  write(chunk: Uint8Array): void {
    this.front.write(chunk);
  }

  soFar(): ReadSoFar {
    return { rows: this.dataRows, servers: this.dataRows > 0 ? 1 : 0 };
  }

  serversFrom(first: number): readonly FileServer[] {
    if (first > 0 || this.dataRows === 0) return [];
    const { fileName, companions } = this.context;
    const facts = serverFacts(hostOf(fileName), { softwareKnown: this.installs.length > 0, os: releaseBeside(fileName, companions) });
    return [{ facts, line: 1, column: 1 }];
  }

  end(): FileInventory {
    this.front.end();
    this.rows.end();
    if (this.dataRows === 0) {
      this.problems.add('error', () => ({ line: 1, column: 1, code: 'file-empty', message: 'The file is empty.', fix: 'Write the list again with dpkg-query -W.' }));
    }
    return {
      file: this.context.file,
      format: 'dpkg-query',
      bytes: this.front.bytes,
      rows: this.dataRows - this.rejected,
      rejected: this.rejected,
      servers: this.serversFrom(0),
      software: this.installs.distinct(),
      installServer: this.installs.server.finish(),
      installSoftware: this.installs.software.finish(),
      installLine: this.installs.line.finish(),
      problems: this.problems.finish(),
    };
  }

  private row(): void {
    const { rows, table, parts } = this;
    if (rows.flaws.length > 0) this.flaws.report();
    const count = Math.min(rows.count, READ_LIMITS.columns);
    if (count === 1 && table.clean(rows.ids[0]!) === 0) return;
    this.dataRows++;
    const name = this.packageOf(rows.ids[0]!);
    if (name < 0) {
      this.rejected++;
      const text = table.cleanText(rows.ids[0]!);
      this.problems.add('error', () => ({
        ...rows.place(0),
        code: 'name-missing',
        message: text === '' ? 'The line names no package.' : `${quoted(text)} is no package name; the line is left out.`,
        fix: 'Write the list again with dpkg-query -W.',
      }));
      return;
    }
    if (count < 2) {
      this.rejected++;
      this.problems.add('error', () => ({ ...rows.place(0), code: 'row-too-short', message: 'The line has no version column; it is left out.', fix: 'Write the list again with dpkg-query -W.' }));
      return;
    }
    parts.fill(0);
    parts[0] = name;
    parts[2] = table.clean(rows.ids[1]!);
    // dpkg-query -W also prints packages that it knows but that are not installed; those have no version.
    if (parts[2] === 0) return;
    parts[1] = this.maintainer(count);
    parts[3] = this.source;
    this.installs.add(0, parts, rows.line, 1, (_part, wrong) => this.problems.add('information', () => ({ ...rows.place(1), ...wrong })));
  }

  private packageOf(cell: number): number {
    const known = this.packages[cell];
    if (known !== undefined && known !== 0) return known;
    const text = this.table.cleanText(cell);
    return (this.packages[cell] = PACKAGE.test(text) ? this.table.internText(text.replace(/:.*$/, '')) : -1);
  }

  /** What stands between version and architecture; its own commas are not quoted. */
  private maintainer(count: number): number {
    const { ids } = this.rows;
    if (count < 3) return 0;
    if (count <= 4) return this.table.clean(ids[2]!);
    const words = Array.from(ids.subarray(2, count - 1), (id) => this.table.text(id));
    return this.table.clean(this.table.internText(words.join(',')));
  }
}

function isTabbed(line: string): boolean {
  const [name, version, ...more] = line.split('\t');
  return more.length === 0 && version !== undefined && PACKAGE.test(name!) && (version === '' || VERSION.test(version));
}

function isFourColumns(line: string): boolean {
  const cells = line.split(',');
  return cells.length >= 4 && PACKAGE.test(cells[0]!) && (cells[1] === '' || VERSION.test(cells[1]!)) && ARCHITECTURE.test(cells[cells.length - 1]!);
}
