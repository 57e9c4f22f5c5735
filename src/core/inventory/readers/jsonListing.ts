import { FORMAT_LABELS } from '../formatLabels';
import type { FormatId } from '../model';
import type { CellField, FileInventory, InventoryFormat, ReadContext } from '../reader';
import { READ_LIMITS } from '../reader';
import { CellTable } from '../text/cellTable';
import { memberValue, readTextObject, skipBlanks, type TextMember } from '../text/jsonText';
import { JsonTokens, type JsonEvents } from '../text/jsonTokens';
import { TextBytes } from '../text/textBytes';
import { DistroVotes } from './distroVotes';
import { DraftReading } from './draftReading';
import { hostOf, releaseBeside, releaseFilesOf } from './hostName';
import { InventoryDraft, type DraftServer } from './inventoryDraft';
import { JsonNodeBuilder, type JsonNode } from './jsonNode';
import { SlashDates } from './slashDates';

/** The beginning of a JSON document: the members of its root, or of the first entry of its root list. */
export interface JsonHead {
  readonly isList: boolean;
  readonly names: ReadonlySet<string>;
  readonly members: readonly TextMember[];
  readonly text: string;
}

/** A document while it is read. */
export interface JsonListingState {
  readonly draft: InventoryDraft;
  readonly fileName: string;
  readonly today: ReadContext['today'];
  /** What the packages' URLs say of the host's distribution; asked when the document has ended. */
  readonly distros: DistroVotes;
  /** Of hotfixes. */
  readonly slashDates: SlashDates;
  /** The host that the whole document is of, by its file's name until the content names it. Made when first asked for. */
  readonly host: () => DraftServer;
}

/** Makes JSON of bytes that are not quite; what it hands on lies in the lines in which it was written. */
export interface JsonFilter {
  write(utf8: Uint8Array): void;
  end(): void;
}

/** JSON that another tool writes: long lists of records, read one by one, and other members, read whole. */
export interface JsonListing {
  readonly id: FormatId;
  readonly expects: string;
  readonly fix: string;
  readonly recognise: (head: JsonHead, fileName: string) => 0 | 1 | 2;
  /** Members of the root whose entries are records; '' for a list at the root. */
  readonly lists: ReadonlySet<string>;
  /** Members of the root that are of no use and may be large. */
  readonly ignored?: ReadonlySet<string>;
  readonly record: (list: string, node: JsonNode, state: JsonListingState) => void;
  readonly member?: (name: string, node: JsonNode, state: JsonListingState) => void;
  /** Whether an object at the root with these members is itself a record: tools write a list of one as the one. */
  readonly isRecord?: (names: ReadonlySet<string>) => boolean;
  readonly filter?: (sink: (json: Uint8Array) => void) => JsonFilter;
  /** What the members of a record's object are, for diagnostics and hovers at their values. */
  readonly cells: Readonly<Record<string, CellField>>;
}

export function jsonListing(listing: JsonListing): InventoryFormat {
  return {
    id: listing.id,
    label: FORMAT_LABELS[listing.id],
    expects: listing.expects,
    recognise(fileName, head) {
      const start = skipBlanks(head, 0);
      if (head[start] !== '{' && head[start] !== '[') return 0;
      const isList = head[start] === '[';
      const members = readTextObject(head, isList ? skipBlanks(head, start + 1) : start);
      return listing.recognise({ isList, members, names: new Set(members.map(({ name }) => name)), text: head }, fileName.toLowerCase());
    },
    companions: releaseFilesOf,
    open: (context) => new JsonListingReading(listing, context),
    cells: (text, offset) => readTextObject(text, offset)
      // Azure's records keep what they say one level below.
      .flatMap((member) => (member.kind === 'object' && member.name === 'properties' ? readTextObject(text, member.start) : [member]))
      .filter(({ kind }) => kind === 'text' || kind === 'plain')
      .map((member) => ({ field: Object.hasOwn(listing.cells, member.name) ? listing.cells[member.name]! : 'other', start: member.start, end: member.end, name: member.name, value: memberValue(text, member) })),
  };
}

/** Members kept of a root that may itself be a record; records have some twenty. */
const ROOT_MEMBERS = 128;

/** Where the reading stands: before the root, among its members, in a list of records, or in something ignored. */
type Level = 'root' | 'list' | 'ignored';

class JsonListingReading extends DraftReading implements JsonEvents, JsonListingState {
  readonly draft: InventoryDraft;
  readonly fileName: string;
  readonly today: ReadContext['today'];
  readonly distros = new DistroVotes();
  readonly slashDates: SlashDates;
  private readonly table = new CellTable();
  private readonly tokens: JsonTokens;
  private readonly filter: JsonFilter;
  protected readonly front = new TextBytes((utf8) => this.filter.write(utf8));
  private readonly levels: Level[] = [];
  private list = '';
  private name = '';
  private builder: JsonNodeBuilder | undefined;
  private theHost: DraftServer | undefined;
  private root: Extract<JsonNode, { kind: 'object' }> | undefined;
  private encodingReported = false;

  constructor(
    private readonly listing: JsonListing,
    private readonly context: ReadContext,
  ) {
    super();
    this.fileName = context.fileName;
    this.today = context.today;
    this.slashDates = new SlashDates(context.today);
    this.draft = new InventoryDraft(context.file, listing.id, true);
    // Records may stand one a line without a list around them: JSON Lines.
    this.tokens = new JsonTokens(this.table, this, listing.isRecord !== undefined || listing.filter !== undefined);
    this.filter = listing.filter?.((json) => this.tokens.write(json)) ?? { write: (json) => this.tokens.write(json), end: () => undefined };
  }

  readonly host = (): DraftServer => {
    if (!this.theHost) {
      this.theHost = this.draft.server({ name: hostOf(this.fileName) }, { line: 1, column: 1 });
      const os = releaseBeside(this.fileName, this.context.companions);
      if (os.name !== '') this.draft.know(this.theHost, { os });
    }
    return this.theHost;
  };

  end(): FileInventory {
    this.front.end();
    this.filter.end();
    const { draft, listing } = this;
    if (this.tokens.isEmpty) draft.problems.add('error', () => ({ line: 1, column: 1, code: 'file-empty', message: 'The file is empty.', fix: listing.fix }));
    else {
      this.tokens.end();
      this.slashDates.end();
      if (this.theHost) this.distros.decide(draft, this.theHost);
      if (draft.rows + draft.rejected === 0) draft.problems.add('warning', () => ({ line: 0, column: 0, code: 'no-rows', message: 'The file lists nothing.', fix: listing.fix }));
    }
    return draft.finish(this.front.bytes);
  }

  open(isArray: boolean, line: number, column: number): void {
    if (this.builder) return this.builder.open(isArray, line, column);
    const level = this.levels.at(-1);
    if (level === undefined) {
      this.levels.push(isArray ? this.enter('') : 'root');
      if (!isArray && this.listing.isRecord) this.root = { kind: 'object', members: new Map(), line, column };
    } else if (level === 'root' && isArray && this.listing.lists.has(this.name)) {
      this.levels.push(this.enter(this.name));
    } else if (level === 'ignored' || (level === 'root' && (this.listing.ignored?.has(this.name) || !(this.listing.member || this.root)))) {
      this.levels.push('ignored');
    } else {
      this.builder = new JsonNodeBuilder(this.table);
      this.builder.open(isArray, line, column);
    }
  }

  close(): void {
    if (!this.builder) {
      if (this.levels.pop() === 'root') this.endRoot();
      return;
    }
    this.builder.close();
    if (this.builder.depth > 0) return;
    const node = this.builder.root!;
    this.builder = undefined;
    this.take(node);
  }

  key(cell: number): void {
    if (this.builder) this.builder.setKey(cell);
    else if (this.levels.at(-1) === 'root') this.name = this.table.cleanText(cell);
  }

  text(cell: number, line: number, column: number): void {
    if (this.builder) this.builder.text('text', cell, line, column);
    else this.take({ kind: 'text', text: this.table.cleanText(cell), line, column });
  }

  number(cell: number, line: number, column: number): void {
    if (this.builder) this.builder.text('number', cell, line, column);
    else this.take({ kind: 'number', text: this.table.cleanText(cell), line, column });
  }

  literal(value: boolean | null, line: number, column: number): void {
    if (this.builder) this.builder.literal(value, line, column);
    else this.take(value === null ? { kind: 'null', line, column } : { kind: 'boolean', value, line, column });
  }

  syntax(message: string, line: number, column: number, fatal: boolean): void {
    const rest = fatal ? ' What is complete before it is read; the rest is not.' : ' It is read over.';
    this.draft.problems.add('error', () => ({ line, column, code: 'json-syntax', message: message + rest, fix: this.listing.fix }));
  }

  flaw(kind: 'nul' | 'encoding' | 'long', line: number, column: number): void {
    // Long texts are usual in such documents (licences, descriptions), and nothing that is kept comes near the limit.
    if (kind !== 'encoding' || this.encodingReported) return;
    this.encodingReported = true;
    this.draft.problems.add('warning', () => ({ line, column, code: 'encoding-invalid', message: 'The file is not valid UTF-8 here; such characters show as \uFFFD. Further places are not listed.', fix: 'Save the file as UTF-8.' }));
  }

  private enter(list: string): Level {
    this.list = list;
    return this.listing.lists.has(list) ? 'list' : 'ignored';
  }

  private take(node: JsonNode): void {
    const level = this.levels.at(-1);
    if (level === 'list') this.listing.record(this.list, node, this);
    else if (level === 'root' && !this.listing.ignored?.has(this.name)) {
      if (this.root && this.root.members.size < ROOT_MEMBERS) this.root.members.set(this.name, node);
      this.listing.member?.(this.name, node, this);
    }
  }

  private endRoot(): void {
    const { root, listing } = this;
    this.root = undefined;
    if (root && listing.isRecord?.(new Set(root.members.keys()))) listing.record('', root, this);
  }
}

/** The member of an object; undefined when there is none. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.get(name) : undefined;
}

/** The first of these members that says something, as text; '' when none does. */
export function textOf(node: JsonNode | undefined, ...names: readonly string[]): string {
  for (const name of names) {
    const value = memberOf(node, name);
    if (value && (value.kind === 'text' || value.kind === 'number') && value.text !== '') return value.text.slice(0, READ_LIMITS.cellLength);
  }
  return '';
}

/** The entries of a list; none when it is no list. */
export function itemsOf(node: JsonNode | undefined, name: string): readonly JsonNode[] {
  const value = memberOf(node, name);
  return value?.kind === 'array' ? value.items : [];
}
