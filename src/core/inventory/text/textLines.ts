import { decodeUtf8 } from './utf8';

/** Bytes kept of a line; what follows is dropped and told as cut. A line of a package list has some hundred. */
const LINE_BYTES = 65_536;

/** Cuts UTF-8 bytes, given in chunks, into lines at LF, CR or CRLF. Holds one line, however long it is. */
export class TextLines {
  private readonly kept = new Uint8Array(LINE_BYTES);
  private length = 0;
  private isCut = false;
  private afterCr = false;
  private number = 1;

  /** @param onLine hears each line without its end, its 1-based number, whether its end was dropped and whether its bytes were no UTF-8. */
  constructor(private readonly onLine: (text: string, line: number, isCut: boolean, isInvalid: boolean) => void) {}

  write(bytes: Uint8Array): void {
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      const isLf = byte === 0x0a;
      if (isLf && this.afterCr && at === start && this.length === 0) {
        // The second half of CRLF ends no line of its own.
        this.afterCr = false;
        start = at + 1;
        continue;
      }
      if (!isLf && byte !== 0x0d) continue;
      this.keep(bytes, start, at);
      this.tell();
      this.afterCr = !isLf;
      start = at + 1;
    }
    if (start < bytes.length) this.afterCr = false;
    this.keep(bytes, start, bytes.length);
  }

  /** No more bytes; a last line without an end is told. */
  end(): void {
    if (this.length > 0) this.tell();
  }

  private keep(bytes: Uint8Array, start: number, end: number): void {
    const room = LINE_BYTES - this.length;
    if (end - start > room) this.isCut = true;
    const taken = Math.min(end - start, room);
    this.kept.set(bytes.subarray(start, start + taken), this.length);
    this.length += taken;
  }

  private tell(): void {
    const { text, invalidAt } = decodeUtf8(this.kept, 0, this.length);
    this.onLine(text, this.number++, this.isCut, invalidAt >= 0);
    this.length = 0;
    this.isCut = false;
  }
}
