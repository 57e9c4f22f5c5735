import type { CellField, FileInventory, InventoryFormat, ReadContext, RowCell } from '../reader';
import { READ_LIMITS } from '../reader';
import { FORMAT_LABELS } from '../formatLabels';
import type { FormatId } from '../model';
import { TextBytes } from '../text/textBytes';
import { TextLines } from '../text/textLines';
import { DraftReading } from './draftReading';
import { hostOf, releaseBeside, releaseFilesOf } from './hostName';
import { InventoryDraft, type DraftServer, type Place } from './inventoryDraft';

/** Lines that are looked at before a file is taken for a listing. */
const LINES_LOOKED_AT = 50;
/** Of them so many must be the format's: a broken line does not make a listing unreadable. */
const FITTING_SHARE = 0.8;

/** One kind of line: what it looks like, with a named group for each cell, and what it says of the host. */
export interface ListingRow {
  /** With the flag `d`; its groups named after `CellField`s are the cells that diagnostics and hovers point at. */
  readonly pattern: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>, host: ListingHost, place: Place) => void;
}

export interface ListingHost {
  readonly draft: InventoryDraft;
  readonly server: DraftServer;
  /** Widths of the columns that a ruler of the listing gave. */
  widths?: readonly number[];
}

/** The output of a tool that lists the packages or updates of the host it ran on, a line each. */
export interface LineListing {
  readonly id: FormatId;
  readonly expects: string;
  /** How to write the listing again, for a line that cannot be read. */
  readonly fix: string;
  readonly rows: readonly ListingRow[];
  /** Headings, notes and what the tool says about itself: no rows. */
  readonly notes: readonly RegExp[];
  /** Hears each note. */
  readonly note?: (line: string, host: ListingHost) => void;
  /** How sure the format is of the lines that are rows or notes of it. */
  readonly sure: (lines: readonly string[]) => 0 | 1 | 2;
  /** The note by which a listing of pending updates says that there are none; a listing cut short does not have it. */
  readonly nonePending?: RegExp;
}

/** A format whose rows are lines; the host is named by the file, its operating system by an `os-release` beside it. */
export function lineListing(listing: LineListing): InventoryFormat {
  return {
    id: listing.id,
    label: FORMAT_LABELS[listing.id],
    expects: listing.expects,
    recognise(_fileName, head) {
      const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
      // The last line of a head may be cut.
      if (lines.length > 1 && head.length >= READ_LIMITS.headBytes - 4) lines.pop();
      const looked = lines.map((line) => line.trimEnd()).filter((line) => line !== '').slice(0, LINES_LOOKED_AT);
      const fitting = looked.filter((line) => isNote(listing, line) || rowOf(listing, line) !== undefined);
      return fitting.length > 0 && fitting.length >= looked.length * FITTING_SHARE ? listing.sure(fitting) : 0;
    },
    companions: releaseFilesOf,
    open: (context) => new ListingReading(listing, context),
    cells(text, offset) {
      const line = text.slice(offset, text.slice(offset).search(/[\r\n]|$/) + offset).trimEnd();
      const indices = rowOf(listing, line)?.match.indices?.groups ?? {};
      return Object.entries(indices).flatMap(([group, span]): readonly RowCell[] =>
        span === undefined || !CELLS.has(group) ? [] : [{ field: group as CellField, start: offset + span[0], end: offset + span[1] }]);
    },
  };
}

const CELLS: ReadonlySet<string> = new Set<CellField>(['software', 'version', 'publisher', 'update', 'other']);

class ListingReading extends DraftReading {
  readonly draft: InventoryDraft;
  private readonly host: ListingHost;
  private readonly lines = new TextLines((text, line, isCut, isInvalid) => this.line(text, line, isCut, isInvalid));
  protected readonly front = new TextBytes((utf8) => this.lines.write(utf8));
  private saysNone = false;
  private encodingReported = false;

  constructor(
    private readonly listing: LineListing,
    context: ReadContext,
  ) {
    super();
    this.draft = new InventoryDraft(context.file, listing.id, false);
    const server = this.draft.server({ name: hostOf(context.fileName) }, { line: 1, column: 1 });
    this.draft.know(server, { os: releaseBeside(context.fileName, context.companions) });
    this.host = { draft: this.draft, server };
  }

  end(): FileInventory {
    this.front.end();
    this.lines.end();
    const { draft, listing, host } = this;
    if (draft.rows + draft.rejected === 0) {
      if (this.saysNone) host.server.updatesKnown = true;
      else draft.problems.add('error', () => ({ line: 1, column: 1, code: 'file-empty', message: 'The file lists nothing.', fix: listing.fix }));
    }
    return draft.finish(this.front.bytes);
  }

  private line(written: string, line: number, isCut: boolean, isInvalid: boolean): void {
    const text = written.trimEnd();
    if (text === '') return;
    if (isNote(this.listing, text)) {
      this.listing.note?.(text, this.host);
      this.saysNone ||= this.listing.nonePending?.test(text) ?? false;
      return;
    }
    const place: Place = { line, column: 1, endColumn: text.length + 1 };
    if (isInvalid && !this.encodingReported) {
      this.encodingReported = true;
      this.draft.complain(place, { code: 'encoding-invalid', message: 'The file is not valid UTF-8 here; such characters show as \uFFFD. Further places are not listed.', fix: 'Save the file as UTF-8.' }, 'warning');
    }
    const row = isCut ? undefined : rowOf(this.listing, text);
    if (!row) return this.draft.reject(place, text, isCut ? 'is longer than any line of such a list' : 'is no line of such a list', this.listing.fix);
    this.draft.rows++;
    row.kind.read(row.match.groups ?? {}, this.host, { line, column: 1 });
  }
}

function isNote(listing: LineListing, line: string): boolean {
  return listing.notes.some((pattern) => pattern.test(line));
}

function rowOf(listing: LineListing, line: string): { readonly kind: ListingRow; readonly match: RegExpExecArray } | undefined {
  // Longer than a cell is nothing that a tool prints; the patterns need not be tried on it.
  if (line.length > READ_LIMITS.cellLength) return undefined;
  for (const kind of listing.rows) {
    const match = kind.pattern.exec(line);
    if (match) return { kind, match };
  }
  return undefined;
}
