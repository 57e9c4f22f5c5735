import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { WorkbookPart } from '../../core/export/xlsx/workbookParts';

/** zlib's level. XML of tables packs to a tenth at any; the highest levels cost several times the time for a few per cent. */
const COMPRESSION_LEVEL = 3;

/**
 * The parts as the bytes of an .xlsx, packed as they are made: nothing is held but what is under way. Between chunks others have a turn.
 * Giving up the iteration stops the parts; what a part throws ends it.
 */
export async function* writeWorkbook(parts: readonly WorkbookPart[]): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: Error): void => void output.destroy(error);
  zip.on('error', fail);
  // yazl takes the parts one after another, each when its turn comes.
  const open = new Set<Readable>();
  for (const { name, chunks } of parts) {
    zip.addReadStreamLazy(name, { compressionLevel: COMPRESSION_LEVEL }, (callback) => {
      const stream = Readable.from(chunks, { objectMode: false, highWaterMark: 1 });
      open.add(stream);
      stream.once('error', fail).once('close', () => open.delete(stream));
      callback(null, stream);
    });
  }
  zip.end();
  try {
    for await (const chunk of output as AsyncIterable<Buffer>) yield chunk;
  } finally {
    for (const stream of open) stream.destroy();
    output.destroy();
  }
}
