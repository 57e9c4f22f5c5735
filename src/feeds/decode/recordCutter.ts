const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Depth inside the outer object, and inside its list of records. */
const IN_OBJECT = 1;
const IN_LIST = 2;

export interface CutterLimits {
  /** Bytes of one record; a longer one is skipped and counted. The largest NVD record is about 1.5 MB. */
  readonly recordBytes: number;
  /** Bytes of everything beside the records. */
  readonly headerBytes: number;
}

export const CUTTER_LIMITS: CutterLimits = { recordBytes: 16 * 1024 * 1024, headerBytes: 1024 * 1024 };

export type CutResult =
  /** `header` is the outer object with an empty list in place of the records. */
  | { readonly header: unknown; readonly records: number; readonly tooLong: number }
  | { readonly reason: string };

/**
 * Cuts one list of a JSON object into its elements by a byte scan, in whatever chunks the bytes come:
 * `{"format": …, "vulnerabilities": [ … , … ]}` gives each element's bytes, and at the end the rest as `header`.
 * Memory is one record, however long the file. Whether a record is JSON is for the caller to find out (`JSON.parse`);
 * a wrong nesting shows there or in the header.
 */
export class RecordCutter {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private listSeen = false;
  private inList = false;
  /** Where the current string of the header starts in `header`. */
  private stringStart = -1;
  /** The outer object's key read last, and whether its colon has been seen. */
  private lastKey = '';
  private keyThenColon = false;
  private readonly header: number[] = [];
  private record: Buffer;
  private recordLength = 0;
  private inRecord = false;
  private skipping = false;
  private records = 0;
  private tooLong = 0;
  private failure = '';
  private started = false;
  private ended = false;

  /** `onRecord` gets bytes that are valid during the call only. */
  constructor(
    private readonly listKey: string,
    private readonly onRecord: (bytes: Buffer) => void,
    private readonly limits: CutterLimits = CUTTER_LIMITS,
  ) {
    this.record = Buffer.allocUnsafe(64 * 1024);
  }

  /** False once the bytes cannot be such a file; further chunks are then ignored. */
  write(chunk: Uint8Array): boolean {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let i = 0;
    while (i < bytes.length && this.failure === '') {
      i = this.inList ? this.scanList(bytes, i) : this.scanHeader(bytes, i);
    }
    return this.failure === '';
  }

  end(): CutResult {
    if (this.failure !== '') return { reason: this.failure };
    if (!this.started) return { reason: 'it is empty' };
    if (!this.ended) return { reason: 'it is cut off' };
    if (!this.listSeen) return { reason: `it has no list \`${this.listKey}\`` };
    try {
      return { header: JSON.parse(Buffer.from(this.header).toString('utf8')), records: this.records, tooLong: this.tooLong };
    } catch {
      return { reason: 'it is not valid JSON' };
    }
  }

  /** Everything outside the list, byte by byte; it is short. Stops after the `[` that opens the list. */
  private scanHeader(bytes: Buffer, from: number): number {
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i];
      if (!this.started) {
        if (isSpace(byte) || (byte === 0xef || byte === 0xbb || byte === 0xbf)) continue;
        if (byte !== OPEN_BRACE) return this.fail(byte === 0x3c ? 'it is a web page, not JSON' : 'it is not a JSON object');
        this.started = true;
      } else if (this.ended) {
        if (!isSpace(byte)) return this.fail('something follows its end');
        continue;
      }
      if (this.header.push(byte) > this.limits.headerBytes) return this.fail('it has too much beside its records');
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.endHeaderString();
        continue;
      }
      if (byte === QUOTE) {
        this.inString = true;
        this.stringStart = this.header.length;
      } else if (byte === COLON) this.keyThenColon = this.depth === IN_OBJECT;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        const opensList = byte === OPEN_BRACKET && this.depth === IN_OBJECT && this.keyThenColon && this.lastKey === this.listKey;
        this.depth++;
        this.keyThenColon = false;
        if (opensList) {
          if (this.listSeen) return this.fail(`it has two lists \`${this.listKey}\``);
          this.listSeen = true;
          this.inList = true;
          return i + 1;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (--this.depth === 0) this.ended = true;
      } else if (byte === COMMA) this.keyThenColon = false;
    }
    return bytes.length;
  }

  private endHeaderString(): void {
    this.inString = false;
    // Only the outer object's keys matter; a value's text is overwritten by the next key before it could be taken for one.
    if (this.depth === IN_OBJECT && !this.keyThenColon && this.header.length - this.stringStart <= 256) {
      this.lastKey = Buffer.from(this.header.slice(this.stringStart, -1)).toString('utf8');
    }
  }

  /** The list: strings are jumped over by a native search, the rest is counted. Returns where the list or the chunk ended. */
  private scanList(bytes: Buffer, from: number): number {
    let start = this.inRecord ? from : -1;
    let i = from;
    while (i < bytes.length) {
      if (this.inString) {
        if (this.escaped) {
          this.escaped = false;
          i++;
          continue;
        }
        const quote = bytes.indexOf(QUOTE, i);
        const stop = quote === -1 ? bytes.length : quote;
        // An odd run of backslashes before the quote escapes it.
        let run = 0;
        while (stop - 1 - run >= i && bytes[stop - 1 - run] === BACKSLASH) run++;
        if (quote === -1) {
          this.escaped = run % 2 === 1;
          i = bytes.length;
        } else {
          if (run % 2 === 0) this.inString = false;
          i = quote + 1;
        }
        continue;
      }
      const byte = bytes[i];
      if (!this.inRecord) {
        if (byte === CLOSE_BRACKET) {
          this.inList = false;
          this.depth--;
          this.header.push(byte);
          return i + 1;
        }
        if (byte === COMMA || isSpace(byte)) {
          i++;
          continue;
        }
        if (byte === CLOSE_BRACE) return this.fail('it is not valid JSON');
        this.inRecord = true;
        start = i;
      }
      if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (this.depth === IN_LIST) {
          // A bare word or number ends where its list does.
          this.emit(bytes, start, i);
          start = -1;
          continue;
        }
        if (--this.depth === IN_LIST) {
          this.emit(bytes, start, i + 1);
          start = -1;
        }
      } else if (byte === COMMA && this.depth === IN_LIST) {
        this.emit(bytes, start, i);
        start = -1;
      }
      i++;
    }
    if (this.inRecord) this.keep(bytes, start, bytes.length);
    return bytes.length;
  }

  private emit(bytes: Buffer, start: number, end: number): void {
    if (this.recordLength === 0 && !this.skipping && end - start <= this.limits.recordBytes) this.deliver(bytes.subarray(start, end));
    else {
      this.keep(bytes, start, end);
      if (this.skipping) this.tooLong++;
      else this.deliver(this.record.subarray(0, this.recordLength));
    }
    this.recordLength = 0;
    this.inRecord = this.skipping = false;
  }

  private deliver(bytes: Buffer): void {
    this.records++;
    this.onRecord(bytes);
  }

  /** Copies the part of a record that this chunk has, so that the chunk may be reused. */
  private keep(bytes: Buffer, start: number, end: number): void {
    const length = this.recordLength + end - start;
    if (this.skipping || length > this.limits.recordBytes) {
      this.skipping = true;
      this.recordLength = 0;
      return;
    }
    if (length > this.record.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.limits.recordBytes, Math.max(length, this.record.length * 2)));
      this.record.copy(larger, 0, 0, this.recordLength);
      this.record = larger;
    }
    bytes.copy(this.record, this.recordLength, start, end);
    this.recordLength = length;
  }

  private fail(reason: string): number {
    this.failure = reason;
    return Number.MAX_SAFE_INTEGER;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
