import { quoted } from '../cellValues';
import { resolveColumns, type Column } from '../columns';
import { FORMAT_LABELS } from '../formatLabels';
import type { FileInventory, InventoryFormat, ReadContext } from '../reader';
import { READ_LIMITS } from '../reader';
import { CellTable } from '../text/cellTable';
import { CsvRows, type CellPlace } from '../text/csvRows';
import { readHeader, readTextRow } from '../text/csvText';
import { TextBytes } from '../text/textBytes';
import { azureRecordKind, readAzureRecord } from './azureRecord';
import { DraftReading } from './draftReading';
import { InventoryDraft, type DraftServer, type Place } from './inventoryDraft';
import { nodeOfText } from './jsonNode';
import { RowFlaws } from './rowFlaws';
import { CSV_SHAPE } from './tableReading';

const FIX = 'Download the results again with the columns id, type and properties.';
/** The columns of Azure's tables; they describe the record and not its machine. */
const OWN_COLUMNS: ReadonlySet<string> = new Set([
  'id', 'name', 'type', 'tenantid', 'kind', 'location', 'resourcegroup', 'subscriptionid', 'managedby', 'sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedlocation',
]);

/** A column that a query added. */
interface AddedColumn {
  readonly header: string;
  readonly at: number;
  readonly place: CellPlace;
  /** It differs between records of one machine, so it says nothing of the machine. */
  differs: boolean;
}

/** Azure Resource Graph results downloaded as CSV: a column of JSON, `PROPERTIES`, beside `ID` and `TYPE`. */
export const resourceGraphCsv: InventoryFormat = {
  id: 'resource-graph-csv',
  label: FORMAT_LABELS['resource-graph-csv'],
  expects: 'CSV of Azure Resource Graph results with the columns ID, TYPE and PROPERTIES',
  recognise(_fileName, head) {
    const names = new Set(columnsOf(head).map(({ header }) => header.toLowerCase()));
    return names.has('id') && names.has('properties') && /softwareinventories|patchassessmentresults/i.test(head) ? 2 : 0;
  },
  companions: () => [],
  open: (context) => new ResourceGraphReading(context),
  cells(text, offset, header) {
    const delimiter = readHeader(header, CSV_SHAPE)?.delimiter ?? ',';
    const columns = columnsOf(header);
    const { cells } = readTextRow(text, offset, delimiter, CSV_SHAPE.quotes);
    return cells.slice(0, columns.length).map(({ start, end, text: value }, at) => {
      const name = columns[at]!.header;
      return { field: name.toLowerCase() === 'id' ? 'server' as const : 'other' as const, start, end, name, value };
    });
  },
};

function columnsOf(head: string): readonly Column[] {
  return resolveColumns(readHeader(head, CSV_SHAPE)?.row.cells.map((cell) => cell.text) ?? [], { synonyms: {} });
}

class ResourceGraphReading extends DraftReading {
  readonly draft: InventoryDraft;
  private readonly table = new CellTable();
  private readonly rows = new CsvRows(this.table, CSV_SHAPE, () => this.row());
  protected readonly front = new TextBytes((utf8) => this.rows.write(utf8));
  private readonly flaws: RowFlaws;
  private header: ReadonlyMap<string, number> | undefined;
  private added: readonly AddedColumn[] = [];
  private readonly properties = new Map<DraftServer, Map<AddedColumn, string>>();

  constructor(private readonly context: ReadContext) {
    super();
    this.draft = new InventoryDraft(context.file, 'resource-graph-csv', false);
    this.flaws = new RowFlaws(this.rows, this.draft.problems);
  }

  end(): FileInventory {
    this.front.end();
    this.rows.end();
    const { draft } = this;
    for (const [server, kept] of this.properties) draft.know(server, { extra: Object.fromEntries([...kept].filter(([{ differs }]) => !differs).map(([{ header }, text]) => [header, text])) });
    for (const { header, place, differs } of this.added) {
      const fate = differs ? 'differs between records of one machine and is shown with each record (“Why?” in the server’s software list)' : 'is kept as a property of the server';
      draft.complain(place, { code: 'header-unknown', message: `Column ${quoted(header)} is not known; it ${fate}.` });
    }
    if (draft.rows + draft.rejected === 0) draft.problems.add('warning', () => ({ line: 0, column: 0, code: 'no-rows', message: 'The file has no records.', fix: FIX }));
    return draft.finish(this.front.bytes);
  }

  private row(): void {
    const { rows, table, draft } = this;
    if (rows.flaws.length > 0) this.flaws.report();
    const count = Math.min(rows.count, READ_LIMITS.columns);
    if (!this.header) {
      const headers = Array.from({ length: count }, (_, at) => table.cleanText(rows.ids[at]!));
      this.header = new Map(headers.map((header, at) => [header.toLowerCase(), at]));
      this.added = headers.flatMap((header, at) => (header === '' || OWN_COLUMNS.has(header.toLowerCase()) ? [] : [{ header, at, place: rows.place(at), differs: false }]));
      return;
    }
    const cell = (name: string): number => {
      const at = this.header!.get(name) ?? -1;
      return at >= 0 && at < count ? rows.ids[at]! : 0;
    };
    const place: Place = { line: rows.line, column: 1 };
    const id = table.cleanText(cell('id'));
    const properties = table.isCut(cell('properties')) ? undefined : nodeOfText(table.text(cell('properties')), place);
    const kind = properties && azureRecordKind(id, table.cleanText(cell('type')), properties);
    if (!properties || !kind) return draft.reject(place, id || 'The row', properties ? 'is no software inventory and no patch assessment' : 'has properties that cannot be read', FIX);
    // Each row is read from its own text; the cells of JSON are not kept for others.
    const server = readAzureRecord(kind, id, properties, { ...properties, ...place }, draft, this.context.today);
    if (!server) return draft.reject(place, id || 'The row', 'names no machine', FIX);
    draft.rows++;
    this.keepAdded(server, count);
  }

  private keepAdded(server: DraftServer, count: number): void {
    if (this.added.length === 0) return;
    let kept = this.properties.get(server);
    if (!kept) this.properties.set(server, (kept = new Map()));
    for (const column of this.added) {
      const text = column.at < count ? this.table.cleanText(this.rows.ids[column.at]!) : '';
      if (text === '') continue;
      if ((kept.get(column) ?? text) !== text) column.differs = true;
      kept.set(column, text);
    }
  }
}
