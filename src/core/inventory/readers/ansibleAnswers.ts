import { decodeUtf8 } from '../text/utf8';
import type { JsonFilter } from './jsonListing';

/** Bytes of a heading; host names have at most 253. */
const HEADING_BYTES = 1_024;
const LF = 0x0a;
const BLANK = 0x20;

/**
 * `web01 | SUCCESS => {…}`, one below the other as the ansible command prints them, as the objects `{"web01": {…}}`; JSON passes as it is.
 * Lines and columns stay what they are.
 * A heading begins a line with neither blank nor bracket, as no line of the JSON below it does.
 */
export class AnsibleAnswers implements JsonFilter {
  private isLineStart = true;
  /** Bytes of a heading so far; undefined outside of one. */
  private heading: number[] | undefined;
  private isOpen = false;

  constructor(private readonly sink: (json: Uint8Array) => void) {}

  write(utf8: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < utf8.length; at++) {
      const byte = utf8[at]!;
      if (this.heading) {
        from = at + 1;
        this.heading.push(byte);
        if (byte === LF || this.heading.length === HEADING_BYTES || isArrow(this.heading)) this.endHeading();
      } else if (this.isLineStart && beginsHeading(byte)) {
        if (at > from) this.sink(utf8.subarray(from, at));
        from = at + 1;
        this.heading = [byte];
      }
      this.isLineStart = byte === LF;
    }
    if (from < utf8.length) this.sink(utf8.subarray(from));
  }

  end(): void {
    if (this.heading) this.endHeading();
    if (this.isOpen) this.sink(ascii('}'));
  }

  private endHeading(): void {
    const bytes = Uint8Array.from(this.heading!);
    this.heading = undefined;
    if (!/^[^\s|"\\]+ \| [^\n]*=>$/.test(decodeUtf8(bytes, 0, bytes.length).text)) {
      // No heading after all: JSON that is laid out at the margin, or text that the tokeniser tells of.
      this.sink(bytes);
      return;
    }
    const name = bytes.subarray(0, bytes.indexOf(BLANK));
    const before = ascii(this.isOpen ? '}{"' : '{"');
    this.sink(before);
    this.sink(name);
    this.sink(ascii('":'));
    // As long as the heading, so that what follows in the line stands at its column.
    this.sink(new Uint8Array(Math.max(0, bytes.length - before.length - name.length - 2)).fill(BLANK));
    this.isOpen = true;
  }
}

function isArrow(bytes: readonly number[]): boolean {
  return bytes[bytes.length - 1] === 0x3e && bytes[bytes.length - 2] === 0x3d;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Neither blank nor `{ } [ ] " ,`. */
function beginsHeading(byte: number): boolean {
  return byte > 0x20 && byte !== 0x7b && byte !== 0x7d && byte !== 0x5b && byte !== 0x5d && byte !== 0x22 && byte !== 0x2c;
}
