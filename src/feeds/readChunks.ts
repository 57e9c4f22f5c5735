import { readInventory, recogniseFormat, type Recognition } from '../core/inventory/formats';
import type { PlainDate } from '../core/inventory/plainDate';
import { READ_LIMITS, type FileInventory, type InventoryFormat, type InventoryReading } from '../core/inventory/reader';
import { decodeText } from '../core/inventory/text/textBytes';

export interface ChunkSource {
  /** As the host names the file; goes into problems. */
  readonly file: string;
  /** Base name that the format is recognised by. */
  readonly fileName: string;
  readonly today: PlainDate;
  readonly signal?: AbortSignal;
  readonly companions: (format: InventoryFormat) => Promise<ReadonlyMap<string, string>>;
  /** Told after each chunk that a reader took. */
  readonly onChunk?: (reading: Pick<InventoryReading, 'soFar' | 'serversFrom'>) => void;
}

export type ChunksRead =
  | { readonly inventory: FileInventory; /** 1: could be its format; 2: is. */ readonly sure: number }
  | { readonly refused: NonNullable<Recognition['problem']> };

/** Bytes in pieces as an inventory, recognised by their beginning. Rejects as the chunks do, and when the signal is aborted. */
export async function readChunks(chunks: AsyncIterable<Uint8Array>, source: ChunkSource): Promise<ChunksRead> {
  const { file, fileName, today } = source;
  let reading: InventoryReading | undefined;
  let sure = 0;
  const head: Uint8Array[] = [];
  let headBytes = 0;
  const begin = async (): Promise<Recognition['problem']> => {
    const beginning = Buffer.concat(head);
    const recognised = recogniseFormat(fileName, decodeText(beginning.subarray(0, READ_LIMITS.headBytes)), file);
    if (!recognised.format) return recognised.problem;
    sure = recognised.sure;
    reading = readInventory(recognised.format, { file, fileName, today, companions: await source.companions(recognised.format) });
    reading.write(beginning);
    source.onChunk?.(reading);
    head.length = 0;
    return undefined;
  };
  for await (const chunk of chunks) {
    source.signal?.throwIfAborted();
    if (reading) {
      reading.write(chunk);
      source.onChunk?.(reading);
      continue;
    }
    head.push(Buffer.from(chunk));
    headBytes += chunk.length;
    const refused = headBytes < READ_LIMITS.headBytes ? undefined : await begin();
    if (refused) return { refused };
  }
  const refused = reading ? undefined : await begin();
  return refused ? { refused } : { inventory: reading!.end(), sure };
}
