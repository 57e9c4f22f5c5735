import type { FileInventory, FileServer, InventoryReading, ReadSoFar } from '../reader';
import type { TextBytes } from '../text/textBytes';
import type { InventoryDraft } from './inventoryDraft';

/** A reading that gathers all it finds in a draft, so that what was read so far is what the draft holds. */
export abstract class DraftReading implements InventoryReading {
  abstract readonly draft: InventoryDraft;
  protected abstract readonly front: TextBytes;

  write(chunk: Uint8Array): void {
    this.front.write(chunk);
  }

  soFar(): ReadSoFar {
    return this.draft.soFar();
  }

  serversFrom(first: number): readonly FileServer[] {
    return this.draft.serversFrom(first);
  }

  abstract end(): FileInventory;
}
