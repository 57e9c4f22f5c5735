import { readFile, stat } from 'node:fs/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { uriOf } from '../uris';

/** Files up to this size are read again to place diagnostics; in larger ones they stand at the line. 5 MB. */
const MAX_TEXT_BYTES = 5_000_000;

/** The text of inventory files for exact places: the editor's where it is open, else the disk's as the editor would decode it. */
export class SourceTexts {
  constructor(private readonly openDocument: (file: string) => TextDocument | undefined) {}

  /** undefined when the file is gone or too large. */
  async textOf(file: string): Promise<TextDocument | undefined> {
    const open = this.openDocument(file);
    if (open) return open;
    try {
      if ((await stat(file)).size > MAX_TEXT_BYTES) return undefined;
      return TextDocument.create(uriOf(file), 'inventory', 0, decode(await readFile(file)));
    } catch {
      return undefined;
    }
  }
}

/** UTF-16 LE or BE by its byte order mark, else UTF-8; the mark itself is no text. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le');
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
