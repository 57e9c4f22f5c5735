import { quoted } from '../cellValues';
import { FORMAT_LABELS } from '../formatLabels';
import type { CellField, FileInventory, InventoryFormat, ReadContext, RowCell } from '../reader';
import { READ_LIMITS } from '../reader';
import { TextBytes } from '../text/textBytes';
import { TextLines } from '../text/textLines';
import { DraftReading } from './draftReading';
import { hostOf } from './hostName';
import { InventoryDraft, type DraftServer } from './inventoryDraft';

const FIX = String.raw`Export the key again: reg export HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall <host>.reg`;
/** A key directly below Uninstall, of 64- and 32-bit programs and of users. */
const PROGRAM = /^\[HKEY_.*\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\[^\\]+\]$/i;
/** With a minus the file deletes the key. */
const KEY = /^\[-?HKEY_.*\]$/i;
const VALUE = /^(?:"((?:[^"\\]|\\.)*)"|@)=(.*)$/;
const CELL_FIELDS: ReadonlyMap<string, CellField> = new Map([['displayname', 'software'], ['displayversion', 'version'], ['publisher', 'publisher']]);
/** Parts of hexadecimal values kept, as text; those that name something are far shorter. */
const MAX_HEX_BYTES = 8_192;

interface Program {
  readonly line: number;
  readonly values: Map<string, string>;
}

/**
 * `reg export` of the Uninstall keys (UTF-16 with a mark, or REGEDIT4's 8-bit text): a program a key with a DisplayName. As Windows does,
 * keys without one, system components, and updates of another program (ParentKeyName) are not listed; they count as rows all the same.
 */
export const registryFile: InventoryFormat = {
  id: 'windows-registry',
  label: FORMAT_LABELS['windows-registry'],
  expects: 'a registry export (.reg) of the Uninstall keys',
  recognise: (_fileName, head) => (/^\uFEFF?\s*(?:Windows Registry Editor Version 5\.00|REGEDIT4)/.test(head) ? 2 : 0),
  companions: () => [],
  open: (context) => new RegistryReading(context),
  cells(text, offset) {
    const end = text.slice(offset + 1).search(/^\[/m);
    const block = end < 0 ? text.slice(offset) : text.slice(offset, offset + 1 + end);
    return [...block.matchAll(/^"([^"\\]+)"="(.*)"[ \t]*$/gm)].map(({ 1: name = '', 2: written = '', index }): RowCell => {
      const start = offset + index + name.length + 4;
      return { field: CELL_FIELDS.get(name.toLowerCase()) ?? 'other', start, end: start + written.length, name, value: written.replace(/\\(.)/g, '$1') };
    });
  },
};

class RegistryReading extends DraftReading {
  readonly draft: InventoryDraft;
  private readonly server: DraftServer;
  private readonly lines = new TextLines((text, line, _isCut, isInvalid) => this.line(text, line, isInvalid));
  protected readonly front = new TextBytes((utf8) => this.lines.write(utf8));
  private program: Program | undefined;
  /** A value that goes on in the next line: text so far, and where it began. */
  private unfinished: { readonly text: string; readonly line: number } | undefined;
  private keys = 0;
  /** REGEDIT4 has texts of bytes, version 5 of UTF-16. */
  private isAnsi = false;
  private encodingReported = false;

  constructor(context: ReadContext) {
    super();
    this.draft = new InventoryDraft(context.file, 'windows-registry', false);
    this.server = this.draft.server({ name: hostOf(context.fileName) }, { line: 1, column: 1 });
  }

  end(): FileInventory {
    this.front.end();
    this.lines.end();
    if (this.unfinished) this.complain(this.unfinished.line, this.unfinished.text, 'goes on in a line that is missing');
    this.finishProgram();
    if (this.draft.rows + this.draft.rejected === 0) {
      const message = this.keys === 0 ? 'The export has no keys.' : 'The export has no key of Microsoft\\Windows\\CurrentVersion\\Uninstall, so it lists no programs.';
      this.draft.problems.add('error', () => ({ line: 1, column: 1, code: 'no-rows', message, fix: FIX }));
    }
    return this.draft.finish(this.front.bytes);
  }

  private line(written: string, line: number, isInvalid: boolean): void {
    const text = written.trim();
    if (isInvalid && !this.encodingReported) {
      this.encodingReported = true;
      this.draft.complain({ line, column: 1 }, { code: 'encoding-invalid', message: 'The file is not valid UTF-8 here; such characters show as \uFFFD. Further places are not listed.', fix: 'Export it as "Registration Files", which are UTF-16, and not as REGEDIT4.' }, 'warning');
    }
    if (this.unfinished) {
      const whole = this.unfinished.text + text.replace(/\\$/, '');
      if (text.endsWith('\\') && whole.length < MAX_HEX_BYTES * 3) this.unfinished = { text: whole, line: this.unfinished.line };
      else if (!text.endsWith('\\')) {
        const { line: began } = this.unfinished;
        this.unfinished = undefined;
        this.value(whole, began);
      }
      return;
    }
    if (text === 'REGEDIT4') this.isAnsi = true;
    if (text === '' || text.startsWith(';') || /^(?:Windows Registry Editor|REGEDIT4)/.test(text)) return;
    if (KEY.test(text)) return this.key(text, line);
    if (!this.program) return;
    if (/=\s*hex(?:\([0-9a-f]+\))?:.*\\$/i.test(text)) this.unfinished = { text: text.slice(0, -1), line };
    else this.value(text, line);
  }

  private key(text: string, line: number): void {
    this.finishProgram();
    this.keys++;
    if (PROGRAM.test(text)) this.program = { line, values: new Map() };
  }

  private value(text: string, line: number): void {
    const match = VALUE.exec(text);
    if (!match || !this.program) {
      if (this.program) this.complain(line, text, 'is no value of the registry');
      return;
    }
    const [name, data] = [(match[1] ?? '').toLowerCase(), match[2]!];
    if (!KEPT.has(name)) return;
    const decoded = decodeData(data, this.isAnsi);
    if (decoded === undefined) this.complain(line, text, 'is a value that cannot be read');
    else this.program.values.set(name, decoded.slice(0, READ_LIMITS.cellLength));
  }

  private finishProgram(): void {
    const { program } = this;
    this.program = undefined;
    if (!program) return;
    this.draft.rows++;
    this.server.softwareKnown = true;
    const value = (name: string): string => program.values.get(name) ?? '';
    if (value('displayname') === '' || value('systemcomponent') === '1' || value('parentkeyname') !== '') return;
    this.draft.install(this.server, { name: value('displayname'), version: value('displayversion'), publisher: value('publisher'), source: 'registry' }, { line: program.line, column: 1 });
  }

  private complain(line: number, text: string, reason: string): void {
    this.draft.complain({ line, column: 1 }, { code: 'value-unknown', message: `${quoted(text)} ${reason}; it is left out.`, fix: FIX }, 'warning');
  }
}

const KEPT: ReadonlySet<string> = new Set(['displayname', 'displayversion', 'publisher', 'systemcomponent', 'parentkeyname']);

/** A string, a dword as decimal, or hex(1)/hex(2) as text; undefined for what is broken. */
function decodeData(data: string, isAnsi: boolean): string | undefined {
  const string = /^"((?:[^"\\]|\\.)*)"$/.exec(data);
  if (string) return string[1]!.replace(/\\(.)/g, '$1');
  const number = /^dword:([0-9a-f]{1,8})$/i.exec(data);
  if (number) return String(parseInt(number[1]!, 16));
  const hex = /^hex(?:\(([0-9a-f]+)\))?:([0-9a-f,\s]*)$/i.exec(data);
  if (!hex) return undefined;
  const bytes = hex[2]!.split(',').map((byte) => byte.trim()).filter((byte) => byte !== '');
  if (bytes.some((byte) => byte.length > 2)) return undefined;
  let text = '';
  // Bytes of an unknown code page; the names of programs are ASCII but for a few.
  if (isAnsi) return String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16))).replace(/\0+$/, '');
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(parseInt(bytes[at]!, 16) | (parseInt(bytes[at + 1]!, 16) << 8));
  return text.replace(/\0+$/, '');
}
