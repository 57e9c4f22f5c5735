import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { mergeEstate } from '../core/inventory/estate';
import { nameHost } from '../core/inventory/nameHost';
import type { Estate } from '../core/inventory/model';
import type { PlainDate } from '../core/inventory/plainDate';
import type { FileInventory } from '../core/inventory/reader';
import { decodeText } from '../core/inventory/text/textBytes';
import { diskState } from '../feeds/diskState';
import { changedMeanwhile, companionsOf, readInventoryFiles, readInventoryText } from '../feeds/inventoryFiles';
import { refusedInventory } from '../feeds/refusedInventory';
import { whenWhole } from '../feeds/whenWhole';
import { t } from './l10n';
import { ReadingSoFar, TOLD_FROM_BYTES } from './readingSoFar';

/** A document that the editor holds open; its text is newer than the disk's. */
export interface OpenText {
  readonly version: number;
  readonly text: string;
}

/** A file as it is now. */
interface FileNow {
  readonly file: string;
  /** Tells whether the content may have changed: document version, or size and modification time. */
  readonly stamp: string;
  readonly bytes: number;
  readonly open: OpenText | undefined;
}

interface Kept {
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
  /** Files whose reading the user ended, as they were then. */
  private readonly cancelled = new Map<string, string>();
  /** Files that the reading under way has not read yet. */
  private pending: readonly FileNow[] = [];
  /** Readings with the names that users gave to their servers. */
  private readonly named = new WeakMap<FileInventory, { readonly host: string | undefined; readonly inventory: FileInventory }>();
  /** Files that changed while they were read. */
  private readonly unsettled = new Set<string>();

  constructor(private readonly openText: (file: string) => OpenText | undefined) {}

  /** Files of which nothing could be used, with the reason. */
  refusals(): readonly { readonly file: string; readonly reason: string }[] {
    return this.merged.flatMap((inventory) => {
      const reason = refusal(inventory);
      return reason === undefined ? [] : [{ file: inventory.file, reason }];
    });
  }

  /** Files to be read again once whoever writes them has finished. */
  get beingWritten(): readonly string[] {
    return [...this.unsettled];
  }

  /**
   * The estate of these files. A file that is gone is left out.
   * @param hosts the servers of listings that do not name theirs, by absolute path
   * @param onReading told after each piece of large files, synchronously
   */
  async read(files: readonly string[], today: PlainDate, signal: AbortSignal, hosts: ReadonlyMap<string, string> = new Map(), onReading?: (soFar: ReadingSoFar) => void): Promise<Estate> {
    const now = (await Promise.all(files.map((file) => this.look(file)))).filter((one) => one !== undefined);
    const isKept = ({ file, stamp }: FileNow): boolean => this.cancelled.get(file) === stamp || (this.kept.get(file)?.stamp === stamp && this.kept.get(file)?.today === today);
    this.pending = now.filter((one) => !isKept(one));
    const total = this.pending.reduce((sum, { bytes }) => sum + bytes, 0);
    const soFar = onReading && total > TOLD_FROM_BYTES ? new ReadingSoFar(total) : undefined;
    const inventories: FileInventory[] = [];
    for (const one of now) {
      signal.throwIfAborted();
      const isNew = this.pending.includes(one);
      const read = await this.readOne(one, today, signal, soFar && ((progress) => {
        soFar.note(progress);
        onReading?.(soFar);
      }));
      soFar?.finish(one.file, read, isNew ? one.bytes : 0);
      this.pending = this.pending.filter((other) => other !== one);
      inventories.push(...read.map((inventory) => this.withHost(inventory, hosts.get(one.file))));
    }
    for (const file of this.kept.keys()) if (!files.includes(file)) this.kept.delete(file);
    const unchanged = this.estate !== undefined && inventories.length === this.merged.length && inventories.every((one, i) => one === this.merged[i]);
    if (this.estate === undefined || !unchanged) this.estate = mergeEstate(inventories);
    this.merged = inventories;
    return this.estate;
  }

  /** Leaves out what the reading under way has not read, until it changes or everything is read again. The caller ends that reading. */
  cancelPending(): void {
    for (const { file, stamp } of this.pending) this.cancelled.set(file, stamp);
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
    this.cancelled.clear();
    this.estate = undefined;
    this.merged = [];
  }

  private async look(file: string): Promise<FileNow | undefined> {
    const open = this.openText(file);
    if (open) return { file, stamp: `open ${open.version}`, bytes: open.text.length, open };
    const disk = await diskState(file);
    return disk && { file, ...disk, open: undefined };
  }

  private async readOne(now: FileNow, today: PlainDate, signal: AbortSignal, onProgress: Parameters<typeof readInventoryFiles>[1]['onProgress']): Promise<readonly FileInventory[]> {
    const { file, bytes, open } = now;
    let { stamp } = now;
    if (this.cancelled.get(file) === stamp) return [cancelledReading(file, bytes)];
    this.cancelled.delete(file);
    const known = this.kept.get(file);
    if (known?.today === today && (known.stamp === stamp || (await this.isSameText(file, known, open)))) {
      this.kept.set(file, { ...known, stamp, text: open?.text });
      return known.inventories;
    }
    // The first reading shows at once what there is; a change of a large file can wait until it is whole.
    if (!open && known && bytes > TOLD_FROM_BYTES) stamp = await whenWhole(file, stamp, signal);
    const options = { today, signal, ...(onProgress ? { onProgress } : {}) };
    const inventories = open ? [await readInventoryText(file, open.text, options)] : await readInventoryFiles(file, options);
    if (inventories.some(changedMeanwhile)) {
      // What was read whole before stays in use until it can be read whole again.
      this.unsettled.add(file);
      return known?.inventories ?? inventories;
    }
    this.unsettled.delete(file);
    this.kept.set(file, { stamp, today, text: open?.text, inventories });
    return inventories;
  }

  /** The same object for the same reading and name, so that the estate is merged anew only when something changed. */
  private withHost(inventory: FileInventory, host: string | undefined): FileInventory {
    const known = this.named.get(inventory);
    if (known?.host === host && known !== undefined) return known.inventory;
    const named = { host, inventory: nameHost(inventory, path.basename(inventory.file), host) };
    this.named.set(inventory, named);
    return named.inventory;
  }

  /** An editor that opens or closes a file, or undoes an edit, changes nothing. */
  private async isSameText(file: string, known: Kept, open: OpenText | undefined): Promise<boolean> {
    if (open && known.text !== undefined) return known.text === open.text;
    if (!open && known.text === undefined) return false;
    // What is kept may be older than the disk, unless it was read from the disk as it is now.
    if (open && known.stamp !== (await diskState(file))?.stamp) return false;
    return (open?.text ?? known.text) === (await diskText(file));
  }
}

/** The error for which nothing of a file could be used; undefined when it names a server, or lists none without one. */
function refusal({ servers, problems }: FileInventory): string | undefined {
  return servers.length > 0 ? undefined : problems.find(({ severity }) => severity === 'error')?.message;
}

function cancelledReading(file: string, bytes: number): FileInventory {
  return refusedInventory(file, bytes, 'file-unreadable', t('The reading of this file was cancelled.'), t('Run "Inventory Insights: Refresh" to read it.'));
}

async function diskText(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > MAX_COMPARED_BYTES ? undefined : decodeText(await readFile(file));
  } catch {
    return undefined;
  }
}
