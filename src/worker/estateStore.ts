import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { mergeEstate } from '../core/inventory/estate';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import type { FileInventory } from '../core/inventory/reader';
import { decodeText } from '../core/inventory/text/textBytes';
import { companionsOf, readInventoryFiles, readInventoryText } from '../feeds/inventoryFiles';

/** A document that the editor holds open; its text is newer than the disk's. */
export interface OpenText {
  readonly version: number;
  readonly text: string;
}

interface Kept {
  /** Tells whether the content may have changed: document version, or size and modification time. */
  readonly stamp: string;
  /** Dates after it were problems. */
  readonly today: PlainDate;
  /** What was read, while it is the editor's. */
  readonly text: string | undefined;
  /** One, or one for each sheet of a workbook. */
  readonly inventories: readonly FileInventory[];
}

/** Larger files are read anew when an editor opens or closes them, not compared. 64 MB; VS Code does not share files over 50 MB. */
const MAX_COMPARED_BYTES = 64_000_000;

/** Reads inventory files, from the editor's text where it has it, and merges them; what did not change is not read again. */
export class EstateStore {
  private readonly kept = new Map<string, Kept>();
  private estate: Estate | undefined;
  private merged: readonly FileInventory[] = [];

  constructor(private readonly openText: (file: string) => OpenText | undefined) {}

  /** Files of which nothing could be used, with the reason. */
  refusals(): readonly { readonly file: string; readonly reason: string }[] {
    return this.merged.flatMap((inventory) => {
      const reason = refusal(inventory);
      return reason === undefined ? [] : [{ file: inventory.file, reason }];
    });
  }

  /** The estate of these files. A file that is gone is left out. */
  async read(files: readonly string[], today: PlainDate, signal: AbortSignal): Promise<Estate> {
    const inventories: FileInventory[] = [];
    for (const file of files) {
      signal.throwIfAborted();
      inventories.push(...await this.readOne(file, today, signal));
    }
    for (const file of this.kept.keys()) if (!files.includes(file)) this.kept.delete(file);
    const unchanged = this.estate !== undefined && inventories.length === this.merged.length && inventories.every((one, i) => one === this.merged[i]);
    if (this.estate === undefined || !unchanged) this.estate = mergeEstate(inventories);
    this.merged = inventories;
    return this.estate;
  }

  /** True for a file that a reader looks at beside an inventory, such as `os-release`. */
  isCompanion(file: string): boolean {
    const folder = path.dirname(file);
    const name = path.basename(file);
    for (const inventory of this.kept.keys()) {
      if (path.dirname(inventory) === folder && companionsOf(inventory).includes(name)) {
        this.kept.delete(inventory);
        return true;
      }
    }
    return false;
  }

  /** Forgets everything read, so that the next reading starts from the disk. */
  forget(): void {
    this.kept.clear();
    this.estate = undefined;
    this.merged = [];
  }

  private async readOne(file: string, today: PlainDate, signal: AbortSignal): Promise<readonly FileInventory[]> {
    const open = this.openText(file);
    const stamp = open ? `open ${open.version}` : await diskStamp(file);
    if (stamp === undefined) return [];
    const known = this.kept.get(file);
    const isSame = known?.today === today && (known.stamp === stamp || (await this.isSameText(file, known, open)));
    const inventories = isSame
      ? known.inventories
      : open ? [await readInventoryText(file, open.text, { today, signal })] : await readInventoryFiles(file, { today, signal });
    this.kept.set(file, { stamp, today, text: open?.text, inventories });
    return inventories;
  }

  /** An editor that opens or closes a file, or undoes an edit, changes nothing. */
  private async isSameText(file: string, known: Kept, open: OpenText | undefined): Promise<boolean> {
    if (open && known.text !== undefined) return known.text === open.text;
    if (!open && known.text === undefined) return false;
    // What is kept may be older than the disk, unless it was read from the disk as it is now.
    if (open && known.stamp !== (await diskStamp(file))) return false;
    return (open?.text ?? known.text) === (await diskText(file));
  }
}

/** The error for which nothing of a file could be used; undefined when it names a server, or lists none without one. */
function refusal({ servers, problems }: FileInventory): string | undefined {
  return servers.length > 0 ? undefined : problems.find(({ severity }) => severity === 'error')?.message;
}

async function diskStamp(file: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    return `disk ${size} ${mtimeMs}`;
  } catch (error) {
    // A file that is there but may not be read keeps its place, with the reader's problem; one that is gone does not.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : `unreadable ${path.basename(file)}`;
  }
}

async function diskText(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > MAX_COMPARED_BYTES ? undefined : decodeText(await readFile(file));
  } catch {
    return undefined;
  }
}
